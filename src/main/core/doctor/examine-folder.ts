import type { DoctorLine } from '../../../shared/model/doctor.ts';
import { bytesWords } from '../../../shared/words.ts';
import type { FolderFacts } from './station-facts.ts';

/** A DVD's image and its working store together, as an order of magnitude; below it a session ends early. */
const comfortableOutputBytes = 20e9;
/** Less than one CD with its subchannel (2448 bytes for each of 360 000 sectors). */
const oneCdBytes = 0.9e9;
/** A catalogue of a few thousand dumps, and the copy made before its form changes. */
const comfortableCatalogueBytes = 1e9;

export function examineOutputFolder(folder: FolderFacts): DoctorLine {
  const what = `Output folder ${folder.path}`;
  if (!folder.writable) return notWritable(what);
  const { freeBytes } = folder;
  if (freeBytes === null) return unknownSpace(what);
  const found = `${bytesWords(freeBytes)} free`;
  if (freeBytes >= comfortableOutputBytes) return { area: 'space', what, state: 'ok', found, mend: null };
  return {
    area: 'space',
    what,
    state: freeBytes < oneCdBytes ? 'missing' : 'attention',
    found: `${found}: ${freeBytes < oneCdBytes ? 'less than one CD needs' : 'a few CDs fill it'}`,
    mend: 'Choose a folder on a larger disk with --out, or make room. A job that fills the disk is parked and loses nothing.',
  };
}

export function examineCatalogueFolder(folder: FolderFacts): DoctorLine {
  const what = `Folder of the catalogue ${folder.path}`;
  if (!folder.writable) return notWritable(what);
  const { freeBytes } = folder;
  if (freeBytes === null) return unknownSpace(what);
  const found = `${bytesWords(freeBytes)} free`;
  if (freeBytes >= comfortableCatalogueBytes) return { area: 'space', what, state: 'ok', found, mend: null };
  return {
    area: 'space',
    what,
    state: 'attention',
    found,
    mend: 'Make room, or keep the catalogue elsewhere: SPINDLE_CATALOGUE=/path/catalogue.db',
  };
}

function notWritable(what: string): DoctorLine {
  return {
    area: 'space',
    what,
    state: 'missing',
    found: 'this user may not write there',
    mend: 'Choose a folder of yours, or ask its owner for the right to write.',
  };
}

function unknownSpace(what: string): DoctorLine {
  return {
    area: 'space',
    what,
    state: 'attention',
    found: 'the system does not say how much is free',
    mend: 'Look yourself before a long job.',
  };
}
