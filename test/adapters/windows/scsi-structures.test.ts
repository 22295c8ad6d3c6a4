/** The bytes of ntddscsi.h's structures on 64-bit Windows. */
import { describe, expect, it } from 'vitest';
import { isOpticalName } from '../../../src/main/adapters/windows/scsi-pass-through.ts';
import {
  packPassThrough,
  passThroughBytes,
  resultOfError,
  resultOfPassThrough,
  transferLimits,
} from '../../../src/main/adapters/windows/scsi-structures.ts';

// READ CD of 27 sectors of CD-DA from LBA 100 (MMC-6 6.20).
const cdb = Uint8Array.of(0xbe, 4, 0, 0, 0, 100, 0, 0, 27, 0x10, 0, 0);

function packed(part: object = {}): Uint8Array {
  const request = {
    cdb,
    direction: 'in',
    dataBytes: 63_504,
    timeoutMs: 30_500,
    dataAddress: 0x1122_3344_5566n,
  };
  return packPassThrough({ ...request, ...part } as Parameters<typeof packPassThrough>[0]);
}

describe('SCSI_PASS_THROUGH_DIRECT', () => {
  it('has every field where Windows looks for it', () => {
    const words = Buffer.from(packed()).toString('hex').match(/.{16}/g);
    expect(words).toEqual([
      '3800000000000c40', // Length 56; CdbLength 12, SenseInfoLength 64
      '0100000010f80000', // SCSI_IOCTL_DATA_IN; DataTransferLength 63,504
      '1f00000000000000', // TimeOutValue 31 s
      '6655443322110000', // DataBuffer
      '40000000be040000', // SenseInfoOffset 64; Cdb at 36
      '006400001b100000',
      '0000000000000000',
      ...Array(9).fill('0000000000000000'),
    ]);
    expect(passThroughBytes).toBe(128);
  });

  it.each([
    [1, 1],
    [1000, 1],
    [1001, 2],
  ])('rounds %i ms up to %i s: no limit is ever taken away', (timeoutMs, seconds) => {
    expect(new DataView(packed({ timeoutMs }).buffer).getUint32(16, true)).toBe(seconds);
  });

  it.each([
    ['out', 0],
    ['in', 1],
    ['none', 2],
  ])('moves data %s as %i', (direction, value) => {
    expect(packed({ direction })[8]).toBe(value);
  });
});

describe('its answer', () => {
  function answered(change: (bytes: Uint8Array, view: DataView) => void) {
    const bytes = packed();
    change(bytes, new DataView(bytes.buffer));
    return resultOfPassThrough(bytes, 63_504);
  }

  it('tells what was transferred, never more than was asked for', () => {
    expect(answered((_, view) => view.setUint32(12, 2352, true))).toEqual({
      kind: 'answered',
      status: 0,
      sense: new Uint8Array(0),
      transferredBytes: 2352,
    });
    expect(answered((_, view) => view.setUint32(12, 0xffff_ffff, true))).toMatchObject({
      transferredBytes: 63_504,
    });
  });

  it('carries the sense that came', () => {
    const result = answered((bytes) => {
      bytes[2] = 2;
      bytes[7] = 18;
      bytes.set([0x70, 0, 3, 0, 0, 0, 0, 10], 64);
    });
    expect(result).toMatchObject({ status: 2, sense: { length: 18, 0: 0x70, 2: 3 } });
  });

  it.each([
    [5, 'not-permitted'],
    [55, 'gone'],
    [433, 'gone'],
    [1167, 'gone'],
    [121, 'timeout'],
    [1117, 'timeout'],
    [87, 'timeout'],
  ])('that did not come because of error %i is %s', (error, kind) => {
    expect(resultOfError(error)).toEqual({ kind, system: `Windows error ${error}` });
  });
});

describe('IO_SCSI_CAPABILITIES', () => {
  function limits(bytes: number, pages: number, alignmentMask: number) {
    const capabilities = new Uint8Array(24);
    const view = new DataView(capabilities.buffer);
    view.setUint32(0, 24, true);
    view.setUint32(4, bytes, true);
    view.setUint32(8, pages, true);
    view.setUint32(16, alignmentMask, true);
    return transferLimits(capabilities);
  }

  it('bounds a command by its bytes and by the pages its buffer may lie on', () => {
    expect(limits(131_072, 33, 1)).toEqual({ maxTransferBytes: 131_072, alignmentBytes: 2 });
    expect(limits(131_072, 17, 0)).toEqual({ maxTransferBytes: 65_536, alignmentBytes: 1 });
    expect(limits(0xffff_ffff, 0xffff_ffff, 3).maxTransferBytes).toBe(1_048_576);
  });

  it('that are not told, or make no sense, leave what every adapter carries', () => {
    const classic = { maxTransferBytes: 65_536, alignmentBytes: 4096 };
    expect(transferLimits(null)).toEqual(classic);
    expect(transferLimits(new Uint8Array(8))).toEqual(classic);
    expect(limits(0, 0, 0)).toEqual(classic);
  });
});

describe('a device name', () => {
  it.each([
    ['\\\\.\\CdRom0', true],
    ['\\\\.\\cdrom12', true],
    ['\\\\.\\PhysicalDrive0', false],
    ['\\\\.\\CdRom', false],
    ['C:\\x', false],
    ['/dev/sr0', false],
  ])('%s names an optical drive: %s', (address, expected) => {
    expect(isOpticalName(address)).toBe(expected);
  });
});
