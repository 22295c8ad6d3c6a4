/** Pictures of the main screens for the documentation: SPINDLE_SCREENSHOTS=1 npm run test:e2e -- screenshots */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { browserMissing, openStage, type Stage } from '../support/browser.ts';
import { shots } from '../support/shots.ts';

const wanted = process.env.SPINDLE_SCREENSHOTS === '1';
/** Another size or folder, to look at: SPINDLE_SCREENSHOT_SIZE=1024x700 SPINDLE_SCREENSHOT_DIR=/tmp/narrow */
const [width = 1280, height = 800] = (process.env.SPINDLE_SCREENSHOT_SIZE ?? '1280x800')
  .split('x')
  .map(Number);
const directory =
  process.env.SPINDLE_SCREENSHOT_DIR ?? resolve(import.meta.dirname, '../../docs/screenshots');

describe.skipIf(!wanted || browserMissing)('screenshots', () => {
  let stage: Stage;
  beforeAll(async () => {
    mkdirSync(directory, { recursive: true });
    stage = await openStage(inject('clientDir'));
  });
  afterAll(() => stage.close());

  for (const { name, data, fragment, prepare } of shots) {
    for (const dark of [false, true]) {
      it(`${name} ${dark ? 'dark' : 'light'}`, async () => {
        const scene = await stage.open(data, { width, height, dark, ...(fragment && { fragment }) });
        await scene.page.locator('h1').first().waitFor();
        await prepare?.(scene);
        await scene.page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
        await scene.page.evaluate(() => document.fonts.ready);
        await scene.page.waitForTimeout(250);
        await scene.page.screenshot({ path: `${directory}/${name}-${dark ? 'dark' : 'light'}.png` });
        await scene.close();
      });
    }
  }
});
