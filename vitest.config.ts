import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** With SPINDLE_TEST_REPORTS each npm script (`test`, `test:slow`, ...) leaves its JSON report there. */
const { SPINDLE_TEST_REPORTS: reports, npm_lifecycle_event: script } = process.env;
const report = reports && script ? join(reports, `${script.replace(':', '-')}.json`) : null;

/** What tests start from sources is not stripped of its types each time. */
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'spindle-compile-cache');

/** What starts a virtual machine with drives in it. */
const rig = 'test/slow/*rig*.test.ts';

/** A loaded machine is no fault of a test: what never ends is stopped, what is slow is not judged. */
const testTimeout = 60_000;

/** Threads and processes are those built by test/support/main-once.ts. */
const alias = {
  find: /^.*\/entry-url\.ts$/,
  replacement: resolve(import.meta.dirname, 'test/support/built-entry-url.ts'),
};

/** Fast projects first; `slow`, `rig` and `e2e` are run by name (npm run test:slow, test:rig, test:e2e). */
export default defineConfig({
  test: {
    globalSetup: 'test/support/main-once.ts',
    // Tests wait for what they start as often as they work: one more than the cores keeps all of them busy.
    maxWorkers: availableParallelism() + 1,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        resolve: { alias: [alias] },
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
        resolve: { alias: [alias] },
        test: {
          name: 'security',
          include: ['test/security/**/*.test.ts'],
          environment: 'node',
          testTimeout,
        },
      },
      {
        resolve: { alias: [alias] },
        test: {
          name: 'hosts',
          include: ['test/hosts/**/*.test.ts'],
          environment: 'node',
          testTimeout,
        },
      },
      {
        resolve: { alias: [alias] },
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
        resolve: { alias: [alias] },
        test: {
          name: 'rig',
          include: [rig],
          environment: 'node',
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias: [alias] },
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
