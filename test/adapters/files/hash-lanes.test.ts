import { describe, expect, it } from 'vitest';
import { FourHashes } from '../../../src/main/adapters/files/hash-file.ts';
import { passingHashes } from '../../../src/main/adapters/files/hash-lanes.ts';
import { seededRandom } from '../../support/seeded-random.ts';

describe('hashes taken beside the writing', () => {
  const random = seededRandom(9);
  const bytes = Uint8Array.from({ length: 6_000_001 }, () => random() * 256);

  it.each([
    ['on the spot', 0],
    ['by threads', 2 ** 30],
  ])('%s are those of the bytes, however they were cut', (_, expectedBytes) => {
    const four = new FourHashes();
    four.update(bytes);
    const passing = passingHashes(expectedBytes);
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + Math.floor(random() * 700_000));
      passing.update(part);
      at += part.length;
    }
    expect(passing.sizeBytes).toBe(bytes.length);
    expect(passing.digest()).toEqual(four.digest());
    expect(passing.digest()).toEqual(four.digest());
    passing.stop();
  });

  it.each([
    ['on the spot', 0],
    ['by threads', 2 ** 30],
  ])(
    '%s are the same of bytes made where they are taken from, and of others in between',
    (_, expectedBytes) => {
      const four = new FourHashes();
      four.update(bytes);
      const passing = passingHashes(expectedBytes);
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + 1 + Math.floor(random() * 300_000));
        const room = passing.room();
        const isMadeThere = random() < 0.7 && part.length <= room.length;
        if (isMadeThere) room.set(part);
        passing.update(isMadeThere ? room.subarray(0, part.length) : part);
        at += part.length;
      }
      expect(passing.digest()).toEqual(four.digest());
      passing.stop();
    },
  );

  it('by threads of nothing are those of nothing', () => {
    const passing = passingHashes(2 ** 30);
    expect(passing.digest()).toEqual(new FourHashes().digest());
    passing.stop();
  });
});
