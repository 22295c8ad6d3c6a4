/** FAT volumes whole and damaged: every fault is said, and costs no more than what it really hides. */
import { describe, expect, it } from 'vitest';
import { buildFat12Floppy, type FloppyLayout } from '../../../../src/main/core/block/fat12-floppy.ts';
import { openFat } from '../../../../src/main/core/filesystem/fat/open-fat.ts';
import { shortNameChecksum } from '../../../../src/main/core/filesystem/fat/short-name.ts';
import type { Filesystem } from '../../../../src/main/core/filesystem/filesystem.ts';
import { find, walk } from '../../../../src/main/core/filesystem/walk.ts';
import { memoryReader } from '../../../../src/main/core/identify/sector-reader.ts';
import { contentOf, readerWithout, treeOf } from '../../../support/filesystem-tree.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const layout: FloppyLayout = {
  sectorsPerTrack: 18,
  totalSectors: 2880,
  mediaId: 0xf0,
  fat: { sectorsPerCluster: 1, rootEntries: 224, sectorsPerFat: 9 },
};
const rootSector = 19;
const heapSector = 33;
const random = seededRandom(12);
const bytesOf = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
const one = bytesOf(1500);
const two = bytesOf(1000);
/** ONE.TXT in clusters 2 to 4, TWO.TXT in 5 and 6, EMPTY.TXT nowhere. */
const image = () =>
  buildFat12Floppy(layout, 'WORK', 1, [
    { name: 'ONE.TXT', content: one },
    { name: 'TWO.TXT', content: two },
    { name: 'EMPTY.TXT', content: new Uint8Array() },
  ]);

const entryAt = (index: number) => rootSector * 512 + index * 32;

function setLink(bytes: Uint8Array, cluster: number, value: number): void {
  for (const fat of [1, 10]) {
    const at = fat * 512 + Math.floor((cluster * 3) / 2);
    const word = bytes[at]! | (bytes[at + 1]! << 8);
    const next = cluster % 2 === 0 ? (word & 0xf000) | value : (word & 0x000f) | (value << 4);
    bytes[at] = next & 0xff;
    bytes[at + 1] = next >> 8;
  }
}

function opened(bytes: Uint8Array): Filesystem {
  const filesystem = openFat(memoryReader(bytes));
  expect(filesystem).not.toBeNull();
  return filesystem!;
}

const rawName = (name: string) => Uint8Array.from(name, (letter) => letter.charCodeAt(0));

describe('a sound volume', () => {
  it('is listed with sizes, times and places, and nothing is said against it', () => {
    const filesystem = opened(image());
    const { entries, warnings } = filesystem.list(filesystem.root);
    expect(filesystem.label).toBe('WORK');
    expect(entries.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
      ['ONE.TXT', 1500],
      ['TWO.TXT', 1000],
      ['EMPTY.TXT', 0],
    ]);
    expect(entries[0]).toMatchObject({
      modified: '1993-05-14T10:30:00',
      extents: [{ offsetBytes: heapSector * 512, lengthBytes: 1500 }],
    });
    expect(contentOf(filesystem, entries[1]!)).toEqual(two);
    expect([...warnings, ...filesystem.warnings, ...filesystem.conclude!()]).toEqual([]);
  });

  it('is no FAT volume in noise', () => {
    expect(openFat(memoryReader(bytesOf(368_640)))).toBeNull();
  });
});

describe('names', () => {
  it('show the case Windows NT kept in two bits', () => {
    const bytes = image();
    bytes[entryAt(1) + 12] = 0x18;
    bytes[entryAt(2) + 12] = 0x08;
    expect(Object.keys(treeOf(opened(bytes)).entries)).toEqual(['EMPTY.TXT', 'one.txt', 'two.TXT']);
  });

  it('are in the code page that is asked for, 437 by itself', () => {
    const bytes = image();
    // 9Bh is the cent sign in code page 437, o with stroke in 850 (Unicode's mapping tables CP437.TXT, CP850.TXT).
    bytes.set([0x4f, 0x9b], entryAt(1));
    bytes.set([0x05, 0x41], entryAt(2));
    const nameOf = (page?: 'cp437' | 'cp850') => {
      const filesystem = openFat(memoryReader(bytes), page ? { codePage: page } : {})!;
      return filesystem.list(filesystem.root).entries.map(({ name }) => name.slice(0, 2));
    };
    expect(nameOf()).toEqual(['O¢', 'σA', 'EM']);
    expect(nameOf('cp850')).toEqual(['Oø', 'ÕA', 'EM']);
  });

  it('that are long belong to the short one whose sum they bear, and to no other', () => {
    const bytes = image();
    const short = bytes.slice(entryAt(1), entryAt(1) + 32);
    const long = new Uint8Array(32).fill(0xff);
    long.set([0x41], 0);
    [...'ünï.text'].forEach((letter, index) => {
      const at = [1, 3, 5, 7, 9, 14, 16, 18, 20][index]!;
      long[at] = letter.charCodeAt(0);
      long[at + 1] = 0;
    });
    long.set([0, 0], 20);
    long.set([0x0f, 0, shortNameChecksum(short)], 11);
    long.set([0, 0], 26);
    bytes.set(long, entryAt(1));
    bytes.set(short, entryAt(2));
    const listing = () => {
      const filesystem = opened(bytes);
      return filesystem.list(filesystem.root);
    };
    expect(listing().entries[0]).toMatchObject({ name: 'ünï.text', facts: { shortName: 'ONE.TXT' } });
    bytes[entryAt(1) + 13]! ^= 1;
    expect(listing().entries[0]!.name).toBe('ONE.TXT');
    expect(listing().warnings).toEqual(['The long name of ONE.TXT does not belong to it and was left out.']);
    bytes[entryAt(1) + 13]! ^= 1;
    bytes[entryAt(1)] = 0xe5;
    bytes[entryAt(2)] = 0xe5;
    // The first letter is not in the sum's reach: it can be no byte of the short name.
    expect(listing().entries[0]).toMatchObject({ isDeleted: true, name: '_NE.TXT' });
  });
});

describe('what was erased', () => {
  it('is looked at without a byte of the image being touched', () => {
    // What Node reads from files are Buffers, whose slices are windows and no copies.
    const bytes = Buffer.from(image());
    bytes[entryAt(1)] = 0xe5;
    bytes[entryAt(2)] = 0x05;
    const before = Buffer.from(bytes);
    treeOf(opened(bytes));
    expect(bytes.equals(before)).toBe(true);
  });

  it('is shown apart, in the place it had, as far as nobody has taken it', () => {
    const bytes = image();
    bytes[entryAt(1)] = 0xe5;
    for (const cluster of [2, 3, 4]) setLink(bytes, cluster, 0);
    const filesystem = opened(bytes);
    expect([...walk(filesystem)].map(({ path }) => path)).toEqual(['TWO.TXT', 'EMPTY.TXT']);
    const [deleted] = filesystem.list(filesystem.root).entries;
    expect(deleted).toMatchObject({ name: '_NE.TXT', isDeleted: true, sizeBytes: 1500 });
    expect(contentOf(filesystem, deleted!)).toEqual(one);
    setLink(bytes, 4, 0xfff);
    const later = opened(bytes);
    const [overwritten] = later.list(later.root).entries;
    expect(overwritten!.extents).toEqual([{ offsetBytes: heapSector * 512, lengthBytes: 1024 }]);
    expect(overwritten!.facts.deleted).toMatch(/given to other files/);
  });
});

describe('a damaged FAT', () => {
  const damaged = (change: (bytes: Uint8Array) => void) => {
    const bytes = image();
    change(bytes);
    const filesystem = opened(bytes);
    const { warnings } = treeOf(filesystem);
    const { entry } = find(filesystem, 'ONE.TXT')!;
    return { warnings: warnings.join('\n'), lengths: entry.extents.map(({ lengthBytes }) => lengthBytes) };
  };

  it('in a circle ends where it met itself', () => {
    const { warnings, lengths } = damaged((bytes) => setLink(bytes, 3, 2));
    expect(warnings).toMatch(/ONE\.TXT: its chain of clusters runs in a circle at cluster 2/);
    expect(lengths).toEqual([1024]);
  });

  it('that leads out of the volume, into free or bad clusters, is followed so far', () => {
    expect(damaged((bytes) => setLink(bytes, 3, 0xb80)).warnings).toMatch(
      /leads out of the volume behind cluster 3/,
    );
    expect(damaged((bytes) => setLink(bytes, 4, 0)).warnings).toMatch(/leads into cluster 4, which is free/);
    expect(damaged((bytes) => setLink(bytes, 4, 0xff7)).warnings).toMatch(
      /cluster 4, which is marked as bad/,
    );
    expect(damaged((bytes) => setLink(bytes, 4, 0)).lengths).toEqual([1024]);
  });

  it('that ends early or late is told from the size', () => {
    expect(damaged((bytes) => setLink(bytes, 3, 0xfff)).warnings).toMatch(
      /clusters for 1024 only: its end is lost/,
    );
    const long = damaged((bytes) => {
      bytes[entryAt(1) + 28] = 1;
      bytes[entryAt(1) + 29] = 0;
    });
    expect(long.warnings).toMatch(/longer than the file/);
    expect(long.lengths).toEqual([1]);
  });

  it('with two files in one cluster says so for the second', () => {
    const { warnings } = damaged((bytes) => setLink(bytes, 5, 4));
    expect(warnings).toMatch(/TWO\.TXT shares 1 clusters with another file, from cluster 4 on/);
    expect(warnings).not.toMatch(/ONE\.TXT shares/);
  });

  it('with clusters of no file counts them', () => {
    const { warnings } = damaged((bytes) => {
      setLink(bytes, 100, 101);
      setLink(bytes, 101, 0xfff);
    });
    expect(warnings).toMatch(/2 clusters \(1024 bytes\) are in use, but belong to no file/);
  });

  it('whose copies differ or whose head is wrong is named', () => {
    expect(damaged((bytes) => (bytes[10 * 512 + 300] = 1)).warnings).toMatch(/copies of the FAT differ/);
    expect(damaged((bytes) => (bytes[512] = 0)).warnings).toMatch(/begins with f00h/);
  });

  it('is helped by its second copy where the first cannot be read', () => {
    const filesystem = openFat(readerWithout(image(), [1]))!;
    const { warnings } = treeOf(filesystem);
    expect(contentOf(filesystem, find(filesystem, 'ONE.TXT')!.entry)).toEqual(one);
    expect(warnings).toEqual(['A part of the first FAT cannot be read; the second was used for it.']);
    const neither = openFat(readerWithout(image(), [1, 10]))!;
    expect(treeOf(neither).warnings.join()).toMatch(/cannot be read behind cluster 2/);
  });
});

describe('bad sectors', () => {
  it('in a file are zeros, named to the byte, and hurt no other file', () => {
    const filesystem = openFat(readerWithout(image(), [heapSector + 1]))!;
    const into = new Uint8Array(1500);
    expect(filesystem.read(find(filesystem, 'ONE.TXT')!.entry, 0, into)).toEqual([
      { offsetBytes: 512, lengthBytes: 512 },
    ]);
    expect(into.subarray(512, 1024)).toEqual(new Uint8Array(512));
    expect(into.subarray(1024)).toEqual(one.subarray(1024));
    expect(filesystem.read(find(filesystem, 'TWO.TXT')!.entry, 0, new Uint8Array(1000))).toEqual([]);
  });

  it('in the boot sector do not hide the files of a usual floppy', () => {
    const filesystem = openFat(readerWithout(image(), [0]))!;
    expect(filesystem.warnings.join()).toMatch(/boot sector cannot be read/);
    expect(contentOf(filesystem, find(filesystem, 'TWO.TXT')!.entry)).toEqual(two);
  });

  it('in the root directory hide only the names they hold', () => {
    const names = Array.from({ length: 40 }, (_, index) => ({
      name: `F${index}.TXT`,
      content: Uint8Array.of(index),
    }));
    const bytes = buildFat12Floppy(layout, 'WORK', 1, names);
    const filesystem = openFat(readerWithout(bytes, [rootSector + 1]))!;
    const { entries, warnings } = filesystem.list(filesystem.root);
    expect(entries.map(({ name }) => name)).toEqual(
      names.map(({ name }) => name).filter((_, index) => index + 1 < 16 || index + 1 >= 32),
    );
    expect(warnings).toEqual(['A part of the directory cannot be read: names may be missing.']);
  });
});

describe('a directory', () => {
  it('inside itself is shown once', () => {
    const bytes = image();
    const folder = new Uint8Array(32);
    folder.set(rawName('LOOP       '), 0);
    folder[11] = 0x10;
    folder[26] = 50;
    bytes.set(folder, entryAt(4));
    setLink(bytes, 50, 0xfff);
    bytes.set(folder, (heapSector + 48) * 512);
    const { entries, warnings } = treeOf(opened(bytes));
    expect(Object.keys(entries)).toEqual(['EMPTY.TXT', 'LOOP', 'LOOP/LOOP', 'ONE.TXT', 'TWO.TXT']);
    expect(warnings.join()).toMatch(/stands elsewhere already/);
  });
});
