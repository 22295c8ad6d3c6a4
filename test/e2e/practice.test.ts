/** The practice desk on the screens: always named as what it is, its drive filled by hand, its exercises told by the hub. */
import { describe, expect, it } from 'vitest';
import { exerciseNames, exerciseSteps } from '../../src/shared/model/practice.ts';
import { browserMissing } from '../support/browser.ts';
import { practiceDesk } from '../support/practice-scenarios.ts';
import { busyBench } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The practice desk is not tested: ${browserMissing}.`);

const sentence = 'Practice desk: nothing here touches your catalogue.';

describe.skipIf(browserMissing)('the practice desk', () => {
  const open = useStage();

  it.each(['#/bench', '#/bench?kiosk', '#/catalogue', '#/settings', '#/help', '#/practice'])(
    'says that it is one at %s',
    async (fragment) => {
      const { page } = await open(practiceDesk, { fragment });
      await page.getByText(sentence).waitFor();
      await page.waitForFunction(() => document.title === 'Spindle \u00b7 Practice desk');
    },
  );

  it('tells of each exercise how far it is, and leads to where it begins', async () => {
    const { page } = await open(practiceDesk, { fragment: '#/practice' });
    await page.getByText('2 of 8 exercises done').waitFor();
    const exercise = (name: string) => page.getByRole('listitem', { name });
    await exercise('Image PR-001 and sign it off').getByText('Done', { exact: true }).waitFor();
    const hurt = exercise('Read PR-002 as far as it goes');
    await hurt.getByText('Begun', { exact: true }).waitFor();
    expect(await hurt.getByText(/^(Done|To do): /).allTextContents()).toEqual([
      'Done: it is imaged, with its gaps',
      'To do: its note names the file that is hurt',
    ]);
    await exercise('Find the letter to Berlin').getByText('Not begun', { exact: true }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await hurt.getByRole('link', { name: 'To PR-002' }).click();
    await page.waitForFunction(() => location.hash === '#/carriers/PR-002');
  });

  it('is reached from the help and from the line above every screen', async () => {
    const { page } = await open(practiceDesk, { fragment: '#/help' });
    await page.getByRole('button', { name: 'To the exercises' }).click();
    await page.getByRole('heading', { name: 'Exercises', level: 1 }).waitFor();
    await page.keyboard.press('F1');
    await page
      .getByRole('region', { name: 'Practice desk' })
      .getByRole('link', { name: 'Exercises' })
      .click();
    await page.getByText('2 of 8 exercises done').waitFor();
  });

  it('puts a disk into the drive and takes it out by keys, and says so', async () => {
    const { page, hub } = await open(practiceDesk);
    const strip = page.getByRole('region', { name: 'Practice desk' });
    await strip.getByText('The practice drive is empty.').waitFor();
    await strip.getByRole('button', { name: 'Insert a disk' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Disk 1 of the stack' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await strip.getByRole('status').getByText('In the practice drive: Disk 1 of the stack.').waitFor();
    // The other button stands where the first one stood, and has the focus.
    await page.waitForFunction(() => document.activeElement?.textContent === 'Take it out');
    await page.keyboard.press('Enter');
    await strip.getByText('The practice drive is empty.').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Insert a disk');
    expect(hub.asked).toEqual(['insert stack-1', 'take out']);
  });

  it('says when all is done', async () => {
    const exercises = exerciseNames.map((name) => ({ name, done: exerciseSteps[name].map(() => true) }));
    const { page } = await open({ ...practiceDesk, exercises }, { fragment: '#/practice' });
    await page.getByText(/^All exercises are done\./).waitFor();
  });

  it('is told of in the help of a workstation, which has neither its line nor its exercises', async () => {
    const { page } = await open(busyBench(), { fragment: '#/help' });
    await page.getByText(/spindle practice$/).waitFor();
    expect(await page.getByText(sentence).count()).toBe(0);
    await page.evaluate(() => {
      location.hash = '#/practice';
    });
    await page.getByText('Exercises are at the practice desk').waitFor();
    await page.getByRole('link', { name: 'Open the help' }).click();
    await page.getByRole('searchbox', { name: 'Search the help' }).waitFor();
  });
});
