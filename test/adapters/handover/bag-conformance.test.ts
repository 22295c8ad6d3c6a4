/**
 * The conformance suite of the Library of Congress (LibraryOfCongress/bagit-conformance-suite), each bag with the verdict
 * the suite gives it in its name: VERSION__VERDICT__NAME.tar.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateBag } from '../../../src/main/adapters/handover/validate-bag.ts';
import { ownFolder } from '../../support/folders.ts';
import { corpus, hasCorpus, hasProgram } from '../../support/needs.ts';

const folder = join(corpus, 'bagit');
const verdicts: Readonly<Record<string, string>> = {
  valid: 'valid',
  warning: 'valid-with-warnings',
  invalid: 'invalid',
  // Paths that climb out of the bag on one system are refused on all of them.
  'linux-only': 'invalid',
  'windows-only': 'invalid',
};

/** What must be told of the bags whose names do not say it clearly enough for a verdict alone. */
const told: Readonly<Record<string, RegExp>> = {
  'corrupt-data-file': /digest differs/,
  'extra-file-in-bag': /in no manifest/,
  'missing-baginfo': /bag-info\.txt is missing/,
  'baginfo-missing-encoding': /encoding/,
  'out-of-scope-file-paths-using-dot-notation': /leads|climbs/,
  'same-filename-listed-twice-with-different-hashes': /twice, with different digests/,
  'same-filename-listed-twice-with-the-same-hash': /twice/,
  notAllManifestsListAllFiles: /missingFromManifest\.txt is in no manifest/,
  'made-with-md5sum-tools': /asterisk/,
  'special-system-files': /Thumbs\.db/,
  'same-filename-listed-twice-with-different-normalization': /normalization/,
  'out-of-scope-file-paths-using-absolute-path-for-fetch': /leads out of the bag/,
  'out-of-scope-file-paths-using-shortcut-username-for-fetch': /home folder/,
  'out-of-scope-file-paths-using-unc-for-fetch': /leads out of the bag/,
};

describe.skipIf(!hasCorpus() || !hasProgram('tar', 'tar'))('the BagIt conformance suite', () => {
  const bags = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.tar')) : [];

  it('is there', () => {
    expect(bags.length).toBeGreaterThanOrEqual(30);
  });

  it.each(bags)('%s', async (tar) => {
    const [, kind, name] = /__([^_]+)__(.+)\.tar$/.exec(tar)!;
    const out = ownFolder();
    expect(spawnSync('tar', ['xf', join(folder, tar), '-C', out]).status).toBe(0);
    const { verdict, findings } = await validateBag(join(out, readdirSync(out)[0]!));
    const words = findings.map(({ path, what }) => `${path} ${what}`).join('\n');
    expect(verdict, words).toBe(verdicts[kind!]);
    if (told[name!]) expect(words).toMatch(told[name!]!);
  });
});
