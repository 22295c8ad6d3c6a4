/** What comes from outside: on a command line, by a file manager, from another program, by a link on a page. */
import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDeepLink } from '../../shared/deep-link.ts';

export type NamedThing =
  | { readonly kind: 'folder' | 'image'; readonly path: string }
  | { readonly kind: 'link'; readonly address: string };

/** Files that the program opens; the first eight are those that electron-builder.yml gives to it. */
export const imageEndings =
  'cue ccd toc iso img ima imz map mds nrg bin adf adz st msa hdm d88 dc42 dsk imd chd dmg toast vfd flp vhd raw'.split(
    ' ',
  );

const mostThings = 8;
const longestPath = 4096;
/** Looking at one of these on Windows would already send our name and password's hash to that server. */
const networkPath = /^[\\/]{2}/;
const imageName = new RegExp(`\\.(?:${imageEndings.join('|')})$`, 'i');

/**
 * Existing folders, existing images and links among words that anyone may have written: a desktop file, another program,
 * a second start. Options, network paths and everything else are passed over.
 */
export function namedThings(words: readonly string[], workingDirectory: string): NamedThing[] {
  return words
    .filter((word) => word.length > 0 && word.length <= longestPath && !word.includes('\0'))
    .filter((word) => !word.startsWith('-'))
    .slice(0, mostThings)
    .flatMap((word): NamedThing[] => {
      if (parseDeepLink(word)) return [{ kind: 'link', address: word }];
      return thingAt(word, workingDirectory);
    });
}

function thingAt(word: string, workingDirectory: string): NamedThing[] {
  try {
    const path = resolve(workingDirectory, pathOf(word));
    if (networkPath.test(word) || networkPath.test(path)) return [];
    // Links are followed before anyone is asked: the question must name the real place.
    const real = realpathSync(path);
    if (networkPath.test(real)) return [];
    const stat = statSync(real);
    if (stat.isDirectory()) return [{ kind: 'folder', path: real }];
    return stat.isFile() && imageName.test(path) ? [{ kind: 'image', path: real }] : [];
  } catch {
    // Not there, not ours to see, or no path at all: there is nothing to show.
    return [];
  }
}

/** File managers of Linux hand over `file:` addresses. One with a host is a network path. */
function pathOf(word: string): string {
  if (!/^file:/i.test(word)) return word;
  if (!/^file:\/\/\/(?!\/)/i.test(word)) throw new TypeError('not a file of this machine');
  return fileURLToPath(word);
}
