/** Where a user's own things lie, by the custom of each system. */
import { homedir } from 'node:os';
import { join } from 'node:path';

function dataFolder(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Spindle');
    case 'win32':
      return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Spindle');
    default:
      return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'spindle');
  }
}

/** `$SPINDLE_CATALOGUE`, else `catalogue.db` in the user's data folder. */
export function defaultCataloguePath(): string {
  return process.env.SPINDLE_CATALOGUE || join(dataFolder(), 'catalogue.db');
}

/** Of the practice desk, apart from everything real. */
export function practiceDirectory(): string {
  return join(dataFolder(), 'practice');
}

/** Where results go when nobody chose a folder. */
export function defaultOutputFolder(): string {
  return join(homedir(), 'Spindle');
}
