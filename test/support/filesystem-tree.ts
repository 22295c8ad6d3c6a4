/** What a filesystem holds, in a form that can be compared with what other programs say. */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Filesystem } from '../../src/main/core/filesystem/filesystem.ts';
import { walk } from '../../src/main/core/filesystem/walk.ts';
import { memoryReader, type SectorReader } from '../../src/main/core/identify/sector-reader.ts';

const chunkBytes = 1 << 20;

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function contentOf(filesystem: Filesystem, entry: Entry): Uint8Array {
  const content = new Uint8Array(entry.sizeBytes);
  for (let at = 0; at < content.length; at += chunkBytes)
    filesystem.read(entry, at, content.subarray(at, at + chunkBytes));
  return content;
}

export interface Tree {
  /** By path: the hash of a file, `directory`, or what a link leads to. */
  readonly entries: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/** Everything, in the order of paths, with what was said on the way. */
export function treeOf(filesystem: Filesystem): Tree {
  const warnings: string[] = [];
  const entries: Record<string, string> = {};
  for (const { path, entry } of walk(filesystem, {
    onWarning: (where, what) => warnings.push(`${where}: ${what}`),
  }))
    entries[path] =
      entry.kind === 'file'
        ? sha256(contentOf(filesystem, entry))
        : entry.kind === 'symlink'
          ? `-> ${entry.linkTarget}`
          : entry.kind;
  return {
    entries: sorted(entries),
    warnings: [...warnings, ...filesystem.warnings, ...(filesystem.conclude?.() ?? [])],
  };
}

function sorted(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A folder on disk in the same form. */
export function treeOnDisk(folder: string): Readonly<Record<string, string>> {
  const entries: Record<string, string> = {};
  const visit = (below: string) => {
    for (const name of readdirSync(join(folder, below))) {
      const path = below === '' ? name : `${below}/${name}`;
      const stat = lstatSync(join(folder, path));
      if (stat.isSymbolicLink()) entries[path] = `-> ${readlinkSync(join(folder, path))}`;
      else if (stat.isFile()) entries[path] = sha256(readFileSync(join(folder, path)));
      else {
        entries[path] = 'directory';
        visit(path);
      }
    }
  };
  visit('');
  return sorted(entries);
}

/** An image of which some sectors cannot be read. */
export function readerWithout(
  bytes: Uint8Array,
  badSectors: readonly number[],
  sectorSize = 512,
): SectorReader {
  const whole = memoryReader(bytes, sectorSize);
  const bad = new Set(badSectors);
  return {
    ...whole,
    readAt(offsetBytes, lengthBytes) {
      const last = Math.floor((offsetBytes + lengthBytes - 1) / sectorSize);
      for (let sector = Math.floor(offsetBytes / sectorSize); sector <= last; sector++)
        if (bad.has(sector)) return null;
      return whole.readAt(offsetBytes, lengthBytes);
    },
  };
}
