/** Entry of the Electron host. */
import { defaultOutputFolder } from '../user-folders.ts';
import { wireHub } from '../wiring.ts';
import { createUtilityLauncher } from './utility-launcher.ts';
import { runWorkstation } from './workstation.ts';

// Not awaited: Electron becomes ready only after its entry module has run to the end.
void runWorkstation({
  openHub: () => wireHub('electron', { launcher: createUtilityLauncher() }),
  outputFolder: defaultOutputFolder(),
  argv: process.argv,
});
