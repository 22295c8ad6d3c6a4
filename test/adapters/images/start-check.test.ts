/** Checks of images for the hub: sound ones, changed ones, those nobody vouches for, and ones that are ended. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCheck } from '../../../src/main/adapters/images/start-check.ts';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import type { ImageCheckEnd } from '../../../src/main/core/ports.ts';
import type { ImageCheckProgress } from '../../../src/shared/model/image-check.ts';

describe('a check of an image', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spindle-check-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function checked(path: string) {
    let last: ImageCheckProgress | null = null;
    let stop = async () => {};
    const ended = new Promise<ImageCheckEnd>((resolve) => {
      const running = startCheck(path, {
        onProgress: (progress) => {
          last = progress;
        },
        onEnd: resolve,
      });
      stop = running.cancel;
    });
    return { ended, stop: () => stop(), last: () => last };
  }

  it('that nobody vouches for finds nothing, and claims nothing', async () => {
    const path = join(folder, 'stray.img');
    writeFileSync(path, practiceMedia[0]!.build());
    expect(await checked(path).ended).toMatchObject({
      state: 'done',
      result: { ok: true, hasSidecar: false, checkedSectors: 0, checkedFiles: 0 },
    });
  });

  it('names the sheet that does not fit its file', async () => {
    const path = join(folder, 'short.cue');
    const sheet = 'FILE "gone.bin" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n';
    writeFileSync(path, sheet);
    const check = checked(path);
    expect(await check.ended).toMatchObject({ state: 'done', result: { ok: false } });
    expect(check.last()).toMatchObject({ problemCount: 1 });
  });

  it('of what is not there fails in words', async () => {
    const end = await checked(join(folder, 'missing.img')).ended;
    expect(end).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
  });

  it('that is ended says so', async () => {
    const path = join(folder, 'stray.img');
    const check = checked(path);
    await check.stop();
    expect(await check.ended).toEqual({ state: 'cancelled' });
  });
});
