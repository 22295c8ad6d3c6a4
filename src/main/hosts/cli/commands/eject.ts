/** `spindle eject`: opens the tray of a drive. */
import { ejectMedium } from '../../../app/eject-medium.ts';
import { createForkLauncher } from '../../launchers/fork-launcher.ts';
import { describeSource } from '../describe-source.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export async function eject(terminal: Terminal, argument: string): Promise<number> {
  const { address } = describeSource(argument);
  await ejectMedium(createForkLauncher(), { address, allowFiles: false, protectedPaths: [] });
  terminal.emit({ type: 'result', ejected: address });
  terminal.say(`${address} is open.`);
  return exitStatus.clean;
}
