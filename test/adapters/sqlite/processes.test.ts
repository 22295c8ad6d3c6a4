import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import { startThread } from '../../../src/main/adapters/sqlite/thread-link.ts';
import { ownFolder } from '../../support/folders.ts';
import { numberedSidecar, numberedUuid } from './numbered-sidecar.ts';
import { failsWith, withCatalogue, withRawDatabase } from './support.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = ownFolder();
  path = join(folder, 'catalogue.db');
});

const writerPath = fileURLToPath(new URL('./writer-process.ts', import.meta.url));

interface Writer {
  readonly process: ChildProcess;
  /** Numbers it said it had recorded. */
  readonly recorded: number[];
  readonly ended: Promise<number | null>;
}

function startWriter(first: number, count: number, onRecorded: (writer: Writer) => void = () => {}): Writer {
  const child = spawn(process.execPath, [writerPath, path, String(first), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(
    ([[code]]) => code as number | null,
  );
  const writer: Writer = { process: child, recorded: [], ended };
  lines.on('line', (line) => {
    const number = /^recorded (\d+)$/.exec(line)?.[1];
    if (number === undefined) return;
    writer.recorded.push(Number(number));
    onRecorded(writer);
  });
  return writer;
}

describe('several processes', () => {
  it('write at once, and every record and event is there, in one chain', { timeout: 60_000 }, async () => {
    const writers = [startWriter(0, 40), startWriter(1000, 40)];
    expect(await Promise.all(writers.map((writer) => writer.ended))).toEqual([0, 0]);
    await withCatalogue(path, async (catalogue) => {
      expect(await catalogue.check()).toMatchObject({ ok: true, findings: [], events: 80, dumps: 80 });
      const { dumps } = await catalogue.showCarrier('A-001');
      expect(dumps.map((dump) => dump.attempt)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    });
    expect(readdirSync(folder)).toEqual(['catalogue.db']);
  });

  it('see what another recorded while they have it open', async () => {
    await withCatalogue(path, async (catalogue) => {
      expect(await startWriter(1, 2).ended).toBe(0);
      expect((await catalogue.list(null, 10)).total).toBe(2);
      await catalogue.record(numberedSidecar(3), '/images');
      expect(await catalogue.check()).toMatchObject({ ok: true, events: 3 });
    });
  });

  it('may be killed at any moment: what was acknowledged is there and the rest is whole', {
    timeout: 60_000,
  }, async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 4; round++) {
      const writer = startWriter(round * 1000, 1000, ({ process: child, recorded }) => {
        if (recorded.length >= 3 + round * 2) child.kill('SIGKILL');
      });
      expect(await writer.ended).toBeNull();
      acknowledged.push(...writer.recorded);
    }
    await withCatalogue(path, async (catalogue) => {
      const checked = await catalogue.check();
      expect(checked).toMatchObject({ ok: true, findings: [] });
      expect(checked.events).toBe(checked.dumps);
      for (const number of acknowledged) {
        expect((await catalogue.showDump(numberedUuid(number))).record).toEqual(numberedSidecar(number));
      }
    });
    expect(readdirSync(folder)).toEqual(['catalogue.db']);
  });

  it('waits its turn, and says so when the turn does not come', { timeout: 30_000 }, async () => {
    await withCatalogue(path, async (catalogue) => {
      withRawDatabase(path, (database) => database.exec('BEGIN IMMEDIATE; COMMIT'));
      await catalogue.record(numberedSidecar(1), '/images');
      const blocked = withRawDatabaseHeld(path, () => catalogue.record(numberedSidecar(2), '/images'));
      await expect(blocked).rejects.toEqual(failsWith('catalogue-unavailable'));
      expect(await catalogue.record(numberedSidecar(2), '/images')).toEqual({ added: true });
    });
  });
});

/** Holds the write lock until `work` has settled. */
async function withRawDatabaseHeld<T>(file: string, work: () => Promise<T>): Promise<T> {
  const { default: Sqlite } = await import('better-sqlite3');
  const holder = new Sqlite(file);
  holder.exec('BEGIN IMMEDIATE');
  try {
    return await work();
  } finally {
    holder.exec('ROLLBACK');
    holder.close();
  }
}

describe('the thread', () => {
  it('ends with the catalogue, which then says that it is closed', async () => {
    const catalogue = await openCatalogue(path);
    const pending = catalogue.record(numberedSidecar(1), '/images');
    const closing = catalogue.close();
    await expect(pending).resolves.toEqual({ added: true });
    await expect(catalogue.list(null, 1)).rejects.toEqual(failsWith('catalogue-unavailable'));
    await closing;
    await catalogue.close();
    await expect(catalogue.list(null, 1)).rejects.toEqual(failsWith('catalogue-unavailable'));
  });

  it('that dies fails every call under way, with words, and every later one', async () => {
    const link = await startThread(path, new URL('./dying-thread.ts', import.meta.url));
    const first = link.call('list', null, 1);
    const second = link.call('check');
    for (const call of [first, second])
      await expect(call).rejects.toEqual(failsWith('catalogue-unavailable'));
    await expect(link.call('jobs')).rejects.toEqual(failsWith('catalogue-unavailable'));
    await link.close();
  });

  it('that cannot even start is told', async () => {
    const absent = new URL('./no-such-thread.ts', import.meta.url);
    await expect(startThread(path, absent)).rejects.toEqual(failsWith('catalogue-unavailable'));
  });

  it('keeps no process alive for nothing', { timeout: 30_000 }, async () => {
    const client = new URL('../../../src/main/adapters/sqlite/catalogue-client.ts', import.meta.url).href;
    const script = `
      const { openCatalogue } = await import(${JSON.stringify(client)});
      const catalogue = await openCatalogue(${JSON.stringify(path)});
      await catalogue.list(null, 1);
      console.log('left open');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    await withCatalogue(path, async (catalogue) =>
      expect(await catalogue.check()).toMatchObject({ ok: true }),
    );
  });
});
