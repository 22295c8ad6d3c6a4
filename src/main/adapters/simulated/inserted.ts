/**
 * Which medium of a folder lies in the simulated drive. A file `inserted` in the folder names it; empty, the drive is empty.
 * Without that file the first one lies in it. So a script, a test or the workstation changes the medium by writing a line.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { nameProblem } from '../../../shared/model/output.ts';
import { type Behaviour, readBehaviour } from './behaviour.ts';

const insertedName = 'inserted';

/** The name that was put in; '' for an empty drive; null where nobody said. @throws SpindleError bad-behaviour */
export function insertedIn(directory: string): string | null {
  const path = join(directory, insertedName);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const name = readFileSync(path, 'utf8').trim();
  if (name === '' || nameProblem(name) === null) return name;
  throw new SpindleError('bad-behaviour', `${path} names no image beside it.`, { path });
}

/** @param name of an image in the folder; '' takes the medium out */
export function insertInto(directory: string, name: string): void {
  writeFileSync(join(directory, insertedName), name === '' ? '' : `${name}\n`);
}

/** `IMAGE.behaviour.json` beside an image says how that medium behaves, above what the drive does. */
export function behaviourBeside(imagePath: string, ofDrive: Behaviour): Behaviour {
  const path = `${imagePath}.behaviour.json`;
  return statSync(path, { throwIfNoEntry: false })?.isFile()
    ? { ...ofDrive, ...readBehaviour(path) }
    : ofDrive;
}
