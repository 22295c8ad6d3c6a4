/** What lies in a bag's folder. No link is followed: whatever a bag says, nothing outside of it is opened. */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, opendir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { declarationName } from '../../core/handover/bagit/declaration.ts';
import { type BagFinding, error } from '../../core/handover/bagit/finding.ts';
import { systemName } from '../posix-faults.ts';

/** Tag files are read whole; one that is larger than this is none this program can use. */
const largestTagFileBytes = 256 * 1024 * 1024;
/** Deeper than any path a system opens. */
const deepest = 1000;

export interface BagFolder {
  /** Without links in it. */
  readonly root: string;
  /** Regular files by their paths in the bag, with their sizes. */
  readonly files: ReadonlyMap<string, number>;
  readonly hasPayloadFolder: boolean;
  /** Links, devices and folders that could not be looked into. */
  readonly findings: readonly BagFinding[];
}

/** A folder that has a `bagit.txt`. */
export async function isBag(path: string): Promise<boolean> {
  const found = await lstat(join(path, declarationName)).catch(() => null);
  return found?.isFile() ?? false;
}

/** @throws SpindleError not-found */
export async function readBagFolder(path: string): Promise<BagFolder> {
  const root = await realpath(path).catch(() => null);
  const found = root === null ? null : await lstat(root).catch(() => null);
  if (root === null || !found?.isDirectory())
    throw new SpindleError('not-found', `${path} is not a folder: there is no bag to check.`, { path });
  const files = new Map<string, number>();
  const findings: BagFinding[] = [];
  let hasPayloadFolder = false;
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }];
  for (const folder of waiting) {
    try {
      for await (const entry of await opendir(join(root, folder.path))) {
        const inBag = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
        const status = await lstat(join(root, inBag)).catch(() => null);
        if (status === null) findings.push(error(inBag, 'cannot be looked at under this name'));
        else if (status.isFile()) files.set(inBag, status.size);
        else if (status.isSymbolicLink())
          findings.push(error(inBag, 'is a link, which is not followed: a bag holds files and folders only'));
        else if (!status.isDirectory())
          findings.push(error(inBag, 'is a device or pipe: a bag holds files and folders only'));
        else if (folder.depth >= deepest)
          findings.push(error(inBag, 'lies too deep and was not looked into'));
        else {
          if (inBag === 'data') hasPayloadFolder = true;
          waiting.push({ path: inBag, depth: folder.depth + 1 });
        }
      }
    } catch (fault) {
      findings.push(error(folder.path, `cannot be looked into (${systemName(fault)})`));
    }
  }
  return { root, files, hasPayloadFolder, findings };
}

/** Opens a file of the bag; one that has become a link since it was seen is not followed. */
export function openInBag(folder: BagFolder, path: string): Promise<FileHandle> {
  return open(join(folder.root, path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
}

/** @returns null where the file cannot be used, with the reason among the findings */
export async function readTagFile(
  folder: BagFolder,
  path: string,
  findings: BagFinding[],
): Promise<Uint8Array | null> {
  if ((folder.files.get(path) ?? 0) > largestTagFileBytes) {
    findings.push(error(path, 'is larger than any tag file'));
    return null;
  }
  try {
    const file = await openInBag(folder, path);
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (fault) {
    findings.push(error(path, `cannot be read (${systemName(fault)})`));
    return null;
  }
}
