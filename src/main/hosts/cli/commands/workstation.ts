/** `spindle` alone: the window where Electron is there, else the browser station. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtUrl } from '../../built-files.ts';
import { electronBinary, fetchElectron } from '../../find-electron.ts';
import { cleanEnvironment } from '../../launchers/clean-environment.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { serve } from './serve.ts';

const fetchPatienceMs = 60_000;

export async function workstation(terminal: Terminal): Promise<number> {
  const binary = electronBinary() ?? ((await fetchElectron(fetchPatienceMs)) ? electronBinary() : null);
  if (binary === null) {
    terminal.warn('Electron is not here and cannot be fetched: opening the browser station instead.');
    return serve(terminal, { port: 0, open: true });
  }
  return openWindow(binary);
}

function openWindow(binary: string): Promise<number> {
  const child = spawn(binary, [fileURLToPath(builtUrl('main/electron.js'))], {
    stdio: 'inherit',
    // A terminal inside another Electron program sets ELECTRON_RUN_AS_NODE: ours would open no window.
    env: cleanEnvironment(),
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? exitStatus.failed));
  });
}
