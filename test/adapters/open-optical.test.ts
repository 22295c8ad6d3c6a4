/** Which addresses are optical drives, and what becomes of those that are not. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMacosMmc } from '../../src/main/adapters/macos/mmc.ts';
import { isOpticalAddress, openMmc, opticalPermissionAdvice } from '../../src/main/adapters/open-optical.ts';
import { ownFolder } from '../support/folders.ts';

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

  it('of a simulated disc is one, and answers like one', () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'disc.bin'), Buffer.alloc(300 * 2352));
    writeFileSync(
      join(folder, 'disc.cue'),
      'FILE "disc.bin" BINARY\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n',
    );
    const address = `sim:${join(folder, 'disc.cue')}`;
    expect(isOpticalAddress(address)).toBe(true);
    const transport = openMmc(address);
    const data = new Uint8Array(0x60);
    const inquiry = Uint8Array.of(0x12, 0, 0, 0, data.length, 0);
    const result = transport.execute({ cdb: inquiry, direction: 'in', data, timeoutMs: 1000 });
    transport.close();
    expect(result).toMatchObject({ kind: 'answered', status: 0 });
    expect(data[0]! & 0x1f).toBe(5);
  });

  it('of a simulated diskette is none', () => {
    expect(isOpticalAddress('sim:practice/floppy-720k')).toBe(false);
  });

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
