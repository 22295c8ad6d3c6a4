/** Every screen and state whose access is tried. */
import type { Scene } from './browser.ts';
import { watchedArchive } from './checks-scenarios.ts';
import { estate } from './collection-scenarios.ts';
import { hurtOffice } from './image-scenarios.ts';
import { busyBench, halfReadRuns, jobWithMap, longQueue, makeRecord } from './scenarios.ts';
import { type Shot, shots } from './shots.ts';

const record = makeRecord();

async function chooseTwo({ page }: Scene): Promise<void> {
  for (const code of ['AR-0412', 'AR-0413']) {
    const row = page.getByRole('row').filter({ hasText: code }).first();
    await row.focus();
    await page.keyboard.press(' ');
    await row.getByRole('checkbox', { checked: true }).waitFor();
  }
}

/** Those that are pictured, and states that need no picture. */
export const accessScenes: readonly Shot[] = [
  ...shots,
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
    name: 'practice-added',
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

/** Those about what was read and described; the others are about drives and work in them. */
export function isOfCollection({ fragment = '' }: Shot): boolean {
  return /^#\/(catalogue|carriers|dumps|images?|checks)\b/.test(fragment);
}
