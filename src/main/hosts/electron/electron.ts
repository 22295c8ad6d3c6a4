/** Entry of the Electron host: the workstation, or the practice desk where that was asked for. */
import { openPracticeDesk, practiceResults } from '../practice-desk.ts';
import { defaultOutputFolder } from '../user-folders.ts';
import { wireHub } from '../wiring.ts';
import { practiceWord } from './open-practice.ts';
import { createUtilityLauncher } from './utility-launcher.ts';
import { runWorkstation } from './workstation.ts';

const isPractice = process.argv.includes(practiceWord);

async function openHub() {
  const launcher = createUtilityLauncher();
  if (!isPractice) return wireHub('electron', { launcher });
  return (await openPracticeDesk('electron', { launcher })).hub;
}

// Not awaited: Electron becomes ready only after its entry module has run to the end.
void runWorkstation({
  openHub,
  isPractice,
  outputFolder: isPractice ? practiceResults() : defaultOutputFolder(),
  argv: process.argv,
});
