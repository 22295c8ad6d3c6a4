/** Lines for the log about what is missing or in doubt: where, and on discs in which track and at what time. */
import type { Disc } from '../../../shared/model/disc.ts';
import { rangesWhere, type SectorRuns } from '../../../shared/model/sector-runs.ts';
import { formatMsf } from '../../../shared/msf.ts';

/** A disc that is mostly damage needs no longer log: the map has all of it. */
const mostLines = 200;

export function rangeLines(runs: SectorRuns, disc: Disc | null): string[] {
  const of = (words: string, state: 'bad' | 'suspect') =>
    rangesWhere(runs, (present) => present === state).map((range) => ({ ...range, words }));
  const ranges = [...of('not readable', 'bad'), ...of('in doubt', 'suspect')].sort((a, b) => a.lba - b.lba);
  const lines = ranges.slice(0, mostLines).map(({ lba, lengthSectors, words }) => {
    const last = lba + lengthSectors - 1;
    return `LBA ${span(lba, last, String)}${place(lba, last, disc)}: ${words}.`;
  });
  if (ranges.length > mostLines) lines.push(`${ranges.length - mostLines} more ranges are in the map.`);
  return lines;
}

function place(lba: number, last: number, disc: Disc | null): string {
  if (!disc || disc.tracks.length === 0) return '';
  const track = disc.tracks.findLast(({ startLba, pregapSectors }) => startLba - (pregapSectors ?? 0) <= lba);
  return ` (${span(lba, last, formatMsf)}${track ? `, track ${track.number}` : ''})`;
}

function span(first: number, last: number, words: (lba: number) => string): string {
  return first === last ? words(first) : `${words(first)} to ${words(last)}`;
}
