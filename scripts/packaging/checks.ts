/** One line for each thing a package must be; all are looked at before the verdict. */
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface Checks {
  /** @param detail what was found, for whoever reads a failure */
  that(what: string, holds: boolean, detail?: unknown): void;
  skipped(what: string, why: string): void;
  readonly failures: number;
}

export function startChecks(): Checks {
  let failures = 0;
  return {
    that(what, holds, detail) {
      if (!holds) failures++;
      const found = holds || detail === undefined ? '' : `: ${JSON.stringify(detail)}`;
      console.log(`${holds ? 'ok     ' : 'FAILED '} ${what}${found}`);
    },
    skipped: (what, why) => console.log(`skipped ${what}: ${why}`),
    get failures() {
      return failures;
    },
  };
}

/** Paths of all files below a folder, relative to it, with `/`. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

export async function bytesBelow(folder: string): Promise<number> {
  const files = await filesBelow(folder);
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
