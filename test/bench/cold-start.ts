/**
 * From `spindle serve` to a bench that can be worked: `node test/bench/cold-start.ts [--rounds N] [--catalogue FILE]`. Builds
 * nothing: what `npm ci` left in dist is what starts. As root the system forgets all files first, as after it was turned on.
 * The browser is at work already; its profile has never seen the page. Prints medians; asserts nothing.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { simMedium } from '../support/sim-medium.ts';
import { launchForFrames } from './frames.ts';
import { median, row } from './measure.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, catalogue: { type: 'string' } },
});
const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');
const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-start-'));

/** @returns whether the system let us */
function forgetFiles(): boolean {
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}

interface Start {
  readonly servingMs: number;
  readonly workableMs: number;
}

async function start(browser: Browser, round: number, media: readonly string[]): Promise<Start> {
  const own = join(folder, String(round));
  mkdirSync(join(own, 'out'), { recursive: true });
  const catalogue = join(own, 'catalogue.db');
  if (values.catalogue) copyFileSync(values.catalogue, catalogue);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  forgetFiles();
  const args = [bin, 'serve', '--no-open', '--port', '0', '--json', '--root', join(own, 'out')];
  const startedMs = performance.now();
  const station = spawn(
    process.execPath,
    [...args, '--catalogue', catalogue, ...media.flatMap((address) => ['--simulate', address])],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  try {
    const url = await addressOf(station.stdout);
    const servingMs = performance.now() - startedMs;
    await page.goto(url);
    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByRole('article').nth(3).getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').waitFor();
    return { servingMs, workableMs: performance.now() - startedMs };
  } finally {
    const ended = new Promise((done) => station.once('exit', done));
    station.kill('SIGTERM');
    await ended;
    await page.close();
  }
}

async function addressOf(lines: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: lines })) {
    const said = JSON.parse(line) as { readonly type: string; readonly url: string };
    if (said.type === 'serving') return said.url;
  }
  throw new Error('the station ended before it served');
}

const media = ['a', 'b', 'c', 'd'].map((name) => {
  mkdirSync(join(folder, name));
  return simMedium(join(folder, name), 2880, {}).address;
});
const browser = await launchForFrames();
try {
  const isCold = forgetFiles();
  console.log(
    `${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}; files ${isCold ? 'forgotten before each start' : 'may still be in memory'}`,
  );
  const starts: Start[] = [];
  for (let round = 0; round < Number(values.rounds); round++) starts.push(await start(browser, round, media));
  row('from the start of the program', 'median', 'slowest');
  for (const [name, of] of [
    ['it serves', ({ servingMs }: Start) => servingMs],
    ['a disk can be started: the dialog is open', ({ workableMs }: Start) => workableMs],
  ] as const) {
    const ms = starts.map(of);
    row(name, `${median([...ms]).toFixed(0)} ms`, `${Math.max(...ms).toFixed(0)} ms`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
