/** A disc as its TOC tells it, made richer by what Q told: pauses, indices, codes, pre-emphasis. */
import type { Disc, DiscTrack } from '../../../shared/model/disc.ts';
import type { DiscArea } from './disc-areas.ts';
import type { QAnalysis, QTrack } from './q-track.ts';

const preEmphasis = 1;

/** INDEX 01 stays where the TOC has it; where Q says otherwise, the analysis has a warning for it. */
export function discWithQ(disc: Disc, areas: readonly DiscArea[], analysis: QAnalysis | null): Disc {
  const pregapOf = (track: DiscTrack): number | null => {
    if (isFirstOfSession(disc, track)) {
      const area = areas.find((candidate) => candidate.session === track.session);
      return area ? track.startLba - area.startLba : 0;
    }
    const fromLba = told(analysis, track)?.pregapLba ?? kindChangeBefore(areas, track.startLba);
    return fromLba === null ? null : Math.max(0, track.startLba - fromLba);
  };
  const pregaps = disc.tracks.map(pregapOf);
  const tracks = disc.tracks.map((track, index): DiscTrack => {
    const q = told(analysis, track);
    return {
      ...track,
      lengthSectors: endOf(disc, pregaps, index) - track.startLba,
      pregapSectors: pregaps[index]!,
      indices: q ? [...q.indices] : track.indices,
      isrc: q?.isrc ?? track.isrc,
      preEmphasis: track.preEmphasis || (track.mode === 'AUDIO' && ((q?.control ?? 0) & preEmphasis) !== 0),
    };
  });
  return { ...disc, tracks, mcn: analysis?.mcn ?? disc.mcn };
}

function told(analysis: QAnalysis | null, track: DiscTrack): QTrack | null {
  return analysis?.tracks.find((candidate) => candidate.number === track.number) ?? null;
}

function isFirstOfSession({ sessions }: Disc, { session, number }: DiscTrack): boolean {
  return sessions.find((candidate) => candidate.number === session)?.firstTrack === number;
}

/** Where the kind of sectors changes in the gap before a track, its pause begins, Q or no Q. */
function kindChangeBefore(areas: readonly DiscArea[], startLba: number): number | null {
  const index = areas.findIndex((area) => startLba >= area.startLba && startLba < area.endLba);
  const before = areas[index - 1];
  const isChange = before && before.endLba === areas[index]!.startLba && areas[index]!.startLba < startLba;
  return isChange ? areas[index]!.startLba : null;
}

function endOf(disc: Disc, pregaps: readonly (number | null)[], index: number): number {
  const track = disc.tracks[index]!;
  const next = disc.tracks[index + 1];
  if (next && next.session === track.session) return next.startLba - (pregaps[index + 1] ?? 0);
  return disc.sessions.find((session) => session.number === track.session)?.leadOutLba ?? track.startLba;
}
