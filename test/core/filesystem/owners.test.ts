/** Which files a stretch of the medium belongs to, beside a plain search. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry, Extent, Filesystem } from '../../../src/main/core/filesystem/filesystem.ts';
import { ownersOf } from '../../../src/main/core/filesystem/owners.ts';

const extent = fc.record({
  offsetBytes: fc.integer({ min: 0, max: 500 }),
  lengthBytes: fc.integer({ min: 0, max: 60 }),
});

function treeOf(files: readonly (readonly Extent[])[]): Filesystem {
  const entry = (name: string, kind: Entry['kind'], extents: readonly Extent[]): Entry => ({
    ...{ name, kind, extents, sizeBytes: 0, modified: null, mode: null, linkTarget: null },
    ...{ isDeleted: false, forks: [], facts: {} },
  });
  const root = entry('', 'directory', []);
  const entries = files.map((extents, index) => entry(`f${index}`, 'file', extents));
  return {
    ...{ type: 'made', label: '', root, warnings: [] },
    list: (directory) => ({ entries: directory === root ? entries : [], warnings: [] }),
    read: () => [],
  };
}

it('finds every file whose extents touch a stretch, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(extent, { maxLength: 4 }), { maxLength: 12 }),
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 0, max: 100 }),
      async (files, from, length, startBytes) => {
        const owners = await ownersOf(treeOf(files), startBytes, async () => {});
        const expected = files.flatMap((extents, index) =>
          extents.some(
            ({ offsetBytes, lengthBytes }) =>
              lengthBytes > 0 &&
              startBytes + offsetBytes < from + length &&
              startBytes + offsetBytes + lengthBytes > from,
          )
            ? [`f${index}`]
            : [],
        );
        expect(
          owners!
            .of(from, length)
            .map(({ path }) => path)
            .sort(),
        ).toEqual(expected.sort());
      },
    ),
  );
});
