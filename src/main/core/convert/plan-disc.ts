/** Whether a disc can become a format at all, and what of it cannot: decided before anything is written. */

import type { DiscTarget } from '../../../shared/model/convert-formats.ts';
import type { Disc, DiscTrack } from '../../../shared/model/disc.ts';
import type { Generated, Loss } from '../../../shared/model/losses.ts';
import { listWords } from '../../../shared/words.ts';
import type { DiscImage } from '../image/disc-image.ts';
import { packBytes } from '../optical/cd-text-pack.ts';
import { sectorBytes, submodeAt, submodeForm2 } from '../optical/sector-layout.ts';
import { subchannelBytes } from '../optical/subchannel.ts';
import { hasSync } from '../optical/track-mode.ts';

export interface ConversionPlan<L = Loss> {
  readonly lost: readonly L[];
  readonly generated: readonly Generated[];
}

/** Why not, in words that follow "... cannot hold this image: "; or the plan. */
export type Planned = { readonly refusal: string } | ConversionPlan;

const form2Probes = 16;
/** The XA submode bit for data. */
const submodeData = 0x08;

export function planDisc(image: DiscImage, disc: Disc, format: DiscTarget): Planned {
  const refusal = refusalOf(image, disc, format);
  if (refusal !== null) return { refusal };
  return { lost: lossesOf(image, disc, format), generated: generatedOf(image, disc, format) };
}

function refusalOf(image: DiscImage, { tracks, sessions }: Disc, format: DiscTarget): string | null {
  const audio = tracks.filter(({ mode }) => mode === 'AUDIO');
  const numbers = (list: readonly DiscTrack[]) =>
    `${list.length === 1 ? 'track' : 'tracks'} ${listWords(list.map(({ number }) => String(number)))}`;
  switch (format) {
    case 'iso': {
      if (audio.length > 0) return `${numbers(audio)} are audio, which has no user data of 2048 bytes`;
      if (sessions.length > 1)
        return `it has ${sessions.length} sessions, and what lies between them would have to be made up`;
      const form2 = tracks.find((track) => hasForm2(image, track));
      return form2
        ? `track ${form2.number} has Form 2 sectors, which hold 2324 bytes and no ISO keeps`
        : null;
    }
    case 'wav': {
      if (audio.length === 0) return 'it has no audio track';
      const data = tracks.filter(({ mode }) => mode !== 'AUDIO');
      return data.length > 0 ? `${numbers(data)} are data, and sound files would leave them out` : null;
    }
    case 'toc':
    case 'chd':
      return sessions.length > 1
        ? `it has ${sessions.length} sessions, and ${format === 'toc' ? 'a toc file' : 'chdman'} knows one`
        : null;
    case 'bincue':
    case 'bincue-single':
    case 'ccd':
      return null;
  }
}

/** The first sectors of the track, and some across it; the rest is looked at while it is written. */
function hasForm2(image: DiscImage, { mode, startLba, lengthSectors }: DiscTrack): boolean {
  if (mode === 'MODE1') return false;
  const sector = new Uint8Array(sectorBytes);
  const step = Math.max(1, Math.floor(lengthSectors / form2Probes));
  for (let lba = startLba; lba < startLba + lengthSectors; lba += step)
    if (image.readSector(lba, sector) !== 'absent' && isForm2(sector)) return true;
  return false;
}

export function isForm2(sector: Uint8Array): boolean {
  return hasSync(sector) && (sector[15]! & 0x1f) === 2 && (sector[submodeAt]! & submodeForm2) !== 0;
}

export function hasSubchannel(image: DiscImage): boolean {
  const bytes = new Uint8Array(subchannelBytes);
  return image.tracks.some(({ startLba }) => image.readSubchannel(startLba, bytes));
}

/** What no file of tracks says; by format, what can be said of it. */
function lossesOf(image: DiscImage, disc: Disc, format: DiscTarget): Loss[] {
  const { tracks } = disc;
  const sector = new Uint8Array(sectorBytes);
  const isSheet = format !== 'iso' && format !== 'wav';
  const languages = Object.keys(disc.cdText ?? {}).length;
  const has: Partial<Record<Loss, boolean>> = {
    subchannel: format !== 'ccd' && hasSubchannel(image),
    'first-pregap': image.readSector(-1, sector) === 'stored',
    'session-pregaps': tracks.some(
      ({ session, startLba, pregapSectors }, at) =>
        at > 0 &&
        tracks[at - 1]!.session !== session &&
        (pregapSectors ?? 0) > 0 &&
        image.readSector(startLba - 1, sector) === 'stored',
    ),
    tracks: format === 'iso' && tracks.length > 1,
    gaps: !isSheet && tracks.some(({ pregapSectors }, at) => at > 0 && (pregapSectors ?? 0) > 0),
    indices: !isSheet && tracks.some(({ indices }) => indices.length > 0),
    flags:
      !isSheet &&
      tracks.some(
        ({ preEmphasis, copyPermitted, fourChannel }) => preEmphasis || copyPermitted || fourChannel,
      ),
    // cdrdao knows ISRCs of audio tracks alone (cdrdao(1), "ISRC").
    isrc: tracks.some(
      ({ isrc, mode }) =>
        isrc !== null && (!isSheet || format === 'chd' || (format === 'toc' && mode !== 'AUDIO')),
    ),
    mcn: (!isSheet || format === 'chd') && disc.mcn !== null,
    'cd-text':
      (!isSheet || format === 'chd') && image.cdTextPacks !== null && image.cdTextPacks.length >= packBytes,
    'cd-text-languages': format.startsWith('bincue') && languages > 1,
    'sync-header-edc-ecc': format === 'iso' && image.readSector(tracks[0]!.startLba, sector) === 'stored',
    subheaders: format === 'iso' && tracks.some(({ mode }) => mode === 'MODE2' || mode === 'CDI'),
  };
  return (Object.keys(has) as Loss[]).filter((loss) => has[loss] === true);
}

function generatedOf(image: DiscImage, { tracks }: Disc, format: DiscTarget): Generated[] {
  const sector = new Uint8Array(sectorBytes);
  const isMade = (lba: number) => image.readSector(lba, sector) === 'generated';
  const data = tracks.filter(({ mode }) => mode !== 'AUDIO');
  const made: Generated[] = [];
  if (format !== 'iso' && data.some(({ startLba }) => isMade(startLba))) made.push('sync-header-edc-ecc');
  // A subheader that is made says data and nothing else; 2336-byte sectors bring their own.
  const isPlain = () =>
    sector[submodeAt - 2] === 0 && sector[submodeAt - 1] === 0 && sector[submodeAt] === submodeData;
  if (
    format !== 'iso' &&
    data.some(({ mode, startLba }) => mode !== 'MODE1' && isMade(startLba) && isPlain())
  )
    made.push('subheaders');
  const pauses = tracks.filter(({ pregapSectors }, at) => at > 0 && (pregapSectors ?? 0) > 0);
  if (pauses.some(({ startLba, mode }) => mode === 'AUDIO' && isMade(startLba - 1))) made.push('pauses');
  return made;
}
