/** The screens, built once for all browser tests: `inject('clientDir')` says where. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { browserMissing } from './browser.ts';
import { buildClient } from './build-client.ts';

declare module 'vitest' {
  interface ProvidedContext {
    clientDir: string;
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'spindle-screens-'));
  if (!browserMissing) await buildClient(directory);
  provide('clientDir', directory);
  return () => rm(directory, { recursive: true, force: true });
}
