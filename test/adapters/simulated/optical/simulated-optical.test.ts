/** The simulated optical drive: what comes for which command, and what its behaviour does to it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBehaviour } from '../../../../src/main/adapters/simulated/behaviour.ts';
import { openSimulatedOptical } from '../../../../src/main/adapters/simulated/optical/simulated-optical.ts';
import {
  errorRecoveryPage,
  getConfiguration,
  inquiry,
  inquiryVitalProductData,
  modeParameterList,
  modeSelect10,
  modeSense10,
  requestSense,
  testUnitReady,
} from '../../../../src/main/core/optical/cdb/drive-commands.ts';
import {
  preventMediumRemoval,
  readCapacity,
  readDiscStructure,
  readFullToc,
  readIsrc,
  readMediaCatalogueNumber,
  readToc,
  startStopUnit,
} from '../../../../src/main/core/optical/cdb/medium-commands.ts';
import {
  audioSelection,
  plextorReadCdda,
  type ReadCdSelection,
  rawSelection,
  read10,
  read12,
  readCd,
  readCdMsf,
} from '../../../../src/main/core/optical/cdb/read-commands.ts';
import { parseQ } from '../../../../src/main/core/optical/q-frame.ts';
import { scramble } from '../../../../src/main/core/optical/scramble.ts';
import { deinterleaveSubchannel } from '../../../../src/main/core/optical/subchannel.ts';
import {
  discBytes,
  driveWith,
  endLba,
  type Reply,
  send,
  smallDisc,
  songLba,
} from '../../../support/sim-disc.ts';

const bytes = discBytes();
const sectorAt = (lba: number) => bytes.subarray(lba * 2352, (lba + 1) * 2352);

type Transport = ReturnType<typeof driveWith>;

function readRaw(drive: Transport, lba: number, count = 1, changes: Partial<ReadCdSelection> = {}): Reply {
  return send(drive, readCd(lba, count, { ...rawSelection, ...changes }), count * 2744);
}

describe('sectors', () => {
  it('come whole, data and audio in one command', () => {
    const drive = driveWith(smallDisc());
    const { data, outcome } = readRaw(drive, 95, 10);
    expect(outcome).toBe('good');
    expect(Buffer.from(data).equals(bytes.subarray(95 * 2352, 105 * 2352))).toBe(true);
  });

  it('come in the parts that were chosen', () => {
    const drive = driveWith(smallDisc());
    const parts = { sync: false, header: true, subheader: false, userData: true, edc: false };
    expect(Buffer.from(readRaw(drive, 5, 1, parts).data).equals(sectorAt(5).subarray(12, 2064))).toBe(true);
    const apart = { ...parts, sync: true, header: false };
    expect(readRaw(drive, 5, 1, apart).outcome).toBe('5/24/00');
  });

  it('stop where the type changes, and say where', () => {
    const drive = driveWith(smallDisc());
    const { data, outcome } = send(drive, readCd(98, 6, { ...rawSelection, sectorType: 'mode1' }), 6 * 2352);
    expect([outcome, data.length]).toEqual(['5/64/00 at 100', 2 * 2352]);
    expect(send(drive, readCd(5, 1, audioSelection), 2352).outcome).toBe('5/64/00 at 5');
    expect(send(drive, read10(99, 2), 4096).outcome).toBe('5/64/00 at 100');
  });

  it('are addressed by MSF as well, the last one left out', () => {
    const drive = driveWith(smallDisc());
    const cdb = readCdMsf(
      { minute: 0, second: 2, frame: 7 },
      { minute: 0, second: 2, frame: 9 },
      rawSelection,
    );
    expect(Buffer.from(send(drive, cdb, 4704).data).equals(bytes.subarray(7 * 2352, 9 * 2352))).toBe(true);
  });

  it('of data come scrambled through the audio path, as from a Plextor', () => {
    const drive = driveWith(smallDisc());
    const { data } = send(drive, plextorReadCdda(5, 1, 'audio'), 2352);
    const descrambled = data.slice();
    scramble(descrambled);
    expect(Buffer.from(descrambled).equals(sectorAt(5))).toBe(true);
    expect(send(drive, plextorReadCdda(5, 1, 'audio+c2+raw-pw'), 9000).data).toHaveLength(2742);
    expect(send(drive, plextorReadCdda(5, 1, 'raw-pw'), 9000).data).toHaveLength(96);
  });

  it('lie within the disc, unless the drive reads over its ends', () => {
    const drive = driveWith(smallDisc());
    expect(readRaw(drive, -1).outcome).toBe('5/21/00');
    expect(readRaw(drive, endLba - 1, 2).outcome).toBe('5/21/00');
    const over = driveWith(smallDisc(), { overread_leadin: 1, overread_leadout: 1 });
    expect(readRaw(over, -150, 1).data[15]).toBe(1);
    expect(readRaw(over, -4650).outcome).toBe('good');
    expect(readRaw(over, -4651).outcome).toBe('5/21/00');
    expect(readRaw(over, endLba, 2).data.every((byte) => byte === 0)).toBe(true);
  });

  it('of audio are shifted by the read offset, those of data are not', () => {
    const drive = driveWith(smallDisc(), { read_offset: 30 });
    expect(Buffer.from(readRaw(drive, 5).data).equals(sectorAt(5))).toBe(true);
    const { data } = readRaw(drive, 150, 3);
    expect(Buffer.from(data).equals(bytes.subarray(150 * 2352 - 120, 153 * 2352 - 120))).toBe(true);
    const early = driveWith(smallDisc(), { read_offset: -600 });
    const shifted = readRaw(early, 150, 2).data;
    expect(Buffer.from(shifted).equals(bytes.subarray(150 * 2352 + 2400, 152 * 2352 + 2400))).toBe(true);
  });

  it('whose EDC is wrong fail, unless errors are to be passed over', () => {
    const wrong = bytes.slice();
    wrong[7 * 2352 + 500]! ^= 1;
    const drive = driveWith(smallDisc(wrong));
    const { outcome, data } = readRaw(drive, 5, 4);
    expect([outcome, data.length]).toEqual(['3/11/05 at 7', 2 * 2352]);
    expect(send(drive, read10(7, 1), 2048).outcome).toBe('3/11/05 at 7');
    const page = errorRecoveryPage({
      transferBadBlock: false,
      readContinuous: false,
      disableCorrection: true,
      retries: 0,
    });
    const list = modeParameterList(page);
    expect(send(drive, modeSelect10(list.length), 0, { out: list }).outcome).toBe('good');
    const patient = readRaw(drive, 7);
    expect([patient.outcome, patient.data[500]]).toEqual(['good', wrong[7 * 2352 + 500]]);
    expect(readRaw(driveWith(smallDisc(wrong), { check_edc: false }), 7).outcome).toBe('good');
  });

  it('the image does not have are unreadable, never silence', () => {
    const cut = smallDisc(bytes.slice(0, 150 * 2352));
    const drive = driveWith(cut);
    expect(readRaw(drive, 148, 4)).toMatchObject({ outcome: '3/11/05 at 150' });
    const shifted = driveWith(cut, { read_offset: -6 });
    expect(readRaw(shifted, 149).outcome).toBe('3/11/05 at 149');
  });

  it('between two sessions cannot be found', () => {
    const image = smallDisc();
    const second = { ...image.tracks[1]!, number: 3, session: 2, pregapLba: 400, startLba: 550, endLba: 600 };
    const two = {
      ...image,
      tracks: [...image.tracks, second],
      sessions: [
        ...image.sessions,
        { number: 2, firstTrack: 3, lastTrack: 3, startLba: 550, leadOutLba: 600 },
      ],
    };
    expect(readRaw(driveWith(two), 198, 4)).toMatchObject({ outcome: '3/02/00 at 200' });
    expect(readRaw(driveWith(two, { session_gap_05_21: true }), 300).outcome).toBe('5/21/00 at 300');
    const toc = send(driveWith(two), readFullToc(), 4096).data;
    const points = Array.from({ length: (toc.length - 4) / 11 }, (_, at) => toc[4 + at * 11 + 3]);
    expect(points).toEqual([0xa0, 0xa1, 0xa2, 1, 2, 0xb0, 0xc0, 0xa0, 0xa1, 0xa2, 3]);
  });

  it('fill as much of a transfer as there is, and no more than it holds', () => {
    const drive = driveWith(smallDisc());
    const short = send(drive, readCd(0, 3, rawSelection), 5000);
    expect(Buffer.from(short.data).equals(bytes.subarray(0, 5000))).toBe(true);
    expect(send(drive, readCd(0, 1, rawSelection), 5000).data).toHaveLength(2352);
  });
});

describe('C2 and subchannel', () => {
  it('follow the sector, clean and in place', () => {
    const drive = driveWith(smallDisc());
    const { data } = readRaw(drive, 150, 2, { c2: 296, subchannel: 'raw-pw' });
    expect(data).toHaveLength(2 * 2744);
    for (const [place, lba] of [150, 151].entries()) {
      const block = data.subarray(place * 2744, (place + 1) * 2744);
      expect(Buffer.from(block.subarray(0, 2352)).equals(sectorAt(lba))).toBe(true);
      expect(block.subarray(2352, 2648).every((byte) => byte === 0)).toBe(true);
      const channels = new Uint8Array(96);
      deinterleaveSubchannel(block, 2648, channels, 0);
      expect(parseQ(channels, 12)).toMatchObject({ track: 2, index: 1, relativeSectors: lba - songLba });
    }
  });

  it('count a pause down with P set', () => {
    const drive = driveWith(smallDisc());
    const { data } = readRaw(drive, songLba - 1, 1, { subchannel: 'q' });
    expect(parseQ(data, 2352)).toMatchObject({ track: 2, index: 0, relativeSectors: 0 });
    expect(data[2352 + 15]).toBe(0x80);
    const other = driveWith(smallDisc(), { q_pregap_to_1: true });
    const q = readRaw(other, songLba - 1, 1, { subchannel: 'q' }).data;
    expect(parseQ(q, 2352)).toMatchObject({ relativeSectors: 1 });
  });

  it('tell MCN and ISRC now and then', () => {
    const drive = driveWith(smallDisc());
    const kinds = Array.from({ length: endLba }, (_, lba) => {
      const frame = parseQ(readRaw(drive, lba, 1, { subchannel: 'q' }).data, 2352);
      return frame?.kind === 'mcn' ? frame.mcn : frame?.kind === 'isrc' ? frame.isrc : null;
    });
    expect(kinds.filter((kind) => kind !== null)).toEqual(['2000000000015', '2000000000015', 'ZZSPN9800002']);
    expect(Buffer.from(send(drive, readMediaCatalogueNumber(), 24).data.subarray(9, 22)).toString()).toBe(
      '2000000000015',
    );
    expect(Buffer.from(send(drive, readIsrc(2), 24).data.subarray(9, 21)).toString()).toBe('ZZSPN9800002');
    expect(send(drive, readIsrc(1), 24).data[8]).toBe(0);
  });

  it('are what the image keeps, where it keeps any', () => {
    const kept = Uint8Array.from({ length: 96 }, (_, at) => (at * 37) & 0xff);
    const readSubchannel = (_lba: number, into: Uint8Array) => {
      into.set(kept);
      return true;
    };
    const drive = driveWith(smallDisc(bytes, { readSubchannel }));
    const symbols = readRaw(drive, 150, 1, { subchannel: 'raw-pw' }).data.subarray(2352);
    const channels = new Uint8Array(96);
    deinterleaveSubchannel(symbols, 0, channels, 0);
    expect(channels).toEqual(kept);
    const rw = readRaw(drive, 150, 1, { subchannel: 'rw' }).data.subarray(2352);
    expect(rw).toEqual(symbols.map((symbol) => symbol & 0x3f));
  });

  it('flag the bytes that are wrong, for as many reads as the rule says', () => {
    const behaviour = { c2_errors: [{ lba: 150, first: 2, bytes: 20 }] };
    const drive = driveWith(smallDisc(), behaviour);
    const again = driveWith(smallDisc(), behaviour);
    for (const read of [1, 2, 3]) {
      const { data } = readRaw(drive, 150, 1, { c2: 294 });
      expect(readRaw(again, 150, 1, { c2: 294 }).data).toEqual(data);
      const wrong = [...sectorAt(150).keys()].filter((at) => data[at] !== sectorAt(150)[at]);
      const flagged = [...sectorAt(150).keys()].filter((at) => data[2352 + (at >> 3)]! & (0x80 >> (at & 7)));
      expect(wrong.length > 0).toBe(read < 3);
      expect(flagged).toEqual(expect.arrayContaining(wrong));
      if (read === 3) expect(flagged).toEqual([]);
    }
  });

  it('put the block error byte where the drive puts it', () => {
    const rule = { c2_errors: [{ lba: 150, bytes: 9 }] };
    const last = readRaw(driveWith(smallDisc(), rule), 150, 1, { c2: 296 }).data.subarray(2352);
    const first = readRaw(driveWith(smallDisc(), { ...rule, c2_block_first: 1 }), 150, 1, { c2: 296 });
    const all = last.subarray(0, 294).reduce((sum, byte) => sum | byte, 0);
    expect([last[294], last[295]]).toEqual([all, 0]);
    expect([first.data[2352], first.data[2353]]).toEqual([all, 0]);
    expect(first.data.subarray(2354)).toEqual(last.subarray(0, 294));
  });

  it('stay silent about wrong bytes when the rule says so', () => {
    const drive = driveWith(smallDisc(), { c2_errors: [{ lba: 150, bytes: 5, silent: true }] });
    const { data } = readRaw(drive, 150, 1, { c2: 294 });
    expect(Buffer.from(data.subarray(0, 2352)).equals(sectorAt(150))).toBe(false);
    expect(data.subarray(2352).every((byte) => byte === 0)).toBe(true);
  });

  it('are refused by a drive that has none', () => {
    const drive = driveWith(smallDisc(), { c2: false, subchannel: false });
    expect(readRaw(drive, 150, 1, { c2: 294 }).outcome).toBe('5/24/00');
    expect(readRaw(drive, 150, 1, { subchannel: 'raw-pw' }).outcome).toBe('5/24/00');
    const withoutRw = driveWith(smallDisc(), { rw: false, plextor_d8: false });
    expect(readRaw(withoutRw, 150, 1, { subchannel: 'rw' }).outcome).toBe('5/24/00');
    expect(send(withoutRw, plextorReadCdda(0, 1, 'audio'), 2352).outcome).toBe('5/20/00');
  });
});

describe('a behaviour', () => {
  it('fails the first reads of a sector, and gives what stands before it', () => {
    const drive = driveWith(smallDisc(), { fail: [{ lba: 12, first: 2 }] });
    const outcomes = [1, 2, 3].map(() => readRaw(drive, 10, 4));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['3/11/05 at 12', '3/11/05 at 12', 'good']);
    expect(outcomes[0]!.data).toHaveLength(2 * 2352);
  });

  it('goes on where an earlier run has stopped', () => {
    const behaviour = { fail: [{ lba: 12, first: 5 }] };
    const drive = driveWith(smallDisc(), behaviour, { priorReads: (lba) => (lba === 12 ? 4 : 0) });
    expect([readRaw(drive, 12).outcome, readRaw(drive, 12).outcome]).toEqual(['3/11/05 at 12', 'good']);
  });

  it('answers from memory as long as the cache holds a sector', () => {
    const behaviour = {
      cache_sectors: 20,
      fail: [{ lba: 12, first: 1 }],
      c2_errors: [{ lba: 150, prob: 0.5 }],
    };
    const drive = driveWith(smallDisc(), behaviour);
    const outcomes = [1, 2, 3].map(() => readRaw(drive, 10, 4).outcome);
    expect(new Set(outcomes)).toEqual(new Set(['3/11/05 at 12']));
    send(drive, read12(12, 1, { forceUnitAccess: true }), 2048);
    expect(readRaw(drive, 10, 4).outcome).toBe('good');
    const first = readRaw(drive, 150).data;
    for (let read = 0; read < 5; read++) expect(readRaw(drive, 150).data).toEqual(first);
  });

  it('takes the time it says, and none otherwise', () => {
    const waited: number[] = [];
    const wait = (delayMs: number) => waited.push(delayMs);
    const behaviour = { cmd_ms: 1, seek_ms: 80, speed: 2, slow: [{ lba: 20, ms: 500 }] };
    const drive = driveWith(smallDisc(), behaviour, { wait });
    readRaw(drive, 0, 15);
    readRaw(drive, 15, 15);
    expect(waited).toEqual([80 + 100 + 1, 100 + 1 + 500]);
    const fast = driveWith(smallDisc(), {}, { wait: () => expect.unreachable() });
    readRaw(fast, 0, 10);
  });

  it('hangs past the patience of the host, then answers again', () => {
    const waited: number[] = [];
    const wait = (delayMs: number) => waited.push(delayMs);
    const drive = driveWith(smallDisc(), { hang_at_read: 2, hang_ms: 4000 }, { wait });
    readRaw(drive, 0);
    const cdb = readCd(1, 1, rawSelection);
    expect(send(drive, cdb, 2352, { timeoutMs: 1500 }).outcome).toBe('timeout');
    expect(send(drive, cdb, 2352).outcome).toBe('good');
    expect(waited).toEqual([1500, 2500]);
  });

  it('pulls the disc out, and resets the bus', () => {
    const drive = driveWith(smallDisc(), { reset_at_read: 2, yank_at_read: 4 });
    const outcomes = [0, 1, 2, 3, 4].map((lba) => readRaw(drive, lba).outcome);
    expect(outcomes).toEqual(['good', '6/29/02', 'good', '2/3a/00', '2/3a/01']);
    expect(send(drive, getConfiguration('all'), 512).data.subarray(6, 8)).toEqual(Uint8Array.of(0, 0));
  });

  it('leaves the tray open, takes the disc in, and lets it spin up', () => {
    const drive = driveWith(smallDisc(), { tray_open: true, becoming_ready: 2 });
    const ready = () => send(drive, testUnitReady()).outcome;
    expect(ready()).toBe('2/3a/02');
    expect(send(drive, startStopUnit('load')).outcome).toBe('good');
    expect([ready(), ready(), ready(), ready()]).toEqual(['6/28/00', '2/04/01', '2/04/01', 'good']);
  });

  it('gives the same answers to the same commands, whatever they are', () => {
    const behaviour = {
      fail: [{ lba: [20, 60], prob: 0.2 }],
      c2_errors: [{ lba: [100, 180], prob: 0.3, bytes: 5 }],
      q_errors: [{ lba: [0, 199], prob: 0.2 }],
      seed: 5,
    };
    const reads = fc.array(fc.tuple(fc.integer({ min: 0, max: 195 }), fc.integer({ min: 1, max: 5 })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(reads, (list) => {
        const [one, other] = [0, 1].map(() => {
          const drive = driveWith(smallDisc(), behaviour);
          return list.map(([lba, count]) => readRaw(drive, lba, count, { c2: 294, subchannel: 'raw-pw' }));
        });
        expect(one).toEqual(other);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the drive', () => {
  it('tells that it was switched on, once, to the first command that may hear it', () => {
    const drive = openSimulatedOptical(smallDisc(), {});
    expect(send(drive, inquiry(), 0x68).outcome).toBe('good');
    expect([send(drive, testUnitReady()).outcome, send(drive, testUnitReady()).outcome]).toEqual([
      '6/29/00',
      'good',
    ]);
  });

  it('says who it is', () => {
    const behaviour = { vendor: 'PLEXTOR', product: 'CD-R   PX-W4824A', revision: '1.07', serial: '0042' };
    const drive = driveWith(smallDisc(), behaviour);
    const { data } = send(drive, inquiry(), 0x68);
    expect(Buffer.from(data.subarray(8, 36)).toString()).toBe('PLEXTOR CD-R   PX-W4824A1.07');
    expect(Buffer.from(send(drive, inquiryVitalProductData(0x80), 255).data.subarray(4)).toString()).toBe(
      '0042',
    );
  });

  it('has a table of contents', () => {
    const toc = send(driveWith(smallDisc()), readToc(), 804).data;
    expect(Buffer.from(toc).toString('hex')).toBe(
      `001a0102${'00140100'}00000000${'00100200'}0000006e${'0010aa00'}000000c8`,
    );
    expect(Buffer.from(send(driveWith(smallDisc()), readCapacity(), 8).data).toString('hex')).toBe(
      '000000c700000800',
    );
  });

  it('keeps its tray shut while removal is prevented', () => {
    const drive = driveWith(smallDisc());
    send(drive, preventMediumRemoval(true));
    expect(send(drive, startStopUnit('eject')).outcome).toBe('5/53/02');
    send(drive, preventMediumRemoval(false));
    expect(send(drive, startStopUnit('eject')).outcome).toBe('good');
    expect(readRaw(drive, 0).outcome).toBe('2/3a/02');
  });

  it('remembers its last failure until it is asked', () => {
    const drive = driveWith(smallDisc());
    send(drive, Uint8Array.of(0xf1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    const sense = send(drive, requestSense(18), 18).data;
    expect([sense[2], sense[12]]).toEqual([5, 0x20]);
    expect(send(drive, requestSense(18), 18).data[2]).toBe(0);
  });

  it('shows what mode select has set', () => {
    const drive = driveWith(smallDisc());
    const page = errorRecoveryPage({
      transferBadBlock: true,
      readContinuous: false,
      disableCorrection: false,
      retries: 9,
    });
    const list = modeParameterList(page);
    send(drive, modeSelect10(list.length), 0, { out: list });
    expect(send(drive, modeSense10(1), 255).data.subarray(8)).toEqual(page);
  });

  it('is gone once it is closed', () => {
    let closed = 0;
    const drive = driveWith(smallDisc(), {}, { close: () => closed++ });
    drive.close();
    drive.close();
    expect([send(drive, testUnitReady()).outcome, closed]).toEqual(['gone', 1]);
  });

  it('is gone when the file of its image fails, and does not call that a bad sector', () => {
    const readSector = () => {
      throw Object.assign(new Error('i/o error'), { code: 'EIO', syscall: 'read' });
    };
    expect(readRaw(driveWith(smallDisc(bytes, { readSector })), 5).outcome).toBe('gone');
  });

  it('reads DVDs by blocks and says how large they are', () => {
    const dvd = {
      kind: 'dvd' as const,
      totalSectors: 500,
      readBlock: (lba: number, into: Uint8Array) => into.fill(lba & 0xff),
    };
    const drive = driveWith(dvd, { fail: [{ lba: 8, first: 1 }] });
    expect(send(drive, getConfiguration('all'), 8).data.subarray(6, 8)).toEqual(Uint8Array.of(0, 0x10));
    expect(send(drive, read12(6, 4), 4 * 2048)).toMatchObject({ outcome: '3/11/05 at 8' });
    expect(send(drive, read12(6, 4), 4 * 2048).data[3 * 2048]).toBe(9);
    expect(readRaw(drive, 0).outcome).toBe('5/30/02');
    const physical = send(drive, readDiscStructure('physical'), 4096).data;
    expect(Buffer.from(physical.subarray(8, 16)).toString('hex')).toBe('00030000000301f3');
  });

  it('survives any command', () => {
    const cdbs = fc.array(
      fc.record({
        cdb: fc.oneof(
          fc.uint8Array({ minLength: 6, maxLength: 16 }),
          fc
            .tuple(
              fc.constantFrom(0x28, 0xa8, 0xbe, 0xb9, 0xd8, 0x43, 0x42, 0x52, 0x5a, 0x55, 0x46, 0xad, 0x44),
              fc.uint8Array({ minLength: 11, maxLength: 11 }),
            )
            .map(([opcode, rest]) => Uint8Array.of(opcode, ...rest)),
        ),
        room: fc.integer({ min: 0, max: 6000 }),
        direction: fc.constantFrom('in', 'out', 'none'),
      }),
      { maxLength: 30 },
    );
    const behaviour = parseBehaviour({ overread_leadin: true, overread_leadout: true }, 'this test');
    fc.assert(
      fc.property(cdbs, (list) => {
        const drive = openSimulatedOptical(smallDisc(), behaviour);
        for (const { cdb, room, direction } of list) {
          const data = new Uint8Array(room);
          const result = drive.execute({ cdb, data, direction, timeoutMs: 1000 });
          if (result.kind !== 'answered') throw new Error(result.kind);
          expect(result.transferredBytes).toBeLessThanOrEqual(room);
          expect(result.sense.length).toBe(result.status === 2 ? 18 : 0);
        }
      }),
      { numRuns: 150 },
    );
  });
});
