/** A hub as the window's host sees it: the small router, and a record of what was asked. */
import { vi } from 'vitest';
import type { WindowHub } from '../../src/main/hosts/served-hub.ts';
import { smallRouter } from './station.ts';

export function fakeHub(activeJobs = 0) {
  const listeners: (() => void)[] = [];
  const hub = {
    router: smallRouter,
    activeJobs,
    activeWritings: 0,
    activeFileWork: 0,
    grantRoot: vi.fn<WindowHub['grantRoot']>(async (path, label) => ({
      id: 'root',
      label,
      path,
      freeBytes: null,
    })),
    offerImage: vi.fn<WindowHub['offerImage']>(() => '5f0c1e86-6b1b-4b39-9a5e-0d1f2f3a4b5c'),
    onActivity: (listener: () => void) => void listeners.push(listener),
    close: vi.fn(async () => {}),
    become(jobs: number, writings = 0, fileWork = 0) {
      hub.activeJobs = jobs;
      hub.activeWritings = writings;
      hub.activeFileWork = fileWork;
      for (const listener of listeners) listener();
    },
  };
  return hub satisfies WindowHub & { become(jobs: number, writings?: number, fileWork?: number): void };
}
