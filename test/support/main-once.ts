/**
 * The main side, built once for all tests as it ships: `inject('packageDir')` says where. A thread begins in half the time
 * of one made of a hundred sources, and tests begin thousands; in the virtual machine a program begins in half the time, too.
 */
import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createBuilder } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    packageDir: string;
  }
}

const project = resolve(import.meta.dirname, '../..');

/** What tests run beside it, in the virtual machine. */
const probes = ['mmc-lists', 'mmc-probe', 'rip-discs'];

export async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'spindle-main-'));
  // Some of it is run as another user.
  chmodSync(folder, 0o755);
  for (const name of ['bin', 'package.json'])
    cpSync(join(project, name), join(folder, name), { recursive: true });
  // What is not bundled is found beside it.
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  const input = Object.fromEntries(
    probes.map((name) => [name, join(project, `test/fixtures/processes/${name}.ts`)]),
  );
  const build = { outDir: join(folder, 'dist/main'), rolldownOptions: { input } };
  const builder = await createBuilder({
    configFile: join(project, 'vite.config.ts'),
    logLevel: 'error',
    environments: { main: { build } },
  });
  await builder.build(builder.environments.main!);
  provide('packageDir', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
