/** A dump is imaged again from its own record: the same sectors come, the same are lost, and the catalogue learns nothing. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

it('rehearses a dump', async () => {
  const out = ownFolder();
  const behaviour = join(out, 'behaviour.json');
  const catalogue = join(out, 'catalogue.db');
  writeFileSync(behaviour, JSON.stringify({ fail: [[[400, 403]], { lba: 700, first: 2 }] }));
  const args = ['--out', out, '--catalogue', catalogue, '--json'];
  const real = await spindle(
    'image',
    `sim:practice/floppy-clean?behaviour=${behaviour}`,
    ...args,
    '--name',
    'real',
  );
  expect(real.status, real.stderr).toBe(3);
  const rehearsed = await spindle(
    ...['image', `sim:dump:${join(out, 'real.spindle.json')}`],
    ...[...args, '--name', 'rehearsed'],
  );
  expect(rehearsed.status, rehearsed.stderr).toBe(3);
  expect(rehearsed.result!.sectors).toEqual(real.result!.sectors);
  const image = (run: typeof real) =>
    run.result!.files.find(({ role }: { role: string }) => role === 'image');
  expect(image(rehearsed).sha256).toBe(image(real).sha256);
  const known = await spindle('catalogue', 'search', 'rehearsed', '--catalogue', catalogue, '--json');
  expect(known.lines.filter(({ type }) => type === 'hit')).toEqual([]);
}, 120_000);
