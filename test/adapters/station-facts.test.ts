/** What the doctor asks of the machine itself. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderFacts } from '../../src/main/adapters/files/folder-facts.ts';
import { floppyRuleName, installedFloppyRule } from '../../src/main/adapters/linux/floppy-rule.ts';
import { stationFacts } from '../../src/main/adapters/station-facts.ts';
import { ownFolder } from '../support/folders.ts';
import { has } from '../support/needs.ts';

test('the parts made for this machine load, and name themselves', async () => {
  const facts = await stationFacts({
    version: '1.2.3',
    lister: { list: async () => [] },
    floppyRuleSources: [join(ownFolder(), 'not-there'), import.meta.filename],
  });
  expect(facts.program).toMatchObject({
    version: '1.2.3',
    nodeVersion: process.versions.node,
    electronVersion: null,
    systemCalls: { loads: true, version: expect.stringMatching(/^\d+\.\d+/) },
    database: { loads: true, version: expect.stringMatching(/^3\.\d+/) },
  });
  if (process.platform === 'linux') expect(facts.floppyRule?.source).toBe(import.meta.filename);
});

test('the rule of the administrator counts before that of the package', () => {
  const root = ownFolder();
  expect(installedFloppyRule(root)).toBeNull();
  for (const folder of ['usr/lib/udev/rules.d', 'etc/udev/rules.d']) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, floppyRuleName), '');
    expect(installedFloppyRule(root)).toBe(join(root, folder, floppyRuleName));
  }
});

test('a folder that is not made yet is judged by the one above it, and not made', async () => {
  const root = ownFolder();
  const facts = await folderFacts(join(root, 'a/b/c'));
  expect(facts).toEqual({ path: join(root, 'a/b/c'), freeBytes: expect.any(Number), writable: true });
  expect(await folderFacts(root)).toMatchObject({ writable: true });
  expect(() => writeFileSync(join(root, 'a/b'), '')).toThrow(/ENOENT/);
});

test.skipIf(!has(process.getuid?.() !== 0, 'needs a user who is not root: root may write everywhere'))(
  'a folder of others is not writable',
  async () => {
    const root = ownFolder();
    chmodSync(root, 0o500);
    expect(await folderFacts(join(root, 'new'))).toMatchObject({ writable: false });
  },
);
