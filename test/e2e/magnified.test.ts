import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { shots } from '../support/shots.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`Magnified screens are not tested: ${browserMissing}.`);

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
