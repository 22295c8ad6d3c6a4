/**
 * Where the threads and processes of the main side start from: TypeScript source in a checkout, built JavaScript
 * in a package (every entry lies flat in `dist/main/`, see vite.config.ts).
 */
const built = '/dist/main/';

/** @param sourcePath path below `src/main` without its ending, e.g. `imaging/reader-thread` */
export function entryUrl(sourcePath: string): URL {
  const self = import.meta.url;
  if (self.endsWith('.ts')) return new URL(`../${sourcePath}.ts`, self);
  const directory = self.slice(0, self.lastIndexOf(built) + built.length);
  return new URL(`${sourcePath.slice(sourcePath.lastIndexOf('/') + 1)}.js`, directory);
}
