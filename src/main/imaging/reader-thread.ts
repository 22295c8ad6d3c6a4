/**
 * The thread that owns a dump: source, store and account. It blocks in reads and is told things through shared memory;
 * all it says goes out as messages.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type SpindleError, toWireError } from '../../shared/errors.ts';
import type { Inspection, MediumSamples, Warning } from '../../shared/model/drive.ts';
import type { KnownReadOffset } from '../../shared/model/drive-profile.ts';
import type { LogLine } from '../../shared/model/job.ts';
import { knownSamples } from '../../shared/model/known-samples.ts';
import type { Hashes, OutputFormat } from '../../shared/model/output.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { bootId } from '../adapters/boot-id.ts';
import { outputError, replaceDurably } from '../adapters/files/durable.ts';
import { hashFile } from '../adapters/files/hash-file.ts';
import { allocateAligned } from '../adapters/memory/aligned.ts';
import { simulatedPrefix } from '../adapters/simulated/simulated-address.ts';
import type { FromImaging, JobSpec } from '../app/imaging-messages.ts';
import { toolName, version } from '../app/version.ts';
import { inspectBlock } from '../core/block/inspect.ts';
import { c2Words } from '../core/optical/c2-words.ts';
import { inspectDisc } from '../core/optical/inspect-disc.ts';
import type { BlockSource } from '../core/ports.ts';
import { protectionWarnings } from '../core/protection/protection-words.ts';
import { rangeLines } from '../core/rescue/log-ranges.ts';
import { formatMapfile } from '../core/rescue/mapfile.ts';
import type { ReadFirst } from '../core/store/documents.ts';
import { mapfileTime, timestamp } from '../core/timestamp.ts';
import { blockExports } from './block-exports.ts';
import { type RingMemory, RingProducer, ringSlotBytes } from './byte-ring.ts';
import { type ControlMemory, hasWish, isAccepted } from './control.ts';
import { discExports } from './disc-exports.ts';
import { cdBufferBytes } from './disc-in-drive.ts';
import { type DiscReport, discNow } from './disc-now.ts';
import type { ExportSet } from './export-folder.ts';
import { fillUnread } from './fill-unread.ts';
import { finishDump } from './finish-dump.ts';
import { Meter } from './meter.ts';
import { type AnySource, openAny } from './open-any.ts';
import { type OpenDump, openDump, planOf } from './open-dump.ts';
import { protectionOfDump } from './protection-of-dump.ts';
import { type Reading, type ReadingEnd, readMedium } from './read-medium.ts';
import type { Reservation } from './reserve-dump.ts';
import { sampleMedium } from './sample-medium.ts';
import { storeSource } from './store-source.ts';
import { wantedFormats } from './wanted-formats.ts';
import { yieldToDrive } from './yield-to-drive.ts';

export interface ReaderThreadData {
  readonly spec: JobSpec;
  readonly reservation: Exclude<Reservation, { kind: 'finished' }>;
  readonly control: ControlMemory;
  readonly ring: RingMemory;
}

/** What this thread says: what the hub hears, and that what comes through the ring is to be hashed. */
export type FromReader = FromImaging | { readonly type: 'hash' };

/** What this thread is told besides the control word: what is to be read first, and the digests of the whole image. */
export type ToReader =
  | { readonly type: 'read-first'; readonly wanted: readonly string[] }
  | { readonly type: 'digests'; readonly hashes: Hashes };

const { spec, reservation, control, ring: ringMemory } = workerData as ReaderThreadData;
const port = parentPort!;
/** Consumed once the threads that hash have been asked for. */
const ring = new RingProducer(ringMemory);
const logPath = join(reservation.store, 'dump.log');
const discWarnings: Warning[] = [];

function post(message: FromReader): void {
  port.postMessage(message);
}

function note(level: LogLine['level'], said: string): void {
  const at = timestamp(new Date());
  const text = visibleText(said);
  post({ type: 'log', line: { at, level, text } });
  try {
    appendFileSync(logPath, `${at} ${level.padEnd(7)} ${text}\n`);
  } catch (error) {
    const { code } = outputError(error, logPath);
    post({
      type: 'log',
      line: { at, level: 'error', text: `The line above is missing from the log file (${code}).` },
    });
  }
}

function checkpointOf({ store, ledger }: OpenDump): () => void {
  return () => store.checkpoint({ address: spec.address, options: spec.options, ...ledger.state() });
}

function open(priorReads: (lba: number) => number, begunWith: readonly KnownReadOffset[]): AnySource {
  const { address, allowFiles, protectedPaths, options } = spec;
  const readOffsets = [...begunWith, ...spec.readOffsets];
  const source = openAny(address, {
    allowFiles,
    protectedPaths,
    readOffsets,
    priorReads,
    isStreamed: true,
    ...options,
  });
  yieldToDrive();
  reportProfile(source);
  for (const text of source.notes ?? []) note('info', text);
  for (const warning of source.warnings ?? []) {
    note('warning', warning.message);
    discWarnings.push(warning);
  }
  return source;
}

/** A practice drive without a serial number is no drive in particular. */
function reportProfile({ address, identity, profile }: AnySource): void {
  if (profile && !(address.startsWith(simulatedPrefix) && identity.serial === ''))
    post({ type: 'profile', profile: profile() });
}

async function run(): Promise<void> {
  const dump = openDump(reservation, {
    bootId: bootId(),
    openSource: open,
    verifyPass: spec.options.verifyPass,
    isAccepted: spec.isAccepted,
  });
  takeWish(dump);
  const formats = wantedFormats(dump.store.document, spec.options.formats);
  const { document } = dump.store;
  post({
    type: 'opened',
    dumpId: document.dumpId,
    name: document.name,
    sectorSize: document.medium.sectorSize,
  });
  if (!isCd(dump)) post({ type: 'hash' });
  announce(dump);
  const checkpoint = checkpointOf(dump);
  checkpoint();
  if (spec.isAccepted) noteAccepted(dump);
  const meter = new Meter(dump, document.medium.sectorSize, performance.now());
  try {
    const reading = dump.source ? read(dump, meter, checkpoint) : { hashedSectors: 0, parked: null };
    if (reading.parked) return;
    await finish(dump, formats, reading.hashedSectors, meter, checkpoint);
  } catch (error) {
    ring.abort();
    const reason = outputError(error, reservation.store);
    saveWhatCanBeSaved(dump, checkpoint, reason);
    post({ type: 'parked', error: toWireError(reason) });
  } finally {
    dump.source?.close();
    dump.store.close();
  }
}

/** What is to be read first, if it is not what the dump was begun with, or was not all found then. */
function takeWish({ ledger, source }: OpenDump): void {
  const { first: wanted } = spec.options;
  const { first } = ledger;
  if (!source || wanted === null) return;
  const isKnown = first?.ranges && first.missing.length === 0 && isSame(first.wanted, wanted);
  if (!isKnown) ledger.wish(wanted);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

/** Who reads the log later must see that reading did not end by itself. */
function noteAccepted({ ledger }: OpenDump): void {
  const { bad, pending } = ledger.map.counts();
  note('warning', `Reading was ended by a person's decision with ${bad + pending} sectors not read.`);
}

/** The buffer of reads nobody else looks at. */
function unhashed(buffer: Uint8Array): Reading['ring'] {
  return { slot: () => buffer, publish() {} };
}

/** Its files are not the image: that is hashed while they are made. */
function isCd({ store }: OpenDump): boolean {
  return (store.document.disc?.disc.tracks.length ?? 0) > 0;
}

function announce(dump: OpenDump): void {
  const { store, ledger, source } = dump;
  const { sizeBytes, sectorSize, totalSectors } = store.document.medium;
  const counts = ledger.map.counts();
  const done = counts.good + counts.goodAfterRetry;
  const what = `${source?.address ?? spec.address}: ${totalSectors} sectors of ${sectorSize} bytes (${sizeBytes} bytes)`;
  if (reservation.kind === 'new')
    note('info', `${toolName} ${version} begins ${store.document.name} from ${what}.`);
  else
    note(
      'info',
      `${toolName} ${version} continues ${store.document.name} from ${what}; ${done} sectors are read already.`,
    );
  if (source && ledger.first?.ranges) noteLocated(ledger.first, dump);
  if (reservation.kind === 'new' && reservation.parkedName) {
    note('warning', `${reservation.parkedName} is parked beside it; --resume would have continued that one.`);
  }
}

function read(dump: OpenDump, meter: Meter, checkpoint: () => void): ReadingEnd {
  const source = dump.source!;
  let inspected = false;
  const inspectOnce = () => {
    if (inspected) return;
    inspected = true;
    post({ type: 'inspection', inspection: inspect(dump) });
  };
  post({ type: 'stage', state: 'reading' });
  const end = readMedium({
    source,
    store: dump.store,
    ledger: dump.ledger,
    plan: planOf(source, spec.options),
    ring: isCd(dump) ? unhashed(allocateAligned(cdBufferBytes)) : ring,
    control,
    meter,
    checkpoint,
    onProgress: (progress) => {
      // The head of the medium says what it is; by the first report it has been tried.
      inspectOnce();
      post({ type: 'progress', progress });
    },
    onRebuilt: ({ lba, changedBytes }) =>
      note('info', `LBA ${lba} was made whole by its own parity: ${changedBytes} bytes changed.`),
    onPass: ({ pass }) => {
      if (pass.name === 'retry' && pass.number === 1) post({ type: 'stage', state: 'retrying' });
      note('info', `Pass ${pass.name} ${pass.number}, ${pass.direction}.`);
    },
    nextWish,
    onLocated: (first) => noteLocated(first, dump),
  });
  reportProfile(source);
  if (isAccepted(control)) noteAccepted(dump);
  const { parked } = end;
  recordReading(dump, parked?.error ?? null);
  if (!parked) {
    letGo(source);
    return end;
  }
  ring.abort();
  saveWhatCanBeSaved(dump, checkpoint, parked.error);
  post({ type: 'parked', error: parked.error && toWireError(parked.error) });
  return end;
}

/** Reading has ended: from here on all that is left to do needs only the store. */
function letGo({ eject }: AnySource): void {
  if (spec.options.eject && eject) {
    eject();
    note('info', 'The tray was opened: the disc is needed no more. Hashing and writing go on.');
  } else note('info', 'The medium is needed no more and may be taken out. Hashing and writing go on.');
}

/** The newest wish, where several came between two reads. */
function nextWish(): readonly string[] | null {
  if (!hasWish(control)) return null;
  let wanted: readonly string[] | null = null;
  for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
    const message = got.message as ToReader;
    if (message.type === 'read-first') wanted = message.wanted;
  }
  return wanted;
}

function noteLocated({ wanted, files, missing }: ReadFirst, { ledger }: OpenDump): void {
  const counts = ledger.firstCounts() ?? { total: 0, good: 0 };
  post({ type: 'located', first: { wanted, files, missing, sectors: counts.total } });
  if (wanted.length === 0) note('info', 'The directories were read first.');
  else if (files === 0) note('warning', 'None of what was to be read first was found: all is read in order.');
  else
    note(
      'info',
      `Read first: ${files === 1 ? '1 file that matches' : `${files} files that match`} ${wanted.join(', ')}: ${counts.total} sectors, ${counts.good} of them read already. All others follow.`,
    );
  for (const name of missing) note('warning', `Nothing that could be listed is called ${name}.`);
}

/** The imaging event of this run, as PREMIS wants it: what was done, by which drive, and what came of it. */
function recordReading(dump: OpenDump, error: SpindleError | null): void {
  const { store, ledger, source } = dump;
  const { total, good, goodAfterRetry, bad, pending } = ledger.map.counts();
  const read = good + goodAfterRetry;
  ledger.events.push({
    uuid: randomUUID(),
    type: 'ima',
    at: timestamp(new Date()),
    outcome: read === total ? 'success' : read === 0 ? 'fail' : 'warning',
    detail:
      `${read} of ${total} sectors read from ${source?.address ?? spec.address}, ${bad} unreadable, ${pending} not yet tried out; ` +
      `${ledger.reads} reads, ${ledger.failedReads} failed${error ? `; stopped: ${error.code}` : ''}`,
  });
  note(
    read === total ? 'info' : 'warning',
    `${read} of ${total} sectors read; ${bad} unreadable, ${pending} pending.`,
  );
  for (const line of rangeLines(ledger.map.runs(), store.document.disc?.disc ?? null)) note('info', line);
  if (isCd(dump)) note('info', c2Words(store.c2Record()));
  if (error) note('error', error.message);
}

/** The store as a source: spares the carrier a second look. */
function readerOf({ store, ledger, source }: OpenDump): BlockSource {
  return storeSource(store, ledger.map, ledger.drives.at(-1)!, source?.deviceGeometry ?? null);
}

function inspect(dump: OpenDump, report: DiscReport | null = null): Inspection {
  const { disc } = dump.store.document;
  const reader = readerOf(dump);
  if (disc === null) return inspectBlock(reader, allocateAligned);
  const warnings = [...discWarnings, ...(report?.warnings ?? [])];
  return inspectDisc(reader, { document: disc }, report?.disc ?? disc.disc, warnings, allocateAligned);
}

/** As they would be taken of the medium itself. */
function samplesOf(dump: OpenDump): MediumSamples | null {
  const samples = sampleMedium(readerOf(dump));
  const disc = dump.store.document.disc?.disc ?? null;
  return samples && knownSamples({ samples, disc }) !== null ? samples : null;
}

/** Reports the share of what follows the reading, about ten times a second. */
function finishingReport(meter: Meter): (share: number) => void {
  return (share) => {
    const nowMs = performance.now();
    if (meter.isDue(nowMs)) post({ type: 'progress', progress: meter.report(null, nowMs, share) });
  };
}

async function finish(
  dump: OpenDump,
  formats: readonly OutputFormat[],
  hashedSectors: number | null,
  meter: Meter,
  checkpoint: () => void,
): Promise<void> {
  const { store, ledger } = dump;
  const progress = finishingReport(meter);
  post({ type: 'stage', state: 'hashing' });
  fillUnread(store, ledger.map, spec.options.fillByte);
  checkpoint();
  const begins = isCd(dump) ? 0 : 0.5;
  const hashes = isCd(dump) ? null : await hashesOf(dump, hashedSectors, (share) => progress(share * begins));
  const report = store.document.disc && discNow(store, store.document.disc);
  const protection = protectionOfDump(store, ledger.map, readerOf(dump));
  const looked = inspect(dump, report);
  const inspection = { ...looked, warnings: [...looked.warnings, ...protectionWarnings(protection)] };
  post({ type: 'inspection', inspection });
  for (const { message } of inspection.warnings) note('warning', message);
  const { sidecar, files } = await finishDump({
    store,
    ledger,
    address: spec.address,
    options: spec.options,
    inspection,
    protection,
    samples: samplesOf(dump),
    logPath,
    checkpoint,
    exports: exportsOf(dump, report, formats, hashes, (share) => progress(begins + share * (1 - begins))),
  });
  post({ type: 'finished', sidecar, files });
}

/** @param hashes null for a CD */
function exportsOf(
  { store }: OpenDump,
  report: DiscReport | null,
  formats: readonly OutputFormat[],
  hashes: Hashes | null,
  onProgress: (share: number) => void,
): ExportSet {
  const { disc } = store.document;
  if (disc === null) return blockExports({ store, formats, hashes: hashes!, onProgress });
  const { options } = spec;
  const packs = store.blob('cd-text')?.subarray(4) ?? null;
  return discExports({
    store,
    document: disc,
    report: report!,
    cdTextPacks: packs,
    formats,
    hashes,
    options,
    onProgress,
    note,
  });
}

async function hashesOf(
  dump: OpenDump,
  hashedSectors: number | null,
  report: (share: number) => void,
): Promise<Hashes> {
  if (hashedSectors !== null) {
    feedRest(dump, hashedSectors, report);
    return digests();
  }
  // A second look changed bytes the hashes had seen: they begin again, from the file.
  ring.abort();
  return (await hashFile(dump.store.imagePath)).hashes;
}

/** Hands the hashes what they have not seen: all that lies behind the first sector that did not come in order. */
function feedRest({ store }: OpenDump, hashedSectors: number, report: (share: number) => void): void {
  let offset = hashedSectors * store.document.medium.sectorSize;
  while (offset < store.sizeBytes) {
    const length = Math.min(ringSlotBytes, store.sizeBytes - offset);
    store.read(offset, ring.slot().subarray(0, length));
    ring.publish(length);
    offset += length;
    report(offset / store.sizeBytes);
  }
  ring.finish();
}

function digests(): Promise<Hashes> {
  return new Promise((resolve) => {
    const listen = (message: ToReader) => {
      if (message.type !== 'digests') return;
      port.off('message', listen);
      resolve(message.hashes);
    };
    port.on('message', listen);
  });
}

/** On the way out because of an error: the state of what was read, and a map others can use, as far as they can be kept. */
function saveWhatCanBeSaved(dump: OpenDump, checkpoint: () => void, reason: SpindleError | null): void {
  try {
    checkpoint();
    replaceDurably(join(dump.store.directory, 'rescue.map'), parkedMap(dump));
  } catch (error) {
    // The image and the outcome log hold everything all the same: the state is made again from them on resume.
    post({
      type: 'log',
      line: {
        at: timestamp(new Date()),
        level: 'error',
        text: `The last checkpoint could not be written (${outputError(error, dump.store.directory).code}) after: ${reason?.message ?? 'parking'}`,
      },
    });
  }
}

function parkedMap({ store, ledger }: OpenDump): string {
  return formatMapfile(
    {
      tool: toolName,
      version,
      commandLine: `${toolName} image ${spec.address}`,
      startTime: mapfileTime(new Date(store.document.startedAt)),
      currentTime: mapfileTime(new Date()),
    },
    ledger.map.runs(),
    store.document.medium.sectorSize,
    ledger.wholeCursor,
  );
}

run().catch((error) => {
  ring.abort();
  post({ type: 'failed', error: toWireError(error) });
});
