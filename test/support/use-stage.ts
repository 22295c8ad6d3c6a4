/** A stage for a file of browser tests: one browser, a scene per test, and no complaint on any console. */
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { openStage, type Scene, type Stage } from './browser.ts';

/** To be called inside `describe`. @returns what opens the scene of a test; it is closed behind it */
export function useStage(): Stage['open'] {
  let stage: Stage;
  let scene: Scene | null = null;
  beforeAll(async () => {
    stage = await openStage(inject('clientDir'));
  });
  afterEach(async () => {
    const { complaints = [], expectedComplaints = [] } = scene ?? {};
    await scene?.close();
    scene = null;
    expect(complaints.filter((words) => !expectedComplaints.some((known) => known.test(words)))).toEqual([]);
  });
  afterAll(() => stage.close());
  return async (...parameters) => {
    scene = await stage.open(...parameters);
    return scene;
  };
}
