/** The folder of the practice desk: made once, begun anew when asked, and never at the cost of what is not its own. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { describeSimulatedDrive } from '../../../src/main/adapters/simulated/describe-drive.ts';
import { openPracticeFolder } from '../../../src/main/adapters/simulated/practice-folder.ts';
import { shelvedDisks } from '../../../src/main/core/practice/practice-collection.ts';
import { ownFolder } from '../../support/folders.ts';

let outside: string;
let directory: string;
beforeEach(() => {
  outside = ownFolder();
  directory = join(outside, 'data', 'practice');
});

const open = (reset = false) => openPracticeFolder(directory, { reset });

describe('the folder of the practice desk', () => {
  test('is made with an empty drive, which takes every disk of the shelf', () => {
    const desk = open();
    expect(desk.inserted()).toBeNull();
    expect(describeSimulatedDrive(desk.driveAddress).sizeBytes).toBe(0);
    for (const { id } of shelvedDisks) {
      desk.insert(id);
      expect(desk.inserted()).toBe(id);
      expect(describeSimulatedDrive(desk.driveAddress).sizeBytes).toBe(1440 * 512);
    }
    expect(() => desk.insert('../catalogue')).toThrow(/no disk/);
    desk.insert(null);
    expect(desk.inserted()).toBeNull();
  });

  test('is found as it was left', () => {
    const first = open();
    first.insert('PR-002');
    writeFileSync(first.cataloguePath, 'records');
    writeFileSync(join(first.results, 'PR-001.img'), 'image');
    const image = join(directory, 'drive/PR-001.img');
    const { mtimeMs } = statSync(image);
    first.close();
    const second = open();
    expect(second.inserted()).toBe('PR-002');
    expect(readFileSync(second.cataloguePath, 'utf8')).toBe('records');
    expect(statSync(image).mtimeMs).toBe(mtimeMs);
    expect(second.leftAlone).toEqual([]);
  });

  test('begins anew, and leaves what no desk made where it is, and what links lead to', () => {
    const first = open();
    first.insert('PR-002');
    for (const name of ['catalogue.db', 'catalogue.db-wal', 'catalogue.dats.db', 'notes.txt'])
      writeFileSync(join(directory, name), name);
    mkdirSync(join(directory, 'catalogue.backups'));
    const archive = join(outside, 'archive');
    mkdirSync(archive);
    writeFileSync(join(archive, 'real.img'), 'the only copy');
    symlinkSync(archive, join(first.results, 'archive'));
    first.close();
    const anew = open(true);
    expect(anew.leftAlone).toEqual(['notes.txt']);
    expect(anew.inserted()).toBeNull();
    expect(readdirSync(directory).sort()).toEqual(['drive', 'notes.txt', 'practice-desk.json', 'results']);
    expect(readdirSync(anew.results)).toEqual([]);
    expect(readFileSync(join(archive, 'real.img'), 'utf8')).toBe('the only copy');
  });

  test.each([false, true])('is refused where something else lies there (reset: %s)', (reset) => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'catalogue.db'), 'of somebody');
    expect(() => open(reset)).toThrow(/no practice desk made/);
    writeFileSync(join(directory, 'practice-desk.json'), '{"format":"another"}');
    expect(() => open(reset)).toThrow(/no practice desk made/);
    expect(readFileSync(join(directory, 'catalogue.db'), 'utf8')).toBe('of somebody');
    expect(existsSync(join(directory, 'drive'))).toBe(false);
  });

  test('is not taken from a process that has it open, but from one that is gone', () => {
    open().close();
    const mark = join(directory, 'practice-desk.json');
    const claim = (openBy: string) =>
      writeFileSync(mark, JSON.stringify({ format: 'spindle-practice', version: 1, openBy }));
    claim(ownerOf(process.ppid));
    expect(() => open(true)).toThrow(/open already/);
    claim(`${process.ppid}@no such time`);
    expect(open().inserted()).toBeNull();
  });

  test('knows what bags among the results hold', async () => {
    const desk = open();
    const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
    for (const [folder, hash] of [
      ['bag', one],
      ['bags/PR-001', other],
    ] as const) {
      mkdirSync(join(desk.results, folder), { recursive: true });
      writeFileSync(join(desk.results, folder, 'manifest-sha256.txt'), `${hash}  data/PR-001.img\n`);
    }
    expect(await desk.baggedHashes()).toEqual(new Set([one, other]));
  });
});

/** As a hub says who it is. */
function ownerOf(pid: number): string {
  if (process.platform !== 'linux') return `${pid}@running`;
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return `${pid}@${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}
