/** The thread an image is read in: it answers, it refuses in words, and it is ended when it hangs or dies. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  openImageSession,
  type SessionOptions,
} from '../../../src/main/adapters/images/open-image-session.ts';
import { startExtraction } from '../../../src/main/adapters/images/start-extraction.ts';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import type { ExtractionEnd } from '../../../src/main/core/ports.ts';
import type { SpindleError } from '../../../src/shared/errors.ts';
import type { ExtractionProgress } from '../../../src/shared/model/image-files.ts';
import { ownFolder } from '../../support/folders.ts';

function floppyFile(): { readonly folder: string; readonly path: string } {
  const folder = ownFolder();
  const path = join(folder, 'disk.img');
  writeFileSync(path, practiceMedia[0]!.build());
  return { folder, path };
}

async function open(path: string, options?: SessionOptions) {
  const session = await openImageSession(path, options);
  onTestFinished(() => session.close());
  return session;
}

async function refusal(work: Promise<unknown>): Promise<SpindleError> {
  return work.then(
    () => expect.fail('it was answered'),
    (error: SpindleError) => error,
  );
}

/** A thread that says what its source says. */
function threadOf(source: string): URL {
  const path = join(ownFolder(), 'thread.mjs');
  writeFileSync(path, `import { parentPort } from 'node:worker_threads';\n${source}`);
  return pathToFileURL(path);
}
const openedThen = (then: string) => threadOf(`parentPort.postMessage({ id: 0, value: {} });\n${then}`);
const page = { tree: 'FAT12', directory: '', deleted: false, offset: 0, limit: 10 };

describe('a session', () => {
  it('describes the image and answers of its files', async () => {
    const session = await open(floppyFile().path);
    expect(session.description).toMatchObject({
      kind: 'block',
      trees: [{ id: 'FAT12' }],
      isDamageKnown: false,
    });
    const { entries } = await session.list(page);
    expect(entries.map(({ name }) => name)).toEqual(['INDEX.TXT', 'LEDGER.TXT', 'LETTER.TXT', 'README.TXT']);
    const { bytes } = await session.read({ tree: 'FAT12', entry: entries[3]!.id, offset: 0, length: 100 });
    expect(Buffer.from(bytes, 'base64').length).toBe(100);
  });

  it('that cannot be opened says why, as does a question that cannot be answered', async () => {
    expect(await refusal(openImageSession(join(ownFolder(), 'no.img')))).toMatchObject({ code: 'not-found' });
    const session = await open(floppyFile().path);
    expect(await refusal(session.list({ ...page, tree: 'Joliet' }))).toMatchObject({ code: 'not-found' });
    expect(session.isOpen).toBe(true);
  });

  it('whose thread hangs is given up, in words', async () => {
    const session = await open('/hung.img', {
      entry: openedThen(`parentPort.on('message', () => { for (;;); });`),
      patienceMs: 2000,
    });
    const [first, second] = await Promise.all([
      refusal(session.list(page)),
      refusal(session.hurt({ tree: 'FAT12', failedOnly: false })),
    ]);
    expect(first).toMatchObject({ code: 'worker-lost' });
    expect(first.message).toMatch(/no answer/);
    expect(second.code).toBe('worker-lost');
    expect([session.isOpen, (await refusal(session.list(page))).code]).toEqual([false, 'worker-lost']);
  });

  it('whose thread dies of its image takes nobody along', async () => {
    const session = await open('/deadly.img', {
      entry: openedThen(`parentPort.on('message', () => { throw new Error('out of room'); });`),
    });
    expect((await refusal(session.list(page))).message).toMatch(/out of room.*untouched/);
  });
});

describe('an extraction', () => {
  const extract = (path: string, directory: string, cancelAtOnce = false) => {
    const told: ExtractionProgress[] = [];
    return new Promise<{ end: ExtractionEnd; told: ExtractionProgress[] }>((resolve) => {
      const running = startExtraction(
        { path, tree: 'FAT12', entries: [''], directory, name: 'files' },
        { onProgress: (progress) => told.push(progress), onEnd: (end) => resolve({ end, told }) },
      );
      if (cancelAtOnce) void running.cancel();
    });
  };

  it('makes a folder of its own each time and says what came into it', async () => {
    const { folder, path } = floppyFile();
    const { end, told } = await extract(path, folder);
    expect(end).toEqual({ state: 'done' });
    expect(told.at(-1)).toMatchObject({
      folder: join(folder, 'files'),
      files: 4,
      totalFiles: 4,
      damagedFiles: 0,
    });
    expect(told.at(-1)!.bytes).toBe(told.at(-1)!.totalBytes);
    await extract(path, folder);
    const names = readdirSync(join(folder, 'files'));
    expect(readdirSync(join(folder, 'files-2'))).toEqual(names);
    for (const name of names)
      expect(readFileSync(join(folder, 'files-2', name))).toEqual(readFileSync(join(folder, 'files', name)));
  });

  it('ends when it is told to, and leaves nothing half written', async () => {
    const { folder, path } = floppyFile();
    const { end } = await extract(path, folder, true);
    expect(end).toEqual({ state: 'cancelled' });
    expect(existsSync(join(folder, 'files'))).toBe(false);
  });

  it('into a folder that cannot be used fails in words', async () => {
    const { folder, path } = floppyFile();
    const { end } = await extract(path, join(folder, 'not there'));
    expect(end).toMatchObject({ state: 'failed', error: { code: 'output-unwritable' } });
  });
});
