/** Refuses to continue a dump from another medium: sectors already read are read again and compared. */
import { SpindleError } from '../../shared/errors.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { allocateAligned } from '../adapters/memory/aligned.ts';
import type { BlockSource } from '../core/ports.ts';
import type { RescueMap } from '../core/rescue/rescue-map.ts';

const wantedSamples = 16;

/** Sample sectors spread over what has been read, never sector 0: Windows rewrites it in passing (volume tracking). */
export function sampleLbas(map: RescueMap, wanted = wantedSamples): number[] {
  const lbas = new Set<number>();
  for (let sample = 0; sample < wanted; sample++) {
    const around = Math.floor(((sample + 0.5) * map.totalSectors) / wanted);
    const run = map.next(around, 'good') ?? map.previous(around, 'good');
    if (run) lbas.add(run.lba >= around ? run.lba : run.lba + run.lengthSectors - 1);
  }
  if (lbas.size > 1) lbas.delete(0);
  return [...lbas].sort((a, b) => a - b);
}

/** @throws SpindleError wrong-medium when the medium differs, or when nothing of it can be recognised */
export function recogniseMedium(source: BlockSource, store: DumpStore, map: RescueMap): void {
  const { sectorSize } = source.medium;
  const lbas = sampleLbas(map);
  if (lbas.length === 0) return;
  const buffer = allocateAligned(sectorSize);
  const kept = new Uint8Array(sectorSize);
  let matched = 0;
  for (const lba of lbas) {
    if (source.read(lba, 1, buffer).goodSectors !== 1) continue;
    store.read(lba * sectorSize, kept);
    if (kept.some((byte, index) => byte !== buffer[index])) {
      throw new SpindleError(
        'wrong-medium',
        `The medium in ${source.address} is not the one this dump was begun from: sector ${lba} differs. Nothing was changed; put the first one back and resume.`,
        { lba },
      );
    }
    matched++;
  }
  if (matched > 0) return;
  throw new SpindleError(
    'wrong-medium',
    `The medium in ${source.address} cannot be recognised: none of ${lbas.length} sectors read before can be read now. Nothing was changed; try another drive.`,
    { sampled: lbas.length },
  );
}
