/** A simulated medium on disk: an image with content that says which sector it is, and its behaviour. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every sector different, none all zero. */
export function numberedImage(sectors: number, sectorSize = 512): Buffer {
  const image = Buffer.alloc(sectors * sectorSize);
  for (let lba = 0; lba < sectors; lba++) {
    const digest = createHash('sha512').update(`sector ${lba}`).digest();
    for (let offset = 0; offset < sectorSize; offset += digest.length)
      digest.copy(image, lba * sectorSize + offset);
  }
  return image;
}

export interface SimMedium {
  readonly address: string;
  readonly image: Buffer;
}

export function simMedium(folder: string, sectors: number, behaviour: Record<string, unknown>): SimMedium {
  const image = numberedImage(sectors);
  writeFileSync(join(folder, 'medium.img'), image);
  writeFileSync(join(folder, 'behaviour.json'), JSON.stringify(behaviour));
  return { address: `sim:${join(folder, 'medium.img')}?behaviour=${join(folder, 'behaviour.json')}`, image };
}

/** The image a rescue must make: what can be read, and the fill where nothing can. */
export function expectedImage(image: Buffer, bad: Uint8Array, fill: number, sectorSize = 512): Buffer {
  const expected = Buffer.from(image);
  for (const [lba, flag] of bad.entries())
    if (flag) expected.fill(fill, lba * sectorSize, (lba + 1) * sectorSize);
  return expected;
}
