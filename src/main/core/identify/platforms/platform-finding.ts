/** What a test for one platform says when it is met. */
import type { Platform } from '../../../../shared/model/platform.ts';
import { latinLabel } from '../../volume-label.ts';
import { proof } from '../finding.ts';

export type PlatformFinding = Omit<Platform, 'startLba'>;

/** A field of text in a header: name, offset, length. */
export type TextField = readonly [name: string, at: number, lengthBytes: number];

export function textAt(bytes: Uint8Array, at: number, lengthBytes: number): string {
  return latinLabel(bytes.subarray(at, at + lengthBytes)).replace(/ {2,}/g, ' ');
}

export function textsOf(bytes: Uint8Array, fields: readonly TextField[]): Record<string, string> {
  const texts = fields.map(([name, at, length]) => [name, textAt(bytes, at, length)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

export interface Told {
  readonly title?: string;
  readonly facts?: Readonly<Record<string, string>>;
}

/** @param offsetBytes where the bytes that prove it stand */
export function platformFinding(
  platform: string,
  offsetBytes: number,
  proofBytes: Uint8Array,
  { title = '', facts = {} }: Told = {},
): PlatformFinding {
  const evidence = [proof(`signature of ${platform}`, offsetBytes, proofBytes)];
  return { platform, title, facts: { ...facts }, evidence };
}
