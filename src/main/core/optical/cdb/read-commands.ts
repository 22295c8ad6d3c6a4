/** Commands that bring sectors (MMC-6; READ CDDA as Plextor drives know it). */
import type { Msf } from '../../../../shared/msf.ts';
import { cdbOf, lbaField } from './cdb-bytes.ts';

const sectorTypes = {
  any: 0,
  'cd-da': 1,
  mode1: 2,
  'mode2-formless': 3,
  'mode2-form1': 4,
  'mode2-form2': 5,
} as const;
/** With a type, the drive refuses sectors of any other (sense 5/64/00). */
export type ExpectedSectorType = keyof typeof sectorTypes;

const c2Fields = { none: 0, 294: 0x02, 296: 0x04 } as const;
/** Error flags, one bit a byte: 294 bytes, or 296 with the block error byte and a pad. */
export type C2Selection = 'none' | 294 | 296;
const c2Bytes = { none: 0, 294: 294, 296: 296 } as const;

const subchannels = { none: 0, 'raw-pw': 1, q: 2, rw: 4 } as const;
/** `q`: 16 formatted bytes; `rw`: 96, de-interleaved and corrected. */
export type SubchannelSelection = keyof typeof subchannels;
const subchannelBytes = { none: 0, 'raw-pw': 96, q: 16, rw: 96 } as const;

export interface ReadCdSelection {
  readonly sectorType: ExpectedSectorType;
  readonly sync: boolean;
  readonly header: boolean;
  readonly subheader: boolean;
  readonly userData: boolean;
  readonly edc: boolean;
  readonly c2: C2Selection;
  readonly subchannel: SubchannelSelection;
}

/** All 2352 bytes of data sectors, and of audio ones just as well. */
export const rawSelection: ReadCdSelection = {
  sectorType: 'any',
  sync: true,
  header: true,
  subheader: true,
  userData: true,
  edc: true,
  c2: 'none',
  subchannel: 'none',
};

/** Audio as audio: for a drive these 2352 bytes are all user data. */
export const audioSelection: ReadCdSelection = {
  sectorType: 'cd-da',
  sync: false,
  header: false,
  subheader: false,
  userData: true,
  edc: false,
  c2: 'none',
  subchannel: 'none',
};

function mainChannelFlags(selection: ReadCdSelection): number {
  return (
    (selection.sync ? 0x80 : 0) |
    (selection.subheader ? 0x40 : 0) |
    (selection.header ? 0x20 : 0) |
    (selection.userData ? 0x10 : 0) |
    (selection.edc ? 0x08 : 0)
  );
}

/** Bytes of sync, header, subheader, user data, EDC/ECC of a sector (MMC, READ CD, "Number of bytes returned"). */
const mainChannelBytes = {
  mode1: [12, 4, 0, 2048, 288],
  'mode2-formless': [12, 4, 0, 2336, 0],
  'mode2-form1': [12, 4, 8, 2048, 280],
  'mode2-form2': [12, 4, 8, 2328, 0],
} as const;

/**
 * Bytes one sector of this selection should bring; drives may differ, so look at what came.
 * @returns null where it depends on the sector: some, not all, parts of a sector of any type
 */
export function readCdBlockBytes(selection: ReadCdSelection): number | null {
  const beside = c2Bytes[selection.c2] + subchannelBytes[selection.subchannel];
  const flags = mainChannelFlags(selection);
  if (flags === 0) return beside;
  if (selection.sectorType === 'cd-da') return (flags & 0x10 ? 2352 : 0) + beside;
  if (selection.sectorType === 'any') return flags === 0xf8 ? 2352 + beside : null;
  const [sync, header, subheader, userData, edc] = mainChannelBytes[selection.sectorType];
  return (
    (selection.sync ? sync : 0) +
    (selection.header ? header : 0) +
    (selection.subheader ? subheader : 0) +
    (selection.userData ? userData : 0) +
    (selection.edc ? edc : 0) +
    beside
  );
}

export function readCd(lba: number, lengthSectors: number, selection: ReadCdSelection): Uint8Array {
  return cdbOf(12, 0xbe, [
    [1, 1, sectorTypes[selection.sectorType] << 2],
    lbaField(2, lba),
    [6, 3, lengthSectors],
    [9, 1, mainChannelFlags(selection) | c2Fields[selection.c2]],
    [10, 1, subchannels[selection.subchannel]],
  ]);
}

/** Binary MSF; the sector at `end` is not read. */
export function readCdMsf(start: Msf, end: Msf, selection: ReadCdSelection): Uint8Array {
  return cdbOf(12, 0xb9, [
    [1, 1, sectorTypes[selection.sectorType] << 2],
    [3, 1, start.minute],
    [4, 1, start.second],
    [5, 1, start.frame],
    [6, 1, end.minute],
    [7, 1, end.second],
    [8, 1, end.frame],
    [9, 1, mainChannelFlags(selection) | c2Fields[selection.c2]],
    [10, 1, subchannels[selection.subchannel]],
  ]);
}

const plextorBlocks = {
  audio: { code: 0, bytes: 2352 },
  'audio+q': { code: 1, bytes: 2352 + 16 },
  'audio+raw-pw': { code: 2, bytes: 2352 + 96 },
  'raw-pw': { code: 3, bytes: 96 },
  'audio+c2+raw-pw': { code: 8, bytes: 2352 + 294 + 96 },
} as const;
export type PlextorBlock = keyof typeof plextorBlocks;

export function plextorBlockBytes(block: PlextorBlock): number {
  return plextorBlocks[block].bytes;
}

/** Reads any sector as audio: data comes scrambled, as on the disc. */
export function plextorReadCdda(lba: number, lengthSectors: number, block: PlextorBlock): Uint8Array {
  return cdbOf(12, 0xd8, [lbaField(2, lba), [6, 4, lengthSectors], [10, 1, plextorBlocks[block].code]]);
}

/** `forceUnitAccess`: from the medium, not from the drive's memory. */
export function read10(lba: number, lengthSectors: number, forceUnitAccess = false): Uint8Array {
  return cdbOf(10, 0x28, [[1, 1, forceUnitAccess ? 0x08 : 0], lbaField(2, lba), [7, 2, lengthSectors]]);
}

export interface Read12Options {
  readonly forceUnitAccess?: boolean;
  /** As fast as promised with SET STREAMING, errors or not: bad data may come without an error. */
  readonly streaming?: boolean;
}

export function read12(lba: number, lengthSectors: number, options: Read12Options = {}): Uint8Array {
  return cdbOf(12, 0xa8, [
    [1, 1, options.forceUnitAccess ? 0x08 : 0],
    lbaField(2, lba),
    [6, 4, lengthSectors],
    [10, 1, options.streaming ? 0x80 : 0],
  ]);
}

/** Many drives drop what they hold on a forced read of nothing; where it does not help, read far away. */
export function dropCache(lba: number): Uint8Array {
  return read12(lba, 0, { forceUnitAccess: true });
}

export function seek10(lba: number): Uint8Array {
  return cdbOf(10, 0x2b, [lbaField(2, lba)]);
}
