/**
 * The threads and processes of the main side, built once for all tests as they ship: `inject('mainDir')` says where. A
 * thread begins in half the time of one made of a hundred sources, and tests begin thousands.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createBuilder } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    mainDir: string;
  }
}

const project = resolve(import.meta.dirname, '../..');

export async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'spindle-main-'));
  // What is not bundled is found beside it.
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  const outDir = join(folder, 'dist/main');
  mkdirSync(outDir, { recursive: true });
  const builder = await createBuilder({
    configFile: join(project, 'vite.config.ts'),
    logLevel: 'error',
    environments: { main: { build: { outDir } } },
  });
  await builder.build(builder.environments.main!);
  provide('mainDir', outDir);
  return () => rmSync(folder, { recursive: true, force: true });
}
