/**
 * What the catalogue says of a dump, derived from its sidecar and from nothing else: recording a dump, importing its
 * sidecar years later and checking the catalogue against it all come to the same facts.
 */
import { SpindleError } from '../../../shared/errors.ts';
import type { DriveIdentity } from '../../../shared/model/drive.ts';
import type { SectorCounts } from '../../../shared/model/job.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';
import type { Hashes } from '../../../shared/model/output.ts';
import {
  countStates,
  rangesWhere,
  type SectorRuns,
  totalSectors,
} from '../../../shared/model/sector-runs.ts';
import type { SectorState } from '../../../shared/model/sector-state.ts';
import type { DumpEvent, Extent, Sidecar } from '../../../shared/model/sidecar.ts';
import { listWords } from '../../../shared/words.ts';
import { canonicalJson } from './canonical-json.ts';
import { type DiscFacts, discFacts } from './disc-facts.ts';
import { type Moment, parseMoment } from './moment.ts';

/** `unread`: nobody has the carrier's bytes; `suspicious`: bytes came, but are not believed. */
export type ErrorKind = 'unread' | 'suspicious';

export interface ErrorRange {
  readonly lba: number;
  readonly lengthSectors: number;
  readonly kind: ErrorKind;
}

export interface ContentFacts extends Readonly<Hashes> {
  readonly sizeBytes: number;
}

export interface FileFacts extends ContentFacts {
  readonly role: string;
  readonly path: string;
}

/** Everything of a dump that stands in rows. */
export interface DumpRows {
  /** Lower case. */
  readonly dumpId: string;
  readonly name: string;
  readonly carrier: string | null;
  readonly tool: { readonly name: string; readonly version: string };
  readonly started: Moment;
  readonly ended: Moment;
  readonly outcome: Outcome;
  readonly sizeBytes: number;
  readonly sectorSize: number;
  readonly counts: Omit<SectorCounts, 'suspect'>;
  readonly optionsJson: string;
  readonly formatName: string | null;
  readonly driveLabel: string;
  readonly drives: readonly Omit<DriveIdentity, 'bus'>[];
  readonly extents: readonly Extent[];
  /** The sectors themselves, whatever file they are packed in. */
  readonly image: ContentFacts;
  readonly errors: readonly ErrorRange[];
  readonly files: readonly FileFacts[];
  readonly filesystems: readonly {
    readonly type: string;
    readonly label: string;
    readonly startLba: number;
  }[];
  /** Null for media of blocks. */
  readonly disc: DiscFacts | null;
}

export interface DumpFacts {
  readonly rows: DumpRows;
  /** The bus each of `rows.drives` was seen on. */
  readonly buses: readonly string[];
  readonly events: readonly DumpEvent[];
  /** Canonical, so that the same record has the same text. */
  readonly sidecarJson: string;
}

/**
 * @param sidecar as its schema left it
 * @throws SpindleError bad-sidecar when it contradicts itself: a claim the map of sectors does not bear is not recorded
 */
export function dumpFacts(sidecar: Sidecar): DumpFacts {
  refuseContradictions(sidecar);
  return {
    rows: {
      dumpId: sidecar.dumpId.toLowerCase(),
      name: sidecar.name.toWellFormed(),
      carrier: sidecar.carrier?.trim() ? sidecar.carrier.toWellFormed() : null,
      tool: { name: sidecar.tool.name.toWellFormed(), version: sidecar.tool.version.toWellFormed() },
      started: moment(sidecar, 'startedAt'),
      ended: moment(sidecar, 'endedAt'),
      outcome: sidecar.outcome,
      sizeBytes: sidecar.source.medium.sizeBytes,
      sectorSize: sidecar.source.medium.sectorSize,
      counts: countFacts(sidecar.counts),
      optionsJson: canonicalJson(sidecar.options),
      formatName: sidecar.hypotheses[0]?.name.toWellFormed() ?? null,
      driveLabel: driveLabel(sidecar),
      drives: sidecar.drives.map(({ vendor, product, revision, serial }) => ({
        vendor: vendor.toWellFormed(),
        product: product.toWellFormed(),
        revision: revision.toWellFormed(),
        serial: serial.toWellFormed(),
      })),
      extents: sidecar.extents.map(({ lba, lengthSectors, drive }) => ({ lba, lengthSectors, drive })),
      image: contentFacts(sidecar.image),
      errors: errorRanges(sidecar.states),
      files: sidecar.files.map((file) => {
        return { role: file.role, path: file.path.toWellFormed(), ...contentFacts(file) };
      }),
      filesystems: sidecar.filesystems.map(({ type, label, startLba }) => {
        return { type: type.toWellFormed(), label: label.toWellFormed(), startLba };
      }),
      disc: sidecar.disc && discFacts(sidecar.disc),
    },
    buses: sidecar.drives.map((drive) => drive.bus.toWellFormed()),
    events: sidecar.events.map((event) => ({
      ...event,
      uuid: event.uuid.toLowerCase(),
      detail: event.detail.toWellFormed(),
    })),
    sidecarJson: canonicalJson(sidecar),
  };
}

/** Which sectors are in doubt stands in the error ranges. */
function countFacts({ total, good, goodAfterRetry, bad, pending }: SectorCounts): DumpRows['counts'] {
  return { total, good, goodAfterRetry, bad, pending };
}

function contentFacts({ sizeBytes, crc32, md5, sha1, sha256 }: ContentFacts): ContentFacts {
  return { sizeBytes, crc32, md5, sha1, sha256 };
}

/** Where the image does not have the carrier's bytes, and where they are in doubt. In order of LBA. */
export function errorRanges(states: SectorRuns): ErrorRange[] {
  const of = (kind: ErrorKind) =>
    rangesWhere(states, (state) => errorKind(state) === kind).map((range) => ({ ...range, kind }));
  return [...of('unread'), ...of('suspicious')].sort((a, b) => a.lba - b.lba);
}

function errorKind(state: SectorState): ErrorKind | null {
  switch (state) {
    case 'untried':
    case 'skipped':
    case 'unscraped':
    case 'bad':
      return 'unread';
    case 'suspect':
      return 'suspicious';
    // The gap between two sessions is no part of the medium.
    case 'generated':
    case 'rebuilt':
    case 'good-after-retry':
    case 'good':
      return null;
  }
}

/** What people call the drives that took part; the address where a drive says nothing of itself (a PC floppy drive). */
function driveLabel(sidecar: Sidecar): string {
  const labels = sidecar.drives.map(({ vendor, product }) => `${vendor.trim()} ${product.trim()}`.trim());
  return listWords([...new Set(labels.map((label) => label || sidecar.source.address))]).toWellFormed();
}

function moment(sidecar: Sidecar, key: 'startedAt' | 'endedAt'): Moment {
  const parsed = parseMoment(sidecar[key]);
  if (parsed) return parsed;
  throw contradiction(sidecar, `its time ${sidecar[key]} is no time of the calendar`);
}

function refuseContradictions(sidecar: Sidecar): void {
  const { counts, states, source, outcome } = sidecar;
  const shown = countStates(states);
  const mapped = totalSectors(states) - shown.generated;
  if (mapped !== counts.total) {
    throw contradiction(sidecar, `it counts ${counts.total} sectors and its map has ${mapped}`);
  }
  const afterRetry = shown['good-after-retry'] + shown.rebuilt;
  if (shown.good !== counts.good || afterRetry !== counts.goodAfterRetry) {
    throw contradiction(sidecar, 'it counts other sectors as read than its map shows');
  }
  const missing = counts.total - counts.good - counts.goodAfterRetry;
  if (missing > 0 && (outcome === 'complete' || outcome === 'complete-after-retries')) {
    throw contradiction(sidecar, `it says ${outcome} and misses ${missing} sectors`);
  }
  if (sidecar.extents.some((extent) => extent.drive >= sidecar.drives.length)) {
    throw contradiction(sidecar, 'it names a drive by a number it does not have');
  }
  const whole = [source.medium.sizeBytes, source.medium.sectorSize];
  whole.push(...sidecar.filesystems.map((filesystem) => filesystem.startLba));
  if (!whole.every((value) => Number.isSafeInteger(value) && value >= 0)) {
    throw contradiction(sidecar, 'a size or a place in it is no whole number');
  }
}

function contradiction(sidecar: Sidecar, what: string): SpindleError {
  return new SpindleError(
    'bad-sidecar',
    `The sidecar of ${sidecar.name} contradicts itself (${what}): it was not recorded, and nothing was changed. Verify the dump against its map.`,
    { dumpId: sidecar.dumpId, what },
  );
}
