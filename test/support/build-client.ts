/**
 * Builds the screens alone, into a directory of its own, so that tests never depend on an earlier build. Under vitest
 * NODE_ENV is `test`: React then also complains of what it is silent about in the build that ships.
 */
import { createBuilder } from 'vite';

/** @param outDir emptied first */
export async function buildClient(outDir: string): Promise<void> {
  const builder = await createBuilder({
    configFile: new URL('../../vite.config.ts', import.meta.url).pathname,
    logLevel: 'error',
    environments: { client: { build: { outDir, emptyOutDir: true } } },
  });
  await builder.build(builder.environments.client!);
}
