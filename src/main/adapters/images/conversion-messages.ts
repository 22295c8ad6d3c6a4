/** What a thread that converts is given, and says. */
import type { WireError } from '../../../shared/errors.ts';
import type { ConversionPlan, ConversionProgress, ConvertedFiles } from '../../../shared/model/conversion.ts';
import type { ConversionOrder } from '../../core/ports.ts';

export interface ConvertThreadData {
  /** Of an image, a sheet or a sidecar. */
  readonly path: string;
  /** Null: say what is possible, and write nothing. */
  readonly order: ConversionOrder | null;
}

/** Any message to the thread means: end it. */
export type FromConversion =
  | { readonly type: 'plan'; readonly plan: ConversionPlan }
  | { readonly type: 'progress'; readonly progress: ConversionProgress }
  | { readonly type: 'done'; readonly progress: ConversionProgress; readonly result: ConvertedFiles }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: WireError };
