import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { practiceMedia } from '../../src/main/core/block/practice-media.ts';
import { openFilesystems, wholeMedium } from '../../src/main/core/filesystem/open-filesystems.ts';
import { find } from '../../src/main/core/filesystem/walk.ts';
import { memoryReader } from '../../src/main/core/identify/sector-reader.ts';
import { practiceDiscs } from '../../src/main/core/optical/practice-discs.ts';
import type { BlockSource } from '../../src/main/core/ports.ts';
import type { ReadFirst } from '../../src/main/core/store/documents.ts';
import { createControl, park } from '../../src/main/imaging/control.ts';
import { discSourceOver } from '../../src/main/imaging/disc-source.ts';
import { Meter } from '../../src/main/imaging/meter.ts';
import { openDump, planOf } from '../../src/main/imaging/open-dump.ts';
import { readMedium } from '../../src/main/imaging/read-medium.ts';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import { driveOf } from '../support/disc-rescue.ts';
import { ownFolder } from '../support/folders.ts';

const floppy = practiceMedia.find(({ id }) => id === 'floppy-clean')!.build();

/** A drive with the practice diskette, some of whose sectors never come. */
function floppySource(bad: readonly number[] = []): BlockSource {
  const totalSectors = floppy.length / 512;
  return {
    address: 'test floppy',
    medium: {
      ...{ sizeBytes: floppy.length, sectorSize: 512, totalSectors },
      ...{ writeProtected: true, removable: true, diskSequence: null },
    },
    identity: { vendor: '', product: 'Test', revision: '', serial: '', bus: 'simulated' },
    deviceGeometry: null,
    alignmentBytes: 1,
    read(lba, count, into) {
      if (bad.some((each) => each >= lba && each < lba + count))
        return { goodSectors: 0, fault: { kind: 'medium', system: 'bad' } };
      into.set(floppy.subarray(lba * 512, (lba + count) * 512));
      return { goodSectors: count, fault: null };
    },
    close() {},
  };
}

interface Run {
  readonly wanted?: readonly string[];
  readonly stopAfterReads?: number;
  readonly goesOn?: boolean;
  /** Asked for after that many reads. */
  readonly wish?: { readonly afterReads: number; readonly wanted: readonly string[] };
}

function image(folder: string, source: BlockSource, run: Run = {}) {
  const directory = join(folder, 'dump.spindle');
  if (!run.goesOn) mkdirSync(directory);
  const dump = openDump(
    run.goesOn
      ? { kind: 'continue', name: 'dump', store: directory }
      : { kind: 'new', name: 'dump', store: directory, parkedName: null },
    { bootId: 'boot', verifyPass: false, isAccepted: false, openSource: () => source },
  );
  const { store, ledger } = dump;
  if (run.wanted) ledger.wish(run.wanted);
  const checkpoint = () =>
    store.checkpoint({ address: 'test', options: defaultJobOptions, ...ledger.state() });
  checkpoint();
  const control = createControl();
  const reads: number[] = [];
  const located: ReadFirst[] = [];
  let wish = run.wish ?? null;
  const counting: BlockSource = {
    ...source,
    read(...request) {
      reads.push(request[0]);
      if (reads.length === run.stopAfterReads) park(control);
      return source.read(...request);
    },
  };
  const slot = new Uint8Array(1024 * 1024);
  const { parked } = readMedium({
    ...{ store, ledger, control, checkpoint },
    meter: new Meter({ store, ledger }, source.medium.sectorSize, 0),
    source: counting,
    plan: planOf(source, { retries: 1, verifyPass: false }),
    ring: { slot: () => slot, publish() {} },
    onProgress() {},
    onPass() {},
    onRebuilt() {},
    nextWish() {
      if (!wish || reads.length < wish.afterReads) return null;
      const { wanted } = wish;
      wish = null;
      return wanted;
    },
    onLocated: (first) => located.push(first),
  });
  checkpoint();
  const states = ledger.map.runs();
  const first = ledger.first;
  store.close();
  return { reads, located, parked, states, first, bytes: readFileSync(store.imagePath) };
}

function sectorsOf(name: string): { first: number; end: number } {
  const reader = memoryReader(floppy);
  const { filesystem } = openFilesystems(reader, [wholeMedium(reader)])[0]!;
  const extents = find(filesystem, name)!.entry.extents;
  const from = Math.min(...extents.map(({ offsetBytes }) => offsetBytes));
  const to = Math.max(...extents.map(({ offsetBytes, lengthBytes }) => offsetBytes + lengthBytes));
  return { first: Math.floor(from / 512), end: Math.ceil(to / 512) };
}

/** Behind the boot sector, the two tables and the root directory. */
const directoriesEnd = 36;

describe('files that are read first', () => {
  it('come behind the directories that say where they are, before everything else', () => {
    const { reads, located, bytes, parked } = image(ownFolder(), floppySource(), { wanted: ['index.txt'] });
    const file = sectorsOf('INDEX.TXT');
    expect(parked).toBe(null);
    expect(located).toMatchObject([{ files: 1, missing: [], ranges: [[file.first, file.end - file.first]] }]);
    const body = reads.filter((lba) => lba >= directoriesEnd);
    const firstOther = body.findIndex((lba) => lba < file.first || lba >= file.end);
    const lastOfFile = body.findLastIndex((lba) => lba >= file.first && lba < file.end);
    expect(lastOfFile).toBeLessThan(firstOther);
    expect(Buffer.compare(bytes, Buffer.from(floppy))).toBe(0);
  });

  it('end with the map of a rescue in order, damage or not', () => {
    const file = sectorsOf('INDEX.TXT');
    const bad = [30, file.first + 3, file.first + 4, 2000];
    const plain = image(ownFolder(), floppySource(bad));
    const first = image(ownFolder(), floppySource(bad), { wanted: ['INDEX.TXT'] });
    expect(first.states).toEqual(plain.states);
    expect(Buffer.compare(first.bytes, plain.bytes)).toBe(0);
  });

  it('stay first when the job is parked on the way and goes on', () => {
    const folder = ownFolder();
    const wanted = ['INDEX.TXT'];
    const begun = image(folder, floppySource(), { wanted, stopAfterReads: 6 });
    expect(begun.parked).toEqual({ error: null });
    const ended = image(folder, floppySource(), { goesOn: true });
    const file = sectorsOf('INDEX.TXT');
    expect(ended.parked).toBe(null);
    expect(ended.first?.wanted).toEqual(wanted);
    const isOfFile = (lba: number) => lba >= file.first && lba < file.end;
    // What is read again to know the medium comes before all reading.
    const body = [...begun.reads, ...ended.reads.slice(-200)].filter((lba) => lba >= directoriesEnd);
    expect(body.findLastIndex(isOfFile)).toBeLessThan(
      body.findIndex((lba) => !isOfFile(lba) && lba > file.end),
    );
    expect(Buffer.compare(ended.bytes, Buffer.from(floppy))).toBe(0);
  });

  it('may be asked for while the medium is read', () => {
    const file = sectorsOf('INDEX.TXT');
    const wish = { afterReads: 4, wanted: ['/INDEX.TXT'] };
    const { reads, bytes } = image(ownFolder(), floppySource(), { wish });
    // Four tracks in order, the directories among them; then the file.
    expect(reads.slice(0, 5)).toEqual([0, 18, 36, 54, file.first]);
    expect(Buffer.compare(bytes, Buffer.from(floppy))).toBe(0);
  });

  it('are named when nothing is called so, and every track is read once all the same', () => {
    const { reads, located } = image(ownFolder(), floppySource(), { wanted: ['NOBODY.*'] });
    expect(located).toMatchObject([{ files: 0, missing: ['NOBODY.*'], ranges: [] }]);
    const plain = image(ownFolder(), floppySource());
    const ascending = (lbas: readonly number[]) => lbas.toSorted((a, b) => a - b);
    expect(ascending(reads)).toEqual(plain.reads);
  });

  it('whose directory cannot be read are missing, and no sector is given up for it', () => {
    const bad = Array.from({ length: 14 }, (_, index) => 19 + index);
    const { located, states } = image(ownFolder(), floppySource(bad), { wanted: ['INDEX.TXT'] });
    expect(located).toMatchObject([{ files: 0, missing: ['INDEX.TXT'] }]);
    expect(states).toEqual([
      [19, 'good'],
      [14, 'bad'],
      [2880 - 33, 'good'],
    ]);
  });

  it('are found in the data track of a CD, and tracks of sound by their number', () => {
    const disc = practiceDiscs.find(({ id }) => id === 'cd-mixed')!;
    const source = () =>
      discSourceOver(driveOf(disc.build()), defaultJobOptions, { nowMs: () => 0, wait() {} });
    const { located, parked, reads } = image(ownFolder(), source(), { wanted: ['*.txt', 'Track 03'] });
    expect(parked).toBe(null);
    expect(located[0]!.missing).toEqual([]);
    expect(located[0]!.files).toBeGreaterThan(1);
    const third = source().disc.document.disc.tracks.find(({ number }) => number === 3)!;
    const second = source().disc.document.disc.tracks.find(({ number }) => number === 2)!;
    expect(reads.findIndex((lba) => lba >= third.startLba)).toBeLessThan(
      reads.findIndex((lba) => lba >= second.startLba && lba < third.startLba - 300),
    );
  });
});
