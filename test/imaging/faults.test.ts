/** What a person is told when a drive stops a job. */
import { describe, expect, it } from 'vitest';
import { readFault } from '../../src/main/adapters/posix-faults.ts';
import type { ReadFault } from '../../src/main/core/ports.ts';
import { parkingError } from '../../src/main/imaging/faults.ts';
import { errorClass } from '../../src/shared/errors.ts';

const codes: Readonly<Record<Exclude<ReadFault['kind'], 'medium'>, string>> = {
  gone: 'source-gone',
  hung: 'drive-hung',
  'no-medium': 'source-gone',
  changed: 'medium-changed',
  permission: 'permission-lost',
  unforeseen: 'source-gone',
};

describe('a fault that ends a run', () => {
  it.each(Object.entries(codes))(
    '%s parks the job as %s: what happened, what was kept, what to do',
    (kind, code) => {
      const fault = { kind, system: 'EXYZ' } as ReadFault;
      const error = parkingError(fault, '/dev/fd0', 17)!;
      expect(error.code).toBe(code);
      expect(errorClass(error.code)).toBe('resumable');
      expect(error.message).toMatch(/\/dev\/fd0.* kept; .*resume\.$/);
      expect(error.details).toMatchObject({ address: '/dev/fd0', lba: 17, system: 'EXYZ' });
    },
  );

  it('is never a bad sector', () => {
    expect(parkingError({ kind: 'medium', system: 'EIO' }, '/dev/fd0', 17)).toBeNull();
  });

  it.each(['EACCES', 'EPERM'])('%s of the system is a permission that was lost', (code) => {
    const error = parkingError(readFault(Object.assign(new Error('read'), { code })), '/dev/sdb', 0)!;
    expect(error.code).toBe('permission-lost');
    expect(error.message).toContain(`no longer allowed (${code})`);
  });
});
