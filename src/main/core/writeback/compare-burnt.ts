/** A burnt disc held against its image, sector by sector; sound at the one shift burner and reader put between them. */
import type { SectorRange } from '../../../shared/model/sector-runs.ts';
import type { DiscImage } from '../image/disc-image.ts';
import { form1, mode1, sectorBytes, userDataBytes } from '../optical/sector-layout.ts';
import { rangesOf } from './sector-ranges.ts';

/** A drive with the burnt disc. */
export interface BurntDisc {
  /** `raw`: all 2352 bytes of each sector; `user`: 2048. @returns false when any of them cannot be read */
  read(form: 'raw' | 'user', lba: number, count: number, into: Uint8Array): boolean;
}

export interface CompareStep {
  readonly lba: number;
  readonly share: number;
}

const pieceSectors = 16;
const sampleBytes = 4;
/** Burners and readers are up to some hundred samples off, each; five sectors are more than any pair. */
const mostShiftSectors = 5;
/** What a shift is told by: about six sectors in a row that are not all the same. */
const probeSectors = 6;
/** The first may be just what was burnt wrong. */
const mostProbes = 16;

/**
 * Yields between pieces. Of sound at the ends of a stretch only what the shift leaves on the disc is compared.
 * @param form `user` for discs whose sectors hold 2048 bytes and no more (DVD, BD, an ISO on a CD)
 * @returns stretches that cannot be read or are not the same
 */
export function* compareBurnt(
  image: DiscImage,
  disc: BurntDisc,
  form: 'raw' | 'user',
): Generator<CompareStep, readonly SectorRange[]> {
  const wrong: number[] = [];
  const step = (lba: number): CompareStep => ({ lba, share: lba / Math.max(1, image.endLba) });
  for (const stretch of stretchesOf(image)) {
    const compare = stretch.isAudio ? soundIn(image, disc, stretch) : dataIn(image, disc, form);
    for (let lba = stretch.startLba; lba < stretch.endLba; lba += pieceSectors) {
      compare(lba, Math.min(pieceSectors, stretch.endLba - lba), wrong);
      yield step(lba);
    }
  }
  return rangesOf(wrong);
}

interface Stretch {
  readonly isAudio: boolean;
  readonly startLba: number;
  readonly endLba: number;
}

/** Neighbouring tracks of one kind are one. */
function stretchesOf({ tracks }: DiscImage): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { mode, pregapLba, endLba } of tracks) {
    const isAudio = mode === 'AUDIO';
    const last = stretches.at(-1);
    if (last?.isAudio === isAudio) stretches[stretches.length - 1] = { ...last, endLba };
    else stretches.push({ isAudio, startLba: Math.max(0, pregapLba), endLba });
  }
  return stretches;
}

type Compare = (lba: number, count: number, wrong: number[]) => void;

function isEqual(
  one: Uint8Array,
  oneAt: number,
  other: Uint8Array,
  otherAt: number,
  length: number,
): boolean {
  for (let at = 0; at < length; at++) if (one[oneAt + at] !== other[otherAt + at]) return false;
  return true;
}

function dataIn(image: DiscImage, disc: BurntDisc, form: 'raw' | 'user'): Compare {
  const sector = new Uint8Array(sectorBytes);
  const bytesEach = form === 'raw' ? sectorBytes : userDataBytes;
  const found = new Uint8Array(pieceSectors * bytesEach);
  return (lba, count, wrong) => {
    const isWhole = disc.read(form, lba, count, found);
    for (let index = 0; index < count; index++) {
      const isRead =
        isWhole ||
        disc.read(form, lba + index, 1, found.subarray(index * bytesEach, (index + 1) * bytesEach));
      image.readSector(lba + index, sector);
      const from = form === 'raw' ? 0 : (sector[15]! & 0x1f) === 2 ? form1.userDataAt : mode1.userDataAt;
      if (!isRead || !isEqual(sector, from, found, index * bytesEach, bytesEach)) wrong.push(lba + index);
    }
  };
}

function soundIn(image: DiscImage, disc: BurntDisc, stretch: Stretch): Compare {
  const shift = shiftOf(image, disc, stretch);
  const margin = Math.ceil(Math.abs(shift ?? 0) / sectorBytes);
  const sector = new Uint8Array(sectorBytes);
  const found = new Uint8Array((pieceSectors + 2 * margin) * sectorBytes);
  return (lba, count, wrong) => {
    const from = Math.max(stretch.startLba, lba - margin);
    const end = Math.min(stretch.endLba, lba + count + margin);
    const isRead = shift !== null && readEach(disc, from, end - from, found);
    for (let index = 0; index < count; index++) {
      image.readSector(lba + index, sector);
      const at = (lba + index - from) * sectorBytes + (shift ?? 0);
      const start = Math.max(0, -at);
      const length = Math.min(sectorBytes, (end - from) * sectorBytes - at) - start;
      if (!isRead || !isEqual(sector, start, found, at + start, length)) wrong.push(lba + index);
    }
  };
}

function readEach(disc: BurntDisc, lba: number, count: number, into: Uint8Array): boolean {
  return count <= 0 || disc.read('raw', lba, count, into);
}

/** In bytes: how much later the disc has what the image has; null when it is found nowhere. */
function shiftOf(image: DiscImage, disc: BurntDisc, { startLba, endLba }: Stretch): number | null {
  const probe = new Uint8Array(probeSectors * sectorBytes);
  const around = new Uint8Array((probeSectors + 2 * mostShiftSectors) * sectorBytes);
  const last = endLba - probeSectors - mostShiftSectors;
  let probes = 0;
  for (let lba = startLba + mostShiftSectors; lba <= last; lba += probeSectors) {
    for (let index = 0; index < probeSectors; index++)
      image.readSector(lba + index, probe.subarray(index * sectorBytes, (index + 1) * sectorBytes));
    if (!isTelling(probe)) continue;
    if (++probes > mostProbes) break;
    if (!disc.read('raw', lba - mostShiftSectors, probeSectors + 2 * mostShiftSectors, around)) continue;
    const middle = mostShiftSectors * sectorBytes;
    for (let shift = 0; shift <= middle; shift += sampleBytes)
      for (const each of shift === 0 ? [0] : [shift, -shift])
        if (isEqual(probe, 0, around, middle + each, probe.length)) return each;
  }
  // Silence is the same wherever it stands; so is what is too short to be told apart.
  return probes === 0 ? 0 : null;
}

/** Long runs of one value would be found in many places. */
function isTelling(bytes: Uint8Array): boolean {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  return new Set(words).size > words.length / 16;
}
