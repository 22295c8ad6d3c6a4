/** Refuses to continue a dump from another medium: sectors already read are read again and compared. */
import { SpindleError } from '../../shared/errors.ts';
import { rangesWhere } from '../../shared/model/sector-runs.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { allocateAligned } from '../adapters/memory/aligned.ts';
import { volumeSerial } from '../core/block/volume-serial.ts';
import type { BlockSource } from '../core/ports.ts';
import type { RescueMap } from '../core/rescue/rescue-map.ts';

const wantedSamples = 16;

/**
 * Sample sectors spread evenly over those that have been read, however few of the medium they are; never sector 0, which
 * Windows rewrites in passing (volume tracking).
 */
export function sampleLbas(map: RescueMap, wanted = wantedSamples): number[] {
  const good = rangesWhere(map.runs(), (state) => state === 'good');
  const total = good.reduce((sum, { lengthSectors }) => sum + lengthSectors, 0);
  const lbas = new Set<number>();
  for (let sample = 0; sample < wanted && total > 0; sample++) {
    let place = Math.floor(((sample + 0.5) * total) / wanted);
    const range = good.find(({ lengthSectors }) => {
      if (place < lengthSectors) return true;
      place -= lengthSectors;
      return false;
    });
    if (range) lbas.add(range.lba + place);
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
  refuseOtherVolume(source, store, map, buffer);
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

/** Disks of one set may be alike in all but a few sectors; the number each got at formatting tells them apart. */
function refuseOtherVolume(source: BlockSource, store: DumpStore, map: RescueMap, buffer: Uint8Array): void {
  if (source.disc || map.next(0, 'good')?.lba !== 0) return;
  if (source.read(0, 1, buffer).goodSectors !== 1) return;
  const kept = new Uint8Array(source.medium.sectorSize);
  store.read(0, kept);
  const [before, now] = [volumeSerial(kept), volumeSerial(buffer)];
  if (before === null || now === null || before === now) return;
  throw new SpindleError(
    'wrong-medium',
    `The medium in ${source.address} is not the one this dump was begun from: it was formatted as volume ${hexSerial(before)}, this one as ${hexSerial(now)}. Nothing was changed; put the first one back and resume.`,
    { before, now },
  );
}

/** As DOS shows it: `1A2B-3C4D`. */
function hexSerial(serial: number): string {
  const hex = serial.toString(16).toUpperCase().padStart(8, '0');
  return `${hex.slice(0, 4)}-${hex.slice(4)}`;
}
