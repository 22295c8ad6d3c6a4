/** What an image's thread is asked and answers: plain values, one question after the other. */
import type { WireError } from '../../../shared/errors.ts';
import type { ExtractionProgress } from '../../../shared/model/image-files.ts';
import type { ImagePortrait } from '../../../shared/model/image-portrait.ts';
import type { ListingSummary } from '../../core/catalogue/search-port.ts';
import type { ImageBrowser } from './browse-image.ts';
import type { SectorLooker } from './look-at-sector.ts';

export interface ImageThreadData {
  /** Of an image, a sidecar or a store. */
  readonly path: string;
}

export interface ImageQuestions extends ImageBrowser, SectorLooker {
  portrait(): ImagePortrait;
}

export type QuestionName = keyof ImageQuestions;

export interface Question {
  readonly id: number;
  readonly name: QuestionName;
  readonly asked: unknown;
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: WireError };

/** The first question's id is this: whether the image could be opened. */
export const openingId = 0;

export interface ExtractThreadData extends ImageThreadData {
  readonly tree: string;
  readonly entries: readonly string[];
  /** Absolute; a new folder is made in it. */
  readonly directory: string;
  readonly name: string;
  /** One cell, not 0 once it is to end. */
  readonly control: SharedArrayBuffer;
}

export type FromExtraction =
  | { readonly type: 'progress'; readonly progress: ExtractionProgress }
  | { readonly type: 'done' | 'cancelled'; readonly progress: ExtractionProgress }
  | { readonly type: 'failed'; readonly progress: ExtractionProgress | null; readonly error: WireError };

export interface ListThreadData extends ImageThreadData {
  /** Reads and hashes every file. */
  readonly contents: boolean;
  /** One cell: pieces that were sent and are not stored yet. */
  readonly unsent: SharedArrayBuffer;
}

export type FromLister =
  | { readonly type: 'piece'; readonly bytes: Uint8Array }
  | { readonly type: 'pulse' }
  | { readonly type: 'done'; readonly summary: ListingSummary }
  | { readonly type: 'failed'; readonly error: WireError };
