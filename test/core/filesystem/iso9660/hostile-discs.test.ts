/** Discs that lie, written by hand: loops, moved directories, wrong lengths, other standards of the same shape. */
import { describe, expect, it } from 'vitest';
import {
  openHighSierra,
  openIso9660,
  openRockRidge,
} from '../../../../src/main/core/filesystem/iso9660/open-iso9660.ts';
import { memoryReader } from '../../../../src/main/core/identify/sector-reader.ts';
import { contentOf, readerWithout, treeOf } from '../../../support/filesystem-tree.ts';

const sector = 2048;
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const both32 = (value: number) => {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, value, true);
  view.setUint32(4, value, false);
  return [...bytes];
};
const both16 = (value: number) => [value & 0xff, value >> 8, value >> 8, value & 0xff];
/** 2004-10-22 18:44:59, four hours behind Greenwich. */
const recorded = [104, 10, 22, 18, 44, 59, -16 & 0xff];

interface RecordOptions {
  readonly flags?: number;
  readonly interleave?: readonly [unit: number, gap: number];
  readonly systemUse?: readonly number[];
}

function record(
  name: string | number,
  block: number,
  sizeBytes: number,
  { flags = 0, interleave = [0, 0], systemUse = [] }: RecordOptions = {},
): number[] {
  const nameBytes = typeof name === 'number' ? [name] : ascii(name);
  const padding = nameBytes.length % 2 === 0 ? [0] : [];
  const rest = [
    ...[0, ...both32(block), ...both32(sizeBytes), ...recorded, flags, ...interleave, ...both16(1)],
    ...[nameBytes.length, ...nameBytes, ...padding, ...systemUse],
  ];
  const even = rest.length % 2 === 0 ? [...rest, 0] : rest;
  return [even.length + 1, ...even];
}

const directory = 2;
const rootBlock = 20;

function directoryBytes(block: number, parent: number, ...records: readonly number[][]): number[] {
  const self = record(0, block, sector, { flags: directory });
  return [...self, ...record(1, parent, sector, { flags: directory }), ...records.flat()];
}

/** A disc of 64 sectors whose blocks are given; the path table has the root alone. */
function disc(blocks: Readonly<Record<number, readonly number[] | Uint8Array>>): Uint8Array {
  const bytes = new Uint8Array(64 * sector);
  const descriptor = [
    ...[1, ...ascii('CD001'), 1, 0],
    ...ascii('SYSTEM'.padEnd(32)),
    ...ascii('HOSTILE'.padEnd(32)),
    ...new Array(8).fill(0),
    ...both32(64),
    ...new Array(32).fill(0),
    ...[...both16(1), ...both16(1), ...both16(sector), ...both32(10), 19, 0, 0, 0],
    ...new Array(12).fill(0),
    ...record(0, rootBlock, sector, { flags: directory }),
  ];
  bytes.set(descriptor, 16 * sector);
  bytes.set([255, ...ascii('CD001'), 1], 17 * sector);
  bytes.set([1, 0, rootBlock, 0, 0, 0, 1, 0, 0, 0], 19 * sector);
  for (const [block, content] of Object.entries(blocks)) bytes.set(content, Number(block) * sector);
  return bytes;
}

const plain = (bytes: Uint8Array) => openIso9660(memoryReader(bytes, sector))!;

describe('an ISO 9660 disc', () => {
  it('gives names without version, times with their zone, and what is wrong nowhere', () => {
    const filesystem = plain(
      disc({
        20: directoryBytes(20, 20, record('FILE.TXT;1', 30, 5), record('OLD.TXT;2', 31, 1)),
        30: ascii('hello'),
      }),
    );
    const { entries, warnings } = filesystem.list(filesystem.root);
    expect(entries.map(({ name }) => name)).toEqual(['FILE.TXT', 'OLD.TXT;2']);
    expect(entries[0]!.modified).toBe('2004-10-22T18:44:59-04:00');
    expect(Buffer.from(contentOf(filesystem, entries[0]!)).toString()).toBe('hello');
    expect([...warnings, ...filesystem.warnings, ...filesystem.conclude!()]).toEqual([]);
  });

  it('shows a directory that is its own child once', () => {
    const loop = record('LOOP', 21, sector, { flags: directory });
    const { entries, warnings } = treeOf(
      plain(
        disc({
          20: directoryBytes(20, 20, loop, record('UP', 20, sector, { flags: directory })),
          21: directoryBytes(21, 20, loop),
        }),
      ),
    );
    expect(Object.keys(entries)).toEqual(['LOOP', 'LOOP/LOOP', 'UP']);
    expect(warnings.filter((what) => what.includes('stands elsewhere already'))).toHaveLength(2);
  });

  it('joins the parts of a file, and says so when the last one is missing', () => {
    const parts = [record('BIG.BIN;1', 30, sector, { flags: 0x80 }), record('BIG.BIN;1', 40, 7)];
    const whole = plain(disc({ 20: directoryBytes(20, 20, ...parts) }));
    expect(whole.list(whole.root).entries).toMatchObject([
      {
        sizeBytes: sector + 7,
        extents: [
          { offsetBytes: 30 * sector, lengthBytes: sector },
          { offsetBytes: 40 * sector, lengthBytes: 7 },
        ],
      },
    ]);
    const torn = plain(disc({ 20: directoryBytes(20, 20, parts[0]!) }));
    expect(torn.list(torn.root)).toEqual({
      entries: [],
      warnings: [expect.stringMatching(/last part of a file/)],
    });
  });

  it('does not pretend to read interleaved files', () => {
    const filesystem = plain(
      disc({ 20: directoryBytes(20, 20, record('FILM.RTF', 30, 4096, { interleave: [1, 3] })) }),
    );
    const { entries, warnings } = filesystem.list(filesystem.root);
    expect(entries).toMatchObject([{ name: 'FILM.RTF', sizeBytes: 4096, extents: [] }]);
    expect(warnings).toEqual([expect.stringMatching(/interleaved/)]);
    expect(filesystem.read(entries[0]!, 0, new Uint8Array(4096))).toEqual([
      { offsetBytes: 0, lengthBytes: 4096 },
    ]);
  });

  it('gives an associated file as a fork of the file it belongs to', () => {
    const records = [record('MAC.TXT;1', 31, 3, { flags: 4 }), record('MAC.TXT;1', 30, 5)];
    const filesystem = plain(disc({ 20: directoryBytes(20, 20, ...records), 31: ascii('rsc') }));
    const [entry] = filesystem.list(filesystem.root).entries;
    expect(entry).toMatchObject({ sizeBytes: 5, forks: [{ name: 'associated', sizeBytes: 3 }] });
    const fork = new Uint8Array(3);
    expect(filesystem.read(entry!, 0, fork, 'associated')).toEqual([]);
    expect([...fork]).toEqual(ascii('rsc'));
  });

  it('loses to a wrong record no more than the rest of its sector', () => {
    const long = record('LONG', 21, 2 * sector, { flags: directory });
    const second = new Uint8Array(2 * sector);
    second.set(directoryBytes(21, 20, record('A.TXT', 30, 1), [20, 1, 2, 3]));
    second.set(record('B.TXT', 30, 1), sector);
    const { entries, warnings } = treeOf(plain(disc({ 20: directoryBytes(20, 20, long), 21: second })));
    expect(Object.keys(entries)).toEqual(['LONG', 'LONG/A.TXT', 'LONG/B.TXT']);
    expect(warnings.join()).toMatch(/a record of 20 bytes/);
  });

  it('names the sector of a directory that cannot be read, and lists the others', () => {
    const bytes = disc({ 20: directoryBytes(20, 20, record('SUB', 21, 2 * sector, { flags: directory })) });
    bytes.set(directoryBytes(21, 20, record('A.TXT', 30, 1)), 21 * sector);
    bytes.set(record('B.TXT', 30, 1), 22 * sector);
    const { entries, warnings } = treeOf(openIso9660(readerWithout(bytes, [21], sector))!);
    expect(Object.keys(entries)).toEqual(['SUB', 'SUB/B.TXT']);
    expect(warnings.join()).toMatch(/sector of the directory cannot be read/);
  });

  it('whose path table has other directories than its tree says so', () => {
    const bytes = disc({ 20: directoryBytes(20, 20) });
    bytes.set([1, 0, 33, 0, 0, 0, 1, 0, 88, 0], 19 * sector);
    expect(plain(bytes).conclude!().join('\n')).toMatch(
      /The path table has 1 directories the tree does not have, "X" in block 33 first\.\nThe tree has 1 directories/,
    );
  });

  it('is not opened where nothing says that it is one', () => {
    expect(openIso9660(memoryReader(new Uint8Array(40 * sector), sector))).toBeNull();
    expect(openIso9660(memoryReader(new Uint8Array(100), sector))).toBeNull();
  });
});

describe('Rock Ridge', () => {
  const sp = [...ascii('SP'), 7, 1, 0xbe, 0xef, 0];
  const ce = (block: number, offset: number, length: number) => [
    ...[...ascii('CE'), 28, 1],
    ...[...both32(block), ...both32(offset), ...both32(length)],
  ];
  const nm = (name: string, flags = 0) => [...ascii('NM'), 5 + name.length, 1, flags, ...ascii(name)];
  const root = (...records: readonly number[][]) => [
    ...record(0, rootBlock, sector, { flags: directory, systemUse: sp }),
    ...record(1, rootBlock, sector, { flags: directory }),
    ...records.flat(),
  ];
  const opened = (bytes: Uint8Array) => openRockRidge(memoryReader(bytes, sector))!;

  it('names go on in another place, and again in another', () => {
    const bytes = disc({
      20: root(record('F.;1', 30, 1, { systemUse: [...nm('a name ', 1), ...ce(40, 8, 60)] })),
      40: [...new Array(8).fill(0), ...nm('in three ', 1), ...ce(41, 0, 40)],
      41: nm('parts'),
    });
    expect(Object.keys(treeOf(opened(bytes)).entries)).toEqual(['a name in three parts']);
  });

  it('attributes that go on in a circle end, and are told', () => {
    const bytes = disc({
      20: root(record('F.;1', 30, 1, { systemUse: [...nm('name'), ...ce(40, 0, 28)] })),
      40: ce(40, 0, 28),
    });
    const { entries, warnings } = treeOf(opened(bytes));
    expect(Object.keys(entries)).toEqual(['name']);
    expect(warnings).toEqual(['/: F has attributes that go on in a circle.']);
  });

  it('names lose their separators, and a moved directory that is none is told', () => {
    const cl = [...ascii('CL'), 12, 1, ...both32(50)];
    const bytes = disc({
      20: root(
        record('F.;1', 30, 1, { systemUse: nm('../../etc/passwd') }),
        record('G.;1', 30, 1, { systemUse: nm('..') }),
        record('H.;1', 30, 1, { systemUse: [...nm('moved'), ...cl] }),
      ),
    });
    const { entries, warnings } = treeOf(opened(bytes));
    expect(Object.keys(entries)).toEqual(['.._.._etc_passwd', '[..]']);
    expect(warnings.join()).toMatch(/moved stands in block 50, which holds none/);
  });

  it('a moved directory that leads back up is shown once', () => {
    const cl = [...ascii('CL'), 12, 1, ...both32(rootBlock)];
    const bytes = disc({ 20: root(record('H.;1', 30, 0, { systemUse: [...nm('up'), ...cl] })) });
    const { entries, warnings } = treeOf(opened(bytes));
    expect(Object.keys(entries)).toEqual(['up']);
    expect(warnings.join()).toMatch(/stands elsewhere already/);
  });
});

describe('High Sierra', () => {
  it('is read by its own records: six bytes of time, flags one byte earlier', () => {
    const sierraRecord = (name: string | number, block: number, sizeBytes: number, flags: number) => {
      const nameBytes = typeof name === 'number' ? [name] : ascii(name);
      const rest = [
        ...[0, ...both32(block), ...both32(sizeBytes), ...recorded.slice(0, 6), flags, 0, 0, 0],
        ...[...both16(1), nameBytes.length, ...nameBytes],
      ];
      const even = rest.length % 2 === 0 ? [...rest, 0] : rest;
      return [even.length + 1, ...even];
    };
    const bytes = new Uint8Array(64 * sector);
    bytes.set(
      [
        ...[...both32(16), 1, ...ascii('CDROM'), 1, 0],
        ...[...ascii(' '.repeat(32)), ...ascii('SIERRA'.padEnd(32))],
        ...[...new Array(8).fill(0), ...both32(64), ...new Array(32).fill(0)],
        ...[...both16(1), ...both16(1), ...both16(sector), ...both32(10), 19, 0, 0, 0],
        ...new Array(28).fill(0),
        ...sierraRecord(0, rootBlock, sector, directory),
      ],
      16 * sector,
    );
    bytes.set([rootBlock, 0, 0, 0, 0, 1, 1, 0, 0, 0], 19 * sector);
    bytes.set(
      [
        ...sierraRecord(0, rootBlock, sector, directory),
        ...sierraRecord(1, rootBlock, sector, directory),
        ...sierraRecord('HELLO.TXT;1', 30, 5, 0),
      ],
      rootBlock * sector,
    );
    bytes.set(ascii('hello'), 30 * sector);
    const filesystem = openHighSierra(memoryReader(bytes, sector))!;
    expect(filesystem.label).toBe('SIERRA');
    const { entries, warnings } = filesystem.list(filesystem.root);
    expect(entries).toMatchObject([{ name: 'HELLO.TXT', sizeBytes: 5, modified: '2004-10-22T18:44:59' }]);
    expect(Buffer.from(contentOf(filesystem, entries[0]!)).toString()).toBe('hello');
    expect([...warnings, ...filesystem.warnings, ...filesystem.conclude!()]).toEqual([]);
  });
});
