/** What the hub asks of whoever writes bags and documents. */
import type { SpindleError } from '../../../shared/errors.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import type { HandOverFormat, HandOverResult } from '../../../shared/model/hand-over.ts';
import type { RunningWork } from '../ports.ts';
import type { BagPhoto } from './bag-photos.ts';
import type { ExportContext } from './exporter.ts';

export interface HandOverOrder {
  readonly format: string;
  /** In the order they are handed over, each once. */
  readonly dumpIds: readonly string[];
  /** Absolute. */
  readonly directory: string;
  readonly name: string;
  readonly info: readonly string[];
  readonly title: string;
  /** Of the carriers of the dumps; they go into bags. */
  readonly photos: readonly BagPhoto[];
  /** What the dumps belong to, a batch or a collection, by their ids; for bags. */
  readonly groups: Readonly<Record<string, string>>;
  readonly withMark: boolean;
  readonly tool: ExportContext['tool'];
  /** ISO 8601 with offset. */
  readonly at: string;
}

export interface HandOverProgress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'dumps';
  readonly path: string;
}

export type HandOverEnd =
  | { readonly state: 'done'; readonly result: HandOverResult }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly error: SpindleError };

export interface WatchHandOver {
  /** A dump of the order, as the catalogue has it. */
  readonly dump: (dumpId: string) => Promise<DumpRecord>;
  readonly onProgress: (progress: HandOverProgress) => void;
  readonly onWarning: (sentence: string) => void;
  /** Called once. */
  readonly onEnd: (end: HandOverEnd) => void;
}

export interface HandOvers {
  readonly formats: readonly HandOverFormat[];
  start(order: HandOverOrder, watch: WatchHandOver): RunningWork;
}
