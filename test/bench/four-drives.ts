/**
 * The bench while four simulated drives with faults are read at once, in Chromium, through the real station:
 * `node test/bench/four-drives.ts [--seconds N]`. Prints frames and long tasks of the page, the share of a core its thread
 * takes, and how long a key takes to be painted; asserts nothing.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { defaultJobOptions, isAtRest } from '../../src/shared/model/job.ts';
import { buildClient } from '../support/build-client.ts';
import { openRealStation } from '../support/real-station.ts';
import { simMedium } from '../support/sim-medium.ts';
import { launchForFrames, measuredFrames } from './frames.ts';
import { median, row } from './measure.ts';

const at = process.argv.indexOf('--seconds');
const seconds = Number(process.argv[at + 1]) || 15;
const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-four-'));
const clientDir = join(folder, 'client');
const presses = 20;

/** Read for about a minute, with stretches that fail at first and some that always do. */
const behaviour = {
  cmd_ms: 700,
  fail: [{ lba: [300, 340], first: 2 }, { lba: [900, 912] }, { lba: [1500, 1600], first: 1 }],
};

async function processorSecondsOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

/** From the key to the frame behind what it changed. */
async function pressed(page: Page, key: string): Promise<number> {
  await page.evaluate(() => {
    const painted = new Promise<number>((done) => {
      addEventListener(
        'keydown',
        ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - timeStamp))),
        { once: true, capture: true },
      );
    });
    Object.assign(window, { painted });
  });
  await page.keyboard.press(key);
  return page.evaluate(() => (window as unknown as { painted: Promise<number> }).painted);
}

process.env.NODE_ENV = 'production';
await buildClient(clientDir);
const media = ['a', 'b', 'c', 'd'].map((name) => {
  mkdirSync(join(folder, name));
  return simMedium(join(folder, name), 115_200, behaviour).address;
});
const station = await openRealStation({ folder, clientDir, simulate: media });
const browser = await launchForFrames();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const openedMs = performance.now();
  await page.goto(station.url);
  await page.getByRole('article').nth(3).waitFor({ timeout: 60_000 });
  const interactiveMs = performance.now() - openedMs;
  await page.evaluate(() => {
    const long: number[] = [];
    new PerformanceObserver((list) =>
      long.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
    Object.assign(window, { long });
  });
  const { drives } = await station.client.drives.refresh();
  const [root] = await station.client.outputs.roots();
  const read = async (address: string) => {
    const sourceId = drives.find((drive) => drive.address === address)!.id;
    const name = `disk ${media.indexOf(address)}`;
    const start = { sourceId, rootId: root!.id, name, options: { ...defaultJobOptions, retries: 50 } };
    await station.client.jobs.start({ ...start, resume: false });
  };
  for (const address of media) await read(address);
  await page.getByRole('button', { name: 'Pause' }).nth(3).waitFor({ timeout: 60_000 });
  console.log(`${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)} before`);
  row(
    'while four drives are read',
    'frames',
    'longest',
    '95 %',
    '> 50 ms',
    'script a frame',
    'layout a frame',
  );
  const before = await processorSecondsOf(session);
  await measuredFrames(page, session, 'the bench, looked at', () => page.waitForTimeout(seconds * 1000));
  const used = (await processorSecondsOf(session)) - before;
  const delaysMs: number[] = [];
  await measuredFrames(page, session, 'the bench, worked by keys', async () => {
    for (let press = 0; press < presses; press++) {
      delaysMs.push(await pressed(page, 'Tab'));
      await page.waitForTimeout(150);
    }
  });
  const long = await page.evaluate(() => (window as unknown as { long: number[] }).long);
  const working = (await station.client.jobs.watch({ after: -1 })).jobs.filter(
    ({ state }) => !isAtRest(state),
  ).length;
  console.log(`the bench could be worked ${interactiveMs.toFixed(0)} ms after its address was opened`);
  console.log(`the thread of the page took ${((used / seconds) * 100).toFixed(1)} % of a core`);
  console.log(
    `a key is painted after ${median([...delaysMs]).toFixed(0)} ms, ${Math.max(...delaysMs).toFixed(0)} ms at most`,
  );
  console.log(
    `${long.length} tasks longer than 50 ms; ${working} of 4 jobs still at work; load ${loadavg()[0]!.toFixed(1)} after`,
  );
} finally {
  await browser.close();
  await station.close();
  rmSync(folder, { recursive: true, force: true });
}
