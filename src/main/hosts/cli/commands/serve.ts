/** `spindle serve`: the browser station. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeOutputFolder } from '../../../adapters/files/make-folder.ts';
import { inhibitSleep } from '../../../adapters/linux/inhibit-sleep.ts';
import { refuseWrongDrive } from '../../../adapters/simulated/describe-drive.ts';
import type { Hub } from '../../../app/hub.ts';
import { builtUrl } from '../../built-files.ts';
import { createForkLauncher } from '../../launchers/fork-launcher.ts';
import { startStation } from '../../station/station.ts';
import { stayAwake } from '../../stay-awake.ts';
import { defaultOutputFolder } from '../../user-folders.ts';
import { wireHub } from '../../wiring.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export interface ServeOptions {
  readonly port: number;
  readonly root?: string[];
  readonly open: boolean;
  readonly simulate?: string[];
  readonly catalogue?: string;
}

export async function serve(terminal: Terminal, options: ServeOptions): Promise<number> {
  const hub = await wireHub('station', { launcher: createForkLauncher(), cataloguePath: options.catalogue });
  try {
    for (const folder of options.root ?? [defaultOutputFolder()]) {
      const path = resolve(folder);
      makeOutputFolder(path);
      await hub.grantRoot(path, folder);
    }
    for (const named of options.simulate ?? []) {
      const address = named.startsWith('dump:') ? `sim:${named}` : named;
      refuseWrongDrive(address);
      hub.offerSimulated(address);
    }
    await serveHub(terminal, hub, options);
  } finally {
    await hub.close();
  }
  terminal.emit({ type: 'result', ended: true });
  return exitStatus.clean;
}

export type ServedAt = Pick<ServeOptions, 'port' | 'open'>;

/** Has a hub served until somebody ends it; closing it is left to who opened it. */
export async function serveHub(terminal: Terminal, hub: Hub, options: ServedAt): Promise<void> {
  const station = await startStation({
    hub,
    clientDir: fileURLToPath(builtUrl('client/')),
    port: options.port,
    log: (line) => terminal.warn(line),
  });
  terminal.say(`Spindle is at ${station.url}`);
  terminal.say('Ctrl-C ends it; jobs at work are parked and can be resumed.');
  terminal.emit({ type: 'serving', url: station.url, port: station.port });
  if (process.platform === 'linux') stayAwake(hub, lockSleep(terminal));
  if (options.open) openBrowser(station.url);
  await untilInterrupted();
  await station.close();
}

/** Said once: it will be refused the next time too. */
function lockSleep(terminal: Terminal): () => () => void {
  let isSaid = false;
  const onRefused = (why: string) => {
    if (isSaid) return;
    isSaid = true;
    terminal.warn(`This system may go to sleep while drives are read: systemd-inhibit was refused (${why}).`);
  };
  return () => inhibitSleep({ onRefused });
}

function untilInterrupted(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
}

/** Best effort: without a desktop the address on the terminal is what there is. */
function openBrowser(url: string): void {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  const child = spawn(command!, args, { stdio: 'ignore', detached: true });
  // The address is on the terminal already.
  child.on('error', () => {});
  child.unref();
}
