/**
 * GNU ddrescue's mapfile, the interchange of rescues: a map ddrescue or ddrescueview wrote is continued here, and ours
 * there. Grammar as parsed by ddrescue 1.27.
 */
import { SpindleError } from '../../../shared/errors.ts';
import type { Pass } from '../../../shared/model/job.ts';
import { compactRuns, type SectorRun, type SectorRuns } from '../../../shared/model/sector-runs.ts';
import { type MapfileMark, mapfileMark, stateOfMark } from '../../../shared/model/sector-state.ts';
import { copyPass, lastCopyPass } from './passes.ts';

/** What is being done: copying, trimming, scraping, retrying, filling, generating, finished. */
export type MapfileStatus = '?' | '*' | '/' | '-' | 'F' | 'G' | '+';

export interface MapfileBlock {
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly mark: MapfileMark;
}

export interface Mapfile {
  readonly positionBytes: number;
  readonly status: MapfileStatus;
  readonly pass: number;
  /** Contiguous and ascending, neighbours of equal mark joined; may start after 0; empty for an empty map. */
  readonly blocks: readonly MapfileBlock[];
}

const maxLineLength = 127;
/** Beyond this, byte positions lose precision in a double; no medium comes near it. */
const maxBytes = Number.MAX_SAFE_INTEGER;
/** How ddrescue writes the end of an input of unknown length. */
const unknownLength = 0x7fff_ffff_ffff_ffffn;

function bad(line: number, what: string, text: string): SpindleError {
  return new SpindleError('bad-map', `Line ${line} of the map is not a ddrescue mapfile line: ${what}.`, {
    line,
    text: text.slice(0, maxLineLength),
  });
}

/** A C integer: decimal, 0x hexadecimal or 0 octal. */
function integer(text: string): bigint | null {
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return BigInt(text);
  if (/^0[0-7]*$/.test(text)) return BigInt(`0o${text}`);
  if (/^[1-9][0-9]*$/.test(text)) return BigInt(text);
  return null;
}

function withoutComment(line: string): string {
  const comment = line.search(/(^|\s)#/);
  return (comment < 0 ? line : line.slice(0, comment)).trim();
}

/**
 * @returns null for a map with no status line (empty or comments only), which ddrescue treats as no map at all
 * @throws SpindleError bad-map with the line and what is wrong with it
 */
export function parseMapfile(text: string): Mapfile | null {
  let head: { positionBytes: number; status: MapfileStatus; pass: number } | null = null;
  const blocks: MapfileBlock[] = [];
  let lineNumber = 0;
  let end: number | null = null;
  for (const raw of text.split('\n')) {
    lineNumber++;
    const line = withoutComment(raw.replace(/\r$/, ''));
    if (line === '') continue;
    if (raw.length > maxLineLength + 1) throw bad(lineNumber, `longer than ${maxLineLength} characters`, raw);
    const fields = line.split(/\s+/);
    if (head === null) {
      head = statusLine(fields, lineNumber, line);
      continue;
    }
    const block = blockLine(fields, lineNumber, line, end);
    if (block === null) continue;
    end = block.offsetBytes + block.lengthBytes;
    const last = blocks.at(-1);
    if (last && last.mark === block.mark) {
      blocks[blocks.length - 1] = { ...last, lengthBytes: last.lengthBytes + block.lengthBytes };
    } else blocks.push(block);
  }
  return head === null ? null : { ...head, blocks };
}

function statusLine(fields: readonly string[], line: number, text: string): Omit<Mapfile, 'blocks'> {
  const position = integer(fields[0] ?? '');
  if (position === null || position > unknownLength)
    throw bad(line, 'the current position is no number', text);
  const status = fields[1] ?? '';
  if (!/^[?*/\-FG+]$/.test(status)) throw bad(line, 'the current status is none of ? * / - F G +', text);
  const pass = fields[2] === undefined ? 1 : Number(fields[2]);
  if (!Number.isSafeInteger(pass) || pass < 1) throw bad(line, 'the pass is no number from 1 up', text);
  return {
    positionBytes: position > BigInt(maxBytes) ? maxBytes : Number(position),
    status: status as MapfileStatus,
    pass,
  };
}

/** @returns null for the one block of size 0 that ddrescue allows at position 0 */
function blockLine(
  fields: readonly string[],
  line: number,
  text: string,
  end: number | null,
): MapfileBlock | null {
  const offset = integer(fields[0] ?? '');
  const length = integer(fields[1] ?? '');
  if (offset === null || length === null) throw bad(line, 'position or size is no number', text);
  const mark = fields[2] ?? '';
  if (!/^[?*/\-+]$/.test(mark)) throw bad(line, 'the status is none of ? * / - +', text);
  if (length === 0n) {
    if (offset === 0n && end === null) return null;
    throw bad(line, 'a block of size 0', text);
  }
  if (offset + length > unknownLength) throw bad(line, 'a block beyond 2^63 - 1', text);
  if (offset > BigInt(maxBytes)) throw bad(line, 'a position no medium can have', text);
  const offsetBytes = Number(offset);
  const lengthBytes = length > BigInt(maxBytes) - offset ? maxBytes - offsetBytes : Number(length);
  if (end !== null && offsetBytes !== end) {
    throw bad(line, `blocks do not follow each other: expected 0x${end.toString(16).toUpperCase()}`, text);
  }
  return { offsetBytes, lengthBytes, mark: mark as MapfileMark };
}

/** How far a mark has come; where sub-sectors differ, the sector is what its least processed part is. */
const processed = '?*/-+';

/**
 * The map in sectors of a medium. Parts of the medium the map does not speak of are untried; marks beyond its end must
 * not claim data.
 * @throws SpindleError bad-map when the map describes a larger medium
 */
export function sectorsOfMapfile(map: Mapfile, totalSectors: number, sectorSize: number): SectorRun[] {
  const sizeBytes = totalSectors * sectorSize;
  const marks: { end: number; mark: MapfileMark }[] = [];
  let position = 0;
  for (const block of map.blocks) {
    if (block.offsetBytes > position) marks.push({ end: Math.min(block.offsetBytes, sizeBytes), mark: '?' });
    const end = block.offsetBytes + block.lengthBytes;
    if (end > sizeBytes && block.mark !== '?') {
      throw new SpindleError(
        'bad-map',
        `The map describes ${end} bytes but the medium has ${sizeBytes}: it belongs to another medium.`,
        { mapBytes: end, mediumBytes: sizeBytes },
      );
    }
    position = Math.min(end, sizeBytes);
    if (block.offsetBytes < sizeBytes) marks.push({ end: position, mark: block.mark });
  }
  if (position < sizeBytes) marks.push({ end: sizeBytes, mark: '?' });

  const runs: SectorRun[] = [];
  let lba = 0;
  for (let index = 0; lba < totalSectors; ) {
    while (marks[index]!.end <= lba * sectorSize) index++;
    const whole = Math.floor(marks[index]!.end / sectorSize) - lba;
    if (whole > 0) {
      runs.push([whole, stateOfMark(marks[index]!.mark)]);
      lba += whole;
      continue;
    }
    let least = marks[index]!.mark;
    for (let inner = index; marks[inner]!.end < (lba + 1) * sectorSize; inner++) {
      const mark = marks[inner + 1]!.mark;
      if (processed.indexOf(mark) < processed.indexOf(least)) least = mark;
    }
    runs.push([1, stateOfMark(least)]);
    lba++;
  }
  return compactRuns(runs);
}

const statusOfPass = { copy: '?', trim: '*', scrape: '/', retry: '-' } as const;
const statusWords = {
  '?': 'Copying',
  '*': 'Trimming',
  '/': 'Scraping',
  '-': 'Retrying',
  '+': 'Finished',
} as const;

export interface MapfileHeader {
  readonly tool: string;
  readonly version: string;
  /** Written after the tool's name; ` -bNNNN` is added so that ddrescueview knows the sector size. */
  readonly commandLine: string;
  /** `YYYY-MM-DD HH:MM:SS`, local. */
  readonly startTime: string;
  readonly currentTime: string;
}

/** The mapfile of a rescue, in the exact form ddrescue 1.27 writes. */
export function formatMapfile(
  header: MapfileHeader,
  runs: SectorRuns,
  sectorSize: number,
  cursor: { readonly pass: Pass; readonly positionLba: number } | null,
): string {
  // ddrescue knows no second look at what was read: for it such a rescue has finished.
  const status = cursor && cursor.pass.name !== 'verify' ? statusOfPass[cursor.pass.name] : '+';
  const hex = (bytes: number) => `0x${bytes.toString(16).toUpperCase().padStart(8, '0')}`;
  const lines = [
    `# Mapfile. Created by ${header.tool} version ${header.version}`,
    `# Command line: ${oneLine(header.commandLine)} -b${sectorSize}`,
    `# Start time:   ${header.startTime}`,
    `# Current time: ${header.currentTime}`,
    `# ${statusWords[status]}`,
    '# current_pos  current_status  current_pass',
    `${hex((cursor?.positionLba ?? 0) * sectorSize)}     ${status}               ${cursor?.pass.number ?? 1}`,
    '#      pos        size  status',
  ];
  let offset = 0;
  for (const [length, mark] of joinMarks(runs)) {
    lines.push(`${hex(offset)}  ${hex(length * sectorSize)}  ${mark}`);
    offset += length * sectorSize;
  }
  return `${lines.join('\n')}\n`;
}

function joinMarks(runs: SectorRuns): [number, MapfileMark][] {
  const joined: [number, MapfileMark][] = [];
  for (const [length, state] of runs) {
    const mark = mapfileMark(state);
    const last = joined.at(-1);
    if (last && last[1] === mark) last[0] += length;
    else joined.push([length, mark]);
  }
  return joined;
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break here would forge map lines
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ');
}

/**
 * Where the copying of a rescue that this map describes stands. Null for every later phase: there the marks alone say
 * what is left to do.
 */
export function cursorOfMapfile(
  map: Mapfile,
  sectorSize: number,
): { readonly pass: Pass; readonly positionLba: number } | null {
  if (map.status !== '?' || map.pass > lastCopyPass) return null;
  const pass = copyPass(map.pass);
  const sectors = map.positionBytes / sectorSize;
  return { pass, positionLba: pass.direction === 'forward' ? Math.floor(sectors) : Math.ceil(sectors) };
}
