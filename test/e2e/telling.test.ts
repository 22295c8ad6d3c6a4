/** Telling whoever looks elsewhere, in a browser: notifications, sounds, the title. What is told of which change: news.test.ts. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { runningBatch } from '../support/batch-scenarios.ts';
import { browserMissing } from '../support/browser.ts';
import type { FakeHubData } from '../support/fake-hub.ts';
import { failedJob, jobWithMap, makeDrive } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`Notifications and sounds are not tested: ${browserMissing}.`);

interface Recorded {
  /** Times the browser's own question was asked. */
  asked: number;
  permission: 'default' | 'granted' | 'denied';
  hasFocus: boolean;
  /** Whatever a test evaluates counts as a gesture of a person, so the browser cannot be asked. */
  hasGesture: boolean;
  readonly notices: {
    readonly title: string;
    readonly body: string;
    readonly tag: string;
    click(): void;
  }[];
  /** Pitches that were played. */
  readonly hertz: number[];
}

/** Puts what the system would show and play on record; the page has the focus only if the record says so. */
const record = (page: Page) =>
  page.evaluate(() => {
    const recorded: Recorded = {
      ...{ asked: 0, permission: 'default', hasFocus: false, hasGesture: true },
      ...{ notices: [], hertz: [] },
    };
    Object.defineProperty(navigator, 'userActivation', {
      get: () => ({ hasBeenActive: recorded.hasGesture }),
    });
    const RealOscillator = globalThis.OscillatorNode;
    Object.assign(globalThis, {
      recorded,
      Notification: class extends EventTarget {
        constructor(title: string, { body = '', tag = '' }: NotificationOptions) {
          super();
          recorded.notices.push({ title, body, tag, click: () => this.dispatchEvent(new Event('click')) });
        }
        close() {}
        static get permission() {
          return recorded.permission;
        }
        static async requestPermission() {
          recorded.asked++;
          recorded.permission = 'granted';
          return recorded.permission;
        }
      },
      OscillatorNode: class extends RealOscillator {
        constructor(context: BaseAudioContext, options: OscillatorOptions) {
          super(context, options);
          recorded.hertz.push(options.frequency ?? 0);
        }
      },
    });
    document.hasFocus = () => recorded.hasFocus;
  });

const recordOf = (page: Page) =>
  page.evaluate(() => {
    const { asked, notices, hertz } = (globalThis as unknown as { recorded: Recorded }).recorded;
    return { asked, notices: notices.map(({ title, body }) => ({ title, body })), hertz };
  });
const change = (page: Page, part: Partial<Recorded>) =>
  page.evaluate((to) => {
    Object.assign((globalThis as unknown as { recorded: Recorded }).recorded, to);
    if (to.hasFocus) window.dispatchEvent(new Event('focus'));
  }, part);

const reading = jobWithMap('j1', [
  [1440, 'good'],
  [1440, 'untried'],
]);
const failed = { ...failedJob('j1'), source: reading.source };
const busy: FakeHubData = { drives: [makeDrive('fd0'), makeDrive('fd1')], jobs: [reading] };
const settings = (telling: { notify?: string[]; sound?: string[] }) =>
  ({ telling: { notify: [], sound: [], volume: 60, ...telling } }) as NonNullable<FakeHubData['settings']>;

describe.skipIf(browserMissing)('whoever looks elsewhere', () => {
  const open = useStage();

  it('sees in the title how far it is', async () => {
    const { page, hub } = await open(busy);
    await expect.poll(() => page.title()).toBe('50 % · 1 drive — Spindle');
    hub.change('j1', { state: 'done', outcome: 'complete' });
    await expect.poll(() => page.title()).toBe('Spindle');
  });

  it('is notified after a click has allowed it, and led to the job by a click on that', async () => {
    const { page, hub } = await open(busy);
    await record(page);
    await page.getByRole('link', { name: 'Settings' }).click();
    const allow = page.getByRole('button', { name: 'Allow notifications' });
    await allow.waitFor();
    expect((await recordOf(page)).asked).toBe(0);
    await allow.click();
    await allow.waitFor({ state: 'detached' });
    expect((await recordOf(page)).asked).toBe(1);
    hub.change('j1', failed);
    await expect.poll(async () => (await recordOf(page)).notices).toHaveLength(1);
    expect((await recordOf(page)).notices[0]).toEqual({
      title: `${failed.name} · ${failed.source.label}`,
      body: failed.error!.message,
    });
    expect(await page.title()).toBe('(!) Spindle');
    await page.evaluate(() => (globalThis as unknown as { recorded: Recorded }).recorded.notices[0]!.click());
    await expect.poll(() => page.url()).toMatch(/#\/jobs\/j1$/);
    await change(page, { hasFocus: true });
    await expect.poll(() => page.title()).toBe('Spindle');
  });

  it('is not notified of what is seen anyway, nor asked for leave', async () => {
    const { page, hub } = await open(busy);
    await record(page);
    await change(page, { hasFocus: true, permission: 'granted' });
    hub.change('j1', failed);
    await page.getByText(failed.error!.message).first().waitFor();
    expect(await recordOf(page)).toMatchObject({ asked: 0, notices: [] });
    expect(await page.title()).toBe('Spindle');
  });

  it('hears nothing before the first gesture, and then what was chosen', async () => {
    const { page, hub } = await open({ ...busy, settings: settings({ sound: ['stopped'] }) });
    await record(page);
    await change(page, { hasGesture: false });
    hub.change('j1', failed);
    await page.getByText(failed.error!.message).first().waitFor();
    expect((await recordOf(page)).hertz).toEqual([]);
    await change(page, { hasGesture: true });
    hub.change('j1', { ...reading, error: null, outcome: null });
    await expect.poll(() => page.title()).toBe('50 % · 1 drive — Spindle');
    hub.change('j1', failed);
    await expect.poll(async () => (await recordOf(page)).hertz.length).toBeGreaterThan(3);
    expect(new Set((await recordOf(page)).hertz).size).toBe(1);
  });

  it('is told what the next disk of a batch is', async () => {
    const { page, hub } = await open({ ...busy, batch: runningBatch });
    await record(page);
    await change(page, { permission: 'granted' });
    await page.getByText('Insert AR-0423').first().waitFor();
    const [first, ...others] = runningBatch.drives;
    hub.batch.set({
      ...runningBatch,
      drives: [{ ...first!, kind: 'insert', code: 'AR-0424', jobId: null }, ...others],
    });
    await expect
      .poll(async () => (await recordOf(page)).notices)
      .toEqual([{ title: `${runningBatch.batch.name} · ${first!.label}`, body: 'Insert AR-0424.' }]);
  });

  it('is notified of files that altered, and of the end of other work only by choice', async () => {
    const { page, hub } = await open(busy);
    await record(page);
    await change(page, { permission: 'granted' });
    const work = { kind: 'fixity', name: '', files: 9, problems: 0, error: null } as const;
    hub.works.set([
      { ...work, id: 'a', state: 'running' },
      { ...work, id: 'b', kind: 'hand-over', state: 'running' },
    ]);
    await page.waitForTimeout(200);
    hub.works.set([
      { ...work, id: 'a', state: 'done', problems: 2 },
      { ...work, id: 'b', kind: 'hand-over', name: 'bag-1', state: 'done' },
    ]);
    await expect
      .poll(async () => (await recordOf(page)).notices)
      .toEqual([{ title: 'Fixity check', body: '2 files are altered, missing or not readable.' }]);
    await page.evaluate(() => (globalThis as unknown as { recorded: Recorded }).recorded.notices[0]!.click());
    await expect.poll(() => page.url()).toMatch(/#\/checks$/);
  });

  it('chooses what is told, tries the sounds, and sets how loud they are', async () => {
    const { page, hub } = await open({ ...busy }, { fragment: '#/settings' });
    await record(page);
    await page.getByRole('checkbox', { name: 'Notify: A job ends with every sector read' }).click();
    await page.getByRole('checkbox', { name: 'Sound: A decision is wanted' }).click();
    await page.getByRole('checkbox', { name: 'Notify: A decision is wanted' }).click();
    await expect
      .poll(() => hub.settings.telling)
      .toMatchObject({ notify: ['complete', 'stopped', 'next'], sound: ['decision'] });
    for (const name of ['every sector read', 'missing or in doubt', 'wants the next disk'])
      await page.getByRole('button', { name: new RegExp(`Listen: .*${name}`) }).click();
    expect(new Set((await recordOf(page)).hertz).size).toBe(6);
    const volume = page.getByRole('slider', { name: 'Volume of sounds' });
    await volume.press('Home');
    await expect.poll(() => hub.settings.telling.volume).toBe(0);
    const listen = page.getByRole('button', { name: /^Listen/ }).first();
    await expect.poll(() => listen.isDisabled()).toBe(true);
    await volume.press('ArrowRight');
    await expect.poll(() => hub.settings.telling.volume).toBe(5);
  });
});
