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

/** Areas in ascending order, neighbours of one session and kind joined; what lies before track 1 belongs to it. */
export function findAreas({ tracks, sessions, kindAt }: AreaSearch): DiscArea[] {
  return sessions.flatMap(({ number, startLba, leadOutLba }) => {
    const own = tracks.filter((track) => track.session === number);
    const areas: DiscArea[] = [];
    for (const [index, track] of own.entries()) {
      const kind: Kind = track.isData ? 'data' : 'audio';
      const before = areas.at(-1);
      if (before?.kind === kind) continue;
      const from =
        index === 0
          ? number === 1
            ? 0
            : startLba
          : edgeBefore(track.startLba, own[index - 1]!.startLba, kind, kindAt);
      if (before) areas[areas.length - 1] = { ...before, endLba: from };
      areas.push({ startLba: from, endLba: leadOutLba, session: number, kind });
    }
    return areas.filter((area) => area.endLba > area.startLba);
  });
}

/** The first sector of `kind` at or before `startLba`, all from there on being of that kind. */
function edgeBefore(
  startLba: number,
  trackBeforeLba: number,
  kind: Kind,
  kindAt: AreaSearch['kindAt'],
): number {
  let known = startLba;
  let other = Math.max(trackBeforeLba, startLba - searchSectors);
  while (known - other > 1) {
    // The nearest sector is looked at first: mostly there is no gap of the other kind.
    const middle = known === startLba ? startLba - 1 : Math.floor((known + other) / 2);
    const found = kindAt(middle);
    if (found === null) return known;
    if (found === kind) known = middle;
    else if (middle === startLba - 1) return startLba;
    else other = middle;
  }
  return known;
}
