/**
 * The list of carriers while it is scrolled, in Chromium, through the real station: `node test/bench/scroll.ts [--carriers N]
 * [--seconds N] [--keep DIR]`. Prints of each way of scrolling the longest frame, the 95th percentile and the frames longer than
 * 50 ms, and the script and layout time of the page, which a machine with other work cannot make longer; asserts nothing.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildClient } from '../support/build-client.ts';
import { openRealStation } from '../support/real-station.ts';
import { launchForFrames, measuredFrames } from './frames.ts';
import { row } from './measure.ts';
import { makeCollection } from './synthetic-collection.ts';

function option(name: string, fallback: number): number {
  return Number(process.argv[process.argv.indexOf(name) + 1]) || fallback;
}

const carriers = option('--carriers', 100_000);
const seconds = option('--seconds', 10);
const kept = process.argv.includes('--keep') ? process.argv[process.argv.indexOf('--keep') + 1]! : null;
const folder = kept ?? mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-scroll-'));
mkdirSync(folder, { recursive: true });

async function byWheel(page: Page): Promise<void> {
  await page.getByRole('grid').hover();
  for (const endMs = performance.now() + seconds * 1000; performance.now() < endMs; ) {
    await page.mouse.wheel(0, 280);
    await page.waitForTimeout(16);
  }
}

/** By the thumb of the bar itself, down to the end and up again; what is loaded meanwhile makes the list longer. */
async function byScrollbar(page: Page): Promise<void> {
  const box = (await page.getByRole('grid').boundingBox())!;
  const x = box.x + box.width - 6;
  const endMs = performance.now() + seconds * 1000;
  await page.mouse.move(x, box.y + 40);
  await page.mouse.down();
  for (let step = 0; performance.now() < endMs; step++) {
    const share = Math.abs((step % 120) - 60) / 60;
    await page.mouse.move(x, box.y + 40 + (1 - share) * (box.height - 60));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}

async function byEndAndHome(page: Page): Promise<void> {
  await page.getByRole('grid').getByRole('row').nth(1).focus();
  for (let turn = 0, endMs = performance.now() + seconds * 1000; performance.now() < endMs; turn++) {
    await page.keyboard.press(turn % 4 === 3 ? 'Home' : 'End');
    await page.waitForTimeout(250);
  }
}

const path = join(folder, 'catalogue.db');
if (!existsSync(path)) {
  console.log(`Making ${carriers} carriers ...`);
  makeCollection(path, { carriers, filesPerCarrier: 1 }, () => {});
}
const clientDir = join(folder, 'client');
process.env.NODE_ENV = 'production';
await buildClient(clientDir);
const station = await openRealStation({ folder, clientDir });
const browser = await launchForFrames();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(station.url);
  await page.getByRole('link', { name: 'Catalogue' }).click();
  await page.getByRole('grid').getByRole('row').nth(5).waitFor({ timeout: 120_000 });
  console.log(
    `${carriers} carriers, ${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)} before`,
  );
  row('by', 'frames', 'longest', '95 %', '> 50 ms', 'script a frame', 'layout a frame');
  await measuredFrames(page, session, 'wheel', () => byWheel(page));
  await measuredFrames(page, session, 'scrollbar', () => byScrollbar(page));
  await measuredFrames(page, session, 'End and Home', () => byEndAndHome(page));
  const shown = await page.getByRole('grid').getAttribute('aria-rowcount');
  console.log(`${shown} rows loaded; load ${loadavg()[0]!.toFixed(1)} after`);
} finally {
  await browser.close();
  await station.close();
  if (kept === null) rmSync(folder, { recursive: true, force: true });
}
