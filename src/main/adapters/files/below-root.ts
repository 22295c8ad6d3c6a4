/** Files below folders a person granted: listed, found and resolved without ever leaving the folder. */
import { realpathSync, statSync } from 'node:fs';
import { opendir, readdir, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import {
  type BrowsedEntry,
  type BrowsedPage,
  type BrowseFolder,
  type FindImage,
  pathBelowProblem,
} from '../../../shared/model/image-places.ts';
import { sidecarSuffix, storeSuffix } from '../../../shared/model/sidecar.ts';
import { openError } from '../posix-faults.ts';
import { isStore } from './store-document.ts';

/** Endings of images, sheets and packed floppies; what carries another can be opened all the same. */
const imageEndings: ReadonlySet<string> = new Set(
  'adf adz bin ccd cdr chd cue d88 dc42 dd dmg dsk flp hdm ima image imd img imz iso mds mdf msa nrg raw st toast toc udf vfd vhd xdf'
    .split(' ')
    .map((ending) => `.${ending}`),
);

const advice = 'Ask its owner for read permission.';
const mostWalked = 50_000;
const deepest = 12;
const byName = new Intl.Collator('en', { numeric: true });

/**
 * @param root absolute
 * @param path as `pathBelowSchema` has it
 * @returns the real path, which lies in the real root
 * @throws SpindleError bad-request, not-found, permission-denied
 */
export function pathBelow(root: string, path: string): string {
  const problem = pathBelowProblem(path);
  if (problem !== null) throw new SpindleError('bad-request', `${path} is not opened: ${problem}.`, { path });
  const real = realOf(root);
  const wanted = realOf(join(real, ...path.split('/').filter(Boolean)));
  const way = relative(real, wanted);
  if (way === '..' || way.startsWith(`..${sep}`) || way.startsWith(sep) || /^[a-z]:/i.test(way))
    throw new SpindleError(
      'permission-denied',
      `${path} leads out of the folder that was granted, through a link. Grant the folder it leads to, then open it there.`,
      { path },
    );
  return wanted;
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw openError(error, path, advice);
  }
}

function kindOf(name: string, isDirectory: boolean, folder: string): BrowsedEntry['kind'] | 'sidecar' {
  if (isDirectory) return name.endsWith(storeSuffix) && isStore(join(folder, name)) ? 'store' : 'folder';
  if (name.endsWith(sidecarSuffix)) return 'sidecar';
  return imageEndings.has(extname(name).toLowerCase()) ? 'image' : 'other';
}

/** Links are shown as what they lead to; whether that is granted is asked when it is opened. */
function isDirectoryAt(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** @throws SpindleError as `pathBelow`, and not-a-source for what is no folder */
export async function browseBelow(root: string, asked: Omit<BrowseFolder, 'rootId'>): Promise<BrowsedPage> {
  const folder = pathBelow(root, asked.path);
  const all = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw openError(error, folder, advice);
  });
  const named = all
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => {
      const path = join(folder, entry.name);
      const isDirectory = entry.isDirectory() || (entry.isSymbolicLink() && isDirectoryAt(path));
      return { name: entry.name, kind: kindOf(entry.name, isDirectory, folder) };
    });
  const isOther = ({ kind }: (typeof named)[number]) => kind === 'other' || kind === 'sidecar';
  const rank = ({ kind }: (typeof named)[number]) => (kind === 'folder' ? 0 : 1);
  const shown = named
    .filter((entry) => !asked.imagesOnly || !isOther(entry))
    .sort((a, b) => rank(a) - rank(b) || byName.compare(a.name, b.name));
  const page = shown.slice(asked.offset, asked.offset + asked.limit);
  return {
    offset: asked.offset,
    entries: await Promise.all(
      page.map(async ({ name, kind }): Promise<BrowsedEntry> => {
        const facts = await stat(join(folder, name)).catch(() => null);
        return {
          name,
          kind: kind === 'sidecar' ? 'other' : kind,
          sizeBytes: facts?.isFile() ? facts.size : null,
          modified: facts ? facts.mtime.toISOString() : null,
        };
      }),
    ),
    total: shown.length,
    otherTotal: named.filter(isOther).length,
  };
}

export interface FoundBelow {
  /** Paths below the root. */
  readonly paths: readonly string[];
  readonly isWhole: boolean;
}

/** Folders that cannot be read are passed over; links are not followed. */
export async function findBelow(
  root: string,
  { name, sizeBytes }: FindImage,
  most: number,
): Promise<FoundBelow> {
  const paths: string[] = [];
  let walked = 0;
  const waiting = [{ path: '', depth: 0 }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { path, depth } = next;
    const folder = await opendir(join(root, path)).catch(() => null);
    if (!folder) continue;
    for await (const entry of folder) {
      if (++walked > mostWalked) return { paths, isWhole: false };
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory() && depth < deepest) waiting.push({ path: below, depth: depth + 1 });
      if (!entry.isFile() || entry.name !== name) continue;
      const facts = await stat(join(root, below)).catch(() => null);
      if (facts?.size === sizeBytes && paths.push(below) >= most) return { paths, isWhole: true };
    }
  }
  return { paths, isWhole: true };
}
