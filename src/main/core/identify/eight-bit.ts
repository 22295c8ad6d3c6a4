/** Apple II, Commodore and Sinclair disks, by the fixed places of their directories. */
import { hasBytes, u8, u16le } from '../byte-fields.ts';
import { latinLabel, petsciiLabel } from '../volume-label.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

/** ProDOS 8 Technical Reference B.2.3: the volume directory header in block 2. */
export function findProdos(reader: SectorReader): Finding | null {
  const block = reader.readAt(0x400, 64);
  if (!block || u16le(block, 0) !== 0 || u8(block, 4) >> 4 !== 0xf) return null;
  const label = latinLabel(block.subarray(5, 5 + (u8(block, 4) & 0x0f)));
  if (!/^[A-Z][A-Z0-9.]{0,14}$/.test(label)) return null;
  if (u8(block, 0x23) !== 0x27 || u8(block, 0x24) !== 0x0d) return null;
  return {
    type: 'ProDOS',
    label,
    evidence: [proof('volume directory header', 0x404, block.subarray(4, 20))],
  };
}

/** Beneath Apple DOS, chapter 4: the volume table of contents on track 17, in DOS sector order. */
export function findAppleDos(reader: SectorReader): Finding | null {
  for (const [offsetBytes, sectors] of [
    [0x11000, 16],
    [17 * 13 * 256, 13],
  ] as const) {
    const vtoc = reader.readAt(offsetBytes, 0x38);
    const isPlausible =
      vtoc &&
      u8(vtoc, 1) === 17 &&
      u8(vtoc, 2) < sectors &&
      u8(vtoc, 3) >= 1 &&
      u8(vtoc, 3) <= 3 &&
      u8(vtoc, 0x27) === 122 &&
      u8(vtoc, 0x35) === sectors &&
      u16le(vtoc, 0x36) === 256;
    if (!isPlausible) continue;
    return {
      type: `Apple DOS 3.${u8(vtoc, 3)}`,
      label: '',
      evidence: [proof('volume table of contents', offsetBytes, vtoc.subarray(0, 7))],
    };
  }
  return null;
}

const commodoreDisks = [
  {
    type: 'Commodore DOS',
    offsetBytes: 0x16500,
    start: [18, 1, 0x41],
    labelAt: 0x90,
    sizes: [174848, 175531, 196608, 349696],
  },
  { type: 'Commodore 1581 DOS', offsetBytes: 0x61800, start: [40, 3, 0x44], labelAt: 4, sizes: [819200] },
] as const;

export function findCommodore(reader: SectorReader): Finding | null {
  for (const { type, offsetBytes, start, labelAt, sizes } of commodoreDisks) {
    if (!(sizes as readonly number[]).includes(reader.sizeBytes)) continue;
    const header = reader.readAt(offsetBytes, 256);
    if (!header || !hasBytes(header, 0, start)) continue;
    return {
      type,
      label: petsciiLabel(header.subarray(labelAt, labelAt + 16)),
      evidence: [proof('directory header', offsetBytes, header.subarray(0, 3))],
    };
  }
  return null;
}

/** TR-DOS: sector 9 of track 0 carries 10h and one of four disk types. */
export function findTrDos(reader: SectorReader): Finding | null {
  const sector = reader.sizeBytes <= 655_360 ? reader.readAt(0x800, 256) : null;
  if (!sector || u8(sector, 0) !== 0 || u8(sector, 0xe7) !== 0x10) return null;
  if (u8(sector, 0xe3) < 0x16 || u8(sector, 0xe3) > 0x19) return null;
  return {
    type: 'TR-DOS',
    label: latinLabel(sector.subarray(0xf5, 0xfd)),
    evidence: [proof('TR-DOS disk information', 0x8e1, sector.subarray(0xe1, 0xe8))],
  };
}
