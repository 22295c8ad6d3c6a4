/** What a test of one signature says when it is met. */
import type { Evidence } from '../../../shared/model/drive.ts';
import { hex } from '../byte-fields.ts';
import type { SectorReader } from './sector-reader.ts';

export interface Finding {
  readonly type: string;
  readonly label: string;
  readonly evidence: readonly Evidence[];
}

/** Looks for one kind of content; null when it is not there or cannot be read. Never throws. */
export type Signature = (reader: SectorReader) => Finding | null;

export function proof(what: string, offsetBytes: number, bytes: Uint8Array): Evidence {
  return { what, offsetBytes, bytesHex: hex(bytes.subarray(0, 32)) };
}
