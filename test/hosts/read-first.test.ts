/** Files that matter first, at the command line: said in the log, kept in the store, and nothing else changed by it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

/** The practice diskette in a drive that takes no time. */
function drive(folder: string, behaviour: object): string {
  const path = join(folder, 'behaviour.json');
  writeFileSync(path, JSON.stringify(behaviour));
  return `sim:practice/floppy-clean?behaviour=${path}`;
}

it('reads the named files first, and goes on so when the medium was pulled', async () => {
  const out = ownFolder();
  const args = ['--out', out, '--no-catalogue', '--json', '--name', 'disk'];
  const damage = { fail: [[[400, 403]]] };
  const first = ['--first', 'INDEX.TXT'];
  const pulled = await spindle('image', drive(out, { ...damage, yank_at_read: 8 }), ...args, ...first);
  expect(pulled.status, pulled.stderr).toBe(4);
  const state = JSON.parse(readFileSync(join(out, 'disk.spindle', 'state.json'), 'utf8'));
  expect(state.first).toMatchObject({ wanted: ['INDEX.TXT'], files: 1, missing: [] });

  const ended = await spindle('image', drive(out, damage), ...args, '--resume');
  expect(ended.status, ended.stderr).toBe(3);
  expect(ended.result!.sectors).toEqual({ total: 2880, good: 2876, bad: 4 });
  const log = readFileSync(join(out, 'disk.log'), 'utf8');
  expect(log).toMatch(/info +Read first: 1 file that matches INDEX\.TXT: \d+ sectors/);
}, 120_000);
