/** The type of a file in the upper bits of a POSIX mode (st_mode). */
import type { EntryKind } from './filesystem.ts';

const typeMask = 0o170000;
const permissionMask = 0o7777;

const kinds: ReadonlyMap<number, EntryKind> = new Map([
  [0o040000, 'directory'],
  [0o100000, 'file'],
  [0o120000, 'symlink'],
  [0o010000, 'other'],
  [0o020000, 'other'],
  [0o060000, 'other'],
  [0o140000, 'other'],
]);

/** @returns null when the mode says nothing about the type */
export function kindOfMode(mode: number): EntryKind | null {
  return kinds.get(mode & typeMask) ?? null;
}

export function permissionsOfMode(mode: number): number {
  return mode & permissionMask;
}
