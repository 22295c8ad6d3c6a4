/** Which addresses are optical drives, and what becomes of those that are not. */
import { describe, expect, it } from 'vitest';
import { openMacosMmc } from '../../src/main/adapters/macos/mmc.ts';
import { isOpticalAddress, openMmc, opticalPermissionAdvice } from '../../src/main/adapters/open-optical.ts';

describe('an address', () => {
  it.each(['/dev/null', '/dev/no-such-device', '/', 'sim:practice/no-such-medium', '', 'x\0y'])(
    '%j is no optical drive, and no command is sent to it',
    (address) => {
      expect(isOpticalAddress(address)).toBe(false);
      expect(() => openMmc(address)).toThrow(
        expect.objectContaining({ name: 'SpindleError', message: expect.stringMatching(/\S/) }),
      );
    },
  );

  it('that refuses a command gets advice, whatever it is', () => {
    expect(opticalPermissionAdvice('/dev/no-such-device')).toMatch(/\.$/);
  });
});

describe('macOS', () => {
  it('says that it cannot, what was kept and what to do', () => {
    expect(() => openMacosMmc('/dev/disk4')).toThrow(
      expect.objectContaining({
        code: 'unsupported',
        message: expect.stringMatching(/Nothing was read; image/),
      }),
    );
  });
});
