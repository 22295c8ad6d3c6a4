/** What a disc image says against itself: sectors whose check bytes or addresses are wrong, and sectors it lacks. */
import { checkSectors } from '../optical/sector.ts';
import {
  headerAt,
  lbaOfHeaderWord,
  modeAt,
  sectorBytes,
  syncBytesEnough,
  syncBytesRight,
} from '../optical/sector-layout.ts';
import { failureBits, isGood, kindBits, kindOfVerdict } from '../optical/sector-verdict.ts';
import type { DiscImage, ImageTrack, SectorOrigin } from './disc-image.ts';
import { lastAddressableLba } from './extent-image.ts';

export interface SectorProblem {
  readonly lba: number;
  readonly what: string;
}

/** What came of some sectors; counts are of this step alone. */
export interface CheckStep {
  /** One past the last sector looked at. */
  readonly endLba: number;
  readonly checkedSectors: number;
  readonly edcErrors: number;
  readonly eccErrors: number;
  readonly problems: readonly SectorProblem[];
}

export interface CheckDiscOptions {
  /** Sectors known to be unread or in doubt: nothing new can be learned of them. */
  readonly isKnownBad?: (lba: number) => boolean;
}

const controlData = 4;
const stepSectors = 64;
const kindMask = 7;

/** In the order they are told; `layout` and `mode` alone make no sector unreadable, but no drive gives them so. */
const failureWords: readonly (readonly [number, string])[] = [
  [failureBits.edc, 'EDC'],
  [failureBits.ecc, 'ECC'],
  [failureBits.address, 'header address'],
  [failureBits.layout, 'sync or subheader'],
  [failureBits.mode, 'mode byte'],
];

export function wordsOfVerdict(verdict: number): string {
  if ((verdict & kindMask) === kindBits.scrambled) return 'is stored scrambled';
  const wrong = failureWords.filter(([bit]) => (verdict & bit) !== 0).map(([, word]) => word);
  return `${wrong.join(', ')} wrong (${kindOfVerdict(verdict)})`;
}

/**
 * Looks at every stored sector of the data tracks, a few at a time. Audio has no check bytes: of its tracks only missing
 * sectors are told, and generated sectors are right by making.
 */
export function* checkDiscImage(image: DiscImage, options: CheckDiscOptions = {}): Generator<CheckStep> {
  for (const track of image.tracks) {
    const firstLba = Math.max(0, track.pregapLba);
    const endLba = endOfPresent(image, firstLba, track.endLba);
    if ((track.control & controlData) !== 0) yield* checkDataTrack(image, track, firstLba, endLba, options);
    if (endLba < track.endLba) yield missing(track, endLba);
  }
}

function endOfPresent(image: DiscImage, firstLba: number, endLba: number): number {
  const sector = new Uint8Array(sectorBytes);
  let end = endLba;
  while (end > firstLba && image.readSector(end - 1, sector) === 'absent') end--;
  return end;
}

function missing({ number, endLba }: ImageTrack, lba: number): CheckStep {
  const what = `${endLba - lba} sectors of track ${number} are missing from here on: the file ends before them`;
  return { endLba, checkedSectors: 0, edcErrors: 0, eccErrors: 0, problems: [{ lba, what }] };
}

function* checkDataTrack(
  image: DiscImage,
  track: ImageTrack,
  firstLba: number,
  endLba: number,
  { isKnownBad = () => false }: CheckDiscOptions,
): Generator<CheckStep> {
  const bytes = new Uint8Array(stepSectors * sectorBytes);
  const verdicts = new Uint8Array(stepSectors);
  const origins: SectorOrigin[] = [];
  let shift: number | null = null;
  for (let lba = firstLba; lba < endLba; lba += stepSectors) {
    const count = Math.min(stepSectors, endLba - lba);
    for (let index = 0; index < count; index++)
      origins[index] = image.readSector(lba + index, sectorAt(bytes, index));
    const problems: SectorProblem[] = [];
    if (shift === null) {
      shift = shiftOf(bytes, count, lba);
      if (shift !== null && shift !== 0)
        problems.push({
          lba,
          what: `the headers of track ${track.number} count ${Math.abs(shift)} sectors ${shift > 0 ? 'ahead of' : 'behind'} its place in the image`,
        });
    }
    judge(bytes, count, lba, shift ?? 0, verdicts);
    let checkedSectors = 0;
    let edcErrors = 0;
    let eccErrors = 0;
    for (let index = 0; index < count; index++) {
      const at = lba + index;
      const verdict = verdicts[index]!;
      if (origins[index] === 'generated' || isKnownBad(at)) continue;
      if (origins[index] === 'absent') {
        problems.push({ lba: at, what: 'is not in the image' });
        continue;
      }
      const isAudio = (verdict & kindMask) === kindBits.audioLike;
      // The pause before a data track may be silence of the audio track before it (ECMA-130, 20.1).
      if (isAudio && at < track.startLba) continue;
      checkedSectors++;
      // Where there is no sync there is no EDC that could be right.
      if (isAudio || verdict & failureBits.edc) edcErrors++;
      if (verdict & failureBits.ecc) eccErrors++;
      if (isAudio)
        problems.push({ lba: at, what: `no data sector, although track ${track.number} is data: no sync` });
      else if (!isGood(verdict)) problems.push({ lba: at, what: wordsOfVerdict(verdict) });
    }
    yield { endLba: lba + count, checkedSectors, edcErrors, eccErrors, problems };
  }
}

/** Beyond 99:59:74, or with headers that count over it, addresses mean nothing. */
function judge(bytes: Uint8Array, count: number, lba: number, shift: number, verdicts: Uint8Array): void {
  const isAddressed = lba + shift >= 0 && lba + shift + count - 1 <= lastAddressableLba;
  checkSectors(bytes, count, isAddressed ? lba + shift : null, verdicts);
}

/**
 * By how much the headers differ from the places of their sectors: of a track cut out of its disc by hundreds of thousands
 * of sectors, all alike. Told by the first two neighbours that agree; null where there are none.
 */
function shiftOf(bytes: Uint8Array, count: number, firstLba: number): number | null {
  let before: number | null = null;
  for (let index = 0; index < count; index++) {
    const sector = sectorAt(bytes, index);
    const isData = syncBytesRight(sector) >= syncBytesEnough && sector[modeAt]! <= 2;
    const own = isData
      ? lbaOfHeaderWord(sector[headerAt]! | (sector[headerAt + 1]! << 8) | (sector[headerAt + 2]! << 16))
      : null;
    const shift = own === null ? null : own - (firstLba + index);
    if (shift !== null && shift === before) return shift;
    before = shift;
  }
  return null;
}

function sectorAt(bytes: Uint8Array, index: number): Uint8Array {
  return bytes.subarray(index * sectorBytes, (index + 1) * sectorBytes);
}
