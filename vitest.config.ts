import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** With SPINDLE_TEST_REPORTS each npm script (`test`, `test:slow`, ...) leaves its JSON report there. */
const { SPINDLE_TEST_REPORTS: reports, npm_lifecycle_event: script } = process.env;
const report = reports && script ? join(reports, `${script.replace(':', '-')}.json`) : null;

/** Threads that tests start run the sources as they are: stripping them of their types each time was half of all work. */
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'spindle-compile-cache');

/** What starts a virtual machine with drives in it. */
const rig = 'test/slow/*rig*.test.ts';

/** A loaded machine is no fault of a test: what never ends is stopped, what is slow is not judged. */
const testTimeout = 60_000;

/** Fast projects first; `slow`, `rig` and `e2e` are run by name (npm run test:slow, test:rig, test:e2e). */
export default defineConfig({
  test: {
    // Tests wait for what they start as often as they work: one more than the cores keeps all of them busy.
    maxWorkers: availableParallelism() + 1,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{shared,core,adapters,app,imaging,architecture,renderer}/**/*.test.ts'],
          environment: 'node',
          testTimeout,
          // Modules are loaded once for all files of a worker: half the time of these tests was their loading.
          isolate: false,
        },
      },
      {
        test: {
          name: 'security',
          include: ['test/security/**/*.test.ts'],
          environment: 'node',
          testTimeout,
        },
      },
      {
        test: {
          name: 'hosts',
          include: ['test/hosts/**/*.test.ts'],
          environment: 'node',
          testTimeout,
        },
      },
      {
        test: {
          name: 'slow',
          include: ['test/slow/**/*.test.ts'],
          exclude: [rig],
          environment: 'node',
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'rig',
          include: [rig],
          environment: 'node',
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'test/support/client-once.ts',
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
