/** `spindle drives`: what the system lists; no drive is touched. */
import type { Drive } from '../../../../shared/model/drive.ts';
import { bytesWords } from '../../../../shared/words.ts';
import { systemDrives } from '../../../adapters/list-drives.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export async function drives(terminal: Terminal): Promise<number> {
  const list = await systemDrives().list();
  for (const drive of list) {
    terminal.emit({ type: 'drive', ...drive });
    if (!terminal.json) terminal.say(line(drive));
  }
  if (list.length === 0) terminal.say('No drives. Plug one in, or practise with: spindle demo');
  terminal.emit({ type: 'result', drives: list });
  return exitStatus.clean;
}

function line(drive: Drive): string {
  const size =
    drive.sizeBytes === null
      ? 'not looked at'
      : drive.sizeBytes === 0
        ? 'empty'
        : bytesWords(drive.sizeBytes);
  const protection =
    drive.writeProtected === null ? '' : drive.writeProtected ? 'write-protected' : 'writable';
  const parts = [
    drive.address,
    drive.kind,
    drive.label,
    size,
    protection,
    drive.systemDisk ? `not imaged: it ${drive.systemDisk}` : '',
  ];
  return parts.filter((part) => part !== '').join('  ');
}
