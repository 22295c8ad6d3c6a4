/** Decides, before anything is read, which dump a job works on, and takes its store for this process alone. */
import { constants, copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SpindleError } from '../../shared/errors.ts';
import type { Sidecar } from '../../shared/model/sidecar.ts';
import {
  candidateNames,
  exists,
  isNameFree,
  mapSuffix,
  readSidecar,
  sidecarPath,
  storePath,
} from '../adapters/files/dump-names.ts';
import { hasState, readState, reserveStore, storeImagePath } from '../adapters/files/dump-store.ts';
import { outputError } from '../adapters/files/durable.ts';
import { hashFile } from '../adapters/files/hash-file.ts';
import { lockExclusive } from '../adapters/files/lock.ts';
import type { JobSpec } from '../app/imaging-messages.ts';

export type Reservation =
  /** An empty store, ours. */
  | {
      readonly kind: 'new';
      readonly name: string;
      readonly store: string;
      readonly parkedName: string | null;
    }
  /** A store an earlier job left. */
  | { readonly kind: 'continue'; readonly name: string; readonly store: string }
  /** An image and a mapfile without a store, such as ddrescue makes; a new store takes them over. */
  | {
      readonly kind: 'adopt';
      readonly name: string;
      readonly store: string;
      readonly image: string;
      readonly map: string;
    }
  /** Nothing left to do. */
  | { readonly kind: 'finished'; readonly name: string; readonly sidecar: Sidecar };

/** How long a store may stay locked by a process that is just ending. */
const lockPatienceMs = 10_000;

/** @throws SpindleError output-unwritable, store-in-use, bad-sidecar, output-exists, store-corrupt */
export async function reserveDump(spec: JobSpec): Promise<Reservation> {
  if (!exists(spec.directory))
    throw outputError(Object.assign(new Error(), { code: 'ENOENT' }), spec.directory);
  if (spec.resume) {
    const present = await findPresent(spec);
    if (present) return present;
  }
  for (const name of candidateNames(spec.name)) {
    const store = storePath(spec.directory, name);
    if (!isNameFree(spec.directory, name) || !reserveStore(store)) continue;
    await lock(store);
    const parked = name !== spec.name && exists(storePath(spec.directory, spec.name));
    return { kind: 'new', name, store, parkedName: parked ? spec.name : null };
  }
  throw new SpindleError('internal', 'No free name was found.');
}

async function findPresent(spec: JobSpec): Promise<Reservation | null> {
  const { directory, name } = spec;
  const store = storePath(directory, name);
  const sidecar = exists(sidecarPath(directory, name)) ? readSidecar(sidecarPath(directory, name)) : null;
  const image = join(directory, `${name}.img`);
  const map = join(directory, name + mapSuffix);
  const adoptable = sidecar === null && exists(image) && exists(map);
  if (exists(store)) {
    await lock(store);
    // The job may have ended, and its store with it, while we waited for the lock.
    if (!exists(store)) return findPresent(spec);
    if (!hasState(store)) {
      return adoptable
        ? { kind: 'adopt', name, store, image, map }
        : { kind: 'new', name, store, parkedName: null };
    }
    if (sidecar && readState(store).published) {
      if (isFinal(sidecar, spec)) return { kind: 'finished', name, sidecar };
      // The files of a CD are made from its image, which stays in the store.
      if (!isMadeFromStore(sidecar)) await takeBack(directory, store, sidecar);
    }
    return { kind: 'continue', name, store };
  }
  if (sidecar) return { kind: 'finished', name, sidecar };
  if (!adoptable) return null;
  if (!reserveStore(store)) return findPresent(spec);
  await lock(store);
  return { kind: 'adopt', name, store, image, map };
}

function isMadeFromStore({ disc }: Sidecar): boolean {
  return disc !== null && disc.disc.tracks.length > 0;
}

/** True when going on with a published dump could not change it. */
function isFinal(sidecar: Sidecar, spec: JobSpec): boolean {
  return sidecar.counts.bad + sidecar.counts.pending === 0 || spec.options.retries === 0;
}

/**
 * The image of a dump that ended with errors lies beside its store; to improve it, a copy goes back to work. The
 * published image stays as it is until a better one takes its place.
 */
async function takeBack(directory: string, store: string, sidecar: Sidecar): Promise<void> {
  const working = storeImagePath(store);
  // A leftover is the published file under its working name: writing to it would change what the sidecar vouches for.
  rmSync(working, { force: true });
  const image = sidecar.files.find((file) => file.role === 'image' && !file.path.endsWith('.imz'));
  if (!image)
    throw new SpindleError('store-corrupt', `The store ${store} has no image and the sidecar names none.`, {
      store,
    });
  const from = join(directory, image.path);
  const part = `${working}.part`;
  try {
    copyFileSync(from, part, constants.COPYFILE_FICLONE);
    const { hashes } = await hashFile(part);
    if (hashes.sha256 !== image.sha256) {
      throw new SpindleError(
        'store-corrupt',
        `${from} is no longer what its sidecar says (SHA-256 differs): it was changed after it was written and is not continued.`,
        { path: from, expected: image.sha256, actual: hashes.sha256 },
      );
    }
    renameSync(part, working);
  } catch (error) {
    throw outputError(error, from);
  } finally {
    rmSync(part, { force: true });
  }
}

/** The store may go, with the job that finished it, between a look and the lock. */
async function lockUnlessGone(store: string): Promise<boolean> {
  try {
    return await lockExclusive(join(store, 'lock'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function lock(store: string): Promise<void> {
  const until = Date.now() + lockPatienceMs;
  while (true) {
    if (!exists(store)) return;
    if (await lockUnlessGone(store)) return;
    if (Date.now() > until) {
      throw new SpindleError(
        'store-in-use',
        `Another job is working on ${store}. Wait for it or stop it, then resume.`,
        { store },
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
