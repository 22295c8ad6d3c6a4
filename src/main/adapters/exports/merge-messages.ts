/** What a thread that merges is given, and says. Any message to it means: end it. */
import type { WireError } from '../../../shared/errors.ts';
import type { MergeReport } from '../../../shared/model/dump-merge.ts';
import type { DumpMergeOrder, WrittenMerge } from '../../core/merge/merge-port.ts';

export type MergeThreadData = DumpMergeOrder;

export type FromMerge =
  | { readonly type: 'progress'; readonly phase: 'compare' | 'write'; readonly share: number }
  | { readonly type: 'report'; readonly report: MergeReport }
  | { readonly type: 'done'; readonly written: WrittenMerge | null }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: WireError };
