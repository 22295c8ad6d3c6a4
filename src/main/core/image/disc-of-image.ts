/** An image as the disc it is of: what people and exports see. */
import type { CdText, Disc, DiscTrack } from '../../../shared/model/disc.ts';
import { discIds } from '../identify/disc-ids.ts';
import type { Sha1 } from '../identify/musicbrainz-id.ts';
import { parseCdText } from '../optical/cd-text.ts';
import type { DiscImage, ImageTrack } from './disc-image.ts';

const controlPreEmphasis = 1;
const controlCopyPermitted = 2;
const controlData = 4;
const controlFourChannel = 8;

function discTrack({
  number,
  session,
  mode,
  control,
  startLba,
  endLba,
  pregapLba,
  indices,
  isrc,
}: ImageTrack): DiscTrack {
  const isAudio = (control & controlData) === 0;
  return {
    number,
    session,
    mode,
    startLba,
    lengthSectors: endLba - startLba,
    // The 150 sectors before LBA 0 are part of no dump and no file: what is hidden before track 1 begins at LBA 0.
    pregapSectors: startLba - Math.max(0, pregapLba),
    indices: [...indices],
    isrc,
    preEmphasis: isAudio && (control & controlPreEmphasis) !== 0,
    copyPermitted: (control & controlCopyPermitted) !== 0,
    fourChannel: isAudio && (control & controlFourChannel) !== 0,
  };
}

export interface DiscOfImage {
  readonly disc: Disc;
  /** Those of the image, and of its CD-TEXT. */
  readonly warnings: readonly string[];
}

export function discOfImage(image: DiscImage, sha1: Sha1): DiscOfImage {
  const sessions = [...image.sessions];
  const tracks = image.tracks.map(discTrack);
  const reading = image.cdTextPacks && parseCdText(image.cdTextPacks);
  const cdText: CdText | null = reading?.cdText ?? null;
  const ids = discIds({ sessions, tracks }, sha1);
  return {
    disc: { profile: 'CD-ROM', sessions, tracks, mcn: image.mcn, cdText, ids },
    warnings: [...image.warnings, ...(reading?.warnings ?? [])],
  };
}
