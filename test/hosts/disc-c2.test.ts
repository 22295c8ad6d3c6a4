/** A worn disc at the command line: what C2 said of it stands in its record and its log, also when the job was killed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Sidecar } from '../../src/shared/model/sidecar.ts';
import { spindle, startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

function worn(folder: string, behaviour: object = {}): string {
  const path = join(folder, 'worn.json');
  const c2_errors = [
    { lba: [100, 119], first: 1, bytes: 60 },
    { lba: [900, 904], first: 1, bytes: 400 },
  ];
  writeFileSync(path, JSON.stringify({ c2_errors, seed: 7, ...behaviour }));
  return `sim:practice/cd-audio?behaviour=${path}`;
}

function resultOf(folder: string) {
  const sidecar: Sidecar = JSON.parse(readFileSync(join(folder, 'd.spindle.json'), 'utf8'));
  return { ...sidecar, log: readFileSync(join(folder, 'd.log'), 'utf8') };
}

const image = (address: string, out: string) =>
  [
    'image',
    address,
    '--out',
    out,
    '--name',
    'd',
    '--retries',
    '2',
    '--no-catalogue',
    '--json',
    '--resume',
  ] as const;

it('has its errors in sidecar, log and progress, and loses none of them to a kill', async () => {
  const folder = ownFolder();
  const whole = join(folder, 'whole');
  const run = await spindle(...image(worn(folder), whole));
  expect(run.status, run.stderr).toBe(0);
  const { c2, counts, log } = resultOf(whole);
  expect(c2).toMatchObject({
    knownSectors: counts.total,
    first: { sectors: 25 },
    kept: { sectors: 0, bytes: 0, worst: null },
  });
  expect(c2!.first.worst!.lba).toBeGreaterThanOrEqual(900);
  expect(log).toContain(`C2: of ${counts.total} sectors 25 flagged (${c2!.first.bytes} bytes, most at LBA`);
  const { first, kept, knownSectors } = c2!;
  expect(run.lines.findLast(({ type }) => type === 'progress')!.c2).toEqual({ first, kept, knownSectors });

  const broken = join(folder, 'broken');
  const slow = worn(folder, { cmd_ms: 8 });
  let kills = 0;
  for (let attempt = 0; ; attempt++) {
    const { child, ended } = startSpindle(image(slow, broken));
    if (attempt < 3) {
      let reports = 0;
      child.stdout!.on('data', (text: string) => {
        reports += text.split('"type":"progress"').length - 1;
        if (reports >= 2 && child.kill('SIGKILL')) kills = attempt + 1;
      });
    }
    const { status, stderr } = await ended;
    if (status === 0) break;
    expect([4, null], stderr).toContain(status);
  }
  expect(kills).toBeGreaterThan(1);
  expect(resultOf(broken).c2).toEqual(c2);
});

it('says of a drive without C2 that nothing is known', async () => {
  const folder = ownFolder();
  expect((await spindle(...image(worn(folder, { c2: false, c2_errors: [] }), folder))).status).toBe(0);
  const record = resultOf(folder);
  expect(record).not.toHaveProperty('c2');
  expect(record.log).toContain('C2: no sector came with it');
});
