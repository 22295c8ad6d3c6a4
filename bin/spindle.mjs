#!/usr/bin/env node
/**
 * Starts the command line on the Node this package brings. In a checkout whose sources are newer than the build, the
 * sources are run; otherwise the build is.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const neededMajor = 24;

function newestSource(directory) {
  let newest = 0;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    const time = entry.isDirectory() ? newestSource(path) : statSync(path).mtimeMs;
    if (time > newest) newest = time;
  }
  return newest;
}

function entry() {
  const built = join(root, 'dist/main/cli.js');
  const sources = ['src/shared', 'src/main']
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder));
  if (!existsSync(built)) return join(root, 'src/main/hosts/cli/cli.ts');
  const isFresh = sources.every((folder) => newestSource(folder) <= statSync(built).mtimeMs);
  return isFresh ? built : join(root, 'src/main/hosts/cli/cli.ts');
}

/** An older Node hands over to the one in this package's dependencies and passes signals and status through. */
function startWithOwnNode() {
  const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C reaches the child by itself: the terminal sends it to both.
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  }
  child.on('error', (error) => {
    console.error(
      `spindle: the Node ${neededMajor} that comes with it cannot be started (${error.message}).`,
    );
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  console.log(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
} else if (Number(process.versions.node.split('.')[0]) < neededMajor) {
  startWithOwnNode();
} else {
  module.enableCompileCache?.();
  const { main } = await import(entry());
  await main();
}
