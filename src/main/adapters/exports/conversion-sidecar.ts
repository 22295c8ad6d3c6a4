/** The sidecar of an image made from another image: the same facts as of a dump, and where it came from. */
import { randomUUID } from 'node:crypto';
import type { Disc } from '../../../shared/model/disc.ts';
import type { Inspection } from '../../../shared/model/drive.ts';
import { defaultJobOptions, type SectorCounts } from '../../../shared/model/job.ts';
import { outcomeOf } from '../../../shared/model/outcome.ts';
import type { Hashes, OutputFile } from '../../../shared/model/output.ts';
import { countStates, type SectorRuns, totalSectors } from '../../../shared/model/sector-runs.ts';
import { mapfileMark } from '../../../shared/model/sector-state.ts';
import type { DiscRecord, Lineage, Sidecar } from '../../../shared/model/sidecar.ts';
import { timestamp } from '../../core/timestamp.ts';

export interface ConversionRecord {
  readonly name: string;
  /** The sidecar beside the source, if there is one. */
  readonly parent: Sidecar | null;
  readonly lineage: Lineage;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly sectorSize: number;
  readonly states: SectorRuns;
  readonly image: { readonly sizeBytes: number } & Hashes;
  readonly disc: { readonly disc: Disc; readonly tracks: DiscRecord['tracks'] } | null;
  readonly inspection: Pick<Inspection, 'hypotheses' | 'filesystems' | 'warnings'>;
  readonly files: readonly OutputFile[];
}

export function countsOf(states: SectorRuns): SectorCounts {
  const count = countStates(states);
  const byMark = (mark: string) =>
    Object.entries(count).reduce(
      (sum, [state, sectors]) =>
        mapfileMark(state as keyof typeof count) === mark &&
        !['generated', 'good-after-retry'].includes(state)
          ? sum + sectors
          : sum,
      0,
    );
  const good = byMark('+');
  const bad = byMark('-');
  const total = totalSectors(states) - count.generated;
  return {
    total,
    good,
    goodAfterRetry: count['good-after-retry'],
    bad,
    ...(count.suspect > 0 ? { suspect: count.suspect } : {}),
    pending: total - good - count['good-after-retry'] - bad,
  };
}

export function conversionSidecar(record: ConversionRecord): Sidecar {
  const { parent, lineage, states, sectorSize, disc, files } = record;
  const counts = countsOf(states);
  const sectors = totalSectors(states);
  const at = timestamp(record.endedAt);
  const event = (type: string, detail: string) => ({
    uuid: randomUUID(),
    type,
    at,
    outcome: 'success' as const,
    detail,
  });
  return {
    format: 'spindle-sidecar',
    version: 1,
    dumpId: randomUUID(),
    kind: disc ? 'optical' : 'block',
    name: record.name,
    carrier: parent?.carrier ?? null,
    tool: lineage.tool,
    startedAt: timestamp(record.startedAt),
    endedAt: at,
    outcome: outcomeOf(counts),
    source: {
      address: lineage.source,
      medium: {
        sizeBytes: record.image.sizeBytes,
        sectorSize,
        totalSectors: sectors,
        writeProtected: null,
        removable: false,
        diskSequence: null,
      },
    },
    drives: parent?.drives ?? [
      { vendor: '', product: lineage.sourceFormat, revision: '', serial: '', bus: 'file' },
    ],
    options: defaultJobOptions,
    ...record.inspection,
    counts,
    states: [...states].map(([length, state]) => [length, state]),
    extents: [],
    image: record.image,
    disc: disc && {
      disc: disc.disc,
      tocSha1: parent?.disc?.tocSha1 ?? '',
      readOffset: parent?.disc?.readOffset ?? 0,
      tracks: disc.tracks,
      subchannel: null,
    },
    passes: [],
    files: [...files],
    events: [
      event('mig', `${lineage.format} made from ${lineage.source} (${lineage.sourceFormat})`),
      event('mes', `CRC-32, MD5, SHA-1 and SHA-256 of ${files.map(({ path }) => path).join(', ')}`),
    ],
    lineage,
  };
}
