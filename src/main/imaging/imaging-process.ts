/**
 * Entry of the imaging process: one process, one job, one drive. Its own thread only passes messages on, so it answers
 * even while the reader thread is held by a drive. It ends when the hub does.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SpindleError, toWireError } from '../../shared/errors.ts';
import type { Hashes, OutputFile } from '../../shared/model/output.ts';
import { entryUrl } from '../adapters/entry-url.ts';
import { sidecarPath } from '../adapters/files/dump-names.ts';
import { hasState, storeImagePath } from '../adapters/files/dump-store.ts';
import { retireTree } from '../adapters/files/durable.ts';
import { hashFile } from '../adapters/files/hash-file.ts';
import { allocateAligned } from '../adapters/memory/aligned.ts';
import { imageIdentity, prepareWrite } from '../adapters/writeback/write-medium.ts';
import {
  type FromImaging,
  type InspectSpec,
  type JobSpec,
  toImagingSchema,
} from '../app/imaging-messages.ts';
import type { FromWriting } from '../app/writing-messages.ts';
import { inspectBlock } from '../core/block/inspect.ts';
import { inspectDisc } from '../core/optical/inspect-disc.ts';
import type { WriteSpec } from '../core/writeback/write-spec.ts';
import { createRingMemory, type RingMemory, ringConsumers } from './byte-ring.ts';
import { accept, announceWish, createControl, mayGoOn, park, pause, unpause } from './control.ts';
import type { HashThreadData, HashThreadResult } from './hash-thread.ts';
import { hubPort } from './hub-port.ts';
import { type AnySource, openAny } from './open-any.ts';
import type { FromReader, ReaderThreadData, ToReader } from './reader-thread.ts';
import { type Reservation, reserveDump } from './reserve-dump.ts';
import { sampleMedium } from './sample-medium.ts';
import { WriteBehind } from './write-behind.ts';

/** For a look: no offset is applied, and the drive turns as it likes. */
const discDefaults = { readOffset: null, speed: null };

/** What the reader thread makes lives for one read: more room for it only lies idle, and many jobs run at once. */
const readerYoungMebibytes = 6;

const hub = hubPort();
const control = createControl();

hub.onMessage((raw) => {
  const message = toImagingSchema.parse(raw);
  switch (message.type) {
    case 'start':
      start(message.spec).catch((error) => end({ type: 'failed', error: toWireError(error) }));
      return;
    case 'inspect':
      return end(inspect(message.spec));
    case 'check-write':
      return void checkWrite(message.spec).then(endWriting);
    case 'write':
      return void write(message.spec).then(endWriting);
    case 'eject':
      return end(eject(message.spec));
    case 'pause':
      return pause(control);
    case 'unpause':
      return unpause(control);
    case 'park':
      return park(control);
    case 'read-first':
      return wish(message.wanted);
    case 'accept':
      return accept(control);
  }
});
// Without a hub nobody watches: reading ends in good order.
hub.onDisconnect(() => park(control));

/** One that comes before there is a reader thread waits for it. */
const wishes = { reader: null as Worker | null, early: null as ToReader | null };

function wish(wanted: readonly string[]): void {
  const message: ToReader = { type: 'read-first', wanted };
  if (wishes.reader) wishes.reader.postMessage(message);
  else wishes.early = message;
  announceWish(control);
}

function end(message: FromImaging): void {
  hub.send(message, () => process.exit(0));
}

function endWriting(message: FromWriting): void {
  hub.send(message, () => process.exit(0));
}

async function checkWrite(spec: WriteSpec): Promise<FromWriting> {
  try {
    const prepared = await prepareWrite(spec, { isOnlyLook: true });
    prepared.close();
    return { type: 'write-checked', check: prepared.check };
  } catch (error) {
    return { type: 'write-failed', error: toWireError(error) };
  }
}

async function write(spec: WriteSpec): Promise<FromWriting> {
  try {
    const prepared = await prepareWrite(spec);
    try {
      const report = await prepared.run({
        onStep: throttled((step) => hub.send({ type: 'write-step', step })),
        mayGoOn: () => mayGoOn(control),
      });
      if (report === null) return { type: 'write-stopped' };
      return { type: 'written', report, image: await imageIdentity(prepared.check.path) };
    } finally {
      prepared.close();
    }
  } catch (error) {
    return { type: 'write-failed', error: toWireError(error) };
  }
}

/** No more often than a feed can show it. */
function throttled<T>(tell: (value: T) => void): (value: T) => void {
  let toldMs = Number.NEGATIVE_INFINITY;
  return (value) => {
    if (performance.now() - toldMs < 100) return;
    toldMs = performance.now();
    tell(value);
  };
}

function open(spec: InspectSpec): AnySource {
  return openAny(spec.address, { ...spec, ...discDefaults, priorReads: () => 0 });
}

function eject(spec: InspectSpec): FromImaging {
  try {
    const source = open(spec);
    try {
      if (!source.eject) {
        throw new SpindleError(
          'unsupported',
          `${spec.address} has no tray to open. Take the medium out by hand.`,
        );
      }
      source.eject();
      return { type: 'ejected' };
    } finally {
      source.close();
    }
  } catch (error) {
    return { type: 'failed', error: toWireError(error) };
  }
}

function inspect(spec: InspectSpec): FromImaging {
  try {
    const source = open(spec);
    try {
      const { disc, profile, warnings = [] } = source;
      if (profile) hub.send({ type: 'profile', profile: profile() });
      const inspection = disc
        ? inspectDisc(source, disc, disc.document.disc, warnings, allocateAligned)
        : inspectBlock(source, allocateAligned);
      const samples = sampleMedium(source);
      return { type: 'inspection', inspection: samples ? { ...inspection, samples } : inspection };
    } finally {
      source.close();
    }
  } catch (error) {
    return { type: 'failed', error: toWireError(error) };
  }
}

async function start(spec: JobSpec): Promise<void> {
  hub.send({ type: 'stage', state: 'identifying' });
  const reservation = await reserveDump(spec);
  if (reservation.kind === 'finished') return end(await alreadyFinished(spec, reservation));
  const ring = createRingMemory();
  startReader({ spec, reservation, control, ring });
}

async function hash(ring: RingMemory, reader: Worker): Promise<void> {
  const hashes = await hashing(ring);
  // Null when reading ended early: then the reader has its own last word.
  if (hashes) reader.postMessage({ type: 'digests', hashes } satisfies ToReader);
}

function startReader(data: ReaderThreadData): void {
  const reader = new Worker(entryUrl('imaging/reader-thread'), {
    workerData: data,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: readerYoungMebibytes },
  });
  wishes.reader = reader;
  if (wishes.early) reader.postMessage(wishes.early);
  let last: FromImaging | null = null;
  let sectorSize = 0;
  let behind: WriteBehind | null = null;
  reader.on('message', (message: FromReader) => {
    if (message.type === 'hash') {
      hash(data.ring, reader).catch((error) => end({ type: 'failed', error: toWireError(error) }));
      return;
    }
    if (message.type === 'opened') sectorSize = message.sectorSize;
    if (message.type === 'progress') {
      behind ??= new WriteBehind(storeImagePath(data.reservation.store));
      behind.note(message.progress.counts.good * sectorSize);
    }
    if (message.type === 'stage' && message.state === 'hashing') behind?.close();
    if (message.type === 'finished' || message.type === 'parked' || message.type === 'failed') last = message;
    else hub.send(message);
  });
  reader.on('error', (error) => {
    last = { type: 'failed', error: toWireError(error) };
  });
  reader.on('exit', () => {
    if (last?.type === 'failed') discardUnbegun(data.reservation);
    end(last ?? { type: 'failed', error: toWireError(new Error('the reader thread ended without a word')) });
  });
}

/** A source that could not even be opened leaves no empty store behind; one with anything claimed in it stays. */
function discardUnbegun({ kind, store }: ReaderThreadData['reservation']): void {
  if (kind !== 'continue' && !hasState(store)) retireTree(store);
}

/** @returns the four hashes of the image, or null when it never was whole */
async function hashing(ring: RingMemory): Promise<Hashes | null> {
  const parts = await Promise.all(
    Array.from({ length: ringConsumers }, (_, consumer) => hashPart({ ring, consumer: consumer as 0 | 1 })),
  );
  return parts.includes(null) ? null : (Object.assign({}, ...parts) as Hashes);
}

function hashPart(data: HashThreadData): Promise<HashThreadResult> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(entryUrl('imaging/hash-thread'), { workerData: data, execArgv: [] });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

/** The result of a dump that needs nothing more, as if it had just been made; its files are not read again. */
async function alreadyFinished(
  spec: JobSpec,
  { name, sidecar }: Extract<Reservation, { kind: 'finished' }>,
): Promise<FromImaging> {
  const path = sidecarPath(spec.directory, name);
  const { sizeBytes, hashes } = await hashFile(path);
  const own: OutputFile = { path, role: 'sidecar', sizeBytes, ...hashes };
  const files = [...sidecar.files.map((file) => ({ ...file, path: join(spec.directory, file.path) })), own];
  return { type: 'finished', sidecar, files };
}
