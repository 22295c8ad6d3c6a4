/** Damaged discs and drives that lie: every readable sector comes, and none that did not is shown as read. */
import { describe, expect, it } from 'vitest';
import { errorRecoveryPageCode, modeSense10 } from '../../src/main/core/optical/cdb/drive-commands.ts';
import type { MmcCommand, MmcResult, MmcTransport } from '../../src/main/core/ports.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import { rangesWhere } from '../../src/shared/model/sector-runs.ts';
import { differing, driveOf, type Rescued, type RescueOptions, rescueDisc } from '../support/disc-rescue.ts';
import { ownFolder } from '../support/folders.ts';
import { type MadeDisc, madeDisc } from '../support/made-disc.ts';

const song = (lengthSectors: number, gapSectors = 0) =>
  ({ mode: 'AUDIO', lengthSectors, gapSectors }) as const;
const audioDisc = madeDisc(
  [
    { ...song(300), isrc: 'ZZSPN9800001' },
    { ...song(260, 40), isrc: 'ZZSPN9800002', indices: [90] },
    song(200, 30),
  ],
  { mcn: '2000000000015' },
);
const mixedDisc = madeDisc([{ mode: 'MODE1', lengthSectors: 300 }, song(300, 30)]);
const range = (from: number, end: number) => Array.from({ length: end - from }, (_, index) => from + index);

function rescue(disc: MadeDisc, behaviour: object, options: RescueOptions = {}): Rescued {
  return rescueDisc(ownFolder(), driveOf(disc.image, behaviour), options);
}

const lbasIn = (rescued: Rescued, ...states: readonly string[]) =>
  rangesWhere(rescued.states, (state) => states.includes(state)).flatMap(({ lba, lengthSectors }) =>
    range(lba, lba + lengthSectors),
  );
const unread = (rescued: Rescued) => lbasIn(rescued, 'untried', 'skipped', 'unscraped', 'bad', 'suspect');

describe.each([
  ['audio', audioDisc],
  ['data and audio', mixedDisc],
])('faults on %s', (_name, disc) => {
  it('that pass leave nothing missing', () => {
    const rescued = rescue(
      disc,
      {
        fail: [
          { lba: [200, 203], first: 3 },
          { lba: 450, first: 5 },
        ],
      },
      { retries: 2 },
    );
    expect(differing(rescued.bytes, disc.bytes)).toEqual([]);
    expect(unread(rescued)).toEqual([]);
    expect(rescued.outcome).toMatch(/^complete(-after-retries)?$/);
  });

  it('that come by chance leave nothing missing when tried often enough', () => {
    const rescued = rescue(disc, { fail: [{ lba: [100, 220], prob: 0.3 }], seed: 5 }, { retries: 4 });
    expect(differing(rescued.bytes, disc.bytes)).toEqual([]);
    expect(unread(rescued)).toEqual([]);
  });

  it('that stay cost just their own sectors', () => {
    const rescued = rescue(disc, { fail: [{ lba: [210, 216] }, 333, { lba: [400, 402], sense: 'seek' }] });
    const missing = [...range(210, 217), 333, ...range(400, 403)];
    expect(lbasIn(rescued, 'bad')).toEqual(missing);
    expect(differing(rescued.bytes, disc.bytes)).toEqual(missing);
    expect(rescued.outcome).toBe('complete-with-errors');
  });

  it('under a read offset cost the sectors that need them', () => {
    const overread = { overread_leadin: true, overread_leadout: true };
    const rescued = rescue(disc, { read_offset: 30, fail: [480], ...overread }, { readOffset: 30 });
    expect(lbasIn(rescued, 'bad')).toEqual([479, 480]);
    expect(differing(rescued.bytes, disc.bytes)).toEqual([479, 480]);
  });

  it('that fill the whole disc are told as such', () => {
    const rescued = rescue(disc, { fail: [{ lba: [0, 10_000] }] }, { retries: 0 });
    expect(rescued.outcome).toBe('not-readable');
    expect(rescued.counts.bad).toBe(disc.totalSectors);
  });
});

describe('wrong bytes', () => {
  it('with C2 flags are settled by readings that agree', () => {
    const rescued = rescue(
      audioDisc,
      { c2_errors: [{ lba: [310, 315], first: 4, bytes: 40 }] },
      { retries: 2 },
    );
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(rescued.outcome).toBe('complete-after-retries');
    expect(lbasIn(rescued, 'good-after-retry')).toEqual(range(310, 316));
  });

  it('with C2 flags at other places each time make one sector together', () => {
    const rescued = rescue(audioDisc, { c2_errors: [{ lba: 310, bytes: 40 }] });
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(lbasIn(rescued, 'good-after-retry')).toEqual([310]);
  });

  it('with C2 flags all over, every time, stay in doubt', () => {
    const transport = lying(driveOf(audioDisc.image), (command, ask) => {
      const result = ask();
      const at = (310 - lbaOf(command)) * 2742 + 2352;
      if (isReadCd(command) && command.cdb[9]! & 2 && at >= 0) command.data.fill(0xff, at, at + 294);
      return result;
    });
    const rescued = rescueDisc(ownFolder(), transport, { retries: 2 });
    expect(lbasIn(rescued, 'suspect')).toEqual([310]);
    expect(rescued.outcome).toBe('complete-with-errors');
  });

  it('without a flag are found by reading everything again, and settled', () => {
    const behaviour = { c2_errors: [{ lba: [320, 322], first: 1, bytes: 30, silent: true }] };
    expect(differing(rescue(audioDisc, behaviour).bytes, audioDisc.bytes)).toEqual([320, 321, 322]);
    const rescued = rescue(audioDisc, behaviour, { verifyPass: true });
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(lbasIn(rescued, 'good-after-retry')).toEqual([320, 321, 322]);
  });

  it('without a flag are put in doubt even where nothing may be tried again', () => {
    const behaviour = { c2_errors: [{ lba: 320, first: 1, bytes: 30, silent: true }] };
    const rescued = rescue(audioDisc, behaviour, { verifyPass: true, retries: 0 });
    expect(lbasIn(rescued, 'suspect')).toEqual([320]);
  });

  it('without a flag beside a sector that cannot be read are found as well', () => {
    const behaviour = {
      fail: [321],
      c2_errors: [{ lba: [318, 324], first: 2, bytes: 30, silent: true }],
    };
    const rescued = rescue(audioDisc, behaviour, { verifyPass: true });
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([321]);
  });

  it('in data are known by their EDC', () => {
    const behaviour = { c2_errors: [{ lba: [100, 104], first: 2, bytes: 1500, silent: true }] };
    const rescued = rescue(mixedDisc, behaviour);
    expect(differing(rescued.bytes, mixedDisc.bytes)).toEqual([]);
    expect(lbasIn(rescued, 'good-after-retry')).toEqual(range(100, 105));
  });

  it('that a drive repeats from its memory are not taken for agreement', () => {
    const behaviour = { cache_sectors: 900, c2_errors: [{ lba: [310, 312], first: 2, bytes: 25 }] };
    const rescued = rescue(audioDisc, behaviour);
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(unread(rescued)).toEqual([]);
  });

  it('settled as silence replace the noise that stood there before', () => {
    const silent = madeDisc([song(200), song(100)]);
    silent.bytes.fill(0, 120 * 2352, 123 * 2352);
    const rescued = rescue(silent, { c2_errors: [{ lba: [120, 122], first: 2, bytes: 50 }] });
    expect(differing(rescued.bytes, silent.bytes)).toEqual([]);
    expect(unread(rescued)).toEqual([]);
  });
});

describe('a data sector no drive corrects', () => {
  const original = mixedDisc.bytes.slice();
  const sectorAt = (lba: number) => original.subarray(lba * 2352, (lba + 1) * 2352);
  /** What lies on the disc: the original with some bytes of a sector wrong. */
  const worn = (lba: number, wrongBytes: number): MadeDisc => ({
    ...mixedDisc,
    image: {
      ...mixedDisc.image,
      readSector(at, into) {
        const origin = mixedDisc.image.readSector(at, into);
        if (at === lba) for (let byte = 0; byte < wrongBytes; byte++) into[30 + byte]! ^= 0x5a;
        return origin;
      },
    },
  });

  it('is made whole by its own parity, and told from one that was read', () => {
    const rescued = rescue(worn(120, 40), {});
    expect(differing(rescued.bytes, original)).toEqual([]);
    expect(lbasIn(rescued, 'rebuilt')).toEqual([120]);
    expect(rescued.rebuilt).toEqual([{ lba: 120, changedBytes: 40 }]);
    expect(rescued.outcome).toBe('complete-after-retries');
  });

  it('is kept in doubt where parity does not reach', () => {
    const rescued = rescue(worn(120, 1200), {});
    expect(lbasIn(rescued, 'suspect')).toEqual([120]);
    expect(rescued.bytes.subarray(120 * 2352 + 1300, 121 * 2352)).toEqual(
      Buffer.from(sectorAt(120).subarray(1300)),
    );
    expect(rescued.outcome).toBe('complete-with-errors');
  });

  it('that comes with wrong bytes each time is made whole with C2 to point at them', () => {
    const rescued = rescue(mixedDisc, { c2_errors: [{ lba: 120, bytes: 60 }] });
    expect(differing(rescued.bytes, original)).toEqual([]);
    expect(lbasIn(rescued, 'rebuilt')).toEqual([120]);
  });

  it('leaves the drive as it was', () => {
    const drive = driveOf(worn(120, 40).image);
    rescueDisc(ownFolder(), drive);
    const data = new Uint8Array(24);
    drive.execute({
      cdb: modeSense10(errorRecoveryPageCode, 'current', 24),
      direction: 'in',
      data,
      timeoutMs: 1000,
    });
    expect(data[8 + 2]).toBe(0);
  });

  it('stays so when the job is killed behind it', () => {
    const folder = ownFolder();
    const drive = driveOf(worn(120, 40).image, { fail: [250] });
    const whole = rescue(worn(120, 40), { fail: [250] });
    const killed = rescueDisc(folder, drive, { stopAfterReads: whole.reads - 1, isKilled: true });
    expect(killed.parked).not.toBeNull();
    expect(lbasIn(killed, 'rebuilt')).toEqual([120]);
    const after = rescueDisc(folder, drive, { goesOn: true });
    expect(after.states).toEqual(whole.states);
    expect(differing(after.bytes, whole.bytes)).toEqual([]);
  });
});

describe('a poor subchannel', () => {
  it('still tells pauses, indices and codes', () => {
    const q_errors = [{ lba: [0, 900], prob: 0.35 }, { lba: [296, 304] }];
    const { report } = rescue(audioDisc, { q_errors, seed: 3 });
    expect(report.disc.tracks.map(({ pregapSectors }) => pregapSectors)).toEqual([0, 40, 30]);
    expect(report.disc.tracks[1]!.indices).toEqual([{ number: 2, lba: 430 }]);
    expect(report.disc.mcn).toBe('2000000000015');
  });

  it('that does not come leaves pauses unknown, and the drive is asked for the codes', () => {
    const { report, outcome } = rescue(audioDisc, { subchannel: false });
    expect(outcome).toBe('complete');
    expect(report.subchannel).toBeNull();
    expect(report.disc.mcn).toBe('2000000000015');
    expect(report.disc.tracks.map(({ isrc }) => isrc)).toEqual(['ZZSPN9800001', 'ZZSPN9800002', null]);
    expect(report.disc.tracks.map(({ pregapSectors }) => pregapSectors)).toEqual([0, null, null]);
  });

  it('that does not come still leaves the pause where data ends and audio begins', () => {
    const { report } = rescue(mixedDisc, { subchannel: false });
    expect(report.disc.tracks.map(({ pregapSectors }) => pregapSectors)).toEqual([0, 30]);
  });
});

type Answering = (command: MmcCommand, ask: () => MmcResult) => MmcResult;

/** A drive that answers some commands in its own way. */
function lying(transport: MmcTransport, answer: Answering): MmcTransport {
  return { ...transport, execute: (command) => answer(command, () => transport.execute(command)) };
}

const readCdOpcode = 0xbe;
const isReadCd = ({ cdb }: MmcCommand) => cdb[0] === readCdOpcode;
const lbaOf = ({ cdb }: MmcCommand) => new DataView(cdb.buffer, cdb.byteOffset).getInt32(2);
const countOf = ({ cdb }: MmcCommand) => (cdb[6]! << 16) | (cdb[7]! << 8) | cdb[8]!;
const refused = (key: number, asc: number, ascq: number): MmcResult => {
  const sense = new Uint8Array(18);
  sense.set([0x70, 0, key]);
  sense.set([asc, ascq], 12);
  return { kind: 'answered', status: 2, sense, transferredBytes: 0 };
};

describe('what a drive can do', () => {
  const flagged = { lba: [310, 315], first: 3, bytes: 40 };

  it('is found out past damage where a disc begins', () => {
    const behaviour = { fail: [{ lba: [0, 20] }], c2_errors: [flagged] };
    const rescued = rescue(audioDisc, behaviour, { retries: 2 });
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual(range(0, 21));
    expect(rescued.report.subchannel?.validQ).toBe(audioDisc.totalSectors - 21);
  });

  it('is not mistaken for less because of a place that fails at first', () => {
    const behaviour = { fail: [{ lba: 3, first: 2 }], c2_errors: [flagged] };
    const rescued = rescue(audioDisc, behaviour, { retries: 2 });
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(rescued.report.subchannel).not.toBeNull();
  });

  it('is not mistaken for less because of a place whose Q is bad', () => {
    const rescued = rescue(audioDisc, { q_errors: [{ lba: [0, 40] }] });
    expect(rescued.report.subchannel?.validQ).toBe(audioDisc.totalSectors - 41);
  });
});

describe('a drive that lies', () => {
  const behaviour = { c2_errors: [{ lba: [310, 315], first: 3, bytes: 40 }] };

  it.each([true, false])('gives C2 with its block byte in front (%s) and nothing shorter', (isFirst) => {
    const transport = lying(
      driveOf(audioDisc.image, { ...behaviour, c2_block_first: isFirst }),
      (command, ask) => (isReadCd(command) && (command.cdb[9]! & 0x06) === 2 ? refused(5, 0x24, 0) : ask()),
    );
    const rescued = rescueDisc(ownFolder(), transport, { retries: 2 });
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(rescued.outcome).toBe('complete-after-retries');
  });

  it('puts the subchannel before C2', () => {
    const transport = lying(driveOf(audioDisc.image, behaviour), (command, ask) => {
      const result = ask();
      const { data } = command;
      if (isReadCd(command) && command.cdb[9]! & 2 && command.cdb[10] === 1)
        for (let at = 2352; at + 390 <= data.length; at += 2742) {
          const c2 = data.slice(at, at + 294);
          data.copyWithin(at, at + 294, at + 390);
          data.set(c2, at + 96);
        }
      return result;
    });
    const rescued = rescueDisc(ownFolder(), transport, { retries: 2 });
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(rescued.outcome).toBe('complete-after-retries');
    expect(rescued.report.subchannel?.validQ).toBe(audioDisc.totalSectors);
  });

  it('knows no C2, and then needs a second look', () => {
    const silent = { c2: false, c2_errors: [{ lba: [310, 315], first: 1, bytes: 40 }] };
    const rescued = rescue(audioDisc, silent, { verifyPass: true });
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(rescued.outcome).toBe('complete-after-retries');
  });

  it('says GOOD to half a transfer', () => {
    const transport = lying(driveOf(audioDisc.image), (command, ask) => {
      const result = ask();
      const mostBytes = 30_000;
      if (result.kind !== 'answered' || !isReadCd(command)) return result;
      command.data.fill(0x77, mostBytes);
      return { ...result, transferredBytes: Math.min(result.transferredBytes, mostBytes) };
    });
    const rescued = rescueDisc(ownFolder(), transport);
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(rescued.outcome).toBe('complete');
  });

  it.each([0, 30])('gives zeros for sectors it could not read (offset %i)', (offset) => {
    const zeroed = range(340, 343);
    const transport = lying(
      driveOf(audioDisc.image, { read_offset: offset, overread_leadout: true }),
      (command, ask) => {
        const result = ask();
        const blockBytes = command.data.length / countOf(command);
        if (isReadCd(command))
          for (const lba of zeroed) {
            const at = (lba - lbaOf(command)) * blockBytes;
            if (at >= 0) command.data.fill(0, at, at + blockBytes);
          }
        return result;
      },
    );
    const rescued = rescueDisc(ownFolder(), transport, { readOffset: offset });
    const missing = offset === 0 ? zeroed : [339, ...zeroed];
    expect(lbasIn(rescued, 'bad')).toEqual(missing);
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual(missing);
  });
});

describe('a drive in trouble', () => {
  /** Some sectors are read by then, most are not. */
  const reads = 4;
  const isLate = () => {
    let seen = 0;
    return (command: MmcCommand) => (isReadCd(command) ? ++seen : seen) > reads;
  };

  it('goes on after a reset', () => {
    const rescued = rescue(audioDisc, { reset_at_read: reads });
    expect(rescued.parked).toBeNull();
    expect(rescued.outcome).toBe('complete');
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
  });

  it('goes on after a hang that ends', () => {
    const rescued = rescue(audioDisc, { hang_at_read: reads, hang_ms: 45_000 });
    expect(rescued.parked).toBeNull();
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
  });

  it('that hangs for good is left alone, and nothing read is lost', () => {
    const folder = ownFolder();
    const drive = driveOf(audioDisc.image, {});
    const isHanging = isLate();
    const hanging = lying(drive, (command, ask) =>
      isHanging(command) ? { kind: 'timeout', system: 'no answer' } : ask(),
    );
    const before = rescueDisc(folder, hanging);
    expect(before.parked?.error?.code).toBe('drive-hung');
    expect(lbasIn(before, 'bad', 'skipped')).toEqual([]);
    const after = rescueDisc(folder, drive, { goesOn: true });
    expect(after.outcome).toBe('complete');
    expect(differing(after.bytes, audioDisc.bytes)).toEqual([]);
  });

  it('whose disc is pulled parks, and goes on with the same disc', () => {
    const folder = ownFolder();
    const before = rescueDisc(folder, driveOf(audioDisc.image, { yank_at_read: reads }));
    expect(before.parked?.error?.code).toBe('source-gone');
    expect(lbasIn(before, 'bad', 'skipped')).toEqual([]);
    const after = rescueDisc(folder, driveOf(audioDisc.image), { goesOn: true });
    expect(after.outcome).toBe('complete');
    expect(differing(after.bytes, audioDisc.bytes)).toEqual([]);
  });

  it('whose disc is pulled refuses another one', () => {
    const folder = ownFolder();
    rescueDisc(folder, driveOf(audioDisc.image, { yank_at_read: reads }));
    expect(() => rescueDisc(folder, driveOf(mixedDisc.image), { goesOn: true })).toThrow(
      expect.objectContaining({ code: 'wrong-medium' }),
    );
  });

  it('that comes back from a reset with another disc is not read on', () => {
    const first = driveOf(audioDisc.image);
    const second = driveOf(madeDisc([song(300), song(260, 40), song(201, 30)]).image);
    const isSwapped = isLate();
    const swapped = lying(first, (command, ask) => (isSwapped(command) ? second.execute(command) : ask()));
    const rescued = rescueDisc(ownFolder(), swapped);
    expect(rescued.parked?.error?.code).toBe('medium-changed');
    expect(lbasIn(rescued, 'bad', 'skipped')).toEqual([]);
    for (const lba of lbasIn(rescued, 'good'))
      expect(differing(rescued.bytes, audioDisc.bytes)).not.toContain(lba);
  });

  it('that spins up in the middle is waited for', () => {
    let commands = 0;
    const slow = lying(driveOf(audioDisc.image), (_command, ask) =>
      [20, 21, 30].includes(++commands) ? refused(2, 0x04, 0x01) : ask(),
    );
    const rescued = rescueDisc(ownFolder(), slow);
    expect(rescued.outcome).toBe('complete');
    expect(rescued.counts.goodAfterRetry).toBe(0);
  });

  it('that never stops announcing a reset is left alone', () => {
    const isNervous = isLate();
    const nervous = lying(driveOf(audioDisc.image), (command, ask) =>
      isNervous(command) ? refused(6, 0x29, 0) : ask(),
    );
    expect(rescueDisc(ownFolder(), nervous).parked?.error?.code).toBe('medium-changed');
  });
});

describe('a disc nothing can be read from', () => {
  const refusal = (transport: MmcTransport) => {
    try {
      rescueDisc(ownFolder(), transport);
    } catch (error) {
      return error instanceof SpindleError ? error : null;
    }
    return null;
  };

  it('for want of a TOC is refused in a sentence', () => {
    const blank = lying(driveOf(audioDisc.image), ({ cdb }, ask) =>
      cdb[0] === 0x43 ? refused(3, 0x57, 0) : ask(),
    );
    expect(refusal(blank)).toMatchObject({
      code: 'unreadable-disc',
      message: expect.stringContaining('table of contents'),
    });
  });

  it('is refused when blank', () => {
    const blank = lying(driveOf(audioDisc.image), ({ cdb }, ask) =>
      [0x43, 0x25, readCdOpcode].includes(cdb[0]!) ? refused(8, 0, 0) : ask(),
    );
    expect(refusal(blank)?.code).toBe('unreadable-disc');
  });

  it('because it is not there is asked for', () => {
    expect(refusal(driveOf(audioDisc.image, { tray_open: true }))).toMatchObject({
      code: 'no-medium',
      message: expect.stringContaining('There is no disc in'),
    });
  });
});

describe('a DVD', () => {
  it('loses just the blocks that cannot be read, not their neighbours in the ECC block', () => {
    const block = (lba: number) => new Uint8Array(2048).fill((lba * 7 + 1) & 0xff);
    const image = {
      kind: 'dvd',
      totalSectors: 1500,
      readBlock: (lba: number, into: Uint8Array) => into.set(block(lba)),
    } as const;
    const rescued = rescueDisc(
      ownFolder(),
      driveOf(image, { fail: [700, { lba: [900, 902] }, { lba: 1000, first: 3 }] }),
      { retries: 2 },
    );
    expect(lbasIn(rescued, 'bad')).toEqual([700, 900, 901, 902]);
    const expected = new Uint8Array(1500 * 2048);
    for (let lba = 0; lba < 1500; lba++) expected.set(block(lba), lba * 2048);
    expect(differing(rescued.bytes, expected, 2048)).toEqual([700, 900, 901, 902]);
  });
});
