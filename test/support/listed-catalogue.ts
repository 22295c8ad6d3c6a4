/** A catalogue with listings of made-up images, as the real threads leave them on the disk. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Connection } from '../../src/main/adapters/sqlite/database.ts';
import { filesPath } from '../../src/main/adapters/sqlite/listing/files-path.ts';
import {
  appendPiece,
  beginListing,
  finishListing,
} from '../../src/main/adapters/sqlite/listing/listing-writer.ts';
import { filesSchema } from '../../src/main/adapters/sqlite/migrations/files/schema.ts';
import { openDatabase } from '../../src/main/adapters/sqlite/open-database.ts';
import { encodePiece, type ListingPiece } from '../../src/main/core/catalogue/listing.ts';
import type { ListingTask } from '../../src/main/core/catalogue/search-port.ts';
import type { Catalogue } from '../../src/main/core/ports.ts';

export interface MadeFile {
  /** Folders in front, joined by `/`. */
  readonly path: string;
  readonly sizeBytes?: number;
  readonly damage?: 0 | 1 | 2;
  readonly sha256?: string;
}

export function openListings(cataloguePath: string): Connection {
  mkdirSync(dirname(cataloguePath), { recursive: true });
  return openDatabase(filesPath(cataloguePath), filesSchema);
}

export function pieceOf(files: readonly MadeFile[]): ListingPiece {
  const numbers = new Map<string, number>();
  const entries = files.map(({ path, sizeBytes = 100, damage = 0, sha256 = null }) => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (!numbers.has(folder)) numbers.set(folder, numbers.size + 1);
    const name = path.slice(path.lastIndexOf('/') + 1);
    return [numbers.get(folder)!, name, 0, sizeBytes, 800_000_000, 20, damage, sha256] as const;
  });
  return {
    trees: [
      {
        position: 0,
        type: 'ISO 9660',
        label: 'VOLUME',
        session: 1,
        track: 1,
        isListed: true,
        entries: files.length,
      },
    ],
    directories: [...numbers].map(([path, number]) => [number, 0, path] as const),
    entries,
  };
}

/** Lists a dump that is recorded, as the hub does it. */
export async function listMade(
  catalogue: Catalogue,
  listings: Connection,
  dumpId: string,
  files: readonly MadeFile[],
): Promise<void> {
  const [task] = await catalogue.listings.pending({ everything: true, contents: false, dumpId }, 1);
  const hasContents = files.some(({ sha256 }) => sha256 !== undefined);
  const damaged = files.filter(({ damage = 0 }) => damage > 0).length;
  const summary = { entries: files.length, damaged, hasContents, problem: '' };
  writeListing(listings, task!, files, summary);
  await catalogue.listings.listed(task!, summary);
}

export function writeListing(
  listings: Connection,
  task: ListingTask,
  files: readonly MadeFile[],
  summary: { entries: number; damaged: number; hasContents: boolean; problem: string },
): void {
  const listing = beginListing(listings, task, 1);
  appendPiece(listings, listing, encodePiece(pieceOf(files)));
  finishListing(listings, listing, summary);
}
