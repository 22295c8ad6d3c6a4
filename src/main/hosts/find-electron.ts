/**
 * Electron's program, if it is on this machine. The package `electron` downloads it when it is imported, so it is
 * never imported here: the files it would leave are looked at instead.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SpindleError } from '../../shared/errors.ts';
import { cleanEnvironment } from './launchers/clean-environment.ts';

/** @throws SpindleError bad-usage when SPINDLE_ELECTRON names something that is not there */
export function electronBinary(
  environment: NodeJS.ProcessEnv = process.env,
  packageDirectory: string | null = electronPackage(),
): string | null {
  const named = environment.SPINDLE_ELECTRON;
  if (named) {
    if (existsSync(named)) return named;
    throw new SpindleError(
      'bad-usage',
      `SPINDLE_ELECTRON names ${named}, which is not there. Correct it, or unset it to use the installed one.`,
      { path: named },
    );
  }
  return packageDirectory === null ? null : downloadedBinary(packageDirectory);
}

function electronPackage(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    // A production install has no such package: the answer is "none".
    return null;
  }
}

/** `path.txt` is written last, so a download that was cut short is not taken for a program. */
function downloadedBinary(packageDirectory: string): string | null {
  try {
    const program = readFileSync(join(packageDirectory, 'path.txt'), 'utf8').trim();
    const binary = join(packageDirectory, 'dist', program);
    return program !== '' && existsSync(binary) ? binary : null;
  } catch {
    // No path.txt: never downloaded.
    return null;
  }
}

/**
 * Lets the package download Electron's program, quietly.
 * @returns whether the program is there now; false as well when there is no network or no time left
 */
export function fetchElectron(
  timeoutMs: number,
  environment: NodeJS.ProcessEnv = process.env,
  packageDirectory: string | null = electronPackage(),
): Promise<boolean> {
  if (packageDirectory === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const installer = spawn(process.execPath, [join(packageDirectory, 'install.js')], {
      stdio: 'ignore',
      env: { ...cleanEnvironment(environment), ...downloadSettings(environment) },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    // No program to run the installer with is one more way of not having fetched anything.
    installer.once('error', () => resolve(false));
    installer.once('exit', (code) => resolve(code === 0 && downloadedBinary(packageDirectory) !== null));
  });
}

/** Mirrors, proxies and certificates somebody set up for downloads; the clean environment has lost them. */
function downloadSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept =
    /^(ELECTRON_(MIRROR|CUSTOM_DIR|CUSTOM_FILENAME|GET_USE_PROXY)|NODE_EXTRA_CA_CERTS|NODE_USE_ENV_PROXY)$/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => kept.test(name)));
}
