/** Brings a reserved store and its source together: a new dump, one to continue, or one begun by another program. */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { SpindleError } from '../../shared/errors.ts';
import type { KnownReadOffset } from '../../shared/model/drive-profile.ts';
import type { JobOptions } from '../../shared/model/job.ts';
import { DumpStore } from '../adapters/files/dump-store.ts';
import { toolName, version } from '../app/version.ts';
import { formatsOfSize } from '../core/block/floppy-formats.ts';
import { gapsBetween } from '../core/optical/disc-areas.ts';
import type { BlockSource } from '../core/ports.ts';
import { cursorOfMapfile, parseMapfile, sectorsOfMapfile } from '../core/rescue/mapfile.ts';
import { planFor, planForDisc, type ReadPlan } from '../core/rescue/read-plan.ts';
import { Ledger } from '../core/store/ledger.ts';
import { timestamp } from '../core/timestamp.ts';
import { recogniseMedium } from './recognise-medium.ts';
import type { Reservation } from './reserve-dump.ts';

export interface OpenDump {
  readonly store: DumpStore;
  readonly ledger: Ledger;
  /** Null when nothing is left to read and the carrier is not needed. */
  readonly source: BlockSource | null;
}

export interface OpenOptions {
  /** `begunWith`: the read offsets of the dump that goes on. */
  readonly openSource: (
    priorReads: (lba: number) => number,
    begunWith: readonly KnownReadOffset[],
  ) => BlockSource;
  readonly bootId: string;
  /** A second look at everything was asked for. */
  readonly verifyPass: boolean;
  /** Nothing more is to be read. */
  readonly isAccepted: boolean;
}

const cdSectorBytes = 2352;

type Store = Exclude<Reservation, { kind: 'finished' }>;

/** @throws SpindleError as opening the source, or store-corrupt, wrong-medium, bad-map, output-* */
export function openDump(reservation: Store, options: OpenOptions): OpenDump {
  switch (reservation.kind) {
    case 'new':
      return begin(reservation, options);
    case 'continue':
      return resume(reservation.store, options);
    case 'adopt':
      return adopt(reservation, options);
  }
}

/** The plan of a medium as it can be made before anything of it has been read: from its size, or the drive's word. */
export function planOf(
  { medium, deviceGeometry, disc }: BlockSource,
  { retries, verifyPass }: Pick<JobOptions, 'retries' | 'verifyPass'>,
): ReadPlan {
  if (disc) {
    const isBd = disc.document.disc.profile.startsWith('BD');
    const family = medium.sectorSize === cdSectorBytes ? 'cd' : isBd ? 'bd' : 'dvd';
    return planForDisc(family, medium.totalSectors, retries, verifyPass);
  }
  const tracks = new Set(
    formatsOfSize(medium.sizeBytes)
      .filter((format) => format.bytesPerSector === medium.sectorSize && format.zones === null)
      .map((format) => format.sectorsPerTrack),
  );
  const bySize = tracks.size === 1 ? [...tracks][0]! : null;
  return planFor(medium, deviceGeometry?.sectorsPerTrack ?? bySize, retries);
}

function begin(reservation: { name: string; store: string }, options: OpenOptions): OpenDump {
  const source = options.openSource(() => 0, []);
  const store = DumpStore.create(
    reservation.store,
    newDocument(reservation.name, source),
    options.bootId,
    source.disc?.blobs,
  );
  const ledger = Ledger.begin(source.medium.totalSectors, source.identity);
  // What lies between sessions is no part of the disc's content: nothing is read there, and nothing is missing.
  for (const { lba, lengthSectors } of gapsBetween(source.disc?.document.areas ?? []))
    ledger.map.raise(lba, lengthSectors, 'generated');
  return { store, ledger, source };
}

function newDocument(name: string, { medium, disc }: BlockSource): Parameters<typeof DumpStore.create>[1] {
  return {
    format: 'spindle-store',
    version: 1,
    dumpId: randomUUID(),
    name,
    startedAt: timestamp(new Date()),
    tool: { name: toolName, version },
    medium,
    disc: disc?.document ?? null,
  };
}

function resume(directory: string, options: OpenOptions): OpenDump {
  const { store, state, outcomes } = DumpStore.open(directory, options.bootId);
  const { totalSectors } = store.document.medium;
  const ledger = Ledger.restore(totalSectors, state);
  for (const record of outcomes) ledger.replay(record);
  const { pending, bad } = ledger.map.counts();
  if (options.isAccepted && !ledger.published) {
    ledger.endReading();
    return { store, ledger, source: null };
  }
  const isVerifying = options.verifyPass && store.document.disc !== null && !ledger.readingDone;
  if ((pending + bad === 0 && !isVerifying) || (ledger.readingDone && !ledger.published))
    return { store, ledger, source: null };
  ledger.readingDone = false;
  ledger.published = false;
  store.restoreReserve();
  const source = options.openSource((lba) => ledger.map.triesAt(lba), begunWith(store, ledger));
  requireSameSize(store, source);
  requireSameToc(store, source);
  recogniseMedium(source, store, ledger.map);
  ledger.takeDrive(source.identity);
  return { store, ledger, source };
}

function begunWith({ document: { disc } }: DumpStore, { drives }: Ledger): KnownReadOffset[] {
  const { vendor, product, serial } = drives[0]!;
  return disc ? [{ vendor, product, serial, samples: disc.readOffset, origin: 'dump' }] : [];
}

function requireSameSize(store: DumpStore, source: BlockSource): void {
  const { sizeBytes, sectorSize } = store.document.medium;
  if (source.medium.sizeBytes === sizeBytes && source.medium.sectorSize === sectorSize) return;
  throw new SpindleError(
    'wrong-medium',
    `The medium in ${source.address} is not the one this dump was begun from: ${source.medium.sizeBytes} bytes instead of ${sizeBytes}. Nothing was changed; put the first one back and resume.`,
    { expectedBytes: sizeBytes, actualBytes: source.medium.sizeBytes, sectorSize: source.medium.sectorSize },
  );
}

function requireSameToc({ document }: DumpStore, source: BlockSource): void {
  const expected = document.disc?.tocSha1;
  const actual = source.disc?.document.tocSha1;
  if (expected === actual) return;
  throw new SpindleError(
    'wrong-medium',
    `The disc in ${source.address} is not the one this dump was begun from: its table of contents differs. Nothing was changed; put the first one back and resume.`,
    { expected: expected ?? null, actual: actual ?? null },
  );
}

function adopt(
  reservation: { name: string; store: string; image: string; map: string },
  options: OpenOptions,
): OpenDump {
  const map = parseMapfile(readFileSync(reservation.map, 'latin1'));
  if (map === null)
    throw new SpindleError('bad-map', `${reservation.map} has no map in it.`, { path: reservation.map });
  const source = options.openSource(() => 0, []);
  const { totalSectors, sectorSize } = source.medium;
  const runs = sectorsOfMapfile(map, totalSectors, sectorSize);
  const store = DumpStore.create(reservation.store, newDocument(reservation.name, source), options.bootId);
  const ledger = Ledger.begin(totalSectors, source.identity);
  const image = openSync(reservation.image, 'r');
  try {
    let lba = 0;
    for (const [length, state] of runs) {
      if (state === 'good') copySectors(image, reservation.image, store, lba, length, sectorSize);
      ledger.map.raise(lba, length, state);
      lba += length;
    }
  } finally {
    closeSync(image);
  }
  recogniseMedium(source, store, ledger.map);
  ledger.cursor = cursorOfMapfile(map, sectorSize);
  ledger.replaces = [reservation.image, reservation.map];
  return { store, ledger, source };
}

const copyBytes = 1024 * 1024;

function copySectors(
  fd: number,
  path: string,
  store: DumpStore,
  lba: number,
  count: number,
  sectorSize: number,
): void {
  const end = (lba + count) * sectorSize;
  if (statSync(path).size < end) {
    throw new SpindleError(
      'bad-map',
      `The map claims sectors up to byte ${end}, but ${path} is shorter. Nothing was changed.`,
      {
        path,
        claimedBytes: end,
      },
    );
  }
  const buffer = new Uint8Array(Math.min(copyBytes, count * sectorSize));
  for (let offset = lba * sectorSize; offset < end; ) {
    const got = readSync(fd, buffer, 0, Math.min(buffer.length, end - offset), offset);
    if (got === 0) throw new SpindleError('bad-map', `${path} ended while it was copied.`, { path, offset });
    store.write(offset, buffer.subarray(0, got));
    offset += got;
  }
}
