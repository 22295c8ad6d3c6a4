/** Unpacking for the image formats of the core, by the zlib of Node. */
import { gunzipSync, inflateSync } from 'node:zlib';
import type { Inflate } from '../core/image/inflate.ts';

export const nodeInflate: Inflate = {
  zlib: (packed, mostBytes) => inflateSync(packed, { maxOutputLength: Math.max(1, mostBytes) }),
  gzip: (packed, mostBytes) => gunzipSync(packed, { maxOutputLength: Math.max(1, mostBytes) }),
};
