/** An image as screens see it: pages, pieces and damage, by positions that mean one entry each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browseImage } from '../../../src/main/adapters/images/browse-image.ts';
import { imageLimits } from '../../../src/shared/model/image-files.ts';
import { type MadeEntry, madeImage } from '../../support/made-image.ts';

const text = (words: string) => new TextEncoder().encode(words);
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const inRoot = { tree: 'FAT12', directory: '', deleted: false };
const firstPage = { ...inRoot, offset: 0, limit: 100 };

describe('a directory', () => {
  it('comes in pages, folders first and then by name as people count, whatever the order on the medium', () => {
    const entries = ['file 10', 'file 2', 'b', 'A'].map((name): MadeEntry => ({ name, content: text(name) }));
    const browser = browseImage(
      madeImage([{ type: 'FAT12', entries: [...entries, { name: 'zoo', children: [] }] }]),
    );
    const names = (offset: number, limit: number) =>
      browser.list({ ...inRoot, offset, limit }).entries.map(({ name }) => name);
    expect(names(0, 100)).toEqual(['zoo', 'A', 'b', 'file 2', 'file 10']);
    expect([names(1, 2), names(4, 2), names(9, 2)]).toEqual([['A', 'b'], ['file 10'], []]);
    expect(browser.list({ ...inRoot, offset: 9, limit: 2 }).total).toBe(5);
  });

  it('keeps deleted entries apart', () => {
    const browser = browseImage(
      madeImage([
        {
          type: 'FAT12',
          entries: [
            { name: '?OLD.TXT', isDeleted: true, content: text('gone') },
            { name: 'NEW.TXT', content: text('here') },
          ],
        },
      ]),
    );
    const present = browser.list(firstPage);
    expect([present.entries.map(({ name }) => name), present.deletedTotal]).toEqual([['NEW.TXT'], 1]);
    const deleted = browser.list({ ...firstPage, deleted: true });
    expect(deleted.entries).toMatchObject([{ name: '?OLD.TXT', isDeleted: true }]);
  });

  it('with one name twice gives each its own content', () => {
    const entries = [
      { name: 'SAME.TXT', content: text('one') },
      { name: 'SAME.TXT', content: text('two') },
    ];
    const browser = browseImage(madeImage([{ type: 'FAT12', entries }]));
    const contents = browser
      .list(firstPage)
      .entries.map(({ id }) => browser.read({ tree: 'FAT12', entry: id, offset: 0, length: 100 }))
      .map(({ bytes }) => Buffer.from(bytes, 'base64').toString());
    expect(contents.sort()).toEqual(['one', 'two']);
  });

  it('is found again by its position, with the way to it', () => {
    const inner = { name: 'inner', children: [{ name: 'leaf', content: text('x') }] };
    const browser = browseImage(
      madeImage([{ type: 'FAT12', entries: [{ name: 'outer', children: [inner] }] }]),
    );
    const [outer] = browser.list(firstPage).entries;
    const [found] = browser.list({ ...firstPage, directory: outer!.id }).entries;
    const page = browser.list({ ...firstPage, directory: found!.id });
    expect(page.trail.map(({ name }) => name)).toEqual(['', 'outer', 'inner']);
    expect(page.entries.map(({ name }) => name)).toEqual(['leaf']);
    for (const directory of ['7', '0.0.0', '0.0.0.0'])
      expect(() => browser.list({ ...firstPage, directory })).toThrow(/not in the image/);
  });

  it('is searched from a place on and round for a beginning typed', () => {
    const entries = ['alpha', 'beta', 'Bravo', 'gamma'].map((name): MadeEntry => ({ name }));
    const browser = browseImage(madeImage([{ type: 'FAT12', entries }]));
    const seek = (prefix: string, from: number) => browser.seek({ ...inRoot, prefix, from });
    expect([seek('b', 0), seek('b', 2), seek('b', 3), seek('x', 0)]).toEqual([1, 2, 1, null]);
  });
});

describe('damage', () => {
  const content = Uint8Array.from({ length: 2000 }, (_, index) => index & 0xff);
  const entries: MadeEntry[] = [
    { name: 'whole', content },
    { name: 'folder', children: [{ name: 'hurt', content }] },
    { name: 'doubted', content },
    { name: 'lost', content: content.subarray(0, 512) },
  ];
  const sector = (start: number, index: number) => ({ offsetBytes: start + index * 512, lengthBytes: 512 });
  const image = madeImage([{ type: 'FAT12', entries }], {
    damaged: (placeOf) => [sector(placeOf('hurt').offsetBytes, 1), sector(placeOf('lost').offsetBytes, 0)],
    doubtful: (placeOf) => [sector(placeOf('doubted').offsetBytes, 2)],
  });
  const browser = browseImage(image);

  it('is found wherever it is in the tree, with the places of the medium that hurt', async () => {
    const { entries: found, total, isIncomplete } = await browser.hurt({ tree: 'FAT12', failedOnly: false });
    expect(found.map(({ path, state, damagedBytes }) => [path, state, damagedBytes]).sort()).toEqual([
      ['doubted', 'damaged', 512],
      ['folder/hurt', 'damaged', 512],
      ['lost', 'unread', 512],
    ]);
    expect([total, isIncomplete]).toEqual([3, false]);
    const hurt = found.find(({ path }) => path === 'folder/hurt')!;
    expect(hurt.places).toEqual([[image.placeOf('hurt').offsetBytes + 512, 512]]);
  });

  it('is named in every piece that has it: unread bytes are zeros, doubtful ones are there', async () => {
    const { entries: found } = await browser.hurt({ tree: 'FAT12', failedOnly: false });
    const read = (path: string) =>
      browser.read({
        tree: 'FAT12',
        entry: found.find((each) => each.path === path)!.id,
        offset: 500,
        length: 1000,
      });
    const hurt = read('folder/hurt');
    expect([hurt.unread, hurt.doubtful]).toEqual([[[512, 512]], []]);
    expect(bytesOf(hurt.bytes)).toEqual(content.slice(500, 1500).fill(0, 12, 524));
    const doubted = read('doubted');
    expect([doubted.unread, doubted.doubtful]).toEqual([[], [[1024, 476]]]);
    expect(bytesOf(doubted.bytes)).toEqual(content.slice(500, 1500));
  });
});

it('gives of a file exactly the piece asked for, whatever is asked', () => {
  const content = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) & 0xff);
  const browser = browseImage(madeImage([{ type: 'HFS', entries: [{ name: 'a', content }] }]));
  fc.assert(
    fc.property(fc.nat(6000), fc.integer({ min: 1, max: imageLimits.pieceBytes }), (offset, length) => {
      const piece = browser.read({ tree: 'HFS', entry: '0', offset, length });
      expect(bytesOf(piece.bytes)).toEqual(content.slice(offset, offset + length));
    }),
    { numRuns: 200 },
  );
});

it('gives the sound of a track, silence for what was not read, and nothing beyond its end', () => {
  const reader = {
    sizeBytes: 100 * 2048,
    sectorSize: 2048,
    readAt: () => null,
    rawSectorAt: (lba: number) => (lba === 42 ? null : new Uint8Array(2352).fill(lba)),
  };
  const audioTracks = [{ number: 2, startLba: 40, endLba: 50 }];
  const browser = browseImage(madeImage([], { part: { reader, audioTracks } }));
  const sound = bytesOf(browser.sound({ track: 2, offsetSectors: 1, lengthSectors: 150 }).bytes);
  const firsts = Array.from({ length: sound.length / 2352 }, (_, index) => sound[index * 2352]);
  expect(firsts).toEqual([41, 0, 43, 44, 45, 46, 47, 48, 49]);
  expect(() => browser.sound({ track: 1, offsetSectors: 0, lengthSectors: 1 })).toThrow(/track 1/);
});

it('looks at a hundred thousand entries of one directory page by page', () => {
  const entries = Array.from({ length: 100_000 }, (_, index): MadeEntry => ({ name: `leaf ${index}` }));
  const browser = browseImage(madeImage([{ type: 'FAT12', entries }]));
  const page = browser.list({ ...inRoot, offset: 99_999, limit: imageLimits.pageEntries });
  expect([page.total, page.entries.map(({ name }) => name)]).toEqual([100_000, ['leaf 99999']]);
});
