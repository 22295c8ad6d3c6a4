/** A station on Linux holds systemd's lock against sleeping exactly while it works. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '../../src/shared/model/settings.ts';
import { connectTo } from '../support/real-station.ts';
import { serve } from '../support/serving-process.ts';

let folder: string;
const path = process.env.PATH;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spindle-awake-'));
  mkdirSync(join(folder, 'bin'));
  process.env.PATH = `${join(folder, 'bin')}${delimiter}${path}`;
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(process.platform !== 'linux')(
  'spindle serve keeps the system awake while it images, and while it checks files',
  async () => {
    const notes = join(folder, 'notes');
    const program = join(folder, 'bin', 'systemd-inhibit');
    writeFileSync(program, `#!/bin/sh\necho held >> '${notes}'\ncat\necho released >> '${notes}'\n`);
    chmodSync(program, 0o755);
    const { port, token } = await serve(folder, 'sim:practice/floppy-clean');
    const { client, close } = await connectTo(port, token);
    try {
      const { drives } = await client.drives.refresh();
      const [root] = await client.outputs.roots();
      expect(existsSync(notes)).toBe(false);
      await client.jobs.start({
        sourceId: drives.find(({ address }) => address.endsWith('floppy-clean'))!.id,
        rootId: root!.id,
        name: 'AWAKE',
        options: { ...defaultSettings.defaults, carrier: null },
        resume: false,
      });
      const noted = () => (existsSync(notes) ? readFileSync(notes, 'utf8') : '');
      await expect.poll(noted, { timeout: 60_000 }).toBe('held\nreleased\n');
      expect((await client.jobs.watch({ after: -1 })).jobs[0]?.state).toBe('done');

      await client.fixity.start({ scope: { kind: 'all' } });
      await expect.poll(noted, { timeout: 60_000 }).toBe('held\nreleased\nheld\nreleased\n');
      expect((await client.fixity.watch({ after: -1 })).run).toMatchObject({ phase: 'done' });
      expect((await client.work.watch({ after: -1 })).works).toMatchObject([
        { kind: 'fixity', state: 'done' },
      ]);
    } finally {
      close();
    }
  },
);
