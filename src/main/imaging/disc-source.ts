/** A disc in a drive as a source of sectors: identified, probed, and read with what its drive can give. */
import { createHash } from 'node:crypto';
import type { Disc, DiscTrack } from '../../shared/model/disc.ts';
import type { DriveIdentity, Warning } from '../../shared/model/drive.ts';
import type { DriveProfile, KnownReadOffset, ReadOffsetOrigin } from '../../shared/model/drive-profile.ts';
import type { JobOptions } from '../../shared/model/job.ts';
import { allocateAligned } from '../adapters/memory/aligned.ts';
import { openStreamedMmc } from '../adapters/mmc-thread/streamed-mmc.ts';
import { openMmc } from '../adapters/open-optical.ts';
import { simulatedPrefix } from '../adapters/simulated/simulated-address.ts';
import { discIds } from '../core/identify/disc-ids.ts';
import { setCdSpeed } from '../core/optical/cdb/drive-commands.ts';
import { readIsrc, readMediaCatalogueNumber, subChannelBytes } from '../core/optical/cdb/medium-commands.ts';
import { readCd } from '../core/optical/cdb/read-commands.ts';
import { discFamilyOf } from '../core/optical/configuration.ts';
import type { DiscArea } from '../core/optical/disc-areas.ts';
import { parseIsrc, parseMediaCatalogueNumber } from '../core/optical/disc-identifiers.ts';
import type { LayoutTrack } from '../core/optical/disc-layout.ts';
import { DiscReader } from '../core/optical/disc-reader.ts';
import type { MissingSamples } from '../core/optical/edge-sectors.ts';
import { findAreas } from '../core/optical/find-areas.ts';
import {
  identifyCd,
  identifyDrive,
  identifyMedium,
  type MediumFacts,
} from '../core/optical/identify-disc.ts';
import { readOffsetOf } from '../core/optical/known-read-offset.ts';
import { isFault, MmcDrive, type MmcDriveOptions } from '../core/optical/mmc-drive.ts';
import {
  type ProbedForm,
  probePlaces,
  probeReadForm,
  type ReadForm,
  selectionOf,
} from '../core/optical/read-form.ts';
import { sectorBytes } from '../core/optical/sector-layout.ts';
import { hasSync, modeOfSector } from '../core/optical/track-mode.ts';
import type { MmcTransport } from '../core/ports.ts';
import type { DiscDocument } from '../core/store/documents.ts';
import {
  cdBufferBytes,
  copyPass,
  type DiscSource,
  discInDrive,
  discMedium,
  tocDigest,
  untriedProfile,
} from './disc-in-drive.ts';
import { dvdSource } from './dvd-source.ts';

const samplesPerSector = 588;
const singleReadTimeoutMs = 30_000;
const kilobytesPerSecondAt1x = { cd: 176.4, dvd: 1385, bd: 4500, 'hd-dvd': 4500 };

export interface DiscSourceOptions extends Pick<JobOptions, 'readOffset' | 'speed'> {
  readonly priorReads: (lba: number) => number;
  /** The drive reads on while sectors are looked at; worth a thread where a whole disc is read. */
  readonly isStreamed?: boolean;
  /** What is known of read offsets, for where `readOffset` is null. */
  readonly readOffsets?: readonly KnownReadOffset[];
}

/** @throws SpindleError as opening the drive, or no-medium, unreadable-disc, drive-hung */
export function openDiscSource(address: string, options: DiscSourceOptions): DiscSource {
  // A simulated drive takes no time to read: nothing could be done meanwhile.
  const isStreamed = options.isStreamed === true && !address.startsWith(simulatedPrefix);
  const transport = isStreamed
    ? openStreamedMmc(address)
    : openMmc(address, { priorReads: options.priorReads });
  return discSourceOver(transport, options);
}

/**
 * The disc in a drive that is open; it is closed again where the disc cannot be used.
 * @throws SpindleError no-medium, unreadable-disc, drive-hung, source-gone, permission-denied
 */
export function discSourceOver(
  transport: MmcTransport,
  options: Options,
  clock: DriveClock = realClock,
): DiscSource {
  try {
    return identified(transport, options, clock);
  } catch (error) {
    transport.close();
    throw error;
  }
}

type Options = Omit<DiscSourceOptions, 'priorReads'>;
type DriveClock = Pick<MmcDriveOptions, 'wait' | 'nowMs'>;

const realClock: DriveClock = { wait, nowMs: () => performance.now() };

function identified(transport: MmcTransport, options: Options, clock: DriveClock): DiscSource {
  const drive = new MmcDrive(transport, { allocate: allocateAligned, ...clock });
  const identity: DriveIdentity = { ...identifyDrive(drive), bus: 'scsi' };
  const medium = identifyMedium(drive);
  // Drives without GET CONFIGURATION know CDs only.
  const family = discFamilyOf(medium.profile) ?? 'cd';
  if (options.speed !== null)
    drive.control(setCdSpeed(Math.round(options.speed * kilobytesPerSecondAt1x[family])));
  return family === 'cd'
    ? cdSource(drive, identity, medium, options)
    : dvdSource(drive, identity, medium, family);
}

function cdSource(
  drive: MmcDrive,
  identity: DriveIdentity,
  medium: MediumFacts,
  options: Options,
): DiscSource {
  const cd = identifyCd(drive, medium);
  const { layout } = cd;
  const areas = findAreas({ ...layout, kindAt: (lba) => kindAt(drive, lba) });
  const { form, notes } = bestForm(drive, areas);
  // What drives find of these themselves is often wrong: Q has them too, where it comes.
  const asksDrive = form.subchannel === 'none';
  const tracks: DiscTrack[] = layout.tracks.map((track) => ({
    number: track.number,
    session: track.session,
    mode: track.isData ? dataMode(drive, track) : 'AUDIO',
    startLba: track.startLba,
    lengthSectors: track.lengthSectors,
    pregapSectors: null,
    indices: [],
    isrc: asksDrive && !track.isData ? askIsrc(drive, track.number) : null,
    preEmphasis: !track.isData && (track.control & 1) !== 0,
    copyPermitted: (track.control & 2) !== 0,
    fourChannel: !track.isData && (track.control & 8) !== 0,
  }));
  const known = {
    profile: medium.profileName,
    sessions: [...layout.sessions],
    tracks,
    mcn: asksDrive ? askMcn(drive) : null,
    cdText: cd.cdText,
  };
  const disc: Disc = { ...known, ids: discIds(known, sha1) };
  const { samples: readOffset, origin: readOffsetOrigin } = chooseReadOffset(identity, options);
  const document: DiscDocument = {
    disc,
    tocSha1: tocDigest(cd.blobs),
    areas,
    hasSubchannel: form.subchannel !== 'none',
    readOffset,
    readOffsetOrigin,
  };
  const totalSectors = Math.max(...areas.map((area) => area.endLba));
  const maxSectors = Math.floor(cdBufferBytes / sectorBytes);
  const reader = new DiscReader({ drive, areas, form, readOffset, maxSectors, speed: options.speed });
  const missing = reader.reachEdges();
  drive.isSameMedium = () => sameToc(drive, medium, document.tocSha1);
  return {
    ...discInDrive(drive, identity),
    medium: discMedium(totalSectors, sectorBytes),
    read: (lba, count, into, pass = copyPass) => reader.read(lba, count, into, pass),
    ...(reader.hasSubchannel ? { subchannel: () => reader.subchannel } : {}),
    ...(reader.hasC2 ? { c2: () => reader.c2 } : {}),
    disc: { document, blobs: cd.blobs },
    profile: () => ({
      ...untriedProfile(drive, identity),
      readForm: notes.length > 0 ? { c2: form.c2, subchannel: form.subchannel, order: form.order } : null,
      tried: [...notes],
      dropsCache: reader.dropsCache,
      overread: overreadOf(areas, readOffset, missing),
      readOffset: readOffsetOrigin === 'given' ? readOffset : null,
    }),
    warnings: [
      ...cd.warnings.map((message) => ({ code: 'disc-tables', message })),
      ...missing.map((samples) => missingWarning(samples, tracks)),
    ],
    notes: [...notes, readOffsetNote(readOffset, readOffsetOrigin)],
  };
}

/** What the person says comes before what is known of the drive, and that before what is known of its model. */
function chooseReadOffset(
  identity: DriveIdentity,
  { readOffset, readOffsets = [] }: Options,
): { readonly samples: number; readonly origin: ReadOffsetOrigin } {
  if (readOffset !== null) return { samples: readOffset, origin: 'given' };
  return readOffsetOf(readOffsets, identity) ?? { samples: 0, origin: 'unknown' };
}

function readOffsetNote(samples: number, origin: ReadOffsetOrigin): string {
  const applied = `Read offset ${samples > 0 ? '+' : ''}${samples} samples`;
  switch (origin) {
    case 'given':
      return `${applied}, as given for this job.`;
    case 'dump':
      return `${applied}, as this dump was begun.`;
    case 'drive':
      return `${applied}, as given for an earlier job on this drive.`;
    case 'model':
      return `${applied}, from the imported list for this model.`;
    case 'unknown':
      return 'The read offset of this drive is not known: audio lies where the drive puts it. Give --read-offset, or import a list of offsets.';
  }
}

function overreadOf(
  areas: readonly DiscArea[],
  readOffset: number,
  missing: readonly MissingSamples[],
): DriveProfile['overread'] {
  const [first, last] = [areas[0], areas.at(-1)];
  const isMissing = (sample: number) =>
    missing.some(
      (samples) => sample >= samples.fromSample && sample < samples.fromSample + samples.lengthSamples,
    );
  return {
    leadIn: readOffset < 0 && first?.kind === 'audio' ? !isMissing(first.startLba * samplesPerSector) : null,
    leadOut: readOffset > 0 && last?.kind === 'audio' ? !isMissing(last.endLba * samplesPerSector - 1) : null,
  };
}

/** The richest form the drive gives, tried at more and more places until one leaves no doubt. */
function bestForm(drive: MmcDrive, areas: readonly DiscArea[]): { form: ReadForm; notes: readonly string[] } {
  const notes: string[] = [];
  let best: ProbedForm | null = null;
  for (const { startLba, endLba, kind } of areas) {
    for (const lba of probePlaces(startLba, endLba)) {
      const probed = probeReadForm(drive, lba, kind);
      notes.push(`READ CD at LBA ${lba}: ${probed.notes.join('; ')}.`);
      if (probed.form && (best === null || probed.rank < best.rank)) best = probed;
      if (best?.form && (best.rank === 0 || best.isCertain)) return { form: best.form, notes };
    }
  }
  if (best?.form) return { form: best.form, notes };
  return {
    form: { c2: 'none', subchannel: 'none', order: 'c2-first', blockBytes: sectorBytes },
    notes: [...notes, 'No place could be read to see what the drive gives: sectors are asked for bare.'],
  };
}

function rawSector(drive: MmcDrive, lba: number): Uint8Array | null {
  const buffer = drive.allocate(sectorBytes);
  const selection = selectionOf({ c2: 'none', subchannel: 'none' }, 'data');
  const { transferredBytes, fault } = drive.read(readCd(lba, 1, selection), buffer, singleReadTimeoutMs);
  return fault || transferredBytes !== sectorBytes ? null : buffer;
}

function kindAt(drive: MmcDrive, lba: number): DiscArea['kind'] | null {
  const sector = rawSector(drive, lba);
  if (sector === null) return null;
  return hasSync(sector) ? 'data' : 'audio';
}

/** Sectors behind INDEX 01 that are tried for the mode of a track, as long as none can be read. */
const modeProbes = [0, 1, 2, 16, 150] as const;

function dataMode(
  drive: MmcDrive,
  { startLba, lengthSectors, expectedMode }: Pick<LayoutTrack, 'startLba' | 'lengthSectors' | 'expectedMode'>,
): DiscTrack['mode'] {
  for (const probe of modeProbes) {
    if (probe > 0 && probe >= lengthSectors) break;
    const sector = rawSector(drive, startLba + probe);
    const mode = sector && modeOfSector(sector);
    // The sectors of CD-i are those of Mode 2: only the session type tells them apart.
    if (mode) return mode === 'MODE2' && expectedMode === 'CDI' ? 'CDI' : mode;
  }
  return expectedMode;
}

function askMcn(drive: MmcDrive): string | null {
  const answer = drive.ask(readMediaCatalogueNumber(), subChannelBytes);
  return isFault(answer) ? null : parseMediaCatalogueNumber(answer);
}

function askIsrc(drive: MmcDrive, track: number): string | null {
  const answer = drive.ask(readIsrc(track), subChannelBytes);
  return isFault(answer) ? null : parseIsrc(answer);
}

/** Which samples of which track stay zero, and what helps. */
function missingWarning(
  { area, fromSample, lengthSamples, reason }: MissingSamples,
  tracks: readonly DiscTrack[],
): Warning {
  const firstLba = Math.floor(fromSample / samplesPerSector);
  const lastLba = Math.floor((fromSample + lengthSamples - 1) / samplesPerSector);
  const own = tracks.filter(({ startLba }) => startLba >= area.startLba && startLba < area.endLba);
  const isStart = fromSample === area.startLba * samplesPerSector;
  const number = (isStart ? own[0] : own.at(-1))?.number;
  const where = firstLba === lastLba ? `LBA ${firstLba}` : `LBA ${firstLba} to ${lastLba}`;
  return {
    code: 'over-read',
    message:
      `The ${isStart ? 'first' : 'last'} ${lengthSamples} samples of track ${number} (${where}) lie where this drive does not read with its offset (${reason}): ` +
      'zeros stand in their place, and their sectors are in doubt. A drive that reads into lead-in and lead-out, or one with another offset, brings them.',
  };
}

function sameToc(drive: MmcDrive, medium: MediumFacts, expected: string): boolean {
  try {
    return tocDigest(identifyCd(drive, medium).blobs) === expected;
  } catch {
    // Whatever lies there now, its tables cannot be read: not to be taken for the disc that was begun.
    return false;
  }
}

function sha1(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes).digest();
}

/** Blocks this thread. */
function wait(delayMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
}
