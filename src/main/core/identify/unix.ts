/** File systems of Unix and of systems like it. */
import { hasBytes, isPowerOfTwo, u8, u16be, u16le, u32be, u32le } from '../byte-fields.ts';
import { latinLabel, utf8Label } from '../volume-label.ts';
import { type Finding, proof, type Signature } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

interface Magic {
  readonly type: string;
  readonly offsetBytes: number;
  readonly bytes: readonly number[] | string;
  /** Where a NUL-padded label stands, from the start of the volume. */
  readonly label?: readonly [offsetBytes: number, lengthBytes: number];
}

/** Constants long enough to need no second witness. */
const magics: readonly Magic[] = [
  { type: 'XFS', offsetBytes: 0, bytes: 'XFSB', label: [0x6c, 12] },
  { type: 'Btrfs', offsetBytes: 0x10040, bytes: '_BHRfS_M', label: [0x1012b, 256] },
  { type: 'F2FS', offsetBytes: 0x400, bytes: [0x10, 0x20, 0xf5, 0xf2] },
  { type: 'ReiserFS', offsetBytes: 0x10034, bytes: 'ReIsEr', label: [0x10064, 16] },
  { type: 'JFS', offsetBytes: 0x8000, bytes: 'JFS1', label: [0x8098, 16] },
  { type: 'SquashFS', offsetBytes: 0, bytes: 'hsqs' },
  { type: 'SquashFS (big-endian)', offsetBytes: 0, bytes: 'sqsh' },
  { type: 'cramfs', offsetBytes: 0, bytes: [0x45, 0x3d, 0xcd, 0x28], label: [0x30, 16] },
  { type: 'APFS', offsetBytes: 32, bytes: 'NXSB' },
  { type: 'ReFS', offsetBytes: 0, bytes: [0, 0, 0, 0x52, 0x65, 0x46, 0x53, 0] },
  { type: 'BeFS', offsetBytes: 0x20, bytes: '1SFB', label: [0, 32] },
  { type: 'BeFS', offsetBytes: 0x220, bytes: '1SFB', label: [0x200, 32] },
  { type: 'BeFS (big-endian)', offsetBytes: 0x20, bytes: 'BFS1', label: [0, 32] },
  { type: 'BeFS (big-endian)', offsetBytes: 0x220, bytes: 'BFS1', label: [0x200, 32] },
  { type: 'QNX4', offsetBytes: 3, bytes: 'FQNX4FS ' },
  { type: 'Xenix', offsetBytes: 0x7f8, bytes: [0x44, 0x55, 0x2b, 0] },
  { type: 'Xenix (big-endian)', offsetBytes: 0x7f8, bytes: [0, 0x2b, 0x55, 0x44] },
  ...[0, 8192, 65_536, 262_144].flatMap((superBlock): Magic[] => [
    { type: 'UFS1', offsetBytes: superBlock + 0x55c, bytes: [0x54, 0x19, 0x01, 0x00] },
    { type: 'UFS1 (big-endian)', offsetBytes: superBlock + 0x55c, bytes: [0x00, 0x01, 0x19, 0x54] },
    { type: 'UFS2', offsetBytes: superBlock + 0x55c, bytes: [0x19, 0x01, 0x54, 0x19] },
    { type: 'UFS2 (big-endian)', offsetBytes: superBlock + 0x55c, bytes: [0x19, 0x54, 0x01, 0x19] },
  ]),
];

function magicSignature({ type, offsetBytes, bytes, label }: Magic): Signature {
  return (reader) => {
    const found = reader.readAt(offsetBytes, bytes.length);
    if (!found || !hasBytes(found, 0, bytes)) return null;
    const text = label && reader.readAt(label[0], label[1]);
    return {
      type,
      label: text ? utf8Label(text) : '',
      evidence: [proof(`${type} magic number`, offsetBytes, found)],
    };
  };
}

const hasJournal = 0x4;
/** Extents, 64 bit, flexible groups: any of them makes an ext4. */
const ext4Incompatible = 0x40 | 0x80 | 0x200;

function findExt(reader: SectorReader): Finding | null {
  const block = reader.readAt(0x400, 0x100);
  if (!block || !hasBytes(block, 0x38, [0x53, 0xef])) return null;
  const isPlausible = u32le(block, 0) > 0 && u32le(block, 4) > 0 && u32le(block, 0x18) <= 6;
  if (!isPlausible) return null;
  const isExt4 = (u32le(block, 0x60) & ext4Incompatible) !== 0;
  const isExt3 = (u32le(block, 0x5c) & hasJournal) !== 0;
  return {
    type: isExt4 ? 'ext4' : isExt3 ? 'ext3' : 'ext2',
    label: utf8Label(block.subarray(0x78, 0x88)),
    evidence: [proof('ext super block magic', 0x438, block.subarray(0x38, 0x3a))],
  };
}

const minixMagics: ReadonlyMap<number, string> = new Map([
  [0x137f, 'Minix v1'],
  [0x138f, 'Minix v1'],
  [0x2468, 'Minix v2'],
  [0x2478, 'Minix v2'],
]);

/** Two bytes are a weak sign; the counts around them must fit each other (minix include/minix/super.h). */
function findMinix(reader: SectorReader): Finding | null {
  const block = reader.readAt(0x400, 0x20);
  if (!block) return null;
  for (const [order, u16] of [
    ['', u16le],
    [' (big-endian)', u16be],
  ] as const) {
    const type = minixMagics.get(u16(block, 16));
    const maps = u16(block, 4) + u16(block, 6);
    const isPlausible =
      u16(block, 0) > 0 &&
      u16(block, 4) > 0 &&
      u16(block, 6) > 0 &&
      u16(block, 8) >= maps + 2 &&
      u16(block, 10) <= 4;
    if (type && isPlausible)
      return {
        type: type + order,
        label: '',
        evidence: [proof('Minix super block magic', 0x410, block.subarray(16, 18))],
      };
  }
  return findMinix3(block);
}

function findMinix3(block: Uint8Array): Finding | null {
  if (u16le(block, 24) !== 0x4d5a || u32le(block, 0) === 0 || !isPowerOfTwo(u16le(block, 28))) return null;
  return {
    type: 'Minix v3',
    label: '',
    evidence: [proof('Minix super block magic', 0x418, block.subarray(24, 26))],
  };
}

/** An archive written to the bare medium, as Unix floppies often were. */
function findTar(reader: SectorReader): Finding | null {
  const header = reader.readAt(0, 512);
  if (!header || u8(header, 0) < 0x20) return null;
  const isUstar = hasBytes(header, 257, 'ustar');
  if (!isUstar && !hasTarChecksum(header)) return null;
  return {
    type: 'tar archive',
    label: latinLabel(header.subarray(0, 100)),
    evidence: [
      isUstar
        ? proof('ustar magic', 257, header.subarray(257, 265))
        : proof('checksum of a v7 tar header', 148, header.subarray(148, 156)),
    ],
  };
}

function hasTarChecksum(header: Uint8Array): boolean {
  const stated = latinLabel(header.subarray(148, 156));
  if (!/^ *[0-7]{3,7}$/.test(stated)) return false;
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return sum === Number.parseInt(stated, 8);
}

function findCpio(reader: SectorReader): Finding | null {
  const header = reader.readAt(0, 110);
  if (!header) return null;
  const ascii = ['070701', '070702', '070707'].some((magic) => hasBytes(header, 0, magic));
  const isBinary =
    (u16le(header, 0) === 0o070707 && isCpioName(u16le(header, 20))) ||
    (u16be(header, 0) === 0o070707 && isCpioName(u16be(header, 20)));
  if (!(ascii && /^[0-9a-fA-F]+$/.test(latinLabel(header.subarray(6, 70)))) && !isBinary) return null;
  return { type: 'cpio archive', label: '', evidence: [proof('cpio magic', 0, header.subarray(0, 6))] };
}

function isCpioName(length: number): boolean {
  return length > 1 && length <= 1024;
}

/** BSD dump: NFS_MAGIC 60012 in its header record (protocols/dumprestore.h). */
function findDump(reader: SectorReader): Finding | null {
  const magic = reader.readAt(0x18, 4);
  if (!magic || (u32le(magic, 0) !== 60_012 && u32be(magic, 0) !== 60_012)) return null;
  return { type: 'dump archive', label: '', evidence: [proof('dump magic', 0x18, magic)] };
}

export const unixSignatures: readonly Signature[] = [
  findExt,
  findMinix,
  ...magics.map(magicSignature),
  findTar,
  findCpio,
  findDump,
];
