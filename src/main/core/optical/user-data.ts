/** The 2048 bytes a filesystem sees in a raw sector. */
import { form1, mode1, modeAt, submodeAt, submodeForm2, userDataBytes } from './sector-layout.ts';
import { hasSync } from './track-mode.ts';

/** Null for sectors that hold none: audio, Form 2, Mode 0, no sync. */
export function userDataOf(sector: Uint8Array): Uint8Array | null {
  if (!hasSync(sector)) return null;
  const mode = sector[modeAt]! & 0x1f;
  if (mode === 1) return sector.subarray(mode1.userDataAt, mode1.userDataAt + userDataBytes);
  if (mode !== 2 || sector[submodeAt]! & submodeForm2) return null;
  return sector.subarray(form1.userDataAt, form1.userDataAt + userDataBytes);
}
