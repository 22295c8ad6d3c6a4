import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceOf, parseSense, type SenseAdvice } from '../../../src/main/core/optical/sense.ts';

/** SPC-4, table of fixed format sense data. */
function fixed(key: number, asc: number, ascq: number, information: number | null = null, response = 0x70) {
  const bytes = new Uint8Array(18);
  const view = new DataView(bytes.buffer);
  bytes[0] = response | (information === null ? 0 : 0x80);
  bytes[2] = key;
  view.setInt32(3, information ?? 0);
  bytes[7] = 10;
  bytes[12] = asc;
  bytes[13] = ascq;
  return bytes;
}

/** SPC-4, descriptor format with a field pointer descriptor before the information descriptor. */
function descriptor(key: number, asc: number, ascq: number, information: bigint, response = 0x72) {
  const bytes = new Uint8Array(8 + 8 + 12);
  bytes.set([response, key, asc, ascq, 0, 0, 0, 20]);
  bytes.set([0x02, 0x06], 8);
  bytes.set([0x00, 0x0a, 0x80], 16);
  new DataView(bytes.buffer).setBigInt64(20, information);
  return bytes;
}

describe('sense data', () => {
  it('of the fixed format tells key, code, place and a name', () => {
    expect(parseSense(fixed(3, 0x11, 0x05, 123_456))).toEqual({
      key: 3,
      asc: 0x11,
      ascq: 0x05,
      informationLba: 123_456,
      deferred: false,
      text: 'sense 3/11/05 (L-EC uncorrectable)',
    });
  });

  it('of the descriptor format says the same', () => {
    expect(parseSense(descriptor(3, 0x11, 0x05, 123_456n))).toEqual(
      parseSense(fixed(3, 0x11, 0x05, 123_456)),
    );
  });

  it('knows places before LBA 0, and none beyond any disc', () => {
    expect(parseSense(fixed(3, 0x11, 0, -150))?.informationLba).toBe(-150);
    expect(parseSense(descriptor(3, 0x11, 0, -150n))?.informationLba).toBe(-150);
    expect(parseSense(descriptor(3, 0x11, 0, 1n << 40n))?.informationLba).toBe(null);
    expect(parseSense(fixed(3, 0x11, 0))?.informationLba).toBe(null);
  });

  it('names what it has no name for by its key', () => {
    expect(parseSense(fixed(0xb, 0xc0, 0x12))?.text).toBe('sense B/C0/12 (aborted command)');
    expect(parseSense(fixed(3, 0x11, 0x99))?.text).toBe('sense 3/11/99 (unrecovered read error)');
  });

  it('is null when none came or something else did', () => {
    expect(parseSense(new Uint8Array(0))).toBe(null);
    expect(parseSense(new Uint8Array(18))).toBe(null);
    expect(parseSense(Uint8Array.of(0x7f, 3, 0x11, 0x05))).toBe(null);
    expect(adviceOf(null)).toBe('unknown');
  });

  it('tells what it can when cut short', () => {
    const cut = parseSense(fixed(3, 0x11, 0x05, 5).subarray(0, 8));
    expect(cut).toMatchObject({ key: 3, asc: 0, ascq: 0, informationLba: 5 });
    expect(adviceOf(cut)).toBe('unreadable');
    expect(parseSense(descriptor(5, 0x64, 0, 1n).subarray(0, 20))).toMatchObject({
      asc: 0x64,
      informationLba: null,
    });
  });

  it('never hangs or throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 260 }),
        fc.constantFrom(0x70, 0x71, 0x72, 0x73, 0xf0),
        (bytes, head) => {
          if (bytes.length > 0) bytes[0] = head;
          const sense = parseSense(bytes);
          expect(typeof adviceOf(sense)).toBe('string');
        },
      ),
    );
  });
});

describe('the advice', () => {
  it.each<[number, number, number, SenseAdvice]>([
    [0, 0x00, 0x00, 'recovered'],
    [1, 0x17, 0x01, 'recovered'],
    [1, 0x18, 0x03, 'recovered'],
    [1, 0x18, 0x04, 'recovered'],
    [2, 0x04, 0x01, 'wait'],
    [2, 0x04, 0x02, 'wait'],
    [2, 0x04, 0x03, 'unknown'],
    [2, 0x3a, 0x00, 'no-medium'],
    [2, 0x3a, 0x02, 'no-medium'],
    [2, 0x30, 0x00, 'unreadable-toc'],
    [2, 0x30, 0x02, 'unreadable-toc'],
    [3, 0x57, 0x00, 'unreadable-toc'],
    [3, 0x02, 0x00, 'seek-trouble'],
    [3, 0x06, 0x00, 'seek-trouble'],
    [3, 0x15, 0x02, 'seek-trouble'],
    [4, 0x09, 0x01, 'seek-trouble'],
    [4, 0x15, 0x01, 'seek-trouble'],
    [3, 0x11, 0x00, 'unreadable'],
    [3, 0x11, 0x05, 'unreadable'],
    [3, 0x11, 0x06, 'unreadable'],
    [4, 0x11, 0x00, 'unreadable'],
    [3, 0x10, 0x00, 'unreadable'],
    [5, 0x64, 0x00, 'wrong-sector-type'],
    [4, 0x3e, 0x02, 'drive-stuck'],
    [4, 0x44, 0x00, 'drive-stuck'],
    [0xb, 0x00, 0x00, 'drive-stuck'],
    [5, 0x20, 0x00, 'unsupported'],
    [5, 0x24, 0x00, 'unsupported'],
    [5, 0x26, 0x00, 'unsupported'],
    [5, 0x30, 0x02, 'unsupported'],
    [5, 0x21, 0x00, 'out-of-range'],
    [5, 0x63, 0x00, 'out-of-range'],
    [5, 0x6f, 0x03, 'copy-protected'],
    [5, 0x6f, 0x04, 'copy-protected'],
    [6, 0x28, 0x00, 'attention'],
    [6, 0x29, 0x00, 'attention'],
    [6, 0x2a, 0x01, 'attention'],
    [8, 0x00, 0x00, 'blank'],
    [5, 0x2c, 0x00, 'unknown'],
    [0xe, 0x1d, 0x00, 'unknown'],
  ])('for %i/%i/%i is %s', (key, asc, ascq, advice) => {
    expect(adviceOf(parseSense(fixed(key, asc, ascq)))).toBe(advice);
    expect(adviceOf(parseSense(descriptor(key, asc, ascq, 0n)))).toBe(advice);
  });

  it('neither condemns nor vouches for a sector by an error of an earlier command', () => {
    expect(adviceOf(parseSense(fixed(3, 0x11, 0x05, 7, 0x71)))).toBe('unknown');
    expect(adviceOf(parseSense(fixed(1, 0x18, 0x04, 7, 0x71)))).toBe('unknown');
    expect(parseSense(descriptor(3, 0x11, 0x05, 7n, 0x73))?.deferred).toBe(true);
    expect(adviceOf(parseSense(fixed(6, 0x28, 0x00, null, 0x71)))).toBe('attention');
  });
});
