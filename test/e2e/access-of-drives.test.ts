/** Every screen and state about drives and work in them, tried by axe. The order of the Tab key and names are in keys.test.ts, announcements in announcements.test.ts. */
import { describe, expect, it } from 'vitest';
import { accessScenes, isOfCollection } from '../support/access-scenes.ts';
import { inHighContrast, violations } from '../support/axe.ts';
import { browserMissing } from '../support/browser.ts';
import { cutOffWhenMagnified } from '../support/cut-off.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`Access is not tested: ${browserMissing}.`);

describe.skipIf(browserMissing)('every screen about drives', () => {
  const open = useStage();

  it('is no more in high contrast under a name that is gone', () => {
    const known = new Set(accessScenes.map(({ name }) => name));
    expect([...inHighContrast].filter((name) => !known.has(name))).toEqual([]);
  });

  for (const { name, data, fragment, prepare } of accessScenes.filter((scene) => !isOfCollection(scene))) {
    it(`is open to everybody: ${name}`, async () => {
      const scene = await open(data, fragment ? { fragment } : {});
      await scene.page.locator('h1').first().waitFor();
      await prepare?.(scene);
      expect(await violations(scene.page, name)).toEqual([]);
      expect(await cutOffWhenMagnified(scene.page)).toEqual([]);
    });
  }
});
