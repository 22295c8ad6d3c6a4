/** A number that finds a content among millions: short enough for an index, and never the last word. */
import type { DatRom } from './dat.ts';

/** 52 bits of the SHA-1, which stay whole in a JavaScript number; chance meetings are sorted out by comparing. */
export function sha1Key(sha1: string): number {
  return Number.parseInt(sha1.slice(0, 13), 16);
}

/** For lists without SHA-1. Negative, so that the two kinds never meet. */
export function crc32Key(crc32: string, sizeBytes: number): number {
  return -1 - (Number.parseInt(crc32, 16) * 2 ** 20 + (sizeBytes % 2 ** 20));
}

/** Null for what can never be matched. */
export function romKey({ sha1, crc32, sizeBytes, status }: DatRom): number | null {
  if (status === 'nodump') return null;
  if (sha1 !== null) return sha1Key(sha1);
  return crc32 === null || sizeBytes === null ? null : crc32Key(crc32, sizeBytes);
}
