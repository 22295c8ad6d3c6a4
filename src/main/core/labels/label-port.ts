/** Labels as a file to print. */
import type { LabelLayoutId, LabelsMade } from '../../../shared/model/labels.ts';
import type { LabelContent } from './arrange-label.ts';

export interface LabelOrder {
  readonly labels: readonly LabelContent[];
  readonly layout: LabelLayoutId;
  /** Counted from 1 along the rows of the first sheet. */
  readonly startPosition: number;
  readonly directory: string;
  readonly name: string;
}

/**
 * Writes `name.pdf`, or `name-2.pdf` where that is taken: wholly or not at all.
 * @throws SpindleError bad-request for codes that cannot be bars, output-full, output-unwritable
 */
export type WriteLabels = (order: LabelOrder) => Promise<LabelsMade>;
