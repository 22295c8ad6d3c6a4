/** A mixed-mode disc as large as a CD: proven MODE1 sectors, then audio tracks of noise with pauses between them. */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { generateMode1 } from '../../src/main/core/optical/generate-sector.ts';
import { sectorBytes } from '../../src/main/core/optical/sector-layout.ts';
import { formatDuration } from '../../src/shared/msf.ts';
import { seededRandom } from '../support/seeded-random.ts';

const audioTracks = 12;
const pauseSectors = 150;
const piece = 256;

export interface MadeDisc {
  readonly cue: string;
  readonly image: string;
  readonly sectors: number;
}

/** Two thirds data, the rest audio; the pauses are silent. */
export function makeMixedDisc(directory: string, sizeBytes: number): MadeDisc {
  const sectors = Math.floor(sizeBytes / sectorBytes);
  const dataSectors = Math.floor((sectors * 2) / 3);
  const trackSectors = Math.floor((sectors - dataSectors) / audioTracks);
  const starts = Array.from({ length: audioTracks }, (_, track) => dataSectors + track * trackSectors);
  const image = join(directory, 'mixed.bin');
  const fd = openSync(image, 'w');
  const random = seededRandom(1);
  const bytes = new Uint8Array(piece * sectorBytes);
  const words = new Uint32Array(bytes.buffer);
  for (let lba = 0; lba < sectors; lba += piece) {
    const count = Math.min(piece, sectors - lba);
    for (let at = 0; at < words.length; at++) words[at] = random() * 2 ** 32;
    for (let index = 0; index < count; index++) {
      const sector = bytes.subarray(index * sectorBytes, (index + 1) * sectorBytes);
      if (lba + index < dataSectors) generateMode1(sector, lba + index);
      else if (starts.some((start) => lba + index >= start && lba + index < start + pauseSectors))
        sector.fill(0);
    }
    writeSync(fd, bytes, 0, count * sectorBytes);
  }
  closeSync(fd);
  const lines = ['FILE "mixed.bin" BINARY', '  TRACK 01 MODE1/2352', '    INDEX 01 00:00:00'];
  for (const [index, start] of starts.entries()) {
    lines.push(`  TRACK ${String(index + 2).padStart(2, '0')} AUDIO`);
    lines.push(
      `    INDEX 00 ${formatDuration(start)}`,
      `    INDEX 01 ${formatDuration(start + pauseSectors)}`,
    );
  }
  const cue = join(directory, 'mixed.cue');
  writeFileSync(cue, `${lines.join('\n')}\n`);
  return { cue, image, sectors };
}
