/** Folders people granted: what is below them is listed and found, and no path or link leads out of them. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browseBelow, findBelow, pathBelow } from '../../../src/main/adapters/files/below-root.ts';

describe('below a granted folder', () => {
  let outside: string;
  let root: string;
  beforeAll(() => {
    outside = mkdtempSync(join(tmpdir(), 'spindle-below-'));
    root = join(outside, 'granted');
    mkdirSync(join(root, 'box 1', 'deep'), { recursive: true });
    mkdirSync(join(root, 'parked.spindle'));
    writeFileSync(join(root, 'parked.spindle', 'store.json'), '{}');
    writeFileSync(join(outside, 'secret.img'), 'secret');
    for (const name of ['disk 10.img', 'disk 9.IMG', 'notes.txt', 'a.spindle.json', '.hidden.img'])
      writeFileSync(join(root, name), name);
    writeFileSync(join(root, 'box 1', 'deep', 'disk 9.IMG'), 'disk 9.IMG');
    writeFileSync(join(root, 'box 1', 'disk 9.IMG'), 'another size');
    symlinkSync(outside, join(root, 'way out'));
    symlinkSync(join(outside, 'secret.img'), join(root, 'secret.img'));
    symlinkSync(join(root, 'disk 10.img'), join(root, 'inside.img'));
  });
  afterAll(() => rmSync(outside, { recursive: true, force: true }));

  const everything = { path: '', imagesOnly: false, offset: 0, limit: 100 };

  it('folders come first, names are ordered as people count, and hidden files stay hidden', async () => {
    const { entries, total, otherTotal } = await browseBelow(root, everything);
    expect(entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'folder box 1',
      'folder way out',
      'other a.spindle.json',
      'image disk 9.IMG',
      'image disk 10.img',
      'image inside.img',
      'other notes.txt',
      'store parked.spindle',
      'image secret.img',
    ]);
    expect([total, otherTotal]).toEqual([9, 2]);
  });

  it('what is no image is left out when it is not wanted, and pages follow each other', async () => {
    const first = await browseBelow(root, { ...everything, imagesOnly: true, limit: 3 });
    const rest = await browseBelow(root, { ...everything, imagesOnly: true, offset: 3 });
    expect(first.total).toBe(7);
    expect([...first.entries, ...rest.entries].map(({ name }) => name)).not.toContain('notes.txt');
    expect(first.entries.length + rest.entries.length).toBe(7);
  });

  it('links that lead out are refused, links within are followed', () => {
    expect(() => pathBelow(root, 'secret.img')).toThrow(/leads out/);
    expect(() => pathBelow(root, 'way out/secret.img')).toThrow(/leads out/);
    expect(pathBelow(root, 'inside.img')).toBe(realpathSync(join(root, 'disk 10.img')));
    expect(() => pathBelow(root, 'gone.img')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('no path at all leads out', () => {
    const step = fc.oneof(
      fc.constantFrom('..', '.', '', '/', '\\', 'way out', 'box 1', 'secret.img', 'C:', '\0'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.constantFrom('/', '\\'), (steps, joint) => {
        let path: string;
        try {
          path = pathBelow(root, steps.join(joint));
        } catch {
          return true;
        }
        const real = realpathSync(root);
        return path === real || path.startsWith(real + sep);
      }),
    );
  });

  it('a file is found by name and size, wherever it lies', async () => {
    const found = await findBelow(root, { name: 'disk 9.IMG', sizeBytes: 10 }, 20);
    expect([...found.paths].sort()).toEqual(['box 1/deep/disk 9.IMG', 'disk 9.IMG']);
    expect(found.isWhole).toBe(true);
    expect((await findBelow(root, { name: 'secret.img', sizeBytes: 6 }, 20)).paths).toEqual([]);
  });
});
