/** Leaving: asked while drives are at work, never before jobs are parked; and what keeps the system from sleeping meanwhile. */
import { app, type BrowserWindow, dialog, powerSaveBlocker } from 'electron';
import { toWireError } from '../../../shared/errors.ts';
import type { WindowHub } from '../served-hub.ts';

type Closing = Pick<WindowHub, 'activeJobs' | 'activeWritings' | 'close'>;

export interface QuitGuard {
  /** @param whenBusy what closing it means while jobs run: to quit, or to be put away, where its page still tells of them */
  watchWindow(window: Pick<BrowserWindow, 'on' | 'hide'>, whenBusy: 'quit' | 'hide'): void;
}

/** Quits only once the hub has closed. */
export function guardQuit(hub: Closing): QuitGuard {
  let stage: 'open' | 'asking' | 'closed' = 'open';
  const leave = async () => {
    stage = 'asking';
    if (isBusy(hub) && !(await askToLeave(hub))) {
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
        if (stage === 'closed' || !isBusy(hub)) return;
        event.preventDefault();
        if (whenBusy === 'hide') window.hide();
        else app.quit();
      });
    },
  };
}

const isBusy = ({ activeJobs, activeWritings }: Closing) => activeJobs + activeWritings > 0;

async function askToLeave({ activeJobs, activeWritings }: Closing): Promise<boolean> {
  const jobs = activeJobs === 1 ? 'A job is still running.' : `${activeJobs} jobs are still running.`;
  const writings =
    activeWritings === 1 ? 'A medium is being written.' : `${activeWritings} media are being written.`;
  const { response } = await dialog.showMessageBox({
    type: activeWritings > 0 ? 'warning' : 'question',
    message: [activeWritings > 0 && writings, activeJobs > 0 && jobs].filter(Boolean).join(' '),
    detail: [
      activeWritings > 0 &&
        'Quitting ends the writing: the medium will hold a part of the image only, and a disc that takes no second writing is lost.',
      activeJobs > 0 && 'Quitting parks jobs. Everything read so far is kept, and each can be resumed later.',
    ]
      .filter(Boolean)
      .join('\n\n'),
    buttons: [activeWritings > 0 ? 'End the writing and quit' : 'Park and quit', 'Keep running'],
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
