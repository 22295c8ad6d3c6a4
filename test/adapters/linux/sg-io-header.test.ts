/** The bytes of `struct sg_io_hdr`, held against those the C compiler makes of scsi/sg.h on x86-64. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  packSgIoHeader,
  parseSgIoHeader,
  resultOfSgIo,
  type SgIoAnswer,
  senseBytes,
  sgIoHeaderBytes,
} from '../../../src/main/adapters/linux/sg-io-header.ts';

const good: SgIoAnswer = {
  status: 0,
  senseBytesWritten: 0,
  hostStatus: 0,
  driverStatus: 0,
  residualBytes: 0,
};
const sense = Uint8Array.from({ length: senseBytes }, (_, index) => (index === 0 ? 0x70 : index));

describe('the request', () => {
  it('has every field where the kernel looks for it', () => {
    const header = new Uint8Array(sgIoHeaderBytes).fill(0xff);
    packSgIoHeader(
      {
        direction: 'in',
        cdbBytes: 12,
        dataBytes: 63_504,
        timeoutMs: 60_000,
        cdbAddress: 0x7f00_1122_3344_5566n,
        dataAddress: 0x7f00_aabb_ccdd_eeffn,
        senseAddress: 0x7f00_0000_0000_1000n,
      },
      header,
    );
    const words = Buffer.from(header).toString('hex').match(/.{16}/g);
    // gcc -m64: offsetof dxfer_len 12, dxferp 16, cmdp 24, sbp 32, timeout 40, status 64, resid 72, sizeof 88.
    expect(words).toEqual([
      '53000000fdffffff', // 'S', SG_DXFER_FROM_DEV
      '0c40000010f80000', // 12 bytes of CDB, 64 of sense, no vectors; 63,504 bytes
      'ffeeddccbbaa007f',
      '665544332211007f',
      '001000000000007f',
      '60ea000000000000',
      '0000000000000000',
      '0000000000000000',
      '0000000000000000',
      '0000000000000000',
      '0000000000000000',
    ]);
  });

  it.each([
    ['none', -1],
    ['out', -2],
    ['in', -3],
  ] as const)('moves data %s as SG_DXFER_ %i', (direction, value) => {
    const header = new Uint8Array(sgIoHeaderBytes);
    const nowhere = { cdbAddress: 0n, dataAddress: 0n, senseAddress: 0n };
    packSgIoHeader({ direction, cdbBytes: 6, dataBytes: 0, timeoutMs: 1, ...nowhere }, header);
    expect(new DataView(header.buffer).getInt32(4, true)).toBe(value);
  });
});

describe('the answer', () => {
  it('is read from where the kernel leaves it', () => {
    const header = new Uint8Array(sgIoHeaderBytes);
    header.set([2, 1, 0, 18, 7, 0, 8, 0, 0x30, 0x09, 0, 0], 64);
    expect(parseSgIoHeader(header)).toEqual({
      status: 2,
      senseBytesWritten: 18,
      hostStatus: 7,
      driverStatus: 8,
      residualBytes: 2352,
    });
  });

  it('counts what was transferred, not what was asked for', () => {
    expect(resultOfSgIo({ ...good, residualBytes: 1000 }, 4096, sense)).toEqual({
      kind: 'answered',
      status: 0,
      sense: new Uint8Array(0),
      transferredBytes: 3096,
    });
  });

  it('passes sense on as long as the kernel says, without holding on to the shared buffer', () => {
    const shared = sense.slice();
    const result = resultOfSgIo({ ...good, status: 2, senseBytesWritten: 18, driverStatus: 8 }, 0, shared);
    shared.fill(0);
    expect(result).toMatchObject({ kind: 'answered', status: 2, sense: sense.subarray(0, 18) });
  });

  it('with sense counts although the bus complains as well, and stays a check condition', () => {
    const answer = { ...good, status: 2, senseBytesWritten: 18, hostStatus: 7 };
    expect(resultOfSgIo(answer, 10, sense)).toMatchObject({ kind: 'answered', status: 2 });
  });

  it.each([2, 3, 5, 6, 7, 8, 11, 14, 19, 255])('with host_status %i is no answer', (hostStatus) => {
    const result = resultOfSgIo({ ...good, hostStatus }, 2352, sense);
    expect(result).toMatchObject({
      kind: 'timeout',
      system: expect.stringContaining(`host_status ${hostStatus}`),
    });
  });

  it.each([1, 4])('with host_status %i comes from a drive that is gone', (hostStatus) => {
    expect(resultOfSgIo({ ...good, hostStatus }, 2352, sense).kind).toBe('gone');
  });

  it.each([
    [6, 'timeout'],
    [4, 'timeout'],
    [0x16, 'timeout'],
    [8, 'answered'],
    [0x18, 'answered'],
  ])('with driver_status %i is %s', (driverStatus, kind) => {
    expect(resultOfSgIo({ ...good, driverStatus }, 2352, sense).kind).toBe(kind);
  });

  it('never claims more bytes than the buffer has, fewer than none, or sense that was not given', () => {
    const u8 = fc.integer({ min: 0, max: 255 });
    const u16 = fc.integer({ min: 0, max: 65_535 });
    fc.assert(
      fc.property(
        fc.record({
          status: u8,
          senseBytesWritten: u8,
          hostStatus: fc.oneof(fc.constant(0), u16),
          driverStatus: fc.oneof(fc.constant(0), u16),
          residualBytes: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
        }),
        fc.nat(1 << 20),
        (answer, dataBytes) => {
          const result = resultOfSgIo(answer, dataBytes, sense);
          if (result.kind !== 'answered') return;
          expect(result.transferredBytes).toBeGreaterThanOrEqual(0);
          expect(result.transferredBytes).toBeLessThanOrEqual(dataBytes);
          expect(result.sense.length).toBeLessThanOrEqual(senseBytes);
        },
      ),
      { numRuns: 300 },
    );
  });
});
