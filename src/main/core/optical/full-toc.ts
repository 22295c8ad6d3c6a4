/** READ TOC format 2: Q of the lead-ins, one entry after the other (MMC-6; IEC 60908, 17.5.1; Orange Book for ADR 5). */
import { fromBcd, isBcd, isMsf, lbaOfMsf, type Msf } from '../../../shared/msf.ts';
import { u8 } from '../byte-fields.ts';
import { announcedBytes, maxTrackNumber, type PlainToc, type TocTrack } from './toc.ts';

/** From the entry of POINT A0: what the session is said to be. Audio and Mode 1 discs say the same. */
export type SessionType = 'audio-or-mode1' | 'cd-i' | 'cd-xa' | 'unknown';

export interface FullTocSession {
  readonly number: number;
  readonly type: SessionType;
  /** As A0 and A1 say; null where they are missing. */
  readonly firstTrack: number | null;
  readonly lastTrack: number | null;
  /** Ascending by number, each once. */
  readonly tracks: readonly TocTrack[];
  readonly leadOutLba: number | null;
  /** Where the next session may begin (B0); null for a closed disc. */
  readonly nextSessionLba: number | null;
}

export interface FullToc {
  /** Ascending by number. */
  readonly sessions: readonly FullTocSession[];
  /** True for a drive that gives BCD where MMC wants binary. */
  readonly isBcd: boolean;
  readonly warnings: readonly string[];
}

const headerBytes = 4;
const entryBytes = 11;
const points = { firstTrack: 0xa0, lastTrack: 0xa1, leadOut: 0xa2, nextSession: 0xb0 } as const;
/** Track entries in a drive that gives BCD go up to 99h. */
const maxBcdPoint = 0x99;

interface Entry {
  readonly session: number;
  readonly adr: number;
  readonly control: number;
  readonly point: number;
  readonly msf: Msf;
  readonly pointMsf: Msf;
}

function msfAt(bytes: Uint8Array, at: number): Msf {
  return { minute: u8(bytes, at), second: u8(bytes, at + 1), frame: u8(bytes, at + 2) };
}

function entryAt(bytes: Uint8Array, at: number): Entry {
  return {
    session: u8(bytes, at),
    adr: u8(bytes, at + 1) >> 4,
    control: u8(bytes, at + 1) & 0x0f,
    point: u8(bytes, at + 3),
    msf: msfAt(bytes, at + 4),
    pointMsf: msfAt(bytes, at + 8),
  };
}

/** ADR 5 has points of its own below A0 (intervals to skip), 2 and 3 carry no positions. */
function isTrackEntry(entry: Entry): boolean {
  return entry.adr !== 5 && entry.adr !== 2 && entry.adr !== 3 && entry.point <= maxBcdPoint;
}

function hasPosition(entry: Entry): boolean {
  return isTrackEntry(entry) || entry.point === points.leadOut;
}

function decimalMsf({ minute, second, frame }: Msf): Msf {
  return { minute: fromBcd(minute), second: fromBcd(second), frame: fromBcd(frame) };
}

function asDecimal(entry: Entry): Entry {
  const isNumbered = isTrackEntry(entry);
  const isCount = entry.point === points.firstTrack || entry.point === points.lastTrack;
  return {
    ...entry,
    point: isNumbered ? fromBcd(entry.point) : entry.point,
    msf: entry.adr === 5 && isBcdMsf(entry.msf) ? decimalMsf(entry.msf) : entry.msf,
    pointMsf: isCount
      ? { ...entry.pointMsf, minute: fromBcd(entry.pointMsf.minute) }
      : decimalMsf(entry.pointMsf),
  };
}

function isBcdMsf({ minute, second, frame }: Msf): boolean {
  return isBcd(minute) && isBcd(second) && isBcd(frame);
}

function trackGaps(entries: readonly Entry[]): number {
  const numbers = entries.filter(isTrackEntry).map((entry) => entry.point);
  return numbers.length === 0 ? 0 : Math.max(...numbers) - new Set(numbers).size;
}

function agreements(entries: readonly Entry[], plain: PlainToc): number {
  return entries.filter((entry) => {
    if (!hasPosition(entry)) return false;
    const track = plain.tracks.find(({ number }) => number === entry.point);
    const expected = entry.point === points.leadOut ? plain.leadOutLba : track?.startLba;
    return lbaOfMsf(entry.pointMsf) === expected;
  }).length;
}

/**
 * Numbers of MMC are binary, but a few drives hand on the BCD of the disc. BCD needs every byte to be BCD, and one
 * more sign: an impossible time or a hole in the track numbers when read as binary, or the plain TOC agreeing.
 */
function looksBcd(entries: readonly Entry[], plain: PlainToc | null): boolean {
  const positions = entries.filter(hasPosition);
  const isPossible = positions.every(
    (entry) => isBcdMsf(entry.pointMsf) && (entry.point === points.leadOut || isBcd(entry.point)),
  );
  if (positions.length === 0 || !isPossible) return false;
  const decimal = entries.map(asDecimal);
  if (!decimal.filter(hasPosition).every((entry) => isMsf(entry.pointMsf))) return false;
  if (!positions.every((entry) => isMsf(entry.pointMsf))) return true;
  if (plain !== null && plain.tracks.length > 0)
    return agreements(decimal, plain) > agreements(entries, plain);
  return trackGaps(decimal) < trackGaps(entries);
}

function sessionType(code: number): SessionType {
  switch (code) {
    case 0x00:
      return 'audio-or-mode1';
    case 0x10:
      return 'cd-i';
    case 0x20:
      return 'cd-xa';
    default:
      return 'unknown';
  }
}

interface Draft {
  type: SessionType;
  firstTrack: number | null;
  lastTrack: number | null;
  leadOutLba: number | null;
  nextSessionLba: number | null;
  readonly tracks: Map<number, TocTrack>;
}

function emptyDraft(): Draft {
  return {
    type: 'unknown',
    firstTrack: null,
    lastTrack: null,
    leadOutLba: null,
    nextSessionLba: null,
    tracks: new Map(),
  };
}

function addTrack(draft: Draft, entry: Entry, warnings: string[]): void {
  const { session, point, adr, control, pointMsf } = entry;
  if (point < 1 || point > maxTrackNumber) {
    warnings.push(`Session ${session} has an entry for track ${point}, which no disc can have.`);
    return;
  }
  if (!isMsf(pointMsf)) {
    warnings.push(
      `Track ${point} of session ${session} starts at an impossible time; the entry was left out.`,
    );
    return;
  }
  if (adr !== 1)
    warnings.push(`Track ${point} of session ${session} has an entry of the unusual ADR ${adr}.`);
  const startLba = lbaOfMsf(pointMsf);
  const present = draft.tracks.get(point);
  if (present && (present.startLba !== startLba || present.control !== control))
    warnings.push(`Session ${session} has track ${point} twice; the last entry counts.`);
  draft.tracks.set(point, { number: point, control, startLba });
}

function addPoint(draft: Draft, entry: Entry, warnings: string[]): void {
  const { session, point, adr, msf, pointMsf } = entry;
  if (adr === 5) {
    // FF:FF:FF: nothing can follow.
    if (point === points.nextSession && isMsf(msf)) draft.nextSessionLba = lbaOfMsf(msf);
    return;
  }
  switch (point) {
    case points.firstTrack:
      draft.firstTrack = pointMsf.minute;
      draft.type = sessionType(pointMsf.second);
      return;
    case points.lastTrack:
      draft.lastTrack = pointMsf.minute;
      return;
    case points.leadOut: {
      if (!isMsf(pointMsf)) {
        warnings.push(`The lead-out of session ${session} is at an impossible time; the entry was left out.`);
        return;
      }
      const leadOutLba = lbaOfMsf(pointMsf);
      if (draft.leadOutLba !== null && draft.leadOutLba !== leadOutLba)
        warnings.push(`Session ${session} has two lead-outs; the last one counts.`);
      draft.leadOutLba = leadOutLba;
      return;
    }
    default:
      if (isTrackEntry(entry)) addTrack(draft, entry, warnings);
      else if (adr !== 2 && adr !== 3)
        warnings.push(
          `Session ${session} has an entry of the unknown point ${point.toString(16).toUpperCase()}h.`,
        );
  }
}

function warnOfCounts(session: FullTocSession, warnings: string[]): void {
  const { number, firstTrack, lastTrack, tracks } = session;
  const first = tracks[0]?.number;
  const last = tracks.at(-1)?.number;
  if (tracks.length === 0) warnings.push(`Session ${number} has no tracks.`);
  else if ((firstTrack !== null && firstTrack !== first) || (lastTrack !== null && lastTrack !== last))
    warnings.push(
      `Session ${number} says tracks ${firstTrack ?? '?'} to ${lastTrack ?? '?'} but lists ${first} to ${last}.`,
    );
}

/**
 * @param plain the plain TOC of the same disc, if there is one: it tells whether numbers are BCD
 * @returns null when there is no entry at all
 */
export function parseFullToc(answer: Uint8Array, plain: PlainToc | null = null): FullToc | null {
  if (answer.length < headerBytes) return null;
  const raw: Entry[] = [];
  const end = announcedBytes(answer);
  for (let at = headerBytes; at + entryBytes <= end; at += entryBytes) raw.push(entryAt(answer, at));
  if (raw.length === 0) return null;

  const isBcdDrive = looksBcd(raw, plain);
  const warnings: string[] = isBcdDrive ? ['The drive gives the full TOC in BCD.'] : [];
  const drafts = new Map<number, Draft>();
  for (const entry of isBcdDrive ? raw.map(asDecimal) : raw) {
    const { session } = entry;
    if (session < 1 || session > maxTrackNumber) {
      warnings.push(`The full TOC has an entry for session ${session}, which no disc can have.`);
      continue;
    }
    const draft = drafts.get(session) ?? emptyDraft();
    drafts.set(session, draft);
    addPoint(draft, entry, warnings);
  }
  const sessions = [...drafts]
    .sort(([a], [b]) => a - b)
    .map(([number, draft]) => ({
      ...draft,
      number,
      tracks: [...draft.tracks.values()].sort((a, b) => a.number - b.number),
    }));
  for (const session of sessions) warnOfCounts(session, warnings);
  return { sessions, isBcd: isBcdDrive, warnings: [...new Set(warnings)] };
}
