/** Puts a backup, or any copy of a catalogue, in the place of the one that is there, which is kept under another name. */
import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { RestoredCatalogue } from '../../../../shared/model/upkeep.ts';
import { partSuffix } from '../../files/durable.ts';
import { asFault, CatalogueFault, corrupt } from '../catalogue-fault.ts';
import { openConnection, openUntouched } from '../database.ts';
import { catalogueSchema } from '../migrations/catalogue/schema.ts';
import { refuseForeign } from '../open-database.ts';
import { refuseNetwork } from '../refuse-network.ts';
import { clearPart, finishCopy } from './finish-copy.ts';
import { checkIntegrity } from './integrity.ts';

/**
 * @param asIs take a copy of which it is known that the last changes are missing
 * @throws CatalogueFault not-found, catalogue-corrupt, catalogue-newer, catalogue-network, conflict when the catalogue is
 * open elsewhere; nothing is changed then
 */
export async function restoreCatalogue(
  backup: string,
  path: string,
  asIs: boolean,
): Promise<RestoredCatalogue> {
  const source = resolve(backup);
  const target = resolve(path);
  try {
    return await restore(source, target, asIs);
  } catch (error) {
    throw asFault(error, source);
  }
}

async function restore(source: string, target: string, asIs: boolean): Promise<RestoredCatalogue> {
  if (!existsSync(source))
    throw new CatalogueFault('not-found', `There is no ${source}. Nothing was changed.`, { path: source });
  refuseNetwork(target);
  refuseForeign(source, catalogueSchema, asIs);
  mkdirSync(dirname(target), { recursive: true });
  const fresh = `${target}.restored`;
  const part = fresh + partSuffix;
  try {
    for (const name of [part, fresh]) clearPart(name);
    copyWithLog(source, part);
    const counts = { dumps: 0, events: 0 };
    const findings = await mergedFindings(part);
    if (findings.length > 0) throw corrupt(source, findings[0]!);
    finishCopy(part, fresh, (copy) => {
      const count = (table: string) => copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
      counts.dumps = count('dump');
      counts.events = count('event');
    });
    return { path: target, formerPath: putInPlace(fresh, target), ...counts };
  } finally {
    for (const name of [part, fresh]) clearPart(name);
  }
}

function copyWithLog(source: string, part: string): void {
  copyFileSync(source, part);
  if (existsSync(`${source}-wal`)) copyFileSync(`${source}-wal`, `${part}-wal`);
}

/** Opening merges the log that came with the copy. */
function mergedFindings(part: string): Promise<string[]> {
  openConnection(part).close();
  return checkIntegrity({ path: part, depth: 'full' });
}

/** At every moment one whole catalogue stands under the name, the former or the new one. */
function putInPlace(fresh: string, target: string): string | null {
  const present = statSync(target, { throwIfNoEntry: false });
  if (!present) {
    renameSync(fresh, target);
    return null;
  }
  const former = freeName(target);
  closeLog(target, former);
  linkSync(target, former);
  renameSync(fresh, target);
  return former;
}

function freeName(target: string): string {
  const stem = `${target}.replaced-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!existsSync(name)) return name;
  }
}

/**
 * The log of the former must not be taken for one of the new file. It is merged into the former; that of a file too damaged
 * for it goes with it. Only the last one who has a database open can take its log away: this finds everybody else out.
 */
function closeLog(target: string, former: string): void {
  try {
    const connection = openUntouched(target);
    try {
      // Alone, or not at all. No rollback journal is made on the way: one that a kill leaves would make the file foreign.
      connection.pragma('locking_mode = EXCLUSIVE');
      connection.exec('BEGIN IMMEDIATE; COMMIT');
      connection.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      connection.close();
    }
  } catch (error) {
    const system = String((error as { code?: unknown }).code);
    if (/^SQLITE_(BUSY|LOCKED)/.test(system)) throw inUse(target);
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(system)) throw error;
  }
  if (existsSync(`${target}-wal`)) renameSync(`${target}-wal`, `${former}-wal`);
  rmSync(`${target}-shm`, { force: true });
}

function inUse(path: string): CatalogueFault {
  return new CatalogueFault(
    'conflict',
    `The catalogue ${path} is open in another program (${basename(path)} is in use). Nothing was changed; close the workstation or station that uses it, then restore again.`,
    { path },
  );
}
