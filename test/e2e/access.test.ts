/**
 * Every screen and state, tried by axe in light and dark, and every kind of screen in high contrast: no violation of WCAG 2.2
 * AA, nor of axe's best practices. The order of the Tab key, names and announcements are in keys.test.ts and
 * announcements.test.ts.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserMissing, type Scene } from '../support/browser.ts';
import { watchedArchive } from '../support/checks-scenarios.ts';
import { estate } from '../support/collection-scenarios.ts';
import { hurtOffice } from '../support/image-scenarios.ts';
import { busyBench, halfReadRuns, jobWithMap, longQueue, makeRecord } from '../support/scenarios.ts';
import { type Shot, shots } from '../support/shots.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`Access is not tested: ${browserMissing}.`);

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How the page may look; what colours do not change is tried once. */
const looks = [
  { theme: 'light', contrast: '', onlyColours: false },
  { theme: 'dark', contrast: '', onlyColours: true },
  { theme: 'light', contrast: 'more', onlyColours: true },
  { theme: 'dark', contrast: 'more', onlyColours: true },
] as const;

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Scenes that between them have every kind of control and mark; high contrast changes nothing but their colours. */
const inHighContrast: ReadonlySet<string> = new Set([
  ...['bench', 'bench-discs', 'start', 'job-reading', 'job-done', 'rip-damaged', 'job-failed', 'queue'],
  ...['catalogue', 'find', 'carrier', 'dump', 'files-hex', 'files-hurt', 'image-convert', 'batch', 'quality'],
  ...['checks-fixity', 'checks-packs', 'settings', 'help', 'first-steps', 'palette', 'keys', 'toast'],
  ...['find-chosen', 'edit-many', 'handing-over', 'fixity-running'],
]);

async function violations(page: Page, name: string): Promise<string[]> {
  await page.evaluate(axeSource);
  const found: string[] = [];
  const wanted = looks.filter(({ contrast }) => contrast === '' || inHighContrast.has(name));
  for (const look of wanted) {
    const results = await page.evaluate(async ({ theme, contrast, onlyColours }) => {
      const { dataset } = document.documentElement;
      dataset.theme = theme;
      if (contrast) dataset.contrast = contrast;
      else delete dataset.contrast;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const { axe } = globalThis as unknown as {
        axe: { run(context: unknown, options: unknown): Promise<unknown> };
      };
      const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      return (await axe.run(document, {
        resultTypes: ['violations'],
        runOnly: onlyColours ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: rules },
      })) as AxeResults;
    }, look);
    for (const { id, nodes } of results.violations) {
      for (const { html, failureSummary = '' } of nodes.slice(0, 3)) {
        const where = `${look.theme}${look.contrast && ' high contrast'}`;
        found.push(
          `${where}: ${id}: ${html.slice(0, 160)} ${failureSummary.split('\n').slice(1, 3).join(' ')}`,
        );
      }
    }
  }
  return found;
}

const record = makeRecord();

async function chooseTwo({ page }: Scene): Promise<void> {
  for (const code of ['AR-0412', 'AR-0413']) {
    const row = page.getByRole('row').filter({ hasText: code }).first();
    await row.focus();
    await page.keyboard.press(' ');
    await row.getByRole('checkbox', { checked: true }).waitFor();
  }
}

const more: readonly Shot[] = [
  { name: 'queue-empty', data: {}, fragment: '#/queue' },
  { name: 'catalogue-empty', data: {}, fragment: '#/catalogue' },
  { name: 'packs-empty', data: {}, fragment: '#/checks/packs' },
  {
    name: 'palette',
    data: { ...busyBench(), jobs: longQueue() },
    prepare: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'find-chosen',
    data: estate,
    fragment: '#/catalogue',
    prepare: chooseTwo,
  },
  {
    name: 'edit-many',
    data: estate,
    fragment: '#/catalogue',
    prepare: async (scene) => {
      await chooseTwo(scene);
      await scene.page.getByRole('toolbar').getByRole('button', { name: 'Edit' }).click();
      await scene.page.getByRole('checkbox', { name: 'Tags to add' }).click();
      await scene.page.getByLabel('Tags to add').last().fill('letters, council');
      await scene.page.getByText(/carriers would change/).waitFor();
    },
  },
  {
    name: 'carrier-history',
    data: estate,
    fragment: '#/carriers/AR-0412',
    prepare: ({ page }) => page.getByRole('tab', { name: 'History' }).click(),
  },
  {
    name: 'handing-over',
    data: { records: [record] },
    fragment: `#/dumps/${record.summary.dumpId}`,
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Hand over' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Hand over', exact: true }).click();
      await page.getByText('412 MB of 700 MB').waitFor();
    },
  },
  {
    name: 'fixity-running',
    data: { checks: watchedArchive },
    fragment: '#/checks',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Check what is due' }).click();
      await page.getByText('118 MB/s').waitFor();
    },
  },
  {
    name: 'catalogue-joined',
    data: { checks: watchedArchive },
    fragment: '#/checks/catalogue',
    prepare: async ({ page }) => {
      await page.getByLabel('File of the other catalogue').fill('desk-2.db');
      await page.getByRole('button', { name: 'See what it would bring' }).click();
      await page.getByText('1 removal,').waitFor();
    },
  },
  {
    name: 'keys',
    data: {},
    prepare: async ({ page }) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'practice',
    data: {},
    prepare: ({ page }) => page.getByRole('button', { name: 'Add practice drive' }).click(),
  },
  {
    name: 'read-first',
    data: { jobs: [jobWithMap('j1', halfReadRuns)], image: hurtOffice() },
    fragment: '#/jobs/j1',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Read files first' }).click();
      await page.getByRole('checkbox').first().waitFor();
    },
  },
  {
    name: 'toast',
    data: busyBench(),
    prepare: ({ page }) =>
      page.getByRole('article', { name: 'TEAC FD-235HF' }).getByRole('button', { name: 'Stop' }).click(),
  },
];

describe.skipIf(browserMissing)('every screen', () => {
  const open = useStage();

  it('has no scene in high contrast that is no more', () => {
    const known = new Set([...shots, ...more].map(({ name }) => name));
    expect([...inHighContrast].filter((name) => !known.has(name))).toEqual([]);
  });

  for (const { name, data, fragment, prepare } of [...shots, ...more]) {
    it(`is open to everybody: ${name}`, async () => {
      const scene = await open(data, fragment ? { fragment } : {});
      await scene.page.locator('h1').first().waitFor();
      await prepare?.(scene);
      expect(await violations(scene.page, name)).toEqual([]);
    });
  }
});

/** What 200 % leaves of a window of 1280 by 800. */
const magnified = { width: 640, height: 400 };

describe.skipIf(browserMissing)('magnified to 200 %', () => {
  const open = useStage();

  for (const name of [
    'bench',
    'start',
    'job-done',
    'rip-damaged',
    'rip-c2',
    'dump-disc',
    'queue',
    'catalogue',
    'dump',
    'files-hex',
    'checks-fixity',
    'settings',
    'bench-kiosk',
    'batches',
    'batch',
    'quality',
    'job-stalled',
    'carrier',
    'carrier-elsewhere',
    'find',
    'exceptions',
    'places',
    'changes',
    'table',
    'labels',
    'images-choose',
    'image-sectors',
    'image-what',
    'image-convert',
    'image-write',
    'checks-lists',
    'checks-restore',
  ]) {
    it(`nothing that can be worked is cut off: ${name}`, async () => {
      const { data, fragment, prepare } = shots.find((shot) => shot.name === name)!;
      const scene = await open(data, { ...magnified, ...(fragment && { fragment }) });
      await scene.page.locator('h1').first().waitFor();
      await prepare?.(scene);
      expect(await scene.page.evaluate(cutOff)).toEqual([]);
    });
  }
});

/**
 * Controls of which a part lies where no scrolling leads: outside of the page, or of a box that hides what is over its edge,
 * sideways or below.
 */
function cutOff(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'button, a[href], input, [role="tab"], [role="combobox"]',
  );
  const lost: string[] = [];
  for (const control of controls) {
    const { left, right, top, bottom, width } = control.getBoundingClientRect();
    if (width === 0 || control.closest('[aria-hidden="true"], .visually-hidden, [hidden]')) continue;
    let sideways = false;
    let downwards = false;
    for (let box = control.parentElement; box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      if (overflowX === 'visible' && overflowY === 'visible' && box !== document.documentElement) continue;
      if (overflowX === 'auto' || overflowX === 'scroll') sideways = true;
      if (overflowY === 'auto' || overflowY === 'scroll') downwards = true;
      const edge = box.getBoundingClientRect();
      if (
        (!sideways && (right > edge.right + 1 || left < edge.left - 1)) ||
        (!downwards && (bottom > edge.bottom + 1 || top < edge.top - 1))
      ) {
        lost.push(`${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent}`);
        break;
      }
    }
  }
  return lost;
}
