/** Where the built files lie: `dist` of the checkout, or the `dist` we were built into. */
const built = '/dist/main/';

/** @param path below `dist`, e.g. `client/` */
export function builtUrl(path: string): URL {
  const self = import.meta.url;
  const dist = self.endsWith('.ts')
    ? new URL('../../../dist/', self)
    : new URL('../', self.slice(0, self.lastIndexOf(built) + built.length));
  return new URL(path, dist);
}
