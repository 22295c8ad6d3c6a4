/** Discs of several sessions kept as one file of user data, as genisoimage makes what is burnt behind what is there. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sessionPlaces } from '../../../src/main/core/filesystem/later-sessions.ts';
import { openFilesystems, wholeMedium } from '../../../src/main/core/filesystem/open-filesystems.ts';
import { memoryReader } from '../../../src/main/core/identify/sector-reader.ts';
import { treeOf } from '../../support/filesystem-tree.ts';
import { hasProgram } from '../../support/needs.ts';

const folder = mkdtempSync(join(tmpdir(), 'spindle-sessions-'));
afterAll(() => rmSync(folder, { recursive: true }));

function session(number: number, ...merge: readonly string[]): Uint8Array {
  const files = join(folder, `files-${number}`);
  mkdirSync(files);
  writeFileSync(join(files, `session ${number}.txt`), `${number}`);
  const args = ['-quiet', '-R', ...merge, '-o', `${number}.iso`, `files-${number}`];
  execFileSync('genisoimage', args, { cwd: folder, stdio: 'ignore' });
  return readFileSync(join(folder, `${number}.iso`));
}

describe.skipIf(!hasProgram('genisoimage', 'genisoimage'))('an ISO that was added to', () => {
  it.each([0, 11_400])(
    'has the tree of its last session in front, and the first behind it (gap %i)',
    (gap) => {
      const first = session(gap + 1);
      const start = Math.ceil(first.length / 2048 / 16) * 16 + gap;
      writeFileSync(join(folder, 'grown.iso'), first);
      const second = session(gap + 2, '-C', `0,${start}`, '-M', `${gap + 1}.iso`);
      const grown = new Uint8Array(start * 2048 + second.length);
      grown.set(first);
      grown.set(second, start * 2048);
      const reader = memoryReader(grown, 2048);
      const places = sessionPlaces(reader);
      expect(places).toMatchObject([
        { session: 2, startBytes: start * 2048 },
        { session: 1, startBytes: 0 },
      ]);
      const ridges = openFilesystems(reader, places).filter(
        ({ filesystem }) => filesystem.type === 'Rock Ridge',
      );
      expect(ridges.map(({ filesystem }) => Object.keys(treeOf(filesystem).entries))).toEqual([
        [`session ${gap + 1}.txt`, `session ${gap + 2}.txt`],
        [`session ${gap + 1}.txt`],
      ]);
    },
  );

  it('is one place without numbers where nothing was added, whatever stands behind it', () => {
    const disc = session(3);
    const padded = new Uint8Array(disc.length + 2048 * 500);
    padded.set(disc);
    for (const bytes of [disc, padded, new Uint8Array(2048 * 40), new Uint8Array(100)]) {
      const reader = memoryReader(bytes, 2048);
      expect(sessionPlaces(reader)).toEqual([wholeMedium(reader)]);
    }
  });
});
