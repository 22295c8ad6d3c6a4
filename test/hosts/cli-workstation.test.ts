/** `spindle` alone, with a program in Electron's place. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

test.skipIf(process.platform === 'win32')(
  'opens a window that nothing around it steers, and ends as it ends',
  async () => {
    const folder = ownFolder();
    const program = join(folder, 'electron');
    const seen = join(folder, 'seen');
    writeFileSync(program, `#!/bin/sh\necho "$1" > ${seen}\nenv >> ${seen}\nexit 7\n`);
    chmodSync(program, 0o755);
    const run = await startSpindle([], {
      env: {
        SPINDLE_ELECTRON: program,
        // As terminals inside other Electron programs have it: with it, ours would be a Node without a window.
        ELECTRON_RUN_AS_NODE: '1',
        NODE_OPTIONS: '--no-warnings',
        XDG_SESSION_TYPE: 'wayland',
      },
    }).ended;
    expect(run.status).toBe(7);
    const [entry, ...environment] = readFileSync(seen, 'utf8').trim().split('\n');
    expect(entry).toMatch(/main\/electron\.js$/);
    expect(environment).toContain('XDG_SESSION_TYPE=wayland');
    expect(environment.filter((line) => /^(ELECTRON_|NODE_)/.test(line))).toEqual([]);
  },
);
