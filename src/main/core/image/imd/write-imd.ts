/** ImageDisk, the one plain format in which a sector can be kept and called bad at the same time. */
import { SpindleError } from '../../../../shared/errors.ts';
import type { BlockGeometry, Flaw } from '../block-image.ts';
import { endOfComment } from './open-imd.ts';

export interface ImdDisk extends BlockGeometry {
  readonly sectorSize: number;
  /** 0-2 FM, 3-5 MFM, at 500, 300 and 250 kbit/s each. */
  readonly mode: number;
  readonly comment: string;
  /** Of the clock, for the first line: `DD/MM/YYYY HH:MM:SS`. */
  readonly written: string;
}

const highestMode = 5;
const sizes = [128, 256, 512, 1024, 2048, 4096, 8192];
const missingRecord = 0;
const plainRecord = 1;
const badRecord = 5;

function stateAt(flaws: readonly Flaw[], offsetBytes: number, lengthBytes: number): Flaw['state'] | 'good' {
  const hit = flaws.filter(
    (flaw) =>
      flaw.offsetBytes < offsetBytes + lengthBytes && flaw.offsetBytes + flaw.lengthBytes > offsetBytes,
  );
  const isMissing = hit.some(
    (flaw) =>
      flaw.state === 'missing' &&
      flaw.offsetBytes <= offsetBytes &&
      flaw.offsetBytes + flaw.lengthBytes >= offsetBytes + lengthBytes,
  );
  return isMissing ? 'missing' : hit.length > 0 ? 'bad' : 'good';
}

/** @throws SpindleError unsupported for a disk ImageDisk cannot hold */
export function writeImd(image: Uint8Array, flaws: readonly Flaw[], disk: ImdDisk): Uint8Array {
  const { cylinders, heads, sectorsPerTrack, sectorSize, mode } = disk;
  const sizeCode = sizes.indexOf(sectorSize);
  const fits =
    sizeCode >= 0 &&
    mode >= 0 &&
    mode <= highestMode &&
    cylinders >= 1 &&
    cylinders <= 255 &&
    heads >= 1 &&
    heads <= 2 &&
    sectorsPerTrack >= 1 &&
    sectorsPerTrack <= 255 &&
    image.length === cylinders * heads * sectorsPerTrack * sectorSize;
  if (!fits)
    throw new SpindleError('unsupported', 'ImageDisk holds floppies of whole tracks only.', {
      sizeBytes: image.length,
    });
  const head = new TextEncoder().encode(
    `IMD 1.18: ${disk.written}\r\n${disk.comment}`.replaceAll('\u001a', ' '),
  );
  const most = head.length + 1 + cylinders * heads * (5 + sectorsPerTrack * (2 + sectorSize));
  const file = new Uint8Array(most);
  let at = 0;
  const put = (...bytes: readonly number[]) => {
    for (const byte of bytes) file[at++] = byte;
  };
  file.set(head);
  at = head.length;
  put(endOfComment);
  let offset = 0;
  for (let track = 0; track < cylinders * heads; track++) {
    put(mode, Math.floor(track / heads), track % heads, sectorsPerTrack, sizeCode);
    for (let id = 1; id <= sectorsPerTrack; id++) put(id);
    for (let id = 1; id <= sectorsPerTrack; id++, offset += sectorSize) {
      const state = stateAt(flaws, offset, sectorSize);
      if (state === 'missing') {
        put(missingRecord);
        continue;
      }
      const data = image.subarray(offset, offset + sectorSize);
      const isOneByte = data.every((byte) => byte === data[0]);
      const kind = (state === 'bad' ? badRecord : plainRecord) + (isOneByte ? 1 : 0);
      put(kind);
      if (isOneByte) put(data[0]!);
      else {
        file.set(data, at);
        at += sectorSize;
      }
    }
  }
  return file.slice(0, at);
}
