/** Where the TOC of a CloneCD file puts its tracks, and where their sectors stand in the image. */
import { SpindleError } from '../../../../shared/errors.ts';
import type { DiscSession, TrackMode } from '../../../../shared/model/disc.ts';
import { pregapLba } from '../../../../shared/msf.ts';
import type { ImageTrack } from '../disc-image.ts';
import type { SheetWarnings } from '../sheet-text.ts';
import type { CcdEntry, CcdSheet, CcdTrack } from './parse-ccd.ts';

export interface CcdLayout {
  readonly sessions: readonly DiscSession[];
  readonly tracks: readonly ImageTrack[];
}

const pointLeadOut = 0xa2;
const controlData = 4;
const sessionPregapSectors = 150;

function modeOf(track: CcdTrack | undefined, control: number): TrackMode {
  if (track?.mode === 2) return 'MODE2';
  if (track?.mode === 1) return 'MODE1';
  if (track?.mode === 0) return 'AUDIO';
  return control & controlData ? 'MODE1' : 'AUDIO';
}

function tracksOfToc(sheet: CcdSheet, warnings: SheetWarnings): readonly CcdEntry[] {
  const byNumber = new Map<number, CcdEntry>();
  for (const entry of sheet.entries) {
    if (entry.point < 1 || entry.point > 99) continue;
    // Some drives repeat entries; the last one counts.
    if (byNumber.has(entry.point))
      warnings.add(entry.line, `track ${entry.point} stands twice in the TOC; the last counts.`);
    byNumber.set(entry.point, entry);
  }
  const tracks = [...byNumber.values()].sort((a, b) => a.point - b.point);
  tracks.forEach((entry, at) => {
    const before = tracks[at - 1];
    if (before && (entry.pLba <= before.pLba || entry.session < before.session))
      throw new SpindleError('bad-image', `The TOC puts track ${entry.point} before track ${before.point}.`, {
        line: entry.line,
      });
  });
  if (tracks.length === 0 || tracks[0]!.pLba < 0)
    throw new SpindleError('bad-image', 'The TOC of the CloneCD file has no track, or one before LBA 0.');
  return tracks;
}

function leadOutOf(sheet: CcdSheet, session: number, last: CcdEntry): number {
  const leadOut = sheet.entries.findLast(
    (entry) => entry.session === session && entry.point === pointLeadOut,
  );
  if (!leadOut || leadOut.pLba <= last.pLba)
    throw new SpindleError(
      'bad-image',
      `The TOC has no lead-out behind track ${last.point} of session ${session}.`,
      {
        line: leadOut?.line ?? last.line,
      },
    );
  return leadOut.pLba;
}

/** @throws SpindleError bad-image for a TOC that is no disc's */
export function layoutCcd(sheet: CcdSheet, warnings: SheetWarnings): CcdLayout {
  const toc = tracksOfToc(sheet, warnings);
  const numbers = [...new Set(toc.map((entry) => entry.session))];
  const sessions = numbers.map((number): DiscSession => {
    const own = toc.filter((entry) => entry.session === number);
    const [first] = own;
    const last = own.at(-1)!;
    return {
      number,
      firstTrack: first!.point,
      lastTrack: last.point,
      startLba: first!.pLba,
      leadOutLba: leadOutOf(sheet, number, last),
    };
  });
  const starts = toc.map((entry, at) => {
    const track = sheet.tracks.find(({ number }) => number === entry.point);
    const before = toc[at - 1];
    if (!before) return pregapLba;
    if (before.session !== entry.session) return entry.pLba - sessionPregapSectors;
    const zero = track?.indices.find(({ number }) => number === 0)?.lba;
    if (zero === undefined) return entry.pLba;
    if (zero > before.pLba && zero <= entry.pLba) return zero;
    warnings.add(track!.line, `INDEX 0 of track ${entry.point} is not between the tracks; it is left out.`);
    return entry.pLba;
  });
  const tracks = toc.map((entry, at): ImageTrack => {
    const track = sheet.tracks.find(({ number }) => number === entry.point);
    const after = toc[at + 1];
    const session = sessions.find(({ number }) => number === entry.session)!;
    const endLba = after && after.session === entry.session ? starts[at + 1]! : session.leadOutLba;
    const one = track?.indices.find(({ number }) => number === 1)?.lba;
    if (one !== undefined && one !== entry.pLba)
      warnings.add(
        track!.line,
        `INDEX 1 of track ${entry.point} is not where the TOC has it; the TOC counts.`,
      );
    return {
      number: entry.point,
      session: entry.session,
      mode: modeOf(track, entry.control),
      control: entry.control,
      pregapLba: starts[at]!,
      startLba: entry.pLba,
      indices: (track?.indices ?? []).filter(
        ({ number, lba }) => number > 1 && lba > entry.pLba && lba < endLba,
      ),
      endLba,
      isrc: track?.isrc ?? null,
    };
  });
  sessions.forEach((session, at) => {
    const before = sessions[at - 1];
    if (before && session.startLba - sessionPregapSectors < before.leadOutLba)
      throw new SpindleError('bad-image', `Session ${session.number} begins inside the session before it.`, {
        startLba: session.startLba,
        leadOutLba: before.leadOutLba,
      });
  });
  return { sessions, tracks };
}
