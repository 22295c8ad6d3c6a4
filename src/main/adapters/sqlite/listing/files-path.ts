import { resolve } from 'node:path';

/** The listings beside a catalogue, `NAME.files.db`. */
export function filesPath(cataloguePath: string): string {
  return `${resolve(cataloguePath).replace(/\.db$/i, '')}.files.db`;
}
