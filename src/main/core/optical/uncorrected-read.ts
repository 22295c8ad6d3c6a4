/** A drive's own correction switched off for one read: the bytes as they lie on the disc, right or wrong. */
import { errorRecoveryPageCode, modeParameterList, modeSelect10, modeSense10 } from './cdb/drive-commands.ts';
import { isFault, type MmcDrive } from './mmc-drive.ts';
import { modePageOf } from './mode-pages.ts';

const modeSenseBytes = 0xff;
const flagsAt = 2;
/** RC and DCR of mode page 01h: go on whatever comes, and leave the last layer of correction out. */
const readOnUncorrected = 0x11;

/**
 * Calls `read` while the drive neither corrects nor stops. The page it had is given back whatever happens.
 * @returns null when the drive does not let itself be told
 */
export function withoutCorrection<T>(drive: MmcDrive, read: () => T): T | null {
  const answer = drive.ask(modeSense10(errorRecoveryPageCode), modeSenseBytes);
  const page = isFault(answer) ? null : modePageOf(answer, errorRecoveryPageCode);
  if (page === null || page.length <= flagsAt) return null;
  const changed = page.slice();
  changed[flagsAt]! |= readOnUncorrected;
  if (!select(drive, changed)) return null;
  try {
    return read();
  } finally {
    select(drive, page);
  }
}

function select(drive: MmcDrive, page: Uint8Array): boolean {
  const list = modeParameterList(page);
  return drive.send(modeSelect10(list.length), list) === null;
}
