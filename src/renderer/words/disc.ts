/** Words for discs: "disc" is what is read by light, "disk" what is read by a magnet. */
import type { Disc } from '../../shared/model/disc.ts';
import type { DiscSummary } from '../../shared/model/disc-summary.ts';
import type { Drive, Inspection } from '../../shared/model/drive.ts';
import { formatMsf, framesPerSecond, lbaOfMsf, leadInStartLba } from '../../shared/msf.ts';
import { messagesOf } from '../messages/messages.ts';
import { countWords, durationWords, listWords, rateWords, withDecimalSign } from './numbers.ts';

const t = messagesOf('disc');

const cdSectorBytes = 2352;
const dvdSectorBytes = 2048;
const lastCdLba = lbaOfMsf({ minute: 99, second: 59, frame: 74 });
/** Of raw sectors, as they are read here: 75 of 2352 bytes a second. */
export const cdSingleSpeedBytesPerSecond = framesPerSecond * cdSectorBytes;

/** A simulated drive is told by the size of its sectors. */
export function isDiscDrive({ kind, sectorSize }: Pick<Drive, 'kind' | 'sectorSize'>): boolean {
  if (kind === 'simulated') return sectorSize === cdSectorBytes || sectorSize === dvdSectorBytes;
  return kind === 'optical';
}

export function carrierNoun(
  drive: Pick<Drive, 'kind' | 'sectorSize'>,
  inspection: Inspection | null = null,
): 'disc' | 'disk' {
  return (inspection ? inspection.disc !== null : isDiscDrive(drive)) ? 'disc' : 'disk';
}

/** `The Reading Room \u2013 Shelf Marks`; null where CD-TEXT names no album. */
export function titleWords({ title, performer }: Pick<DiscSummary, 'title' | 'performer'>): string | null {
  return [performer, title].filter(Boolean).join(' \u2013 ') || null;
}

/** The same, where the name of a dump does not say it already. */
export function otherTitleWords(disc: DiscSummary | null, name: string): string | null {
  const title = disc && titleWords(disc);
  return title === name ? null : title;
}

/** `12 audio tracks`, `1 data track and 3 audio tracks, 2 sessions`; the profile of a disc without tracks. */
export function tracksWords({ profile, audioTracks, dataTracks, sessions }: DiscSummary): string {
  const parts = [
    dataTracks > 0 && t('dataTracks', { count: dataTracks }),
    audioTracks > 0 && t('audioTracks', { count: audioTracks }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return profile;
  return `${listWords(parts)}${sessions > 1 ? `, ${t('sessions', { count: sessions })}` : ''}`;
}

/** The same in the room of a column. */
export function trackCountWords({ profile, audioTracks, dataTracks }: DiscSummary): string {
  const tracks = audioTracks + dataTracks;
  return tracks === 0 ? profile : t('tracks', { count: tracks });
}

/** What people call such a disc; `CD-Extra` as the Blue Book has it: sound first, data in a session behind. */
export function kindWords({ profile, sessions, tracks }: Disc): string {
  const isAudio = (mode: string) => mode === 'AUDIO';
  const modes = tracks.map(({ mode }) => mode);
  if (modes.length === 0) return profile;
  if (modes.every(isAudio)) return t('audioCd');
  if (!modes.some(isAudio)) return modes.includes('CDI') ? t('cdi') : t('dataCd');
  return sessions.length > 1 && isAudio(modes[0]!) ? t('cdExtra') : t('mixedModeCd');
}

/** `MM:SS:FF`; a dash for what no CD has. */
export function msfWords(lba: number): string {
  return Number.isInteger(lba) && lba >= leadInStartLba && lba <= lastCdLba ? formatMsf(lba) : '\u2013';
}

/** A length on a disc as a person says it: `17 min 21 s`. */
export function playingWords(lengthSectors: number): string {
  return durationWords(lengthSectors / framesPerSecond);
}

/** `+30 samples`. */
export function offsetWords(samples: number): string {
  if (samples === 0) return t('noOffset');
  return t('samples', { count: `${samples > 0 ? '+' : ''}${countWords(samples)}` });
}

/** A CD's speed as a multiple of single speed, as drives are sold: `23.9\u00d7`; of everything else in bytes. */
export function speedWords(bytesPerSecond: number, isCd: boolean): string {
  return isCd
    ? `${withDecimalSign((bytesPerSecond / cdSingleSpeedBytesPerSecond).toFixed(1))}\u00d7`
    : rateWords(bytesPerSecond);
}
