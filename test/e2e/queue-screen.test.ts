/** The queue: its order by mouse and by keys, drives that stop after a job, and hundreds of jobs. */
import { describe, expect, it } from 'vitest';
import { browserMissing, type Scene, scan } from '../support/browser.ts';
import {
  hugeQueue,
  queueBroughtBack,
  roomEnough,
  shortOfRoom,
  waitingQueue,
} from '../support/queue-scenarios.ts';
import { busyBench, failedJob, makeDrive } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

const lineOf = ({ page }: Scene, drive: string) =>
  page.getByRole('list', { name: `Jobs waiting for ${drive}, the next first` });

const floppies = 'TEAC FD-235HF';

describe.skipIf(browserMissing)('the queue', () => {
  const open = useStage();

  async function namesOf(scene: Scene): Promise<string[]> {
    const links = lineOf(scene, floppies).getByRole('link');
    await links.first().waitFor();
    return links.allTextContents();
  }

  const inOrder = ['MINUTES 1988', 'CORRESPONDENCE A\u2013K', 'PHOTOS 1995', 'THESIS'];

  it('has a job that waits put elsewhere by keys, says its place, keeps the focus, and takes it back', async () => {
    const scene = await open(waitingQueue(), { fragment: '#/queue' });
    const { page, hub } = scene;
    expect(await namesOf(scene)).toEqual(inOrder);
    await page.getByRole('link', { name: 'THESIS' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    const spoken = page.locator('[data-moves]').first();
    await spoken.getByText(`THESIS is 2 of 4 for ${floppies}.`).waitFor({ state: 'attached' });
    expect(hub.asked).toEqual(['move w4 before w3', 'move w4 before w2']);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('THESIS');
    await page.keyboard.press('Alt+Shift+ArrowUp');
    await page.getByText(`THESIS is 1 of 4 for ${floppies}.`).first().waitFor();
    expect(await namesOf(scene)).toEqual(['THESIS', ...inOrder.slice(0, 3)]);
    await page.keyboard.press('Alt+ArrowUp');
    await spoken.getByText('THESIS is there already.').waitFor({ state: 'attached' });
    for (let times = 0; times < 3; times++) await page.keyboard.press('Control+z');
    await lineOf(scene, floppies).getByRole('listitem').nth(3).getByText('THESIS').waitFor();
    expect(await namesOf(scene)).toEqual(inOrder);
  });

  it('keeps the order at the hub: another look shows it too', async () => {
    const scene = await open(waitingQueue(), { fragment: '#/queue' });
    const { page } = scene;
    await page.getByRole('button', { name: 'Place of THESIS' }).click();
    await page.getByRole('menuitem', { name: 'To the front' }).click();
    await page.getByText(`THESIS is 1 of 4 for ${floppies}.`).first().waitFor();
    await page.reload();
    await page.getByText('THESIS').first().waitFor();
    expect((await namesOf(scene))[0]).toBe('THESIS');
  });

  it('has a job dragged to another place, and let go again by Escape', async () => {
    const scene = await open(waitingQueue(), { fragment: '#/queue' });
    const { page, hub } = scene;
    await namesOf(scene);
    const rows = lineOf(scene, floppies).getByRole('listitem');
    const middle = async (place: number) => {
      const box = (await rows.nth(place).boundingBox())!;
      return { x: box.x + 14, y: box.y + box.height / 2 };
    };
    const [from, to] = [await middle(0), await middle(2)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y + 8, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(hub.asked).toEqual([]);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y + 8, { steps: 4 });
    await page.mouse.up();
    await page.getByText(`MINUTES 1988 is 3 of 4 for ${floppies}.`).first().waitFor();
    expect(hub.asked).toEqual(['move w1 before w4']);
    await page.getByRole('button', { name: /Undo/ }).click();
    await rows.nth(0).getByText('MINUTES 1988').waitFor();
  });

  it('tells when a job began before it could be moved, and shows where it is', async () => {
    const { page, hub } = await open(waitingQueue(), { fragment: '#/queue' });
    await page.getByRole('button', { name: 'Place of THESIS' }).click();
    hub.line.leave('w4');
    await page.getByRole('menuitem', { name: 'Move up' }).click();
    await page
      .getByRole('alert')
      .getByText(/only jobs that wait can change places/)
      .waitFor();
  });

  it('stops a drive after its job and lets it go on, by button and by key, here and on the bench', async () => {
    const { page, hub } = await open(waitingQueue(), { fragment: '#/queue' });
    const atWork = page.getByRole('region', { name: 'At work' });
    await atWork.getByRole('button', { name: 'Stop after this' }).click();
    await atWork.getByText('Stops after this job; 4 wait').waitFor();
    await page.reload();
    await atWork.getByText('Stops after this job; 4 wait').waitFor();
    await page
      .getByRole('region', { name: /USB floppy/ })
      .getByText('Stopped; 2 jobs wait')
      .waitFor();
    await page.getByRole('link', { name: 'Bench' }).click();
    const tile = page.getByRole('article', { name: floppies });
    await tile.getByText('Stops after this job; 4 wait').waitFor();
    await tile.getByRole('button', { name: 'Pause' }).focus();
    await page.keyboard.press('h');
    await tile.getByText('4 more wait').waitFor();
    const other = page.getByRole('article', { name: 'USB floppy drive' });
    await other.getByText('Waiting to start.').waitFor();
    await other.getByRole('button', { name: 'Go on' }).click();
    await other.getByText('Stopped; 2 jobs wait').waitFor({ state: 'detached' });
    expect(hub.asked).toEqual(['hold fd0', 'let go fd0', 'let go sdb']);
  });

  it('with 500 jobs moves one by keys and draws none of the others again', async () => {
    const scene = await open(hugeQueue(), { fragment: '#/queue' });
    const { page, hub } = scene;
    await page.getByText('2 running \u00b7 250 waiting \u00b7 6 to resume').waitFor();
    const drawn = await page.evaluate(() => {
      const rest = document.querySelector('[aria-label="Jobs, newest first"]')!;
      const counted = { changes: 0, rows: rest.children.length };
      new MutationObserver((changes) => {
        counted.changes += changes.length;
      }).observe(rest, { subtree: true, childList: true, attributes: true, characterData: true });
      (window as unknown as { counted: typeof counted }).counted = counted;
      return counted.rows;
    });
    expect(drawn).toBe(248);
    hub.change('a1', { bytesPerSecond: 99_000 });
    await page.getByRole('button', { name: 'Place of THESIS 4', exact: true }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await lineOf(scene, floppies).getByRole('listitem').nth(1).getByText('THESIS 4').waitFor();
    const rows = lineOf(scene, floppies).getByRole('listitem');
    expect(await rows.count()).toBe(10);
    await page.getByRole('button', { name: 'Show 115 more' }).first().click();
    expect(await rows.count()).toBe(125);
    const { changes } = await page.evaluate(
      () => (window as unknown as { counted: { changes: number } }).counted,
    );
    expect(changes).toBe(0);
  });

  it('says how it stands when nothing is at work, and when jobs failed', async () => {
    const empty = await open({ drives: busyBench().drives }, { fragment: '#/queue' });
    await empty.page.getByRole('heading', { name: 'No jobs yet' }).waitFor();
    await empty.close();
    const failed = await open({ jobs: [failedJob('j1'), failedJob('j2')] }, { fragment: '#/queue' });
    await failed.page.getByText('2 to resume').waitFor();
    await failed.page.getByRole('button', { name: 'Resume' }).first().click();
    await failed.page.getByRole('region', { name: 'At work' }).waitFor();
  });

  it('tells which job will not fit, here and on the bench, and is quiet when there is room again', async () => {
    const scene = await open({ ...waitingQueue(), room: [shortOfRoom, roomEnough] }, { fragment: '#/queue' });
    const { page, hub } = scene;
    const note = page.getByRole('note').filter({ hasText: 'will not fit' });
    await note.getByText(/8\.10.GB are free in .*about 12\.4.GB more are needed/).waitFor();
    await note.getByText('One job is not counted').waitFor();
    await page.getByRole('note').filter({ hasText: 'About 2.9' }).waitFor();
    const rows = lineOf(scene, floppies).getByRole('listitem');
    expect(await rows.getByText('will not fit').count()).toBe(2);
    await page
      .getByRole('status')
      .getByText('From PHOTOS 1995 on, what waits')
      .waitFor({ state: 'attached' });
    await page.getByRole('link', { name: 'Bench' }).click();
    await note.getByRole('link', { name: 'PHOTOS 1995' }).waitFor();
    expect(await page.getByRole('note').filter({ hasText: 'About 2.9' }).count()).toBe(0);
    hub.room.set([roomEnough]);
    await note.waitFor({ state: 'detached' });
  });

  it('says before a start what it needs, and that it will not fit, but does not refuse it', async () => {
    const startRoom = { togetherBytes: 12_400_000_000, freeBytes: 8_100_000_000, others: 5, fits: false };
    const { page, hub } = await open({ drives: [makeDrive('fd0')], startRoom });
    await page.getByRole('button', { name: 'Start\u2026' }).click();
    await page.getByText(/8\.10.GB free, about 2.*MB needed/).waitFor();
    await page.getByText(/With the 5 jobs that run and wait already about 12\.4.GB are needed/).waitFor();
    await page.getByRole('button', { name: 'Start imaging' }).click();
    await page.getByRole('heading', { name: 'Looking at what is in the drive.' }).waitFor();
    expect(hub.started).toHaveLength(1);
  });

  it('shows a waiting job its place on its own page, where it can be put to the front and the drive let go on', async () => {
    const { page, hub } = await open(waitingQueue(), { fragment: '#/jobs/w6' });
    await page.getByText('Place 2 of 2 for USB floppy drive. The drive was told to stop.').waitFor();
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    // What it will do, as long as there is nothing else to see of it.
    const chosen = page.getByRole('region', { name: 'Chosen at the start' });
    await chosen.getByText('/srv/accessions/2026-114').waitFor();
    await chosen.getByText('as suits the medium').waitFor();
    await page.getByRole('button', { name: 'To the front' }).click();
    await page.getByText('Place 1 of 2 for USB floppy drive.').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('The drive was told to stop.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Take out of the queue' }).click();
    await page.getByText('Place 1 of 2').waitFor({ state: 'detached' });
    expect(hub.asked).toEqual(['move w6 before w5', 'let go sdb', 'park w6']);
  });

  it('says of a line that outlived the program why nothing begins, and lets it go on by one action', async () => {
    const scene = await open(queueBroughtBack(), { fragment: '#/queue' });
    const { page, hub } = scene;
    expect(await namesOf(scene)).toEqual(inOrder);
    const line = page.getByRole('region', { name: `Waiting for ${floppies}` });
    const why = 'The program ended while these jobs waited. Look what is in the drive, then let it go on.';
    await line.getByText(why).waitFor();
    await line.getByText('not begun').first().waitFor();
    expect(await line.getByText('partial').count()).toBe(0);
    await line.getByRole('button', { name: 'Go on' }).click();
    await line.getByText(why).waitFor({ state: 'detached' });
    expect(hub.asked).toHaveLength(1);
    expect(hub.asked[0]).toMatch(/^let go /);
    // The other drive is its own question.
    await page.getByText(why).waitFor();
  });

  it('shows from afar which drive begins nothing more, and why', async () => {
    const stopped = await open(waitingQueue(), { fragment: '#/bench?kiosk' });
    await stopped.page.getByText('Stopped; 2 jobs wait').waitFor();
    expect(await stopped.page.getByText('Held since').count()).toBe(0);
    const back = await open(queueBroughtBack(), { fragment: '#/bench?kiosk' });
    await back.page.getByText('Held since the program ended; 4 jobs wait').waitFor();
    await back.page.getByText('Held since the program ended; 2 jobs wait').waitFor();
  });

  it('obeys the card that lets a stopped drive go on, and none that would give up who waits', async () => {
    const { page, hub } = await open(waitingQueue());
    await page.getByText('Stopped; 2 jobs wait').waitFor();
    await scan(page, 'STOP B');
    await page.getByText('Drive B has nothing to stop.').first().waitFor();
    await scan(page, 'CONTINUE B');
    await page.getByText('Stopped; 2 jobs wait').waitFor({ state: 'detached' });
    expect(hub.asked).toEqual(['let go sdb']);
  });
});
