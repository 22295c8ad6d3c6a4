/** Imaging processes of the Electron host. `fork` of Node is of no use there: the runAsNode fuse is off. */
import { fileURLToPath } from 'node:url';
import { type UtilityProcess, utilityProcess } from 'electron';
import { entryUrl } from '../../adapters/entry-url.ts';
import type { ImagingLauncher, ImagingProcess } from '../../core/ports.ts';
import { cleanEnvironment } from '../launchers/clean-environment.ts';

/** The child speaks through `process.parentPort` and ends with us: it is a child process of Chromium. */
export function createUtilityLauncher(entry: URL = entryUrl('imaging/imaging-process')): ImagingLauncher {
  return {
    launch: () =>
      asImagingProcess(
        utilityProcess.fork(fileURLToPath(entry), [], {
          serviceName: 'Spindle imaging',
          execArgv: [],
          stdio: 'inherit',
          env: cleanEnvironment(),
        }),
      ),
  };
}

function asImagingProcess(child: UtilityProcess): ImagingProcess {
  const ended = Promise.withResolvers<{ code: number | null; signal: string | null }>();
  child.once('exit', (code) => ended.resolve({ code, signal: null }));
  // A fatal error of the engine is followed by the exit; unheard, it would end the hub.
  child.on('error', () => {});
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      void ended.promise.then(listener);
    },
    kill: () => killNow(child),
  };
}

/** `UtilityProcess.kill` is a polite SIGTERM; a command that hangs needs more. */
function killNow(child: UtilityProcess): void {
  const { pid } = child;
  if (pid === undefined) {
    child.kill();
    return;
  }
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Already gone is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
