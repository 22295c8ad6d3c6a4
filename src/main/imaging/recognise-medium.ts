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

/**
 * A worn disc, known by its TOC already, may give wrong bytes now or have given them then: there a minority that differs is
 * damage.
 * @throws SpindleError wrong-medium when the medium differs, or when nothing of it can be recognised
 */
export function recogniseMedium(source: BlockSource, store: DumpStore, map: RescueMap): void {
  const { sectorSize } = source.medium;
  const lbas = sampleLbas(map);
  if (lbas.length === 0) return;
  const buffer = allocateAligned(sectorSize);
  const kept = new Uint8Array(sectorSize);
  let matched = 0;
  const different: number[] = [];
  for (const lba of lbas) {
    const { goodSectors, doubtful } = source.read(lba, 1, buffer);
    if (goodSectors !== 1 || doubtful?.length) continue;
    store.read(lba * sectorSize, kept);
    if (kept.every((byte, index) => byte === buffer[index])) matched++;
    else different.push(lba);
  }
  const mayDiffer = source.disc ? Math.floor(matched / 4) : 0;
  if (different.length > mayDiffer) {
    throw new SpindleError(
      'wrong-medium',
      `The medium in ${source.address} is not the one this dump was begun from: sector ${different[0]} differs. Nothing was changed; put the first one back and resume.`,
      { lba: different[0]! },
    );
  }
  if (matched > 0) return;
  throw new SpindleError(
    'wrong-medium',
    `The medium in ${source.address} cannot be recognised: none of ${lbas.length} sectors read before can be read now. Nothing was changed; try another drive.`,
    { sampled: lbas.length },
  );
}
