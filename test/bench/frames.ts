/** Frames of a page in Chromium while something is done with it, and the work its own thread had with them. */
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { row } from './measure.ts';

/** Without a graphics processor, and with the bars a person would take hold of. */
export function launchForFrames(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
}

/** What the promise speaks of. */
const longFrameMs = 50;

interface Frames {
  readonly longestMs: number;
  readonly p95Ms: number;
  readonly long: number;
  readonly count: number;
}

async function framesOf(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    let isOn = true;
    const step = (now: number) => {
      frames.push(now - last);
      last = now;
      if (isOn) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    Object.assign(window, {
      endFrames: () => {
        isOn = false;
        return frames.slice(1);
      },
    });
  });
  await work();
  const frames = await page.evaluate(() => (window as unknown as { endFrames(): number[] }).endFrames());
  const sorted = frames.toSorted((a, b) => a - b);
  return {
    longestMs: sorted.at(-1) ?? 0,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    long: frames.filter((ms) => ms > longFrameMs).length,
    count: frames.length,
  };
}

/** Seconds the page's own thread has worked, in script and in style and layout. */
async function workOf(session: CDPSession): Promise<{ script: number; layout: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') };
}

/** One row: frames, the longest, the 95th percentile, those longer than 50 ms, and the work of the page for each. */
export async function measuredFrames(
  page: Page,
  session: CDPSession,
  name: string,
  work: () => Promise<void>,
) {
  const before = await workOf(session);
  const { longestMs, p95Ms, long, count } = await framesOf(page, work);
  const after = await workOf(session);
  const perFrame = (used: number) => `${((used * 1000) / Math.max(1, count)).toFixed(1)} ms`;
  row(
    name,
    `${count}`,
    `${longestMs.toFixed(0)} ms`,
    `${p95Ms.toFixed(0)} ms`,
    `${long}`,
    perFrame(after.script - before.script),
    perFrame(after.layout - before.layout),
  );
}
