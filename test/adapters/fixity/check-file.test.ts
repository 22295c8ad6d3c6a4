import { createHash } from 'node:crypto';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkFile } from '../../../src/main/adapters/fixity/check-file.ts';
import { openFixityReader } from '../../../src/main/adapters/fixity/fixity-reader.ts';
import { sightStorage } from '../../../src/main/adapters/fixity/storage-sight.ts';
import { ownFolder } from '../../support/folders.ts';

const sizeBytes = 3 * 1024 * 1024 + 17;

function madeFile() {
  const path = join(ownFolder(), 'image.img');
  const bytes = Buffer.alloc(sizeBytes, 'spindle');
  writeFileSync(path, bytes);
  return { bytes, file: { path, sizeBytes, sha256: createHash('sha256').update(bytes).digest('hex') } };
}

const plain = { maxBytesPerSecond: null, onBytes: () => false, sleep: () => {} };

describe('a file held against what was recorded', () => {
  it('is ok when every byte is', () => {
    const { file } = madeFile();
    expect(checkFile(file, plain)).toEqual({
      path: file.path,
      state: 'ok',
      detail: null,
      readBytes: sizeBytes,
      firstReadDiffered: false,
    });
  });

  it('is a mismatch after one flipped bit, read twice before it is said', () => {
    const { file, bytes } = madeFile();
    bytes[sizeBytes - 1]! ^= 1;
    writeFileSync(file.path, bytes);
    const finding = checkFile(file, plain)!;
    expect(finding).toMatchObject({ state: 'mismatch', readBytes: 2 * sizeBytes });
    expect(finding.detail).toContain(`instead of ${file.sha256}`);
  });

  it('is a mismatch at another length, or as something else than a file', () => {
    const { file } = madeFile();
    truncateSync(file.path, sizeBytes - 1);
    expect(checkFile(file, plain)!.detail).toContain(`it has ${sizeBytes - 1} bytes instead of ${sizeBytes}`);
    const folder = join(ownFolder(), 'folder');
    mkdirSync(folder);
    expect(checkFile({ ...file, path: folder }, plain)!.state).not.toBe('ok');
  });

  it('is missing when it is gone, and so is its folder', () => {
    const { file } = madeFile();
    expect(checkFile({ ...file, path: `${file.path}.not` }, plain)).toMatchObject({ state: 'missing' });
    expect(checkFile({ ...file, path: join(file.path, 'below') }, plain)).toMatchObject({ state: 'missing' });
  });

  it('is unreadable when the system will not say', () => {
    const { file } = madeFile();
    const tooLong = join(file.path, '..', 'n'.repeat(300));
    expect(checkFile({ ...file, path: tooLong }, plain)).toMatchObject({
      state: 'unreadable',
      detail: 'ENAMETOOLONG',
    });
  });

  it('well on the medium, but not as it came first, is ok and says so', () => {
    const { file, bytes } = madeFile();
    const wrong = Buffer.from(bytes);
    wrong[5]! ^= 1;
    writeFileSync(file.path, wrong);
    let isFirst = true;
    const healing = {
      ...plain,
      onBytes: () => {
        if (isFirst) writeFileSync(file.path, bytes);
        isFirst = false;
        return false;
      },
    };
    expect(checkFile(file, healing)).toMatchObject({ state: 'ok', firstReadDiffered: true });
  });

  it('waits so that the rate is kept, and ends when it is asked to', () => {
    const { file } = madeFile();
    let waitedMs = 0;
    checkFile(file, {
      ...plain,
      maxBytesPerSecond: 1024 * 1024,
      sleep: (ms) => {
        waitedMs = Math.max(waitedMs, ms);
      },
    });
    expect(waitedMs).toBeGreaterThan(2000);
    expect(checkFile(file, { ...plain, onBytes: () => true })).toBeNull();
  });
});

describe('the fixity thread', () => {
  it('answers while it waits for its rate, and stops at once', async () => {
    const { file } = madeFile();
    const reader = openFixityReader();
    onTestFinished(() => reader.close());
    expect(await reader.sight(join(file.path, '..'))).toMatchObject({ rootIsThere: true });
    expect(await reader.anyIsThere([`${file.path}.not`])).toBe(false);
    expect(await reader.anyIsThere([`${file.path}.not`, file.path])).toBe(true);
    expect(await reader.check(file, null)).toMatchObject({ state: 'ok' });
    expect(reader.readBytes()).toBe(sizeBytes);
    const slow = reader.check(file, 1000);
    reader.stop();
    expect(await slow).toBeNull();
  });
});

describe('the sight of a storage', () => {
  it('tells a folder that is there from one that is not, or is none', () => {
    const folder = ownFolder();
    const { rootIsThere, volume } = sightStorage(folder);
    expect(rootIsThere).toBe(true);
    expect(volume).not.toBe('');
    expect(sightStorage(join(folder, 'not'))).toEqual({ rootIsThere: false, volume: null });
    writeFileSync(join(folder, 'file'), '');
    expect(sightStorage(join(folder, 'file')).rootIsThere).toBe(false);
  });
});
