/** Whether two dumps can be of the same medium: by what they say of it, and by what they hold. */
import type { Disc } from '../../../shared/model/disc.ts';
import type { MergePlan } from './plan-merge.ts';

export interface MediumFacts {
  readonly kind: 'optical' | 'block';
  readonly sectorSize: number;
  readonly totalSectors: number;
  readonly disc: Disc | null;
}

/** @returns what is not the same, in words that follow "it is another medium: "; null when nothing speaks against it */
export function mediumDifference(a: MediumFacts, b: MediumFacts): string | null {
  if (a.kind !== b.kind) return 'one is a disc, the other is not';
  if (a.sectorSize !== b.sectorSize)
    return `the sectors of one have ${a.sectorSize} bytes, those of the other ${b.sectorSize}`;
  if (a.totalSectors !== b.totalSectors)
    return `one has ${a.totalSectors} sectors, the other ${b.totalSectors}`;
  return tableOf(a.disc) === tableOf(b.disc) ? null : 'their tables of contents differ';
}

/** What a TOC says. What was found by reading (pauses, codes) may differ from dump to dump. */
function tableOf(disc: Disc | null): string {
  if (!disc) return '';
  const tracks = disc.tracks.map(({ number, session, mode, startLba }) => [
    number,
    session,
    mode === 'AUDIO',
    startLba,
  ]);
  const sessions = disc.sessions.map(({ number, firstTrack, lastTrack, leadOutLba }) => [
    number,
    firstTrack,
    lastTrack,
    leadOutLba,
  ]);
  return JSON.stringify([tracks, sessions]);
}

/** Dumps of one medium differ in few of the sectors they both read, or the drives are not to be believed at all. */
const largestDifferingShare = 1 / 8;

/**
 * @param hasTable a table of contents has told the medium already
 * @returns why these are not dumps of one medium, or not to be shown as such; null when they are
 */
export function contentDifference(
  { comparedSectors, disagreements }: MergePlan,
  hasTable: boolean,
): string | null {
  if (comparedSectors === 0)
    return hasTable
      ? null
      : 'there is no sector that two of them have read: nothing shows that they belong together';
  const differing = disagreements.reduce((sum, { lengthSectors }) => sum + lengthSectors, 0);
  return differing > comparedSectors * largestDifferingShare
    ? `${differing} of the ${comparedSectors} sectors that more than one of them has read are not the same`
    : null;
}
