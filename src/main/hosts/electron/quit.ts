/** Leaving: asked while jobs run, never before they are parked; and what keeps the system from sleeping meanwhile. */
import { app, type BrowserWindow, dialog, powerSaveBlocker } from 'electron';
import { toWireError } from '../../../shared/errors.ts';
import type { WindowHub } from '../served-hub.ts';

type Closing = Pick<WindowHub, 'activeJobs' | 'close'>;

export interface QuitGuard {
  /** @param whenBusy what closing it means while jobs run: to quit, or to be put away, where its page still tells of them */
  watchWindow(window: Pick<BrowserWindow, 'on' | 'hide'>, whenBusy: 'quit' | 'hide'): void;
}

/** Quits only once the hub has closed. */
export function guardQuit(hub: Closing): QuitGuard {
  let stage: 'open' | 'asking' | 'closed' = 'open';
  const leave = async () => {
    stage = 'asking';
    if (hub.activeJobs > 0 && !(await askToPark(hub.activeJobs))) {
      stage = 'open';
      return;
    }
    await closeHub(hub);
    stage = 'closed';
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (stage === 'closed') return;
    event.preventDefault();
    if (stage === 'open') void leave();
  });
  return {
    watchWindow: (window, whenBusy) => {
      window.on('close', (event) => {
        if (stage === 'closed' || hub.activeJobs === 0) return;
        event.preventDefault();
        if (whenBusy === 'hide') window.hide();
        else app.quit();
      });
    },
  };
}

async function askToPark(activeJobs: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: activeJobs === 1 ? 'A job is still running.' : `${activeJobs} jobs are still running.`,
    detail: 'Quitting parks them. Everything read so far is kept, and each can be resumed later.',
    buttons: ['Park and quit', 'Keep running'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

async function closeHub(hub: Closing): Promise<void> {
  try {
    await hub.close();
  } catch (error) {
    // Nothing can be saved by staying: stores survive even a power cut. But it is said.
    dialog.showErrorBox('Spindle did not close in good order', toWireError(error).message);
  }
}

/** The system, not the screen. @returns releases it */
export function holdAwake(): () => void {
  const blocker = powerSaveBlocker.start('prevent-app-suspension');
  return () => powerSaveBlocker.stop(blocker);
}
