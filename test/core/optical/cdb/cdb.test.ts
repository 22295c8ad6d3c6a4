/** Command bytes after SPC-4 and MMC-6; Plextor's READ CDDA as drives of that make take it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../../../../src/main/core/byte-fields.ts';
import * as drive from '../../../../src/main/core/optical/cdb/drive-commands.ts';
import * as medium from '../../../../src/main/core/optical/cdb/medium-commands.ts';
import * as read from '../../../../src/main/core/optical/cdb/read-commands.ts';

const { rawSelection, audioSelection } = read;
const mode1User: read.ReadCdSelection = {
  ...audioSelection,
  sectorType: 'mode1',
};

function spaced(bytes: Uint8Array): string {
  return hex(bytes).replace(/(..)(?=.)/g, '$1 ');
}

describe('the bytes of a command', () => {
  it.each<[string, Uint8Array, string]>([
    ['TEST UNIT READY', drive.testUnitReady(), '00 00 00 00 00 00'],
    ['REQUEST SENSE', drive.requestSense(), '03 00 00 00 fc 00'],
    ['INQUIRY', drive.inquiry(), '12 00 00 00 68 00'],
    ['INQUIRY, serial number page', drive.inquiryVitalProductData(0x80), '12 01 80 00 ff 00'],
    ['GET CONFIGURATION, all', drive.getConfiguration('all', 0, 0x200), '46 00 00 00 00 00 00 02 00 00'],
    ['GET CONFIGURATION, current', drive.getConfiguration('current'), '46 01 00 00 00 00 00 10 00 00'],
    ['GET CONFIGURATION, one', drive.getConfiguration('one', 0x108, 0x40), '46 02 01 08 00 00 00 00 40 00'],
    ['MODE SENSE(10), page 2Ah', drive.modeSense10(0x2a), '5a 08 2a 00 00 00 00 00 ff 00'],
    [
      'MODE SENSE(10), changeable',
      drive.modeSense10(0x01, 'changeable', 20),
      '5a 08 41 00 00 00 00 00 14 00',
    ],
    ['MODE SENSE(10), defaults', drive.modeSense10(0x01, 'default', 20), '5a 08 81 00 00 00 00 00 14 00'],
    ['MODE SELECT(10)', drive.modeSelect10(20), '55 10 00 00 00 00 00 00 14 00'],
    ['SET CD SPEED 8x', drive.setCdSpeed(1411), 'bb 00 05 83 ff ff 00 00 00 00 00 00'],
    [
      'SET CD SPEED, fastest',
      drive.setCdSpeed(drive.fastestKilobytesPerSecond),
      'bb 00 ff ff ff ff 00 00 00 00 00 00',
    ],
    ['SET STREAMING', drive.setStreaming(), 'b6 00 00 00 00 00 00 00 00 00 1c 00'],

    ['GET EVENT STATUS NOTIFICATION', medium.getMediaEvent(), '4a 01 00 00 10 00 00 00 08 00'],
    ['START STOP UNIT, eject', medium.startStopUnit('eject'), '1b 00 00 00 02 00'],
    ['START STOP UNIT, load', medium.startStopUnit('load'), '1b 00 00 00 03 00'],
    ['START STOP UNIT, stop', medium.startStopUnit('stop'), '1b 00 00 00 00 00'],
    ['START STOP UNIT, start at once', medium.startStopUnit('start', true), '1b 01 00 00 01 00'],
    ['PREVENT MEDIUM REMOVAL', medium.preventMediumRemoval(true), '1e 00 00 00 01 00'],
    ['ALLOW MEDIUM REMOVAL', medium.preventMediumRemoval(false), '1e 00 00 00 00 00'],
    ['READ CAPACITY', medium.readCapacity(), '25 00 00 00 00 00 00 00 00 00'],
    ['READ TOC', medium.readToc(), '43 00 00 00 00 00 01 03 24 00'],
    ['READ TOC, lead-out only', medium.readToc(0xaa, 12), '43 00 00 00 00 00 aa 00 0c 00'],
    ['READ TOC, session info', medium.readSessionInfo(), '43 00 01 00 00 00 00 00 0c 00'],
    ['READ TOC, full TOC', medium.readFullToc(), '43 02 02 00 00 00 01 10 00 00'],
    ['READ TOC, PMA', medium.readPma(), '43 02 03 00 00 00 00 10 00 00'],
    ['READ TOC, ATIP', medium.readAtip(), '43 02 04 00 00 00 00 10 00 00'],
    ['READ TOC, CD-TEXT', medium.readCdText(), '43 00 05 00 00 00 00 90 04 00'],
    ['READ DISC INFORMATION', medium.readDiscInformation(), '51 00 00 00 00 00 00 00 22 00'],
    ['READ TRACK INFORMATION', medium.readTrackInformation('track', 2), '52 01 00 00 00 02 00 00 30 00'],
    [
      'READ TRACK INFORMATION by LBA',
      medium.readTrackInformation('lba', -1),
      '52 00 ff ff ff ff 00 00 30 00',
    ],
    [
      'READ TRACK INFORMATION by session',
      medium.readTrackInformation('session', 1, 36),
      '52 02 00 00 00 01 00 00 24 00',
    ],
    [
      'READ DISC STRUCTURE, DVD layer 1',
      medium.readDiscStructure('physical', 1, 2052),
      'ad 00 00 00 00 00 01 00 08 04 00 00',
    ],
    [
      'READ DISC STRUCTURE, DVD copyright',
      medium.readDiscStructure('copyright', 0, 8),
      'ad 00 00 00 00 00 00 01 00 08 00 00',
    ],
    [
      'READ DISC STRUCTURE, BD disc information',
      medium.readDiscStructure('discInformation'),
      'ad 01 00 00 00 00 00 00 10 04 00 00',
    ],
    [
      'READ DISC STRUCTURE, DVD list',
      medium.readDiscStructure('dvdList', 0, 0x100),
      'ad 00 00 00 00 00 00 ff 01 00 00 00',
    ],
    ['REPORT KEY, ASF', medium.reportKey('authentication-success'), 'a4 00 00 00 00 00 00 00 00 08 05 00'],
    ['REPORT KEY, RPC state', medium.reportKey('region-state'), 'a4 00 00 00 00 00 00 00 00 08 08 00'],
    ['READ SUB-CHANNEL, MCN', medium.readMediaCatalogueNumber(), '42 00 40 02 00 00 00 00 18 00'],
    ['READ SUB-CHANNEL, ISRC', medium.readIsrc(17), '42 00 40 03 00 00 11 00 18 00'],

    ['READ CD, audio', read.readCd(0x1234, 27, audioSelection), 'be 04 00 00 12 34 00 00 1b 10 00 00'],
    [
      'READ CD, audio with C2 and subchannel',
      read.readCd(-150, 23, { ...audioSelection, c2: 294, subchannel: 'raw-pw' }),
      'be 04 ff ff ff 6a 00 00 17 12 01 00',
    ],
    ['READ CD, raw data', read.readCd(16, 1, rawSelection), 'be 00 00 00 00 10 00 00 01 f8 00 00'],
    [
      'READ CD, raw data with C2 and subchannel',
      read.readCd(16, 1, { ...rawSelection, c2: 294, subchannel: 'raw-pw' }),
      'be 00 00 00 00 10 00 00 01 fa 01 00',
    ],
    [
      'READ CD, 296 bytes of C2 and Q',
      read.readCd(16, 1, { ...rawSelection, c2: 296, subchannel: 'q' }),
      'be 00 00 00 00 10 00 00 01 fc 02 00',
    ],
    ['READ CD, Mode 1 user data', read.readCd(16, 1, mode1User), 'be 08 00 00 00 10 00 00 01 10 00 00'],
    [
      'READ CD, headers and R-W of form 2',
      read.readCd(16, 1, {
        ...rawSelection,
        sectorType: 'mode2-form2',
        sync: false,
        userData: false,
        edc: false,
        subchannel: 'rw',
      }),
      'be 14 00 00 00 10 00 00 01 60 04 00',
    ],
    [
      'READ CD MSF',
      read.readCdMsf({ minute: 0, second: 2, frame: 0 }, { minute: 0, second: 2, frame: 10 }, audioSelection),
      'b9 04 00 00 02 00 00 02 0a 10 00 00',
    ],
    ['READ CDDA', read.plextorReadCdda(-75, 10, 'audio'), 'd8 00 ff ff ff b5 00 00 00 0a 00 00'],
    ['READ CDDA, C2', read.plextorReadCdda(0, 1, 'audio+c2+raw-pw'), 'd8 00 00 00 00 00 00 00 00 01 08 00'],
    ['READ(10)', read.read10(0x10, 32), '28 00 00 00 00 10 00 00 20 00'],
    ['READ(10), FUA', read.read10(0x10, 32, true), '28 08 00 00 00 10 00 00 20 00'],
    ['READ(12)', read.read12(0x0100_0000, 0x1_0000), 'a8 00 01 00 00 00 00 01 00 00 00 00'],
    ['READ(12), streaming', read.read12(1, 32, { streaming: true }), 'a8 00 00 00 00 01 00 00 00 20 80 00'],
    ['READ(12) that drops the cache', read.dropCache(0x500), 'a8 08 00 00 05 00 00 00 00 00 00 00'],
    ['SEEK(10)', read.seek10(0x12345), '2b 00 00 01 23 45 00 00 00 00'],
  ])('%s', (_, cdb, expected) => {
    expect(spaced(cdb)).toBe(expected);
  });

  it('never lets a value be cut to fit', () => {
    expect(() => read.read10(0, 0x1_0000)).toThrow(RangeError);
    expect(() => read.readCd(0, 0x100_0000, rawSelection)).toThrow(RangeError);
    expect(() => read.read12(2 ** 32, 1)).toThrow(RangeError);
    expect(() => read.readCd(-(2 ** 31) - 1, 1, rawSelection)).toThrow(RangeError);
    expect(() => read.readCd(0.5, 1, rawSelection)).toThrow(RangeError);
  });

  it('carries every LBA a disc can have', () => {
    fc.assert(
      fc.property(fc.integer({ min: -45_150, max: 2 ** 31 - 1 }), (lba) => {
        const cdb = read.readCd(lba, 1, rawSelection);
        expect(new DataView(cdb.buffer).getInt32(2)).toBe(lba);
      }),
    );
  });
});

describe('what goes with a command', () => {
  it('tells a drive to hand over what it could not correct', () => {
    const page = drive.errorRecoveryPage({
      transferBadBlock: true,
      readContinuous: false,
      disableCorrection: true,
      retries: 255,
    });
    expect(spaced(drive.modeParameterList(page))).toBe(
      '00 00 00 00 00 00 00 00 01 0a 21 ff 00 00 00 00 00 00 00 00',
    );
  });

  it('gives an old page back without its PS bit, and leaves the page itself alone', () => {
    const old = Uint8Array.of(0x81, 0x02, 0x20, 0x05);
    expect(spaced(drive.modeParameterList(old))).toBe('00 00 00 00 00 00 00 00 01 02 20 05');
    expect(old[0]).toBe(0x81);
  });

  it('sets the speed of DVD and BD', () => {
    const descriptor = drive.streamingDescriptor({
      restoreDefaults: false,
      startLba: 0,
      endLba: 0x22_f6df,
      readKilobytesPerSecond: 5540,
      writeKilobytesPerSecond: 5540,
    });
    expect(spaced(descriptor)).toBe(
      '00 00 00 00 00 00 00 00 00 22 f6 df 00 00 15 a4 00 00 03 e8 00 00 15 a4 00 00 03 e8',
    );
  });
});

describe('the bytes a sector of READ CD brings', () => {
  it.each<[string, read.ReadCdSelection, number | null]>([
    ['raw', rawSelection, 2352],
    ['raw, C2, subchannel', { ...rawSelection, c2: 294, subchannel: 'raw-pw' }, 2742],
    ['audio', audioSelection, 2352],
    ['audio, 296 bytes of C2, Q', { ...audioSelection, c2: 296, subchannel: 'q' }, 2664],
    ['Mode 1 user data', mode1User, 2048],
    ['all of Mode 1', { ...rawSelection, sectorType: 'mode1' }, 2352],
    ['all of Mode 2', { ...rawSelection, sectorType: 'mode2-formless' }, 2352],
    ['all of Form 1', { ...rawSelection, sectorType: 'mode2-form1' }, 2352],
    ['all of Form 2', { ...rawSelection, sectorType: 'mode2-form2' }, 2352],
    ['subchannel alone', { ...audioSelection, userData: false, subchannel: 'raw-pw' }, 96],
    ['user data of whatever comes', { ...rawSelection, sync: false, header: false }, null],
  ])('%s', (_, selection, bytes) => {
    expect(read.readCdBlockBytes(selection)).toBe(bytes);
  });

  it('of READ CDDA', () => {
    expect(read.plextorBlockBytes('audio+c2+raw-pw')).toBe(2742);
    expect(read.plextorBlockBytes('raw-pw')).toBe(96);
  });
});
