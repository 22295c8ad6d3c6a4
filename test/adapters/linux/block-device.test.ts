/** Block devices of this kernel as sources: loop devices, whole and with an end that cannot be read. */
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBlockDevice } from '../../../src/main/adapters/linux/block-device.ts';
import { openSgTransport } from '../../../src/main/adapters/linux/sg-io.ts';
import { allocateAligned } from '../../../src/main/adapters/memory/aligned.ts';
import { openSource } from '../../../src/main/adapters/open-source.ts';
import { ownFolder } from '../../support/folders.ts';
import { loopDevice } from '../../support/loop-device.ts';
import { hasLoopDevices } from '../../support/needs.ts';
import { numberedImage } from '../../support/sim-medium.ts';

const loops = hasLoopDevices();
const sectors = 400;
const sectorsLeft = 304;

function attached(...options: string[]) {
  const file = join(ownFolder(), 'medium.img');
  const image = numberedImage(sectors);
  writeFileSync(file, image);
  return { file, image, device: loopDevice(file, ...options) };
}

/** As an ordinary user for the length of one call. */
function asNobody<T>(act: () => T): T {
  process.seteuid!(65_534);
  try {
    return act();
  } finally {
    process.seteuid!(0);
  }
}

describe.skipIf(!loops)('a block device', () => {
  it('is read past the cache, byte for byte, by its own sectors', () => {
    const { image, device } = attached();
    const source = openBlockDevice(device);
    expect(source.medium).toMatchObject({ sizeBytes: image.length, sectorSize: 512, totalSectors: sectors });
    expect(source.identity.bus).toBe('loop');
    const into = allocateAligned(100 * 512);
    expect(source.read(300, 100, into)).toEqual({ goodSectors: 100, fault: null });
    expect(image.subarray(300 * 512).equals(into)).toBe(true);
    source.close();
  });

  it('of larger sectors is counted in those', () => {
    const source = openBlockDevice(attached('-b', '2048').device);
    expect(source.medium).toMatchObject({ sectorSize: 2048, totalSectors: sectors / 4 });
    source.close();
  });

  it('with an end that cannot be read fails there, as its medium, and nowhere else', () => {
    const { file, image, device } = attached();
    const source = openBlockDevice(device);
    truncateSync(file, sectorsLeft * 512);
    const into = allocateAligned(512);
    expect(source.read(sectorsLeft - 1, 1, into)).toEqual({ goodSectors: 1, fault: null });
    expect(image.subarray((sectorsLeft - 1) * 512, sectorsLeft * 512).equals(into)).toBe(true);
    const { goodSectors, fault } = source.read(sectorsLeft + 8, 1, into);
    expect(goodSectors).toBe(0);
    expect(fault).toMatchObject({ kind: 'medium', system: 'EIO' });
    expect(source.read(0, 1, into).goodSectors).toBe(1);
    source.close();
  });

  it('refuses what lies outside of it', () => {
    const source = openBlockDevice(attached().device);
    expect(source.read(sectors, 1, allocateAligned(512)).fault?.kind).toBe('unforeseen');
    expect(source.read(0, 2, allocateAligned(512)).fault?.kind).toBe('unforeseen');
    source.close();
  });

  it('that this user may not read is refused, with the way to it', () => {
    const { device } = attached();
    expect(() => asNobody(() => openBlockDevice(device))).toThrow(
      expect.objectContaining({
        code: 'permission-denied',
        message: expect.stringMatching(new RegExp(`may not read ${device} \\(EACCES\\).*(group|udev rule)`)),
      }),
    );
  });

  it('is no optical drive, and gets no command', () => {
    const { device } = attached();
    expect(() => openSgTransport(device)).toThrow(expect.objectContaining({ code: 'not-a-source' }));
  });
});

describe.skipIf(process.platform !== 'linux')('what is no block device', () => {
  it.each([
    ['/dev/null', 'not-a-source'],
    ['/dev', 'not-a-source'],
    ['/dev/no-such-device', 'not-found'],
  ])('%s is refused as %s', (address, code) => {
    expect(() => openSource(address, { allowFiles: false })).toThrow(expect.objectContaining({ code }));
    expect(() => openSgTransport(address)).toThrow(expect.objectContaining({ code }));
  });
});
