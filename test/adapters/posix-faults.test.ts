/** What the errors of the system mean for a source of sectors. */
import { describe, expect, it } from 'vitest';
import { errnoName, openError, readFault, systemName } from '../../src/main/adapters/posix-faults.ts';

function failure(code: string, errno = -1): Error {
  return Object.assign(new Error(`${code}: it failed`), { code, errno });
}

describe('an error of read(2)', () => {
  it.each([
    ['EIO', 'medium'],
    ['EILSEQ', 'medium'],
    ['ENODATA', 'medium'],
    ['ETIMEDOUT', 'medium'],
    ['ENXIO', 'gone'],
    ['ENODEV', 'gone'],
    ['ESTALE', 'gone'],
    ['EACCES', 'permission'],
    ['EPERM', 'permission'],
    ['EINVAL', 'unforeseen'],
    ['ENOMEM', 'unforeseen'],
    ['EBADF', 'unforeseen'],
  ])('%s is %s', (code, kind) => {
    expect(readFault(failure(code))).toEqual({ kind, system: code });
  });

  it.each([
    [-123, 'ENOMEDIUM', 'no-medium'],
    [-124, 'EMEDIUMTYPE', 'changed'],
    [-78, 'EREMCHG', 'changed'],
    [-121, 'EREMOTEIO', 'medium'],
    [-250, 'errno 250', 'unforeseen'],
  ])('Node has no name for, errno %i, is %s', (errno, system, kind) => {
    expect(readFault(failure(`Unknown system error ${errno}`, errno))).toEqual({ kind, system });
  });

  it('that is none of the system keeps its words', () => {
    expect(systemName(new RangeError('too far'))).toBe('too far');
    expect(systemName('what')).toBe('what');
  });
});

describe('a number of errno(3)', () => {
  it.each([
    [1, 'EPERM'],
    [6, 'ENXIO'],
    [19, 'ENODEV'],
    [123, 'ENOMEDIUM'],
  ])('%i is %s', (errno, name) => {
    expect(errnoName(errno)).toBe(name);
  });
});

describe('an error of open(2)', () => {
  it.each([
    ['ENOENT', 'not-found', /nothing at \/dev\/x/],
    ['EACCES', 'permission-denied', /may not read \/dev\/x \(EACCES\)\. Join the group\./],
    ['EPERM', 'permission-denied', /Join the group/],
    ['ENXIO', 'no-medium', /Insert one/],
    ['EBUSY', 'device-busy', /another program/],
    ['EIO', 'not-a-source', /\/dev\/x could not be opened.*EIO/],
  ])('%s is %s, in words that say what to do', (system, code, words) => {
    const error = openError(failure(system), '/dev/x', 'Join the group.');
    expect(error).toMatchObject({ code, details: { address: '/dev/x', system } });
    expect(error.message).toMatch(words);
  });
});
