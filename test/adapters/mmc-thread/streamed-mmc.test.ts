import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStreamedMmc } from '../../../src/main/adapters/mmc-thread/streamed-mmc.ts';
import { openMmc } from '../../../src/main/adapters/open-optical.ts';
import { readCd } from '../../../src/main/core/optical/cdb/read-commands.ts';
import { selectionOf } from '../../../src/main/core/optical/read-form.ts';
import type { MmcResult, MmcTransport } from '../../../src/main/core/ports.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { ownFolder } from '../../support/folders.ts';

const disc = 'sim:practice/cd-audio';
const selection = selectionOf({ c2: 294, subchannel: 'raw-pw' }, 'audio');
const blockBytes = 2352 + 294 + 96;
const opened: MmcTransport[] = [];

afterEach(() => {
  for (const transport of opened.splice(0)) transport.close();
});

function open(address: string): MmcTransport {
  const transport = openStreamedMmc(address);
  opened.push(transport);
  return ready(transport);
}

/** The first command is told that a disc came. */
function ready(transport: MmcTransport): MmcTransport {
  transport.execute({
    cdb: new Uint8Array(6),
    direction: 'none',
    data: new Uint8Array(0),
    timeoutMs: 1000,
  });
  return transport;
}

function read(
  transport: MmcTransport,
  lba: number,
  count: number,
  next?: readonly [lba: number, count: number],
): { readonly result: MmcResult; readonly data: Uint8Array } {
  const data = new Uint8Array(count * blockBytes).fill(0xa5);
  const result = transport.execute({
    cdb: readCd(lba, count, selection),
    direction: 'in',
    data,
    timeoutMs: 1000,
    ...(next ? { next: { cdb: readCd(...next, selection), dataBytes: next[1] * blockBytes } } : {}),
  });
  return { result, data };
}

describe('a drive that reads on', () => {
  it('answers as one that does not, whether what follows was foretold rightly or not', () => {
    const plain = ready(openMmc(disc));
    const streamed = open(disc);
    const asked = [
      [0, 8, [8, 8]],
      [8, 8, [16, 8]],
      [100, 4, [104, 4]],
      [104, 2, [106, 2]],
      [106, 2],
      [108, 1, [3_000_000, 8]],
      [109, 1],
    ] as const;
    for (const [lba, count, next] of asked) {
      expect(read(streamed, lba, count, next)).toEqual(read(plain, lba, count));
    }
  });

  it('goes no further behind what did not come', () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'b.json'), JSON.stringify({ fail: [{ lba: 20, first: 1 }] }));
    const streamed = open(`${disc}?behaviour=${join(folder, 'b.json')}`);
    expect(read(streamed, 16, 8, [24, 8]).result).toMatchObject({ kind: 'answered', status: 2 });
    expect(read(streamed, 16, 8).result).toMatchObject({ status: 0, transferredBytes: 8 * blockBytes });
  });

  it('tells news of the medium once, though the read that met them was not wanted', () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'b.json'), JSON.stringify({ reset_at_read: 2 }));
    const streamed = open(`${disc}?behaviour=${join(folder, 'b.json')}`);
    expect(read(streamed, 0, 8, [8, 8]).result).toMatchObject({ status: 0 });
    const { result } = read(streamed, 100, 8);
    expect(result).toMatchObject({ kind: 'answered', status: 2 });
    expect((result as { sense: Uint8Array }).sense[2]! & 0x0f).toBe(6);
    expect(read(streamed, 100, 8).result).toMatchObject({ status: 0 });
  });

  it('leaves alone what the drive does not fill', () => {
    const { result, data } = read(open(disc), 3_000_000, 1);
    expect(result).toMatchObject({ status: 2 });
    expect(data.every((byte) => byte === 0xa5)).toBe(true);
  });

  it('is gone once it is closed, with a read still under way', () => {
    const streamed = open(disc);
    read(streamed, 0, 8, [8, 8]);
    streamed.close();
    expect(read(streamed, 8, 8).result).toMatchObject({ kind: 'gone' });
  });

  it('is refused in the words of the drive below it', () => {
    expect(() => openStreamedMmc('sim:practice/no-such-disc')).toThrow(SpindleError);
    expect(() => openStreamedMmc('sim:/no/such/disc.cue')).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });
});
