/** What a medium is known again by, without reading it whole: hashes of sectors spread over it. */
import { createHash } from 'node:crypto';
import type { MediumSamples } from '../../shared/model/drive.ts';
import { allocateAligned } from '../adapters/memory/aligned.ts';
import type { BlockSource } from '../core/ports.ts';

const wantedSamples = 12;
/** A worn medium is not worn further, nor is a person kept waiting, for a sample. */
const patienceMs = 8_000;

/** Null where sectors come too slowly. Never sector 0, which Windows rewrites in passing; a few near the beginning, where disks of one make differ first. */
export function sampleMedium(source: BlockSource): MediumSamples | null {
  const endMs = performance.now() + patienceMs;
  const { totalSectors, sectorSize } = source.medium;
  const lbas = new Set<number>();
  for (let sample = 0; sample < wantedSamples; sample++) {
    lbas.add(Math.floor(((sample + 0.5) * totalSectors) / wantedSamples));
    lbas.add(Math.min(totalSectors - 1, 1 + sample * 4));
  }
  lbas.delete(0);
  const hash = createHash('sha256').update(`${totalSectors} ${sectorSize}`);
  const buffer = allocateAligned(sectorSize);
  let readable = 0;
  let isUniform = true;
  for (const lba of [...lbas].filter((one) => one > 0).sort((a, b) => a - b)) {
    if (performance.now() > endMs) return null;
    const { goodSectors, doubtful } = source.read(lba, 1, buffer);
    if (goodSectors !== 1 || doubtful?.length) {
      hash.update('-');
      continue;
    }
    readable++;
    const sector = buffer.subarray(0, sectorSize);
    hash.update(sector);
    isUniform &&= sector.every((byte) => byte === sector[0]);
  }
  return { sha256: hash.digest('hex'), readable, uniform: readable > 0 && isUniform };
}
