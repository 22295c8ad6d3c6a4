/** What a store knows of its disc: the tables as they were read, and what the subchannel kept beside the sectors tells. */
import type { Disc } from '../../shared/model/disc.ts';
import type { Warning } from '../../shared/model/drive.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { discWithQ } from '../core/optical/disc-with-q.ts';
import { QCollector } from '../core/optical/q-collector.ts';
import { analyseQ, type QAnalysis } from '../core/optical/q-track.ts';
import { isPSet, qOffset, subchannelBytes } from '../core/optical/subchannel.ts';
import type { DiscDocument } from '../core/store/documents.ts';

export interface DiscReport {
  readonly disc: Disc;
  /** Sectors whose Q was read, and those whose CRC was right; null without a subchannel. */
  readonly subchannel: { readonly sectors: number; readonly validQ: number } | null;
  readonly warnings: readonly Warning[];
}

const chunkSectors = 2048;
const dataTrack = 4;

export function discNow(store: DumpStore, { disc, areas, hasSubchannel }: DiscDocument): DiscReport {
  if (!hasSubchannel || disc.tracks.length === 0)
    return { disc: discWithQ(disc, areas, null), subchannel: null, warnings: [] };
  const analysis = analyse(store, disc);
  return {
    disc: discWithQ(disc, areas, analysis),
    subchannel: { sectors: analysis.noted, validQ: analysis.valid },
    warnings: analysis.warnings.map((message) => ({ code: 'subchannel', message })),
  };
}

function analyse(store: DumpStore, disc: Disc): QAnalysis {
  const collector = new QCollector();
  const { totalSectors } = store.document.medium;
  const chunk = new Uint8Array(chunkSectors * subchannelBytes);
  for (let lba = 0; lba < totalSectors; lba += chunkSectors) {
    const count = Math.min(chunkSectors, totalSectors - lba);
    store.readSubchannel(lba, chunk.subarray(0, count * subchannelBytes));
    for (let index = 0; index < count; index++) {
      const at = index * subchannelBytes;
      if (isUnread(chunk, at)) continue;
      collector.note(lba + index, chunk, at + qOffset, isPSet(chunk, at));
    }
  }
  const tracks = disc.tracks.map(
    ({ number, session, startLba, mode, copyPermitted, preEmphasis, fourChannel }) => ({
      number,
      session,
      startLba,
      control:
        (mode === 'AUDIO' ? 0 : dataTrack) |
        (copyPermitted ? 2 : 0) |
        (preEmphasis ? 1 : 0) |
        (fourChannel ? 8 : 0),
    }),
  );
  return analyseQ(collector, { tracks, sessions: disc.sessions });
}

/** A sector has a Q, so one whose subchannel is all zero was not read. */
function isUnread(bytes: Uint8Array, at: number): boolean {
  for (let index = at; index < at + subchannelBytes; index++) if (bytes[index] !== 0) return false;
  return true;
}
