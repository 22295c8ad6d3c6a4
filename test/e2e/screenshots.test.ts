/** The pictures of the documentation, made again: SPINDLE_SCREENSHOTS=1 npm run test:e2e -- screenshots */
import { mkdirSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { browserMissing, openStage, type Stage } from '../support/browser.ts';
import { shots } from '../support/shots.ts';

const wanted = process.env.SPINDLE_SCREENSHOTS === '1';
/** All screens there are, in another size, to look at: SPINDLE_SCREENSHOT_DIR=/tmp/narrow SPINDLE_SCREENSHOT_SIZE=1024x700 */
const [width = 1280, height = 800] = (process.env.SPINDLE_SCREENSHOT_SIZE ?? '1280x800')
  .split('x')
  .map(Number);
const documented = resolve(import.meta.dirname, '../../docs/screenshots');
const directory = process.env.SPINDLE_SCREENSHOT_DIR ?? documented;

const pictures = shots
  .flatMap((shot) => [
    { ...shot, dark: false, file: `${shot.name}-light.png` },
    { ...shot, dark: true, file: `${shot.name}-dark.png` },
  ])
  .filter(({ file }) => directory !== documented || readdirSync(documented).includes(file));

describe.skipIf(!wanted || browserMissing)('screenshots', () => {
  let stage: Stage;
  beforeAll(async () => {
    mkdirSync(directory, { recursive: true });
    stage = await openStage(inject('clientDir'));
  });
  afterAll(() => stage.close());

  for (const { data, fragment, prepare, dark, file } of pictures) {
    it(file, async () => {
      const scene = await stage.open(data, { width, height, dark, ...(fragment && { fragment }) });
      await scene.page.locator('h1').first().waitFor();
      await prepare?.(scene);
      await scene.settled();
      await scene.page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
      await scene.page.evaluate(() => document.fonts.ready);
      await scene.page.waitForTimeout(250);
      await scene.page.screenshot({ path: `${directory}/${file}` });
      await scene.close();
    });
  }
});
