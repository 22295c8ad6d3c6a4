/**
 * Where audio ends and data begins on a disc. The TOC tells where INDEX 01 of each track is; the gap before it may be of
 * the other kind, and asking for data as audio (or the reverse) is refused. So the edge is sought by trying sectors.
 */
import type { DiscArea } from './disc-areas.ts';
import type { LayoutTrack } from './disc-layout.ts';

type Kind = DiscArea['kind'];

/** A gap longer than a minute before a track of another kind would be stranger than a wrong answer. */
const searchSectors = 4500;

export interface AreaSearch {
  readonly tracks: readonly LayoutTrack[];
  readonly sessions: readonly {
    readonly number: number;
    readonly startLba: number;
    readonly leadOutLba: number;
  }[];
  /** Of one sector, by trying; null when it cannot be read. */
  readonly kindAt: (lba: number) => Kind | null;
}

const otherThan = (kind: Kind): Kind => (kind === 'audio' ? 'data' : 'audio');

/** Areas in ascending order, neighbours of one session and kind joined; what lies before track 1 belongs to it. */
export function findAreas({ tracks, sessions, kindAt }: AreaSearch): DiscArea[] {
  return sessions.flatMap(({ number, startLba, leadOutLba }) => {
    const own = tracks.filter((track) => track.session === number);
    const areas: DiscArea[] = [];
    const begin = (from: number, kind: Kind) => {
      const before = areas.at(-1);
      if (before) areas[areas.length - 1] = { ...before, endLba: from };
      areas.push({ startLba: from, endLba: leadOutLba, session: number, kind });
    };
    for (const [index, track] of own.entries()) {
      const kind: Kind = track.isData ? 'data' : 'audio';
      const before = own[index - 1];
      if (before && areas.at(-1)?.kind === kind) continue;
      if (before) begin(edgeBefore(track.startLba, before.startLba, kind, kindAt), kind);
      else if (number > 1) begin(startLba, kind);
      else if (hidesOtherKind(track.startLba, otherThan(kind), kindAt)) {
        begin(0, otherThan(kind));
        begin(edgeWithin(track.startLba, 0, kind, kindAt), kind);
      } else begin(0, kind);
    }
    return areas.filter((area) => area.endLba > area.startLba);
  });
}

/** What is hidden before track 1 is mostly of its kind; CD-i Ready discs hide data before audio. */
function hidesOtherKind(startLba: number, other: Kind, kindAt: AreaSearch['kindAt']): boolean {
  return startLba > 0 && kindAt(0) === other;
}

/** The first sector of `kind` at or before `startLba`, all from there on being of that kind. */
function edgeBefore(
  startLba: number,
  trackBeforeLba: number,
  kind: Kind,
  kindAt: AreaSearch['kindAt'],
): number {
  return edgeWithin(startLba, Math.max(trackBeforeLba, startLba - searchSectors), kind, kindAt);
}

/** The same, where the sector at `otherLba` is known to be of the other kind. */
function edgeWithin(startLba: number, otherLba: number, kind: Kind, kindAt: AreaSearch['kindAt']): number {
  let known = startLba;
  let other = otherLba;
  // The nearest sector is looked at first: mostly there is no gap of the other kind.
  let middle = startLba - 1;
  while (known - other > 1) {
    const found = kindNear(middle, other, known, kindAt);
    if (found === null) return known;
    if (found.kind === kind) known = found.lba;
    else other = found.lba;
    middle = Math.floor((known + other) / 2);
  }
  return known;
}

/** Sectors tried around one that cannot be read. */
const detours = [0, -1, 1, -2, 2, -5, 5, -12, 12] as const;

/** The kind of the sector at `lba`, or of a readable one near it between `low` and `high`. */
function kindNear(
  lba: number,
  low: number,
  high: number,
  kindAt: AreaSearch['kindAt'],
): { readonly lba: number; readonly kind: Kind } | null {
  for (const detour of detours) {
    const at = lba + detour;
    if (at <= low || at >= high) continue;
    const kind = kindAt(at);
    if (kind !== null) return { lba: at, kind };
  }
  return null;
}
