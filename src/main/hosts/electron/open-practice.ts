/** The practice desk in a window of its own: the same program once more, with other folders and another life. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { app, dialog, ipcMain } from 'electron';
import { cleanEnvironment } from '../launchers/clean-environment.ts';
import { isOurPage } from './connect.ts';

const openChannel = 'spindle:open-practice';
/** On the command line of the program. */
export const practiceWord = '--practice';

export function acceptPractice(): void {
  ipcMain.on(openChannel, (event) => {
    if (isOurPage(event)) openPractice();
  });
}

/** Where it is open already, the second start only brings its window forward. */
function openPractice(): void {
  // In a checkout our script stands between the program and its words.
  const words = app.isPackaged ? [practiceWord] : [process.argv[1]!, practiceWord];
  const child = spawn(process.execPath, words, { stdio: 'ignore', detached: true, env: cleanEnvironment() });
  child.once('error', (error) =>
    dialog.showErrorBox('The practice desk cannot be opened', `${error.message}. Nothing else was touched.`),
  );
  child.unref();
}

/** One instance of each: what Electron keeps of the practice desk lies apart from the rest. */
export function keepPracticeApart(): void {
  app.setPath('userData', join(app.getPath('userData'), 'practice'));
}
