/** A dump held against the sets of DATs: all of a set, part of one, or several that are the same. */
import type { DatMatch, DatMatchReport } from '../../../shared/model/dat.ts';
import type { DatRom } from './dat.ts';
import { isCompanion } from './set-files.ts';

/** A file of a dump, or its image. */
export interface DumpContent {
  readonly name: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly crc32: string;
  readonly sha1: string;
  /** Of files that hold one track each. */
  readonly isTrack: boolean;
}

export interface CandidateGame {
  readonly dat: DatMatch['dat'];
  readonly game: string;
  readonly roms: readonly DatRom[];
}

/** More partial ones than this say that what they share is common, not what the dump is. */
const mostPartial = 20;

/** Of a list's files, those a dump must have to be that set. */
export function requiredRoms(roms: readonly DatRom[]): readonly DatRom[] {
  const wanted = roms.filter((rom) => rom.status !== 'nodump' && hasHash(rom));
  const medium = wanted.filter((rom) => !isCompanion(rom.name));
  // A set of nothing but sheets is one of sheets.
  return medium.length > 0 ? medium : wanted;
}

const hasHash = (rom: DatRom) => rom.sha1 !== null || (rom.crc32 !== null && rom.sizeBytes !== null);

/** SHA-1 where the list has it; else CRC-32 and size, as lists without it are used everywhere. */
export function isSameContent(rom: DatRom, content: Omit<DumpContent, 'isTrack' | 'name'>): boolean {
  if (rom.sizeBytes !== null && rom.sizeBytes !== content.sizeBytes) return false;
  if (rom.sha1 !== null) return rom.sha1 === content.sha1;
  return rom.sizeBytes !== null && rom.crc32 === content.crc32;
}

/**
 * @param candidates sets that share at least one file with the dump; others may be among them
 * @returns the full matches if there are any; else the best partial ones, which then tell what is missing
 */
export function matchDump(
  contents: readonly DumpContent[],
  candidates: readonly CandidateGame[],
): DatMatchReport {
  const matches = candidates.flatMap((candidate) => matchGame(contents, candidate) ?? []);
  const full = matches.filter(isFull).sort(byName);
  if (full.length > 0) return { kind: full.length > 1 ? 'multiple' : 'full', games: full };
  const partial = matches.sort((a, b) => b.hit / b.total - a.hit / a.total || byName(a, b));
  return { kind: partial.length > 0 ? 'partial' : 'none', games: partial.slice(0, mostPartial) };
}

function matchGame(contents: readonly DumpContent[], { dat, game, roms }: CandidateGame): DatMatch | null {
  const required = requiredRoms(roms);
  const found = required.filter((rom) => contents.some((content) => isSameContent(rom, content)));
  if (found.length === 0) return null;
  const tracks = contents.filter((content) => content.isTrack && !isCompanion(content.name));
  const unlisted = tracks.filter((track) => !required.some((rom) => isSameContent(rom, track)));
  return {
    dat,
    game,
    hit: found.length,
    total: required.length,
    missing: required.filter((rom) => !found.includes(rom)).map((rom) => rom.name),
    unlisted: unlisted.map((track) => track.name),
    isBadDump: found.some((rom) => rom.status === 'baddump'),
  };
}

function isFull(match: DatMatch): boolean {
  return match.missing.length === 0 && match.unlisted.length === 0;
}

function byName(a: DatMatch, b: DatMatch): number {
  return order(a.dat.name, b.dat.name) || order(a.game, b.game);
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
