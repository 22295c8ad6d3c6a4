/** The sectors of several dumps as one medium: each from the dump the plan names, zeros where it names none. */
import type { Disc } from '../../../shared/model/disc.ts';
import type { BlockImage } from '../image/block-image.ts';
import type { DiscImage, ImageTrack } from '../image/disc-image.ts';
import type { MergedStretch, MergeInput, MergePlan } from './plan-merge.ts';

/** Mostly asked in ascending order. */
export function stretchFinder(stretches: readonly MergedStretch[]): (lba: number) => MergedStretch | null {
  let at = 0;
  return (lba) => {
    if (lba < (stretches[at]?.lba ?? 0)) at = 0;
    while (at < stretches.length && lba >= stretches[at]!.lba + stretches[at]!.lengthSectors) at++;
    return stretches[at] ?? null;
  };
}

export function mergedBlocks(
  inputs: readonly MergeInput[],
  { stretches }: MergePlan,
  { sectorSize, sizeBytes }: { readonly sectorSize: number; readonly sizeBytes: number },
): BlockImage {
  const find = stretchFinder(stretches);
  const partial = new Uint8Array(sectorSize);
  return {
    format: 'merged',
    sectorSize,
    sizeBytes,
    geometry: null,
    flaws: [],
    comment: '',
    warnings: [],
    read(offsetBytes, into) {
      if (offsetBytes < 0 || offsetBytes + into.length > sizeBytes)
        throw new RangeError(`${into.length} bytes at ${offsetBytes} of ${sizeBytes}`);
      for (let done = 0; done < into.length; ) {
        const at = offsetBytes + done;
        const lba = Math.floor(at / sectorSize);
        const stretch = find(lba)!;
        const left = into.length - done;
        const whole = Math.min(Math.floor(left / sectorSize), stretch.lba + stretch.lengthSectors - lba);
        const isWhole = at % sectorSize === 0 && whole > 0;
        const target = isWhole ? into.subarray(done, done + whole * sectorSize) : partial;
        if (stretch.source === null) target.fill(0);
        else inputs[stretch.source]!.read(lba, isWhole ? whole : 1, target);
        if (isWhole) done += target.length;
        else {
          const from = at % sectorSize;
          const count = Math.min(left, sectorSize - from);
          into.set(partial.subarray(from, from + count), done);
          done += count;
        }
      }
    },
  };
}

export interface DiscInput extends MergeInput {
  readonly readSubchannel: ((lba: number, into: Uint8Array) => void) | null;
}

/** @param disc its table of contents; `cdTextPacks` where one of the dumps has them */
export function mergedDisc(
  inputs: readonly DiscInput[],
  { stretches }: MergePlan,
  disc: Disc,
  cdTextPacks: Uint8Array | null,
): DiscImage {
  const find = stretchFinder(stretches);
  const endLba = disc.sessions.at(-1)!.leadOutLba;
  const others = inputs.filter(({ readSubchannel }) => readSubchannel !== null);
  return {
    sessions: disc.sessions,
    tracks: imageTracks(disc),
    mcn: disc.mcn,
    cdTextPacks,
    endLba,
    warnings: [],
    readSector(lba, into) {
      const source = lba < 0 ? null : (find(lba)?.source ?? null);
      if (source === null) {
        into.fill(0);
        return isInTrack(disc, lba) ? 'stored' : 'absent';
      }
      inputs[source]!.read(lba, 1, into);
      return 'stored';
    },
    readSubchannel(lba, into) {
      if (lba < 0 || lba >= endLba || others.length === 0) return false;
      const source = find(lba)?.source;
      const own = source == null ? null : inputs[source]!.readSubchannel;
      own?.(lba, into);
      // The dump that has the sector best may have been made without; zeros are no subchannel.
      for (const { readSubchannel } of own ? [] : others) {
        readSubchannel!(lba, into);
        if (into.some((byte) => byte !== 0)) break;
      }
      return true;
    },
  };
}

function isInTrack({ sessions }: Disc, lba: number): boolean {
  return sessions.some(({ startLba, leadOutLba }) => lba >= Math.min(0, startLba) && lba < leadOutLba);
}

function imageTracks({ tracks, sessions }: Disc): ImageTrack[] {
  return tracks.map((track, at) => {
    const next = tracks[at + 1];
    const leadOutLba = sessions.find(({ number }) => number === track.session)?.leadOutLba ?? track.startLba;
    const isLast = next?.session !== track.session;
    return {
      number: track.number,
      session: track.session,
      mode: track.mode,
      control:
        (track.preEmphasis ? 1 : 0) |
        (track.copyPermitted ? 2 : 0) |
        (track.mode === 'AUDIO' ? 0 : 4) |
        (track.fourChannel ? 8 : 0),
      pregapLba: track.startLba - (track.pregapSectors ?? 0),
      startLba: track.startLba,
      indices: track.indices,
      endLba: isLast ? leadOutLba : next!.startLba - (next!.pregapSectors ?? 0),
      isrc: track.isrc,
    };
  });
}
