/**
 * The screens as both doors serve them: every file is read once at the start into a fixed map from address path to
 * bytes. A request can only name a key of that map; no path is ever made from what a request says.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { SpindleError } from '../../shared/errors.ts';

export interface StaticFile {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Keys are exact address paths, `/` for the page itself. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
/** With `nosniff` a browser neither runs nor shows it. */
const unknownType = 'application/octet-stream';

/** @throws SpindleError not-found when the screens were not built */
export function readStaticFiles(directory: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  for (const path of listFiles(directory)) {
    const address = `/${relative(directory, path).split(sep).join('/')}`;
    files.set(address, {
      contentType: contentTypes[extname(path)] ?? unknownType,
      body: new Uint8Array(readFileSync(path)),
    });
  }
  const page = files.get('/index.html');
  if (!page) throw notBuilt(directory);
  return files.set('/', page);
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notBuilt(directory);
    throw error;
  }
}

function notBuilt(directory: string): SpindleError {
  return new SpindleError(
    'not-found',
    'The screens are not built yet. Run "npm run build" once, then start again.',
    { directory },
  );
}
