/** What the hub asks of whoever puts dumps together. */
import type { SpindleError } from '../../../shared/errors.ts';
import type { MergeReport } from '../../../shared/model/dump-merge.ts';
import type { OutputFile } from '../../../shared/model/output.ts';
import type { Lineage, Sidecar } from '../../../shared/model/sidecar.ts';
import type { RunningWork } from '../ports.ts';

export interface DumpMergeOrder {
  /** Of sidecars or stores, absolute. */
  readonly paths: readonly string[];
  /** Null: compare, and write nothing. */
  readonly output: {
    /** Absolute. */
    readonly directory: string;
    readonly name: string;
    readonly tool: Lineage['tool'];
  } | null;
}

export interface WrittenMerge {
  /** Absolute paths. */
  readonly files: readonly OutputFile[];
  readonly sidecar: Sidecar;
}

export type DumpMergeEnd =
  | { readonly state: 'done'; readonly written: WrittenMerge | null }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly error: SpindleError };

export interface WatchDumpMerge {
  readonly onProgress: (phase: 'compare' | 'write', share: number) => void;
  readonly onReport: (report: MergeReport) => void;
  /** Called once. */
  readonly onEnd: (end: DumpMergeEnd) => void;
}

export interface DumpMerges {
  start(order: DumpMergeOrder, watch: WatchDumpMerge): RunningWork;
}
