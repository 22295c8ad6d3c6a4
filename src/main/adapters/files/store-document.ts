/** What makes a folder the store of a dump: the file in it that says whose sectors it holds. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { parseStoreFile, type StoreDocument, storeDocumentSchema } from '../../core/store/documents.ts';

export const storeFile = 'store.json';

/** False for whatever is no folder, too. */
export function isStore(path: string): boolean {
  return existsSync(join(path, storeFile));
}

/** @throws SpindleError store-corrupt */
export function readStoreDocument(directory: string): StoreDocument {
  const path = join(directory, storeFile);
  return parseStoreFile(storeDocumentSchema, path, readStoreText(path));
}

/** @throws SpindleError store-corrupt */
export function readStoreText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const system = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new SpindleError(
      'store-corrupt',
      `The store cannot be continued: ${path} cannot be read (${system}).`,
      { path, system },
    );
  }
}
