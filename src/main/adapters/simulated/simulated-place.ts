/** What an address of a simulated drive means: an image and how it behaves, said in a file or by the record of a dump. */
import { SpindleError } from '../../../shared/errors.ts';
import { rehearsalPrefix } from '../../../shared/model/rehearsal.ts';
import { sidecarSuffix, storeSuffix } from '../../../shared/model/sidecar.ts';
import { behaviourOfDump } from '../../core/rehearsal/behaviour-of-dump.ts';
import { readSidecar } from '../files/dump-names.ts';
import { hasState, readState, storeImagePath } from '../files/dump-store.ts';
import { isStore, readStoreDocument } from '../files/store-document.ts';
import { imageOfSidecar } from '../open-sectors.ts';
import { type Behaviour, parseBehaviour, readBehaviour } from './behaviour.ts';
import { parseSimulatedAddress, simulatedPrefix } from './simulated-address.ts';

export interface SimulatedPlace {
  /** An image, a folder of images, or `practice/NAME`. */
  readonly path: string;
  /** Null where nothing is said: a practice medium then behaves as it was made. */
  readonly behaviour: Behaviour | null;
}

const dumpMark = rehearsalPrefix.slice(simulatedPrefix.length);

/** @throws SpindleError not-a-source, bad-behaviour, bad-sidecar, store-corrupt, not-found, unsupported */
export function simulatedPlace(address: string): SimulatedPlace {
  const { path, behaviourPath } = parseSimulatedAddress(address);
  const told = behaviourPath === null ? null : readBehaviour(behaviourPath);
  if (!path.startsWith(dumpMark)) return { path, behaviour: told };
  const dump = placeOfDump(path.slice(dumpMark.length));
  return { path: dump.path, behaviour: { ...dump.behaviour, ...told } };
}

function placeOfDump(path: string): { path: string; behaviour: Behaviour } {
  if (path.endsWith(sidecarSuffix)) return placeOfSidecar(path);
  if (isStore(path)) return placeOfStore(path);
  throw new SpindleError(
    'not-a-source',
    `${path} is no record of a dump: name the sidecar (NAME${sidecarSuffix}) of a dump that has ended, or the store (NAME${storeSuffix}) of a parked one.`,
    { path },
  );
}

function placeOfSidecar(path: string): { path: string; behaviour: Behaviour } {
  const { states, passes, drives, source, dumpId } = readSidecar(path);
  const image = imageOfSidecar(path);
  if (/\.imz$/i.test(image))
    throw new SpindleError(
      'unsupported',
      `${image} is packed: convert it to an .img, then rehearse that dump.`,
      {
        path: image,
      },
    );
  const { sectorSize } = source.medium;
  const tries = triesOfStore(path.slice(0, -sidecarSuffix.length) + storeSuffix, dumpId);
  const behaviour = behaviourOfDump({ states, passes, tries, drive: drives[0]!, sectorSize });
  return { path: image, behaviour: parseBehaviour(behaviour, path) };
}

/** The store stays beside a dump that ended with errors; it knows how often each sector was tried. */
function triesOfStore(store: string, dumpId: string) {
  if (!isStore(store) || !hasState(store)) return null;
  return readStoreDocument(store).dumpId === dumpId ? readState(store).tries : null;
}

function placeOfStore(store: string): { path: string; behaviour: Behaviour } {
  const { medium, disc } = readStoreDocument(store);
  if (disc)
    throw new SpindleError(
      'unsupported',
      `The disc in ${store} has no image files yet: finish its job, then rehearse the dump by its sidecar.`,
      { path: store },
    );
  const { states, tries, passes, drives } = readState(store);
  const { sectorSize } = medium;
  const behaviour = behaviourOfDump({ states, tries, passes, drive: drives[0]!, sectorSize });
  return { path: storeImagePath(store), behaviour: parseBehaviour(behaviour, store) };
}
