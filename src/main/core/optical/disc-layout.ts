/**
 * Sessions and tracks of a disc, out of everything drives say about them. For one session the plain TOC is the more
 * reliable (some drives spoil the full one), for several only the full one knows where sessions end.
 */
import { assertNever } from '../../../shared/errors.ts';
import type { DiscSession, TrackMode } from '../../../shared/model/disc.ts';
import type { FullToc, SessionType } from './full-toc.ts';
import { dataControl, type PlainToc, type SessionInfo, type TocTrack } from './toc.ts';

export interface LayoutTrack {
  readonly number: number;
  readonly session: number;
  /** 1 pre-emphasis, 2 copy permitted, 4 data, 8 four-channel. */
  readonly control: number;
  readonly isData: boolean;
  /** What control and session type let expect; the sectors have the last word. */
  readonly expectedMode: TrackMode;
  /** INDEX 01. */
  readonly startLba: number;
  /** To the next track's INDEX 01 or the session's lead-out; 0 where tracks overlap. */
  readonly lengthSectors: number;
}

export type DiscLayout =
  | {
      readonly kind: 'disc';
      readonly source: 'plain-toc' | 'full-toc';
      readonly sessions: readonly DiscSession[];
      readonly tracks: readonly LayoutTrack[];
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'unusable';
      readonly reason: 'no-toc' | 'no-tracks' | 'no-lead-out';
      readonly warnings: readonly string[];
    };

export interface TocAnswers {
  readonly plain: PlainToc | null;
  readonly full: FullToc | null;
  readonly session: SessionInfo | null;
  /** READ CAPACITY's last LBA + 1: a lead-out where the TOC has none that can be. */
  readonly capacitySectors: number | null;
}

/** Lead-out, lead-in and pregap between sessions: 6750 + 4500 + 150 after the first, 2250 + 4500 + 150 later. */
export function sessionGapSectors(sessionBefore: number): number {
  return sessionBefore === 1 ? 11_400 : 6_900;
}

interface SessionPlan {
  readonly number: number;
  readonly type: SessionType;
  readonly tracks: readonly TocTrack[];
  /** In order of trust. */
  readonly leadOuts: readonly (number | null)[];
}

function expectedMode(control: number, type: SessionType): TrackMode {
  if (!(control & dataControl)) return 'AUDIO';
  switch (type) {
    case 'cd-i':
      return 'CDI';
    case 'cd-xa':
      return 'MODE2';
    case 'audio-or-mode1':
    case 'unknown':
      return 'MODE1';
    default:
      return assertNever(type, 'session type');
  }
}

function lastStart(tracks: readonly TocTrack[]): number {
  return Math.max(...tracks.map((track) => track.startLba));
}

/** The first lead-out that lies behind every track; null when none does. */
function leadOutOf(plan: SessionPlan): number | null {
  const behind = lastStart(plan.tracks);
  return plan.leadOuts.find((leadOut) => leadOut !== null && leadOut > behind) ?? null;
}

/** Where the next track begins on the disc, whatever its number; of tracks at one place all but the last are empty. */
function endOf(track: TocTrack, tracks: readonly TocTrack[], leadOutLba: number): number {
  const later = tracks.filter(
    (other) =>
      other.startLba > track.startLba || (other.startLba === track.startLba && other.number > track.number),
  );
  return Math.min(leadOutLba, ...later.map((other) => other.startLba));
}

function planOfFull(full: FullToc, answers: TocAnswers): SessionPlan[] {
  const sessions = full.sessions.filter((session) => session.tracks.length > 0);
  return sessions.map((session, index) => ({
    number: session.number,
    type: session.type,
    tracks: session.tracks,
    leadOuts:
      index === sessions.length - 1
        ? [session.leadOutLba, answers.plain?.leadOutLba ?? null, answers.capacitySectors]
        : [session.leadOutLba, ...leadOutsBefore(session.number, sessions[index + 1]!.tracks[0]!.startLba)],
  }));
}

/** The usual gap before the next session; failing that, reading on to its start finds what there is. */
function leadOutsBefore(sessionNumber: number, nextStartLba: number): number[] {
  return [nextStartLba - sessionGapSectors(sessionNumber), nextStartLba];
}

/** Without a full TOC only the start of the last session is known: the one before ends a standard gap earlier. */
function planOfPlain(plain: PlainToc | null, answers: TocAnswers, warnings: string[]): SessionPlan[] {
  if (plain === null) return [];
  const { full, session, capacitySectors } = answers;
  const type = full?.sessions[0]?.type ?? 'unknown';
  const leadOuts = [plain.leadOutLba, full?.sessions.at(-1)?.leadOutLba ?? null, capacitySectors];
  const split = session?.lastSession ?? 1;
  const earlier = plain.tracks.filter((track) => track.number < (session?.firstTrack ?? 0));
  const last = plain.tracks.filter((track) => track.number >= (session?.firstTrack ?? 0));
  if (session === null || split < 2 || earlier.length === 0 || last.length === 0)
    return [{ number: session?.firstSession || 1, type, tracks: plain.tracks, leadOuts }];
  warnings.push(
    split === 2
      ? 'Only the plain TOC is usable: the end of session 1 is taken from the usual gap between sessions.'
      : `Only the plain TOC is usable: sessions 1 to ${split - 1} cannot be told apart.`,
  );
  const number = split - 1;
  return [
    { number, type, tracks: earlier, leadOuts: leadOutsBefore(number, last[0]!.startLba) },
    { number: split, type: 'unknown', tracks: last, leadOuts },
  ];
}

function startOf(tracks: readonly TocTrack[], number: number): number | undefined {
  return tracks.find((track) => track.number === number)?.startLba;
}

function allTracks(full: FullToc): TocTrack[] {
  return full.sessions.flatMap((session) => session.tracks);
}

function warnOfDifferences(plain: PlainToc, full: FullToc, warnings: string[]): void {
  const tracks = allTracks(full);
  for (const { number, startLba, control } of plain.tracks) {
    const other = tracks.find((track) => track.number === number);
    if (other === undefined) warnings.push(`Track ${number} is in the plain TOC only.`);
    else if (other.startLba !== startLba)
      warnings.push(
        `Track ${number} starts at ${startLba} in the plain TOC and at ${other.startLba} in the full one.`,
      );
    else if (other.control !== control)
      warnings.push(
        `Track ${number} has control ${control} in the plain TOC and ${other.control} in the full one.`,
      );
  }
  for (const { number } of tracks) {
    if (startOf(plain.tracks, number) === undefined)
      warnings.push(`Track ${number} is in the full TOC only.`);
  }
}

/** Several sessions are the full TOC's to tell, as long as it has every track the plain one has. */
function prefersFull(full: FullToc | null, plain: PlainToc | null): full is FullToc {
  const sessions = full?.sessions.filter((session) => session.tracks.length > 0) ?? [];
  if (full === null || sessions.length === 0) return false;
  if (plain === null || plain.tracks.length === 0) return true;
  const tracks = allTracks(full);
  return sessions.length > 1 && plain.tracks.every(({ number }) => startOf(tracks, number) !== undefined);
}

function warnOfOrder(
  plans: readonly SessionPlan[],
  sessions: readonly DiscSession[],
  warnings: string[],
): void {
  const tracks = plans.flatMap((plan) => plan.tracks);
  const seen = new Set<number>();
  tracks.forEach((track, index) => {
    const { number, startLba } = track;
    if (seen.has(number)) warnings.push(`Track ${number} is in more than one session.`);
    seen.add(number);
    const previous = tracks[index - 1];
    if (startLba < -150) warnings.push(`Track ${number} starts before the disc's first sector.`);
    if (previous === undefined) return;
    if (startLba <= previous.startLba)
      warnings.push(`Track ${number} does not start behind track ${previous.number}.`);
    if (number > previous.number + 1)
      warnings.push(`There is no track between ${previous.number} and ${number}.`);
  });
  sessions.forEach((session, index) => {
    const previous = sessions[index - 1];
    if (previous && session.startLba < previous.leadOutLba)
      warnings.push(`Session ${session.number} starts before the lead-out of session ${previous.number}.`);
  });
}

function warnOfLeadOut(plan: SessionPlan, leadOutLba: number, warnings: string[]): void {
  const [announced] = plan.leadOuts;
  if (announced === leadOutLba) return;
  const what =
    announced === null || announced === undefined
      ? 'has no lead-out'
      : `has its lead-out at ${announced}, before its last track`;
  warnings.push(`Session ${plan.number} ${what}; ${leadOutLba} was taken instead.`);
}

export function discOfToc(answers: TocAnswers): DiscLayout {
  const { plain, full } = answers;
  const warnings = [...(plain?.warnings ?? []), ...(full?.warnings ?? [])];
  if (plain === null && full === null) return { kind: 'unusable', reason: 'no-toc', warnings };
  if (plain !== null && full !== null) warnOfDifferences(plain, full, warnings);
  const isFull = prefersFull(full, plain);
  const plans = isFull ? planOfFull(full, answers) : planOfPlain(plain, answers, warnings);
  if (plans.every((plan) => plan.tracks.length === 0))
    return { kind: 'unusable', reason: 'no-tracks', warnings };

  const sessions: DiscSession[] = [];
  const tracks: LayoutTrack[] = [];
  for (const plan of plans) {
    const leadOutLba = leadOutOf(plan);
    if (leadOutLba === null) return { kind: 'unusable', reason: 'no-lead-out', warnings };
    warnOfLeadOut(plan, leadOutLba, warnings);
    sessions.push({
      number: plan.number,
      firstTrack: plan.tracks[0]!.number,
      lastTrack: plan.tracks.at(-1)!.number,
      startLba: Math.min(...plan.tracks.map((track) => track.startLba)),
      leadOutLba,
    });
    for (const track of plan.tracks) {
      tracks.push({
        ...track,
        session: plan.number,
        isData: (track.control & dataControl) !== 0,
        expectedMode: expectedMode(track.control, plan.type),
        lengthSectors: endOf(track, plan.tracks, leadOutLba) - track.startLba,
      });
    }
  }
  warnOfOrder(plans, sessions, warnings);
  const end = sessions.at(-1)!.leadOutLba;
  if (answers.capacitySectors !== null && answers.capacitySectors !== end)
    warnings.push(`The TOC ends at ${end}, the drive counts ${answers.capacitySectors} sectors.`);
  return { kind: 'disc', source: isFull ? 'full-toc' : 'plain-toc', sessions, tracks, warnings };
}
