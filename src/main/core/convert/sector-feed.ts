/** The sectors of a disc image in long pieces, and what is known of each that passes. */
import { compactRuns, type SectorRun, type SectorRuns } from '../../../shared/model/sector-runs.ts';
import type { SectorState } from '../../../shared/model/sector-state.ts';
import type { ByteRanges } from '../filesystem/byte-ranges.ts';
import type { DiscImage, SectorOrigin } from '../image/disc-image.ts';
import { form1, sectorBytes, userDataBytes } from '../optical/sector-layout.ts';

export interface Stretch {
  readonly startLba: number;
  readonly endLba: number;
}

/** States of the sectors of a medium, told in ascending order as they pass. */
export interface StateLog {
  note(lba: number, state: SectorState): void;
  /** From LBA 0 to an end; what nobody told of lies between sessions. */
  runs(endLba: number): SectorRuns;
}

export function stateLog(): StateLog {
  const runs: [number, SectorState][] = [];
  let nextLba = 0;
  function add(count: number, state: SectorState): void {
    const last = runs.at(-1);
    if (count <= 0) return;
    if (last?.[1] === state) last[0] += count;
    else runs.push([count, state]);
    nextLba += count;
  }
  return {
    note(lba, state) {
      add(lba - nextLba, 'generated');
      // Told already, by another file of the same sectors.
      if (lba === nextLba) add(1, state);
    },
    runs(endLba) {
      add(endLba - nextLba, 'generated');
      return compactRuns(runs as SectorRun[]);
    },
  };
}

/** What the source's own sidecar or map says against its sectors. */
export interface KnownStates {
  readonly unread: ByteRanges;
  readonly doubtful: ByteRanges;
}

export function knownState({ unread, doubtful }: KnownStates, lba: number): SectorState | null {
  const at = lba * userDataBytes;
  if (unread.touches(at, userDataBytes)) return 'bad';
  return doubtful.touches(at, userDataBytes) ? 'suspect' : null;
}

const usualPieceSectors = 448;

/**
 * Raw sectors of a stretch, the same memory for every piece.
 * @param judge is told of each piece before it is given out, and may change it
 */
export function* rawSectors(
  image: DiscImage,
  { startLba, endLba }: Stretch,
  judge: (piece: Uint8Array, firstLba: number, origins: readonly SectorOrigin[]) => void,
  pieceSectors = usualPieceSectors,
): Generator<Uint8Array> {
  const bytes = new Uint8Array(pieceSectors * sectorBytes);
  const origins: SectorOrigin[] = [];
  for (let lba = startLba; lba < endLba; lba += pieceSectors) {
    const count = Math.min(pieceSectors, endLba - lba);
    origins.length = count;
    for (let index = 0; index < count; index++)
      origins[index] = image.readSector(
        lba + index,
        bytes.subarray(index * sectorBytes, (index + 1) * sectorBytes),
      );
    const piece = bytes.subarray(0, count * sectorBytes);
    judge(piece, lba, origins);
    yield piece;
  }
}

/** Where a sector stands in the layout of its disc. */
export interface SectorPlace {
  readonly isData: boolean;
  /** Between INDEX 00 and INDEX 01. */
  readonly isPause: boolean;
}

/** Pauses a sheet only names, and ends files are filled up with, were made; check bytes around stored user data do not count. */
export function stateOfOrigin(
  origin: SectorOrigin,
  sector: Uint8Array,
  { isData, isPause }: SectorPlace,
): SectorState {
  if (origin === 'stored') return 'good';
  if (origin === 'absent') return 'bad';
  if (!isData) return 'generated';
  return isPause &&
    sector.subarray(form1.userDataAt, form1.userDataAt + userDataBytes - 8).every((byte) => byte === 0)
    ? 'generated'
    : 'good';
}
