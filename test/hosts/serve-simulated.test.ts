/** `spindle serve --simulate`: whatever can be imaged by its name can be put on the bench by it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { insertInto } from '../../src/main/adapters/simulated/inserted.ts';
import { startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { connectTo } from '../support/real-station.ts';
import { serve } from '../support/serving-process.ts';

const served = async (folder: string, address: string) => {
  const { port, token } = await serve(folder, address);
  const { client, close } = await connectTo(port, token);
  const { drives } = await client.drives.refresh();
  close();
  return drives.find((drive) => drive.address === address);
};

test.each([
  { address: 'sim:practice/cd-mixed', sizeBytes: 3341 * 2352 },
  { address: 'sim:practice/floppy-worn', sizeBytes: 1_474_560 },
])('$address is on the bench', async ({ address, sizeBytes }) => {
  expect(await served(ownFolder(), address)).toMatchObject({ kind: 'simulated', sizeBytes });
});

test('a drive with nothing in it is on the bench', async () => {
  const folder = ownFolder();
  const stack = join(folder, 'stack');
  mkdirSync(stack);
  insertInto(stack, '');
  expect(await served(folder, `sim:${stack}`)).toMatchObject({ sizeBytes: 0 });
});

test('one that can never be opened is refused before anything is served', async () => {
  const folder = ownFolder();
  const image = join(folder, 'a.img');
  writeFileSync(image, Buffer.alloc(1_474_560));
  writeFileSync(`${image}.behaviour.json`, '{"fial":[3]}');
  for (const address of ['sim:practice/no-such', `sim:${image}`]) {
    const args = ['serve', '--no-open', '--port', '0', '--json', '--simulate', address];
    const run = await startSpindle([...args, '--root', folder, '--catalogue', join(folder, 'c.db')]).ended;
    expect(run.status).toBe(2);
    expect(run.lines.some(({ type }) => type === 'serving')).toBe(false);
    expect(run.error?.message).toMatch(/no-such|fial/);
  }
});
