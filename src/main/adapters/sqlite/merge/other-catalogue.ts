/** The other catalogue, as it is at one moment: a copy brought to our version. The file itself is never written. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chainFindings, type Digest } from '../../../core/catalogue/event-chain.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { refreshStaleCarriers } from '../collection/refresh-carrier.ts';
import { type Connection, openReadOnly } from '../database.ts';
import { chainHead, readChain } from '../events.ts';
import { catalogueSchema } from '../migrations/catalogue/schema.ts';
import { openDatabase, refuseForeign } from '../open-database.ts';
import { finishCopy } from '../upkeep/finish-copy.ts';

/**
 * @throws CatalogueFault not-found, catalogue-corrupt, catalogue-newer; bad-request where it is this catalogue, conflict
 * where its chain of events does not verify
 */
export function withOtherCatalogue<T>(
  path: string,
  own: string,
  sha256: Digest,
  work: (other: Connection) => T,
): T {
  const source = otherCatalogue(path, own);
  const folder = mkdtempSync(join(tmpdir(), 'spindle-merge-'));
  try {
    const copy = join(folder, 'catalogue.db');
    const reader = openReadOnly(source);
    try {
      reader.prepare('VACUUM INTO ?').run(`${copy}.part`);
    } finally {
      reader.close();
    }
    finishCopy(`${copy}.part`, copy);
    const other = openDatabase(copy, catalogueSchema);
    try {
      refreshStaleCarriers(other);
      refuseBrokenChain(other, source, sha256);
      return work(other);
    } finally {
      other.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns its absolute path @throws CatalogueFault */
export function otherCatalogue(path: string, own: string): string {
  const source = resolve(path);
  if (source === resolve(own))
    throw new CatalogueFault('bad-request', `${source} is this catalogue itself. Nothing was changed.`, {
      path,
    });
  if (!existsSync(source))
    throw new CatalogueFault('not-found', `There is no ${source}. Nothing was changed.`, { path });
  refuseForeign(source, catalogueSchema);
  return source;
}

function refuseBrokenChain(other: Connection, path: string, sha256: Digest): void {
  const [finding] = chainFindings(readChain(other), chainHead(other), sha256);
  if (finding === undefined) return;
  throw new CatalogueFault(
    'conflict',
    `The catalogue ${path} was not merged, because its chain of events does not verify (${finding}). Nothing was changed; check it with \`spindle catalogue check\`.`,
    { path },
  );
}
