/** Paths that came from outside: on a command line, by a file manager, from another program. */
import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

const maxPaths = 8;
const maxPathLength = 4096;
/** Looking at one of these on Windows would already send our name and password's hash to that server. */
const networkPath = /^[\\/]{2}/;

/**
 * The existing folders among arguments that anyone may have written: a desktop file, another program, a second
 * start. Options, network paths and everything that is no folder are passed over.
 */
export function namedDirectories(words: readonly string[], workingDirectory: string): string[] {
  return words
    .filter((word) => word.length > 0 && word.length <= maxPathLength && !word.includes('\0'))
    .filter((word) => !word.startsWith('-') && !networkPath.test(word))
    .slice(0, maxPaths)
    .flatMap((word) => directoryAt(resolve(workingDirectory, word)));
}

function directoryAt(path: string): string[] {
  if (networkPath.test(path)) return [];
  try {
    // Links are followed before anyone is asked: the question must name the real place.
    const real = realpathSync(path);
    return statSync(real).isDirectory() && !networkPath.test(real) ? [real] : [];
  } catch {
    // Not there or not ours to see: there is nothing to ask about.
    return [];
  }
}
