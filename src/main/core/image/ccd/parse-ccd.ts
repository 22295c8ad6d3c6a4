/**
 * CloneCD control files: an INI file with the whole TOC as READ TOC format 2 gives it, the modes and indices of the
 * tracks, and CD-TEXT. Keys that are not known are left alone.
 */
import { SpindleError } from '../../../../shared/errors.ts';
import { decodeSheet, type SheetWarnings, sheetLines, sheetWarnings } from '../sheet-text.ts';

/** One entry of the full TOC (MMC-3 table 240). */
export interface CcdEntry {
  readonly session: number;
  /** 1 to 99 a track, A0 A1 A2 first track, last track, lead-out. */
  readonly point: number;
  readonly control: number;
  /** Of the track or lead-out. */
  readonly pLba: number;
  readonly line: number;
}

export interface CcdTrack {
  readonly number: number;
  /** 0 audio, 1, 2; null when the file does not say. */
  readonly mode: 0 | 1 | 2 | null;
  readonly isrc: string | null;
  /** LBAs by index number. */
  readonly indices: readonly { readonly number: number; readonly lba: number }[];
  readonly line: number;
}

export interface CcdSheet {
  readonly entries: readonly CcdEntry[];
  readonly tracks: readonly CcdTrack[];
  readonly mcn: string | null;
  readonly areDataTracksScrambled: boolean;
  /** Packs without their CRC, 16 bytes each. */
  readonly cdTextPacks: readonly Uint8Array[];
  readonly warnings: readonly string[];
}

interface Section {
  readonly name: string;
  readonly line: number;
  readonly values: ReadonlyMap<string, { readonly text: string; readonly line: number }>;
}

const cdTextPackBytes = 16;
/** Eight blocks of 256 packs. */
const mostPacks = 2048;
const framesPerMinute = 60 * 75;
/** More than any medium has; beyond it a number is a mistake. */
const largestLba = 1_000_000;

function sectionsOf(text: string, warnings: SheetWarnings): readonly Section[] {
  const sections: { name: string; line: number; values: Map<string, { text: string; line: number }> }[] = [];
  sheetLines(text).forEach((raw, at) => {
    const line = raw.trim();
    const heading = /^\[([^\]]*)\]$/.exec(line);
    if (heading) {
      const name = heading[1]!.trim().replace(/\s+/g, ' ').toUpperCase();
      sections.push({ name, line: at + 1, values: new Map() });
      return;
    }
    if (line === '' || line.startsWith(';')) return;
    const equals = line.indexOf('=');
    const section = sections.at(-1);
    if (equals < 1 || !section) {
      warnings.add(at + 1, 'neither a section nor KEY=VALUE; left out.');
      return;
    }
    const key = line.slice(0, equals).trim().replace(/\s+/g, ' ').toUpperCase();
    const value = { text: line.slice(equals + 1).trim(), line: at + 1 };
    if (section.values.has(key)) warnings.add(at + 1, `${key} stands twice; the first is kept.`);
    else section.values.set(key, value);
  });
  return sections;
}

function refuse(line: number, why: string): SpindleError {
  return new SpindleError('bad-image', `Line ${line} of the CloneCD file cannot be used: ${why}.`, { line });
}

/** Decimal or 0x; null when the key is missing. */
function numberOf(section: Section, key: string, min: number, max: number): number | null {
  const value = section.values.get(key);
  if (!value) return null;
  const number = /^(-?\d{1,9}|0[xX][0-9a-fA-F]{1,8})$/.test(value.text) ? Number(value.text) : Number.NaN;
  if (!(number >= min && number <= max))
    throw refuse(value.line, `${key} should be a number from ${min} to ${max}`);
  return number;
}

function needed(section: Section, key: string, min: number, max: number): number {
  const number = numberOf(section, key, min, max);
  if (number === null) throw refuse(section.line, `[${section.name}] has no ${key}`);
  return number;
}

function entryOf(section: Section): CcdEntry {
  const point = needed(section, 'POINT', 0, 0xff);
  const pMinute = numberOf(section, 'PMIN', 0, 255) ?? 0;
  const pSecond = numberOf(section, 'PSEC', 0, 255) ?? 0;
  const pFrame = numberOf(section, 'PFRAME', 0, 255) ?? 0;
  const pLba = numberOf(section, 'PLBA', -largestLba, largestLba);
  return {
    session: needed(section, 'SESSION', 1, 99),
    point,
    control: numberOf(section, 'CONTROL', 0, 0x0f) ?? 0,
    pLba: pLba ?? pMinute * framesPerMinute + pSecond * 75 + pFrame - 150,
    line: section.line,
  };
}

function trackOf(section: Section, number: number, warnings: SheetWarnings): CcdTrack {
  const indices = [...section.values.keys()].flatMap((key) => {
    const match = /^INDEX (\d{1,2})$/.exec(key);
    return match ? [{ number: Number(match[1]), lba: needed(section, key, -150, largestLba) }] : [];
  });
  const isrc = section.values.get('ISRC');
  const isIsrcRight = isrc !== undefined && /^[0-9A-Za-z]{5}\d{7}$/.test(isrc.text);
  if (isrc && !isIsrcRight) warnings.add(isrc.line, 'this is no ISRC; it is left out.');
  return {
    number,
    mode: numberOf(section, 'MODE', 0, 2) as CcdTrack['mode'],
    isrc: isrc && isIsrcRight ? isrc.text.toUpperCase() : null,
    indices: indices.sort((a, b) => a.number - b.number),
    line: section.line,
  };
}

function packsOf(section: Section, warnings: SheetWarnings): readonly Uint8Array[] {
  const packs: Uint8Array[] = [];
  for (const [key, { text, line }] of section.values) {
    if (!/^ENTRY \d+$/.test(key)) continue;
    const bytes = text.split(/\s+/);
    const isPack = bytes.length === cdTextPackBytes && bytes.every((byte) => /^[0-9a-fA-F]{2}$/.test(byte));
    if (!isPack) warnings.add(line, 'this is no CD-TEXT pack of 16 bytes; it is left out.');
    else if (packs.length < mostPacks)
      packs.push(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
  }
  return packs;
}

function mcnOf(disc: Section | undefined, warnings: SheetWarnings): string | null {
  const catalogue = disc?.values.get('CATALOG');
  if (!catalogue) return null;
  if (/^\d{13}$/.test(catalogue.text)) return catalogue.text;
  warnings.add(catalogue.line, 'CATALOG is no number of 13 digits; it is left out.');
  return null;
}

/** @throws SpindleError bad-image with the line and what is wrong with it */
export function parseCcd(bytes: Uint8Array): CcdSheet {
  const warnings = sheetWarnings();
  const sections = sectionsOf(decodeSheet(bytes).text, warnings);
  const named = (name: string) => sections.find((section) => section.name === name);
  if (!named('CLONECD'))
    throw new SpindleError('bad-image', 'This is no CloneCD file: it has no section [CloneCD].');
  const disc = named('DISC');
  const entries = sections.filter(({ name }) => /^ENTRY \d+$/.test(name)).map(entryOf);
  if (entries.length === 0)
    throw new SpindleError('bad-image', 'The CloneCD file has no TOC: there is no section [Entry 0].');
  const tracks = sections.flatMap((section) => {
    const match = /^TRACK (\d{1,2})$/.exec(section.name);
    return match ? [trackOf(section, Number(match[1]), warnings)] : [];
  });
  const declared = disc && numberOf(disc, 'TOCENTRIES', 0, 9999);
  if (typeof declared === 'number' && declared !== entries.length)
    warnings.add(null, `The file announces ${declared} entries of the TOC and has ${entries.length}.`);
  const cdText = named('CDTEXT');
  return {
    entries,
    tracks,
    mcn: mcnOf(disc, warnings),
    areDataTracksScrambled: disc !== undefined && (numberOf(disc, 'DATATRACKSSCRAMBLED', 0, 1) ?? 0) === 1,
    cdTextPacks: cdText ? packsOf(cdText, warnings) : [],
    warnings: warnings.all(),
  };
}
