/** What is lost of a page that is magnified to 200 % (WCAG 2.2, 1.4.4). */
import type { Page } from 'playwright-core';

/** What 200 % leaves of a window of 1280 by 800. */
const magnified = { width: 640, height: 400 };

/** @returns the controls nobody can get at any more */
export async function cutOffWhenMagnified(page: Page): Promise<string[]> {
  await page.setViewportSize(magnified);
  // Lists draw their rows for the new size in the frame after it.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  return page.evaluate(cutOff);
}

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
