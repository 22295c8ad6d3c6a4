/** Answers are laid out after the tables of SPC-4 and MMC-6. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAtip } from '../../../src/main/core/optical/atip.ts';
import { parseCapacity } from '../../../src/main/core/optical/capacity.ts';
import { modeParameterList } from '../../../src/main/core/optical/cdb/drive-commands.ts';
import {
  cdReadFeatureOf,
  discFamilyOf,
  featureOf,
  features,
  parseConfiguration,
  profileName,
  serialNumberOf,
} from '../../../src/main/core/optical/configuration.ts';
import { parseIsrc, parseMediaCatalogueNumber } from '../../../src/main/core/optical/disc-identifiers.ts';
import { parseDiscInformation } from '../../../src/main/core/optical/disc-information.ts';
import {
  opticalPeripheralType,
  parseInquiry,
  parseSerialPage,
} from '../../../src/main/core/optical/inquiry.ts';
import { parseMediaEvent } from '../../../src/main/core/optical/media-event.ts';
import { modePageOf, parseCapabilitiesPage } from '../../../src/main/core/optical/mode-pages.ts';
import { parseTrackInformation } from '../../../src/main/core/optical/track-information.ts';

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function at(length: number, parts: Readonly<Record<number, readonly number[]>>): Uint8Array {
  const bytes = new Uint8Array(length);
  for (const [offset, part] of Object.entries(parts)) bytes.set(part, Number(offset));
  return bytes;
}

describe('INQUIRY', () => {
  const answer = at(0x68, {
    0: [0x05, 0x80, 0x00, 0x32, 0x5b],
    8: ascii('PLEXTOR DVDR   PX-716A  1.11'),
    36: ascii('05/18/06 13:00      '),
    74: ascii('OmniDrive'),
  });

  it('tells who the drive is', () => {
    expect(parseInquiry(answer)).toEqual({
      peripheralType: opticalPeripheralType,
      isRemovable: true,
      vendor: 'PLEXTOR',
      product: 'DVDR   PX-716A',
      revision: '1.11',
      vendorSpecific: '05/18/06 13:00',
      tail: 'OmniDrive',
    });
  });

  it('leaves empty what did not come', () => {
    expect(parseInquiry(answer.subarray(0, 20))).toMatchObject({
      vendor: 'PLEXTOR',
      product: 'DVDR',
      revision: '',
    });
    expect(parseInquiry(new Uint8Array(0))).toMatchObject({ peripheralType: 0x1f, vendor: '' });
  });

  it('tells the serial number, unless another page came', () => {
    const page = Uint8Array.of(5, 0x80, 0, 8, ...ascii('  K12345'), ...ascii('junk'));
    expect(parseSerialPage(page)).toBe('K12345');
    expect(parseSerialPage(page.subarray(0, 9))).toBe('K12');
    expect(parseSerialPage(answer)).toBe(null);
    expect(parseSerialPage(Uint8Array.of(5, 0x80, 0, 4, 0, 0xff, 9, 0x20))).toBe(null);
  });
});

describe('GET CONFIGURATION', () => {
  const body = [
    ...[0x00, 0x1e, 0x09, 4, 0x83, 0, 0, 0],
    ...[0x01, 0x07, 0x00, 4, 0x18, 0, 0, 0],
    ...[0x01, 0x08, 0x03, 8, ...ascii('ABC1234 ')],
  ];
  const answer = Uint8Array.of(0, 0, 0, body.length + 4, 0, 0, 0x00, 0x08, ...body);

  it('tells profile, features and serial number', () => {
    const configuration = parseConfiguration(answer)!;
    expect(configuration.profile).toBe(0x08);
    expect(configuration.features.map((feature) => feature.code)).toEqual([0x1e, 0x107, 0x108]);
    expect(featureOf(configuration, features.cdRead)).toMatchObject({
      version: 2,
      isCurrent: true,
      isPersistent: false,
    });
    expect(cdReadFeatureOf(configuration)).toEqual({
      isCurrent: true,
      hasCdText: true,
      hasC2: true,
      hasDap: true,
    });
    expect(serialNumberOf(configuration)).toBe('ABC1234');
    expect(configuration.warnings).toEqual([]);
  });

  it('keeps what came whole of an answer cut short', () => {
    const configuration = parseConfiguration(answer.subarray(0, 26))!;
    expect(configuration.features.map((feature) => feature.code)).toEqual([0x1e, 0x107]);
    expect(parseConfiguration(answer.subarray(0, 30))).toMatchObject({
      warnings: [expect.stringContaining('108h')],
    });
    expect(parseConfiguration(answer.subarray(0, 7))).toBe(null);
  });

  it('knows no feature that is not there', () => {
    const empty = parseConfiguration(Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0))!;
    expect(cdReadFeatureOf(empty)).toBe(null);
    expect(serialNumberOf(empty)).toBe('');
  });

  it.each([
    [0x00, null, null],
    [0x08, 'CD-ROM', 'cd'],
    [0x0a, 'CD-RW', 'cd'],
    [0x10, 'DVD-ROM', 'dvd'],
    [0x2b, 'DVD+R DL', 'dvd'],
    [0x43, 'BD-RE', 'bd'],
    [0x50, 'HD DVD-ROM', 'hd-dvd'],
    [0xffff, null, null],
  ])('profile %i is %s', (profile, name, family) => {
    expect(profileName(profile)).toBe(name);
    expect(discFamilyOf(profile)).toBe(family);
  });
});

describe('MODE SENSE', () => {
  const recovery = [0x81, 0x0a, 0x20, 0x05, 0, 0, 0, 0, 0, 0, 0, 0];
  const capabilities = [
    ...at(20, {
      0: [0x2a, 18, 0x3f, 0x00, 0x71, 0x77, 0x29, 0x23],
      8: [0x1b, 0x90],
      12: [0x08, 0x00, 0x1b, 0x90],
    }),
  ];
  const answer = (blockDescriptor: readonly number[], ...pages: readonly (readonly number[])[]) => {
    const body = [...blockDescriptor, ...pages.flat()];
    return Uint8Array.of(0, body.length + 6, 0x01, 0, 0, 0, 0, blockDescriptor.length, ...body);
  };

  it('tells what a drive claims', () => {
    expect(parseCapabilitiesPage(answer([], recovery, capabilities))).toEqual({
      readsCdR: true,
      readsCdRw: true,
      readsMethod2: true,
      readsDvdRom: true,
      readsDvdR: true,
      readsDvdRam: true,
      readsMode2Form1: true,
      readsMode2Form2: true,
      readsMultiSession: true,
      hasCddaCommands: true,
      hasAccurateStream: true,
      readsRw: true,
      correctsRw: false,
      hasC2: true,
      readsIsrc: true,
      readsMcn: true,
      loadingMechanism: 'tray',
      maxKilobytesPerSecond: 7056,
      bufferKilobytes: 2048,
      currentKilobytesPerSecond: 7056,
    });
  });

  it('finds a page behind block descriptors, to be given back as it was', () => {
    const page = modePageOf(answer([0, 0, 0, 0, 0, 0, 8, 0], capabilities, recovery), 0x01)!;
    expect([...page]).toEqual(recovery);
    expect([...modeParameterList(page).subarray(8)]).toEqual([0x01, ...recovery.slice(1)]);
  });

  it('has no page that came cut short or not at all', () => {
    const whole = answer([], recovery);
    expect(modePageOf(whole.subarray(0, 15), 0x01)).toBe(null);
    expect(parseCapabilitiesPage(whole)).toBe(null);
    expect(parseCapabilitiesPage(answer([], capabilities.slice(0, 2)))).toBe(null);
    expect(parseCapabilitiesPage(answer([], [0x2a, 6, 0x01, 0, 0, 0x10, 0, 0]))).toMatchObject({
      readsCdR: true,
      hasC2: true,
      maxKilobytesPerSecond: null,
    });
  });
});

describe('READ DISC INFORMATION', () => {
  it('of a closed disc', () => {
    const answer = at(34, { 0: [0, 32, 0x0e, 1, 2, 3, 3, 0x20, 0x20], 16: new Array(8).fill(0xff) });
    expect(parseDiscInformation(answer)).toEqual({
      state: 'complete',
      lastSessionState: 'complete',
      isErasable: false,
      firstTrack: 1,
      sessions: 2,
      firstTrackOfLastSession: 3,
      lastTrackOfLastSession: 3,
      discType: 0x20,
      lastLeadOutLba: null,
    });
  });

  it('of a disc that can be continued', () => {
    const answer = at(34, { 0: [0, 32, 0x15, 1, 1, 1, 1, 0x00, 0xff], 20: [0, 79, 59, 74] });
    expect(parseDiscInformation(answer)).toMatchObject({
      state: 'appendable',
      lastSessionState: 'incomplete',
      isErasable: true,
      discType: null,
      lastLeadOutLba: 359_849,
    });
    expect(parseDiscInformation(answer.subarray(0, 12))?.lastLeadOutLba).toBe(null);
    expect(parseDiscInformation(answer.subarray(0, 11))).toBe(null);
  });
});

describe('READ TRACK INFORMATION', () => {
  it('tells start, size and kind of a track', () => {
    const answer = at(36, {
      0: [0, 34, 2, 1, 0, 0x04, 0x41, 0x03],
      8: [0, 0, 0x10, 0],
      12: [0, 0, 0x20, 0],
      24: [0, 0, 0x10, 0],
      28: [0, 0, 0x1f, 0xff],
      32: [1, 0],
    });
    expect(parseTrackInformation(answer)).toEqual({
      track: 258,
      session: 1,
      control: 4,
      isDamaged: false,
      isBlank: true,
      dataMode: 1,
      startLba: 4096,
      sizeSectors: 4096,
      freeSectors: 0,
      nextWritableLba: 8192,
      lastRecordedLba: 8191,
    });
    expect(parseTrackInformation(answer.subarray(0, 28))).toMatchObject({ track: 2, lastRecordedLba: null });
    expect(parseTrackInformation(answer.subarray(0, 27))).toBe(null);
  });
});

describe('ATIP', () => {
  it('tells CD-RW from CD-R, the manufacturer and the room', () => {
    const answer = at(28, { 0: [0, 26, 0, 0, 0xd4, 0, 0xc0], 8: [97, 26, 65], 12: [79, 59, 73] });
    expect(parseAtip(answer)).toEqual({
      isRewritable: true,
      leadInMsf: { minute: 97, second: 26, frame: 65 },
      leadInLba: -11_635,
      lastLeadOutLba: 359_848,
    });
    expect(parseAtip(answer.subarray(0, 14))).toBe(null);
    expect(parseAtip(new Uint8Array(28).fill(0xff))).toMatchObject({ leadInLba: null, lastLeadOutLba: null });
  });
});

describe('READ CAPACITY', () => {
  it('tells how many sectors there are, and odd sizes', () => {
    expect(parseCapacity(Uint8Array.of(0, 5, 0x7e, 0x3f, 0, 0, 8, 0))).toEqual({
      totalSectors: 360_000,
      sectorSize: 2048,
      warnings: [],
    });
    expect(parseCapacity(Uint8Array.of(0, 0, 0, 9, 0, 0, 2, 0))).toMatchObject({
      totalSectors: 10,
      sectorSize: 512,
    });
    expect(parseCapacity(Uint8Array.of(0, 0, 0, 9, 0, 0, 0, 0))).toEqual({
      totalSectors: 10,
      sectorSize: 2048,
      warnings: ['The drive says its sectors have 0 bytes; 2048 was taken instead.'],
    });
  });

  it('is null where no size can be told', () => {
    expect(parseCapacity(Uint8Array.of(255, 255, 255, 255, 0, 0, 8, 0))).toBe(null);
    expect(parseCapacity(new Uint8Array(7))).toBe(null);
  });
});

describe('GET EVENT STATUS NOTIFICATION', () => {
  it('tells of tray and medium', () => {
    expect(parseMediaEvent(Uint8Array.of(0, 6, 4, 0x10, 2, 2, 0, 0))).toEqual({
      event: 'new-medium',
      isTrayOpen: false,
      hasMedium: true,
    });
    expect(parseMediaEvent(Uint8Array.of(0, 6, 4, 0x10, 1, 1, 0, 0))).toMatchObject({
      event: 'eject-requested',
      isTrayOpen: true,
    });
    expect(parseMediaEvent(Uint8Array.of(0, 6, 4, 0x10, 15, 0, 0, 0))?.event).toBe('none');
  });

  it('is null for no event, another class and a cut answer', () => {
    expect(parseMediaEvent(Uint8Array.of(0, 2, 0x80, 0x10, 0, 0))).toBe(null);
    expect(parseMediaEvent(Uint8Array.of(0, 6, 1, 0x10, 2, 2))).toBe(null);
    expect(parseMediaEvent(Uint8Array.of(0, 6, 4, 0x10, 2))).toBe(null);
  });
});

describe('READ SUB-CHANNEL', () => {
  const mcn = (text: string, flags = 0x80) =>
    at(24, { 0: [0, 0x15, 0, 20, 2, 0, 0, 0, flags], 9: ascii(text) });
  const isrc = (text: string, flags = 0x80) =>
    at(24, { 0: [0, 0x15, 0, 20, 3, 0x30, 1, 0, flags], 9: ascii(text) });

  it('tells MCN and ISRC', () => {
    expect(parseMediaCatalogueNumber(mcn('4988006702837'))).toBe('4988006702837');
    expect(parseIsrc(isrc('XYBLG1101234'))).toBe('XYBLG1101234');
  });

  it('takes nothing else for one', () => {
    expect(parseMediaCatalogueNumber(mcn('4988006702837', 0))).toBe(null);
    expect(parseMediaCatalogueNumber(mcn('0000000000000'))).toBe(null);
    expect(parseMediaCatalogueNumber(mcn('49880067028'))).toBe(null);
    expect(parseMediaCatalogueNumber(isrc('4988006702837'))).toBe(null);
    expect(parseIsrc(isrc('xyblg1101234'))).toBe(null);
    expect(parseIsrc(isrc('000000000000'))).toBe(null);
    expect(parseIsrc(isrc('XYBLG1101234').subarray(0, 20))).toBe(null);
  });
});

describe('whatever a drive answers', () => {
  it('no parser throws or hangs', () => {
    const parsers = [
      parseInquiry,
      parseSerialPage,
      parseConfiguration,
      parseCapabilitiesPage,
      parseDiscInformation,
      parseTrackInformation,
      parseAtip,
      parseCapacity,
      parseMediaEvent,
      parseMediaCatalogueNumber,
      parseIsrc,
      (bytes: Uint8Array) => modePageOf(bytes, 0x01),
    ];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isPlausible) => {
        if (isPlausible) bytes.fill(0, 0, 3);
        for (const parse of parsers) parse(bytes);
      }),
      { numRuns: 500 },
    );
  });
});
