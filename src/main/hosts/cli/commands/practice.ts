/** `spindle practice`: the browser station at the practice desk. */
import { createForkLauncher } from '../../launchers/fork-launcher.ts';
import { openPracticeDesk } from '../../practice-desk.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { type ServedAt, serveHub } from './serve.ts';

export async function practice(
  terminal: Terminal,
  { reset, ...served }: ServedAt & { readonly reset?: boolean },
): Promise<number> {
  const desk = await openPracticeDesk('station', {
    launcher: createForkLauncher(),
    reset: reset ?? false,
  });
  try {
    if (desk.leftAlone.length > 0)
      terminal.warn(`Left where it was, because no desk made it: ${desk.leftAlone.join(', ')}.`);
    terminal.say(`The practice desk keeps everything in ${desk.directory}; your catalogue is not touched.`);
    await desk.hub.grantRoot(desk.results, 'Practice results');
    await serveHub(terminal, desk.hub, served);
  } finally {
    await desk.hub.close();
  }
  terminal.emit({ type: 'result', ended: true });
  return exitStatus.clean;
}
