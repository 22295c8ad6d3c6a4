/** Finding things from the command line, down to files inside images that were only imported. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { practiceMedia } from '../../src/main/core/block/practice-media.ts';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { dumpOnDisk } from '../support/handed-over.ts';

const other = '00000000-0000-4000-8000-000000000002';

it('finds, counts, and tells which files are elsewhere', async () => {
  const folder = ownFolder();
  const [image] = practiceMedia;
  dumpOnDisk(folder, { carrier: 'AR-0001' });
  dumpOnDisk(folder, { name: 'disk-0002', carrier: 'AR-0002', dumpId: other });
  for (const name of ['disk-0001', 'disk-0002']) writeFileSync(join(folder, `${name}.img`), image!.build());
  const run = (...args: string[]) =>
    spindle('catalogue', ...args, '--json', '--catalogue', join(folder, 'catalogue.db'));

  expect((await run('import', folder)).status).toBe(0);
  const found = await run('search', 'file:ledger');
  expect(found.status).toBe(0);
  expect(found.lines.filter(({ type }) => type === 'hit')).toMatchObject([
    { kind: 'file', title: 'LEDGER.TXT', path: 'LEDGER.TXT', inside: true, group: 'AR-0001' },
    { kind: 'file', title: 'LEDGER.TXT', id: other, group: 'AR-0002' },
  ]);
  expect(found.result).toMatchObject({ hits: 2, carriers: 2, isExact: true });

  const unknown = await run('search', 'shelf:3');
  expect([unknown.status, unknown.error?.code]).toEqual([2, 'bad-request']);

  const facets = await run('search', '--facets', 'file:ledger');
  expect(facets.lines).toContainEqual({
    type: 'facet',
    facet: 'state',
    value: 'imaged',
    count: 2,
    chip: 'state:imaged',
  });

  const unread = await run('duplicates', other);
  expect([unread.status, unread.error?.code]).toEqual([2, 'not-found']);
  expect((await run('index', '--contents')).result).toMatchObject({ queued: 2, listed: 2, failed: 0 });
  const same = await run('duplicates', other);
  expect(same.result).toMatchObject({ files: 4, shared: 4 });
  expect(same.lines[0]).toMatchObject({ type: 'duplicate', copies: 1, elsewhere: [{ carrier: 'AR-0001' }] });
}, 120_000);
