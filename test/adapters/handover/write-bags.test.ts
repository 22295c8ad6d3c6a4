/** A bag for each carrier: each whole or not there, those that are whole kept, one that fails no harm to the others. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { bagPlanOf } from '../../../src/main/adapters/handover/bag-dumps.ts';
import { validateBag } from '../../../src/main/adapters/handover/validate-bag.ts';
import { writeBags } from '../../../src/main/adapters/handover/write-bags.ts';
import type { DumpRecord } from '../../../src/shared/model/catalogue.ts';
import { ownFolder } from '../../support/folders.ts';
import { dumpOnDisk, parseXml, testContext } from '../../support/handed-over.ts';
import { numberedUuid } from '../sqlite/numbered-sidecar.ts';

let folder = '';
let out = '';
let dumps: DumpRecord[] = [];
beforeEach(() => {
  folder = ownFolder();
  out = join(folder, 'out');
  dumps = [1, 2, 3].map((number) =>
    dumpOnDisk(join(folder, 'images'), {
      ...{ name: `disk-${number}`, carrier: `A-${number}`, dumpId: numberedUuid(number), imageBytes: 5000 },
    }),
  );
});

function bags(some = dumps) {
  const warnings: string[] = [];
  const plan = bagPlanOf({
    ...{ tool: testContext.tool, at: testContext.at, given: [], photos: [] },
    groups: Object.fromEntries(some.map(({ record }) => [record.dumpId, 'Box 7'])),
    warn: () => {},
  });
  const watch = {
    onProgress: () => {},
    onWarning: (sentence: string) => warnings.push(sentence),
    isFatal: () => false,
  };
  return { warnings, end: writeBags(out, some, plan, watch) };
}

it('makes one for each, of one group, with a listing among the tag files', async () => {
  expect(await bags().end).toMatchObject({ made: 3, kept: 0, files: 12 });
  expect(readdirSync(out).sort()).toEqual(['A-1', 'A-2', 'A-3']);
  const bag = join(out, 'A-2');
  expect((await validateBag(bag)).verdict).toBe('valid');
  expect(readFileSync(join(bag, 'bag-info.txt'), 'utf8')).toContain('Bag-Group-Identifier: Box 7\n');
  for (const name of ['metadata/A-2.dfxml.xml', 'metadata/premis.xml']) {
    expect(readFileSync(join(bag, 'tagmanifest-sha512.txt'), 'utf8')).toContain(`  ${name}\n`);
    parseXml(readFileSync(join(bag, name), 'utf8'));
  }
  for (const manifest of ['manifest-sha512.txt', 'tagmanifest-sha512.txt']) {
    const summed = spawnSync('sha512sum', ['--strict', '-c', manifest], { cwd: bag, encoding: 'utf8' });
    if ((summed.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') continue;
    expect(summed).toMatchObject({ status: 0 });
  }
});

it('goes on past one that cannot be made, and keeps what is whole when it is started again', async () => {
  const image = join(folder, 'images', 'disk-2.img');
  renameSync(image, `${image}.away`);
  const first = bags();
  await expect(first.end).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/^1 of 3 bags could not be made: .*disk-2\.img.*2 are whole in/),
  });
  expect(first.warnings).toHaveLength(1);
  expect(readdirSync(out).sort()).toEqual(['A-1', 'A-3']);
  const before = statSync(join(out, 'A-1', 'bagit.txt')).ino;
  renameSync(`${image}.away`, image);
  // As a run that was killed leaves it.
  mkdirSync(join(out, 'A-2.part', 'bag', 'data'), { recursive: true });
  writeFileSync(join(out, 'A-2.part', 'spindle-bagging'), '');
  expect(await bags().end).toMatchObject({ made: 1, kept: 2 });
  expect(readdirSync(out).sort()).toEqual(['A-1', 'A-2', 'A-3']);
  expect(statSync(join(out, 'A-1', 'bagit.txt')).ino).toBe(before);
});

it('tells of one that is there and not whole, or of other dumps, and leaves it', async () => {
  await bags(dumps.slice(0, 2)).end;
  const spoilt = join(out, 'A-1', 'data', 'A-1', 'disk-1.img');
  writeFileSync(spoilt, 'spoilt');
  const other = dumpOnDisk(join(folder, 'more'), { name: 'disk-9', carrier: 'A-2', dumpId: numberedUuid(9) });
  const run = bags([dumps[0]!, dumps[1]!, other, dumps[2]!]);
  await expect(run.end).rejects.toMatchObject({ message: expect.stringMatching(/^2 of 3 bags/) });
  expect(run.warnings).toEqual([
    expect.stringMatching(/A-1 is no valid bag .* left as it is/),
    expect.stringMatching(/A-2 is a bag of other dumps and was left as it is/),
  ]);
  expect(readFileSync(spoilt, 'utf8')).toBe('spoilt');
  expect((await validateBag(join(out, 'A-3'))).verdict).toBe('valid');
});
