import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeOutputFolder } from '../../../src/main/adapters/files/make-folder.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { ownFolder } from '../../support/folders.ts';

const codeOf = (work: () => void) => {
  try {
    work();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
  return null;
};

describe('a folder', () => {
  it('is made with those above it, and may be there', () => {
    const path = join(ownFolder(), 'a/b/c');
    makeFolder(path);
    makeFolder(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('is refused where a file is, or below one', () => {
    const file = join(ownFolder(), 'file');
    writeFileSync(file, '');
    expect(codeOf(() => makeFolder(file))).toBe('EEXIST');
    expect(codeOf(() => makeFolder(join(file, 'a/b')))).toBe('ENOTDIR');
  });

  it.skipIf(process.platform !== 'linux')(
    'is refused, and not tried for ever, where nothing can be made',
    () => {
      expect(codeOf(() => makeFolder('/proc/spindle/a/b'))).toBe('ENOENT');
      expect(() => makeOutputFolder('/proc/spindle')).toThrow(SpindleError);
    },
  );
});
