/**
 * `npm run package:check`, after a build: packs the window (folder and .deb, with a stand-in for Electron) and the headless
 * tarball, installs each into a place of its own, and looks at what a user would get. Leaves nothing behind.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkTarball } from './packaging/check-tarball.ts';
import { checkWindowPackages } from './packaging/check-window.ts';
import { startChecks } from './packaging/checks.ts';

const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'spindle-package-'));
const checks = startChecks();
try {
  await checkWindowPackages(root, scratch, checks);
  await checkTarball(root, scratch, checks);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(checks.failures === 0 ? 'The packages are sound.' : `${checks.failures} checks failed.`);
process.exitCode = checks.failures === 0 ? 0 : 1;
