/** Every screen and state about dumps, images, carriers and their care, tried by axe. */
import { describe, expect, it } from 'vitest';
import { accessScenes, isOfCollection } from '../support/access-scenes.ts';
import { violations } from '../support/axe.ts';
import { browserMissing } from '../support/browser.ts';
import { cutOffWhenMagnified } from '../support/cut-off.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`Access is not tested: ${browserMissing}.`);

describe.skipIf(browserMissing)('every screen about the collection', () => {
  const open = useStage();

  for (const { name, data, fragment, prepare } of accessScenes.filter(isOfCollection)) {
    it(`is open to everybody: ${name}`, async () => {
      const scene = await open(data, fragment ? { fragment } : {});
      await scene.page.locator('h1').first().waitFor();
      await prepare?.(scene);
      expect(await violations(scene.page, name)).toEqual([]);
      expect(await cutOffWhenMagnified(scene.page)).toEqual([]);
    });
  }
});
