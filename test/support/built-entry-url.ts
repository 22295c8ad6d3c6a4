/** Stands in for `adapters/entry-url.ts` in tests: what they start is what was built for them. */
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';

export function entryUrl(sourcePath: string): URL {
  return pathToFileURL(join(inject('packageDir'), 'dist/main', `${basename(sourcePath)}.js`));
}
