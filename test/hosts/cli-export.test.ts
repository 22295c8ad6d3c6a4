/** `spindle catalogue export`, `verify` of a bag and `catalogue import` of what was exported, as a script uses them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { dumpOnDisk, parseXml } from '../support/handed-over.ts';

const secondId = '0f9a3c5e-1b2d-4e6f-8a90-000000000002';

/** A catalogue of two dumps of two carriers. */
async function collection() {
  const folder = ownFolder();
  dumpOnDisk(join(folder, 'images'), { imageBytes: 4096 });
  dumpOnDisk(join(folder, 'images'), { name: 'other', carrier: 'B-002', dumpId: secondId, imageBytes: 4096 });
  const catalogue = join(folder, 'catalogue.db');
  expect(
    (await spindle('catalogue', 'import', join(folder, 'images'), '--catalogue', catalogue)).status,
  ).toBe(0);
  const run = (...args: string[]) =>
    spindle('catalogue', 'export', ...args, '--catalogue', catalogue, '--json');
  return { folder, catalogue, run };
}

describe('a bag', () => {
  it('of one carrier is made, verified, found out when it lies, and imported', async () => {
    const { folder, catalogue, run } = await collection();
    const edit = ['catalogue', 'carrier', 'edit', 'B-002', '--title', 'Maps', '--catalogue', catalogue];
    expect((await spindle(...edit)).status).toBe(0);
    const bag = join(folder, 'bag');
    const made = await run('--bag', bag, '--carrier', 'B-002', '--info', 'Source-Organization: Test House');
    expect(made.status, made.stderr).toBe(0);
    expect(made.result).toMatchObject({ bag, dumps: 1, files: 5 });
    expect(readFileSync(join(bag, 'bag-info.txt'), 'utf8')).toMatch(/^Source-Organization: Test House\n/);
    const again = await run('--bag', bag, '--all');
    expect([again.status, again.error?.code]).toEqual([2, 'output-exists']);

    const verified = await spindle('verify', bag, '--json');
    expect(verified.status, verified.stderr).toBe(0);
    expect(verified.result).toMatchObject({ ok: true, hashMismatches: 0, checkedFiles: 13 });
    const other = join(folder, 'elsewhere.db');
    const imported = await spindle('catalogue', 'import', bag, '--catalogue', other, '--json');
    expect(imported.result).toMatchObject({ added: 1, refused: 0 });
    const shown = await spindle('catalogue', 'carrier', 'show', 'B-002', '--catalogue', other, '--json');
    expect(shown.result).toMatchObject({ carrier: { title: { manual: 'Maps' } } });
    // Nothing is written into a bag: it would not be what its manifest says any more.
    expect((await spindle('verify', bag, '--json')).result).toMatchObject({ ok: true, checkedFiles: 13 });

    writeFileSync(join(bag, 'data', 'B-002', 'other.log'), 'forged');
    const found = await spindle('verify', bag, '--json');
    expect(found.status).toBe(1);
    expect(found.lines.filter(({ type }) => type === 'problem').map(({ path }) => path)).toContain(
      join(bag, 'data/B-002/other.log'),
    );
    const refused = await spindle('catalogue', 'import', bag, '--catalogue', other, '--json');
    expect(refused.status).toBe(2);
    expect(refused.result).toMatchObject({ added: 0, refused: 1 });
  });
});

describe('documents', () => {
  it('are written whole under their names, and records come back', async () => {
    const { folder, run } = await collection();
    for (const format of ['premis', 'mets']) {
      const path = join(folder, `${format}.xml`);
      const made = await run('--format', format, '--all', '--out', path);
      expect(made.status, made.stderr).toBe(0);
      expect(readFileSync(path, 'utf8')).toContain('B-002');
      parseXml(readFileSync(path, 'utf8'));
    }
    const lines = join(folder, 'records.jsonl');
    await run('--format', 'json', '--all', '--out', lines);
    const other = join(folder, 'other.db');
    const imported = await spindle('catalogue', 'import', lines, '--catalogue', other, '--json');
    expect(imported.result).toMatchObject({ added: 2, known: 0, refused: 0 });

    await run('--format', 'dfxml', '--all', '--out', join(folder, 'listings'));
    expect(readdirSync(join(folder, 'listings')).sort()).toEqual(['A-001.dfxml.xml', 'B-002.dfxml.xml']);
    const page = await run(
      '--format',
      'html',
      '--dump',
      secondId.slice(0, 34),
      '--out',
      join(folder, 'page'),
    );
    expect(page.status, page.stderr).toBe(0);
    const again = await run('--format', 'html', '--all', '--out', join(folder, 'page'));
    expect(again.error?.code).toBe('output-exists');
    expect(readdirSync(join(folder, 'page')).sort()).toEqual(['index.html', 'records.js']);
  });

  it('go to stdout as they are', async () => {
    const { catalogue } = await collection();
    const made = await spindle(
      'catalogue',
      'export',
      '--format',
      'csv:ipmlab',
      '--all',
      '--catalogue',
      catalogue,
    );
    expect(made.stdout.split('\r\n')).toHaveLength(4);
    expect(made.stdout).toMatch(/^jobID,PPN,volumeNo,title,success,readErrors,badBlocks\r\n/);
  });
});

describe('export refuses', () => {
  it.each([
    ['nothing chosen', ['--format', 'premis'], /--carrier CODE, .*--collection CODE, or --all/],
    ['nothing to make', ['--all'], /either --bag DIR, --bags DIR or --format NAME/],
    [
      'both at once',
      ['--all', '--bag', 'x', '--format', 'dc'],
      /either --bag DIR, --bags DIR or --format NAME/,
    ],
    ['an unknown format', ['--all', '--format', 'docx'], /"docx" is none of premis/],
    [
      'an unknown carrier',
      ['--format', 'dc', '--out', 'x.xml', '--carrier', 'Z-9'],
      /No carrier in the catalogue/,
    ],
  ])('%s', async (_what, flags, words) => {
    const folder = ownFolder();
    const run = await spindle('catalogue', 'export', ...flags, '--catalogue', join(folder, 'c.db'), '--json');
    expect(run.status).toBe(2);
    expect(run.error!.message).toMatch(words);
    expect(existsSync('x')).toBe(false);
  });
});
