/** A job whose output folder is full, as a page on the bench meets it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultJobOptions, type JobSnapshot } from '../../src/shared/model/job.ts';
import { verdict } from '../../src/shared/model/verdict.ts';
import { startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { has } from '../support/needs.ts';
import { openRealStation } from '../support/real-station.ts';
import { simMedium } from '../support/sim-medium.ts';
import { makeClientDir } from '../support/station.ts';

function canMount(): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux')
    return has(false, 'needs root to mount a tmpfs');
  const folder = mkdtempSync(join(tmpdir(), 'spindle-mount-'));
  const works = spawnSync('mount', ['-t', 'tmpfs', 'none', folder]).status === 0;
  if (works) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return has(works, 'needs the right to mount a tmpfs');
}

test.skipIf(!canMount())(
  'is parked with a plain sentence, and goes on to the whole image when there is room',
  async () => {
    const folder = ownFolder();
    const out = join(folder, 'out');
    mkdirSync(out);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'none', out]);
    onTestFinished(() => void execFileSync('umount', [out]));
    const { root: clientRoot, clientDir } = makeClientDir();
    onTestFinished(() => rmSync(clientRoot, { recursive: true }));
    const { address, image } = simMedium(folder, 1440, { cmd_ms: 2 });
    const station = await openRealStation({ folder, clientDir, simulate: [address] });
    onTestFinished(() => station.close());
    const { client } = station;
    const { drives } = await client.drives.refresh();
    const sourceId = drives.find((drive) => drive.address === address)!.id;
    const [root] = await client.outputs.roots();
    const medium = { kind: 'blocks', totalSectors: 1440, sectorSize: 512, audioSectors: 0 } as const;
    const foretold = await client.room.ofStart({
      ...{ rootId: root!.id, sourceId, medium },
      options: { formats: ['img'], keepStore: false, subchannel: false },
    });
    expect(foretold).toMatchObject({ fits: false, others: 0 });
    const { jobId } = await client.jobs.start({
      sourceId,
      rootId: root!.id,
      name: 'disk',
      options: defaultJobOptions,
      resume: false,
    });
    const rested = async (): Promise<JobSnapshot> => {
      for (let after = -1; ; ) {
        const job = await client.jobs.watchOne({ jobId, after });
        if (['parked', 'failed', 'done'].includes(job.state)) return job;
        after = job.revision;
      }
    };

    const parked = await rested();
    expect(parked).toMatchObject({ state: 'parked', outcome: 'partial', error: { code: 'output-full' } });
    expect(parked.error!.message).toMatch(/full.*kept.*resume/i);
    expect(verdict(parked)).toMatch(/^Parked: .*Everything read is kept and reading can be resumed\.$/);

    execFileSync('mount', ['-o', 'remount,size=8m', out]);
    await client.jobs.resume({ jobId });
    await expect
      .poll(async () => (await client.jobs.watchOne({ jobId, after: -1 })).state)
      .not.toBe('parked');
    const done = await rested();
    expect(done).toMatchObject({ state: 'done', outcome: 'complete', error: null });
    expect(readFileSync(join(out, 'disk.img')).equals(image)).toBe(true);
  },
);

test.skipIf(!canMount())('is foretold by the command line, which reads all the same and parks', async () => {
  const folder = ownFolder();
  const out = join(folder, 'out');
  mkdirSync(out);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'none', out]);
  onTestFinished(() => void execFileSync('umount', [out]));
  // As slow as a drive is: what fills the disk in a moment is parked before anything is foretold, and says so itself.
  const { address } = simMedium(folder, 1440, { cmd_ms: 50 });
  const { ended } = startSpindle([
    ...['image', address, '--out', out, '--name', 'disk', '--no-catalogue', '--json'],
  ]);
  const { status, lines, stderr } = await ended;
  const room = lines.find(({ type }) => type === 'room');
  expect(room).toMatchObject({ path: out });
  expect(room!.neededBytes).toBeGreaterThan(room!.freeBytes);
  expect(stderr).toContain('it will not fit. Reading goes on');
  expect(status).toBe(4);
});
