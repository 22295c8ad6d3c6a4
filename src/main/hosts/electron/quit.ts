/** Leaving: asked while jobs run, never before they are parked; and not sleeping while they do. */
import { app, type BrowserWindow, dialog, powerSaveBlocker } from 'electron';
import { toWireError } from '../../../shared/errors.ts';
import type { WindowHub } from '../served-hub.ts';

type Closing = Pick<WindowHub, 'activeJobs' | 'close'>;

/** Quits only once the hub has closed; `close` of a window is the same question while jobs run. */
export function guardQuit(hub: Closing): { watchWindow(window: Pick<BrowserWindow, 'on'>): void } {
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
    watchWindow: (window) => {
      window.on('close', (event) => {
        if (stage === 'closed' || hub.activeJobs === 0) return;
        event.preventDefault();
        app.quit();
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

/** Keeps the system awake, not the screen lit, while any job has a process at work. */
export function stayAwake(hub: Pick<WindowHub, 'onActivity' | 'activeJobs'>): void {
  let blocker: number | null = null;
  const follow = (activeJobs: number) => {
    if (activeJobs > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  hub.onActivity(follow);
  follow(hub.activeJobs);
}
