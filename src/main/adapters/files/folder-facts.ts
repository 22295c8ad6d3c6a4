import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FolderFacts } from '../../core/doctor/station-facts.ts';

/** Makes nothing: a folder that is not there is judged by the nearest one above it. */
export async function folderFacts(path: string): Promise<FolderFacts> {
  const standing = nearestExisting(path);
  return { path, freeBytes: await freeBytes(standing), writable: isWritable(standing) };
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

async function freeBytes(path: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    // File systems that do not tell, and folders that went away meanwhile.
    return null;
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    // Whatever stands in the way, nothing could be written here.
    return false;
  }
}
