/**
 * The folder of the practice desk: a catalogue, results and a drive of its own, apart from everything real. A file says that
 * Spindle made it and who has it open; without that file nothing in it is touched.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { shelvedDisks } from '../../core/practice/practice-collection.ts';
import type { PracticeFolder } from '../../core/practice/practice-port.ts';
import { exists } from '../files/dump-names.ts';
import { outputError } from '../files/durable.ts';
import { hubProcesses } from '../hub-processes.ts';
import { insertedIn, insertInto } from './inserted.ts';
import { simulatedPrefix } from './simulated-address.ts';

const markName = 'practice-desk.json';
const markFormat = 'spindle-practice';
const driveName = 'drive';
const resultsName = 'results';
const imageEnding = '.img';
/** A bag in the results, or one for each carrier in a folder of them. */
const deepestBag = 2;

/** All that a desk has at the top of its folder. */
const ownNames = [driveName, resultsName, 'assets', 'catalogue.backups', markName];
/** The catalogue, what stands beside it, and what SQLite keeps for them while they are open. */
const ownPattern = /^(catalogue|dats)[^/]*\.(db|json)(-wal|-shm|-journal)?$/;

export interface OpenPracticeFolder extends PracticeFolder {
  readonly cataloguePath: string;
  readonly results: string;
  /** What a reset left where it was, because Spindle did not make it. */
  readonly leftAlone: readonly string[];
}

export function resultsIn(directory: string): string {
  return join(directory, resultsName);
}

/**
 * Makes the desk where it is not there yet.
 * @param reset begins anew
 * @throws SpindleError conflict (somebody has it open), output-* (not to be written to), bad-request (no folder of ours)
 */
export function openPracticeFolder(directory: string, { reset }: { reset: boolean }): OpenPracticeFolder {
  const drive = join(directory, driveName);
  const results = resultsIn(directory);
  let leftAlone: readonly string[] = [];
  try {
    mkdirSync(directory, { recursive: true });
    take(directory);
    if (reset) leftAlone = clear(directory);
    mkdirSync(results, { recursive: true });
    fillShelf(drive);
  } catch (error) {
    throw outputError(error, directory);
  }
  return {
    cataloguePath: join(directory, 'catalogue.db'),
    results,
    leftAlone,
    driveAddress: simulatedPrefix + drive,
    inserted: () => insertedIn(drive)?.slice(0, -imageEnding.length) || null,
    insert(diskId) {
      if (diskId !== null && !shelvedDisks.some(({ id }) => id === diskId))
        throw new SpindleError('not-found', `There is no disk ${diskId} on the shelf.`, { diskId });
      insertInto(drive, diskId === null ? '' : diskId + imageEnding);
    },
    baggedHashes: () => hashesOfBags(results, deepestBag),
    close: () => writeMark(directory, null),
  };
}

/** Claims the folder for this process. */
function take(directory: string): void {
  const { self, isAlive } = hubProcesses();
  const owner = ownerOf(directory);
  if (owner !== null && owner !== self && isAlive(owner))
    throw new SpindleError(
      'conflict',
      'The practice desk is open already. Nothing was changed; go on there, or close it first.',
      { directory, owner },
    );
  writeMark(directory, self);
}

/** @throws SpindleError bad-request for a folder with something in it that no desk made */
function ownerOf(directory: string): string | null {
  const path = join(directory, markName);
  if (exists(path)) {
    const mark = parsed(readFileSync(path, 'utf8'));
    if (mark?.format === markFormat) return typeof mark.openBy === 'string' ? mark.openBy : null;
  } else if (readdirSync(directory).length === 0) return null;
  throw new SpindleError(
    'bad-request',
    `${directory} has something in it that no practice desk made. Nothing was changed; move it elsewhere, then start again.`,
    { directory },
  );
}

function parsed(text: string): { readonly format?: unknown; readonly openBy?: unknown } | null {
  try {
    return JSON.parse(text);
  } catch {
    // Cut short, or another's: no mark of ours.
    return null;
  }
}

function writeMark(directory: string, openBy: string | null): void {
  const mark = { format: markFormat, version: 1, openBy };
  writeFileSync(join(directory, markName), `${JSON.stringify(mark)}\n`);
}

/** Takes away what a desk makes, links as links; the mark stays, so that the folder stays claimed. @returns what is left */
function clear(directory: string): string[] {
  const left: string[] = [];
  for (const name of readdirSync(directory)) {
    if (name === markName) continue;
    if (ownNames.includes(name) || ownPattern.test(name))
      rmSync(join(directory, name), { recursive: true, force: true });
    else left.push(name);
  }
  return left;
}

/** Disks are written once: one that was written to at the desk keeps what it got. */
function fillShelf(drive: string): void {
  if (!exists(drive)) {
    mkdirSync(drive);
    insertInto(drive, '');
  }
  for (const { id, build, behaviour } of shelvedDisks) {
    const image = join(drive, id + imageEnding);
    const bytes = build();
    if (statSync(image, { throwIfNoEntry: false })?.size !== bytes.length) writeFileSync(image, bytes);
    writeFileSync(`${image}.behaviour.json`, JSON.stringify(behaviour));
  }
}

async function hashesOfBags(folder: string, depth: number): Promise<Set<string>> {
  const hashes = new Set<string>();
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    const manifest = await readFile(join(path, 'manifest-sha256.txt'), 'utf8').catch(() => null);
    if (manifest !== null) for (const [, hash] of manifest.matchAll(/^([0-9a-f]{64}) /gm)) hashes.add(hash!);
    else if (depth > 1) for (const hash of await hashesOfBags(path, depth - 1)) hashes.add(hash);
  }
  return hashes;
}
