/** What the thread that hands over and its keeper say to each other. */
import type { WireError } from '../../../shared/errors.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import type { HandOverResult } from '../../../shared/model/hand-over.ts';
import type { HandOverOrder, HandOverProgress } from '../../core/handover/hand-over-port.ts';

export interface HandOverThreadData {
  readonly order: HandOverOrder;
}

export type ToHandOver =
  | { readonly type: 'stop' }
  | { readonly type: 'dump'; readonly dump: DumpRecord }
  | { readonly type: 'no-dump'; readonly error: WireError };

export type FromHandOver =
  /** One at a time; answered by `dump` or `no-dump`. */
  | { readonly type: 'want'; readonly dumpId: string }
  | { readonly type: 'progress'; readonly progress: HandOverProgress }
  | { readonly type: 'warning'; readonly sentence: string }
  | { readonly type: 'done'; readonly result: HandOverResult }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: WireError };
