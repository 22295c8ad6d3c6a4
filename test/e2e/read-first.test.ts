/** Choosing the files of a medium at work that are to be read before all others. */
import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { hurtOffice } from '../support/image-scenarios.ts';
import { halfReadRuns, jobWithMap } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`skipped: ${browserMissing}`);

const job = jobWithMap('j1', halfReadRuns);
const fragment = '#/jobs/j1';

describe.skipIf(browserMissing)('files that are read first', () => {
  const open = useStage();

  it('are chosen by keys from the directories, which are read for it', async () => {
    const { page, hub } = await open({ jobs: [job], image: hurtOffice() }, { fragment });
    await page.getByRole('button', { name: 'Read files first' }).click();
    const dialog = page.getByRole('dialog', { name: 'Read files first' });
    await dialog.getByRole('checkbox', { name: 'Read LEDGER.TXT first' }).waitFor();
    expect(hub.asked).toContain('read-first j1');
    const row = dialog.getByRole('row', { name: /LEDGER\.TXT/ });
    await row.click();
    await page.keyboard.press(' ');
    if (process.env.SPINDLE_LOOK) await page.screenshot({ path: process.env.SPINDLE_LOOK });
    await dialog.getByRole('button', { name: 'Read this first' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(hub.asked.at(-1)).toBe('read-first /LEDGER.TXT j1');
  });

  it('of a parked job are kept until it goes on, and its reading is not begun for it', async () => {
    const parked = { ...job, state: 'parked' as const, outcome: 'partial' as const };
    const { page, hub } = await open({ jobs: [parked], image: hurtOffice() }, { fragment });
    await page.getByRole('button', { name: 'Read files first' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Read LEDGER.TXT first' }).check();
    expect(hub.asked).toEqual([]);
    await dialog.getByRole('button', { name: 'Read this first' }).click();
    await page.getByText('These come first when the job goes on.').waitFor();
  });
});
