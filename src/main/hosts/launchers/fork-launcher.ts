/** Imaging processes of the hosts that run on Node: the station and the command line. */
import { type ChildProcess, fork } from 'node:child_process';
import { entryUrl } from '../../adapters/entry-url.ts';
import type { ImagingLauncher, ImagingProcess } from '../../core/ports.ts';
import { cleanEnvironment } from './clean-environment.ts';

/**
 * @param entry what to start; the imaging process unless a test says otherwise. It must end itself when its
 * channel closes ('disconnect'), so that it never outlives us.
 */
export function createForkLauncher(entry: URL = entryUrl('imaging/imaging-process')): ImagingLauncher {
  return {
    launch: () =>
      asImagingProcess(
        fork(entry, [], {
          execPath: process.execPath,
          // Never ours: an --inspect port or a test runner's loader is not meant for the child. Its bytes live outside of
          // the heap: a young generation that grows with the loading of modules would only be kept.
          execArgv: ['--max-semi-space-size=2'],
          serialization: 'json',
          // Both streams go to our stderr: stdout belongs to the command line's JSON.
          stdio: ['ignore', 2, 2, 'ipc'],
          env: cleanEnvironment(),
        }),
      ),
  };
}

function asImagingProcess(child: ChildProcess): ImagingProcess {
  const ended = Promise.withResolvers<{ code: number | null; signal: string | null }>();
  child.once('exit', (code, signal) => {
    const exit = { code, signal };
    // The exit may be known before the last messages are: they are drained when the channel closes.
    if (child.connected) child.once('disconnect', () => ended.resolve(exit));
    else ended.resolve(exit);
  });
  child.on('error', () => {
    // A child that never started has no exit; what befell one that runs (a lost message) shows in its exit.
    if (child.pid === undefined) ended.resolve({ code: null, signal: null });
  });
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      void ended.promise.then(listener);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
