/** Storages are folders that come and go as one: a disk, a share, a tape's staging area. */

export type Separator = '/' | '\\';

/** The storage a folder lies in: the nearest root above it, or the folder itself where none was named. */
export function storageOf(directory: string, roots: Iterable<string>, separator: Separator): string {
  let nearest: string | null = null;
  for (const root of roots) {
    if (isWithin(directory, root, separator) && root.length > (nearest?.length ?? -1)) nearest = root;
  }
  return nearest ?? directory;
}

export function isWithin(path: string, root: string, separator: Separator): boolean {
  return path === root || path.startsWith(root.endsWith(separator) ? root : root + separator);
}
