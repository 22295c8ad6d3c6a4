/** A disc with marks of copy protection: told, and set before a person; nothing is taken for deliberate by itself. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildPracticeVolume } from '../../src/main/core/optical/practice-volume.ts';
import type { Sidecar } from '../../src/shared/model/sidecar.ts';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

test('unread sectors of a protected disc may be deliberate, which a person confirms', {
  timeout: 120_000,
}, async () => {
  const folder = ownFolder();
  const volume = buildPracticeVolume('GAME', [
    { name: '00000001.TMP', content: new Uint8Array(2048) },
    { name: 'CLCD32.DLL', content: new Uint8Array(2048) },
    { name: 'GAME.DAT', content: new Uint8Array(300 * 2048).fill(7) },
  ]);
  writeFileSync(join(folder, 'game.bin'), volume);
  writeFileSync(
    join(folder, 'game.cue'),
    'FILE "game.bin" BINARY\n  TRACK 01 MODE1/2048\n    INDEX 01 00:00:00\n',
  );
  const fail = Array.from({ length: 10 }, (_, index) => ({ lba: 100 + index * 12 }));
  writeFileSync(join(folder, 'behaviour.json'), JSON.stringify({ fail }));
  const own = ['--catalogue', join(folder, 'c.db'), '--json'];
  const run = await spindle(
    ...['image', `sim:${join(folder, 'game.cue')}?behaviour=${join(folder, 'behaviour.json')}`],
    ...['--out', join(folder, 'out'), '--name', 'game', '--carrier', 'AR-1', '--retries', '0', ...own],
  );
  expect(run.status, run.stderr).toBe(3);
  expect(run.stderr).toMatch(/marks of the copy protection SafeDisc \(00000001.TMP and CLCD32.DLL\)/);
  const sidecar: Sidecar = JSON.parse(readFileSync(join(folder, 'out', 'game.spindle.json'), 'utf8'));
  expect(sidecar.protection).toEqual([
    {
      ...{ system: 'safedisc', files: ['00000001.TMP', 'CLCD32.DLL'], inStructure: false },
      suspected: { lba: 100, lengthSectors: 109, unreadSectors: 10 },
    },
  ]);
  const show = async () => (await spindle('catalogue', 'carrier', 'show', 'AR-1', ...own)).result!;
  expect((await show()).deliberate).toEqual([]);
  const mark = ['--lba', '100', '--length', '109', '--note', 'SafeDisc'];
  expect((await spindle('catalogue', 'carrier', 'deliberate', sidecar.dumpId, ...mark, ...own)).status).toBe(
    0,
  );
  expect((await show()).deliberate).toMatchObject([{ lba: 100, lengthSectors: 109, note: 'SafeDisc' }]);
});
