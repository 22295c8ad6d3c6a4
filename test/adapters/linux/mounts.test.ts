/** The mount table of proc(5). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mountOf, parseMountinfo, unescapeOctal } from '../../../src/main/adapters/linux/mounts.ts';

describe('the mount table', () => {
  it('is read as proc(5) describes it', () => {
    // The example of proc(5), and a mount point with a space.
    const text = [
      '36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue',
      '40 36 8:17 / /media/my\\040stick rw - vfat /dev/sdb1 rw',
      '',
    ].join('\n');
    expect(parseMountinfo(text)).toEqual([
      {
        device: '98:0',
        mountPoint: '/mnt2',
        type: 'ext3',
        source: '/dev/root',
        superOptions: 'rw,errors=continue',
      },
      {
        device: '8:17',
        mountPoint: '/media/my stick',
        type: 'vfat',
        source: '/dev/sdb1',
        superOptions: 'rw',
      },
    ]);
  });

  it('of any text gives whole mounts or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab/ -:\\01\n'), maxLength: 200 }), (text) => {
        for (const { device, mountPoint, type } of parseMountinfo(text))
          expect([device, mountPoint, type]).not.toContain('');
      }),
      { numRuns: 500 },
    );
  });

  it('undoes the octal digits of the kernel', () => {
    expect(unescapeOctal('a\\040b\\011c\\134d\\9')).toBe('a b\tc\\d\\9');
  });

  it('names the nearest mount above a path, and of two on one place the later', () => {
    const mount = (device: string, mountPoint: string) => ({
      device,
      mountPoint,
      type: 'ext4',
      source: '',
      superOptions: '',
    });
    const mounts = [mount('8:1', '/'), mount('8:2', '/home'), mount('8:3', '/home'), mount('8:4', '/homes')];
    expect(mountOf(mounts, '/home/me')?.device).toBe('8:3');
    expect(mountOf(mounts, '/homes')?.device).toBe('8:4');
    expect(mountOf(mounts, '/homestead')?.device).toBe('8:1');
    expect(mountOf([], '/')).toBeNull();
  });
});
