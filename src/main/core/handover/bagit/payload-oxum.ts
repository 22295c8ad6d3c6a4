/** Octets and number of payload files, `bytes.files` (RFC 8493, 2.2.2). */
export interface PayloadOxum {
  readonly sizeBytes: number;
  readonly files: number;
}

export const oxumLabel = 'Payload-Oxum';

export function parseOxum(value: string): PayloadOxum | null {
  const match = /^(\d{1,16})\.(\d{1,15})$/.exec(value.trim());
  return match ? { sizeBytes: Number(match[1]), files: Number(match[2]) } : null;
}

export function oxumText({ sizeBytes, files }: PayloadOxum): string {
  return `${sizeBytes}.${files}`;
}
