/** Acorn DFS and ADFS. */
import { hasBytes, u8, u16le, u32le } from '../byte-fields.ts';
import { latinLabel } from '../volume-label.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

const pageBytes = 256;
const dfsTotals = [400, 800];

function isPrintable(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0 || ((byte & 0x7f) >= 0x20 && (byte & 0x7f) < 0x7f));
}

/** The catalogue is two sectors: names in the first, 8 bytes times the files and the sector count in the second. */
export function findDfs(reader: SectorReader): Finding | null {
  if (reader.sizeBytes > 2 * 800 * pageBytes) return null;
  const catalogue = reader.readAt(0, 2 * pageBytes);
  if (!catalogue) return null;
  const files = u8(catalogue, 0x105) / 8;
  const sectors = ((u8(catalogue, 0x106) & 3) << 8) | u8(catalogue, 0x107);
  const sides = reader.sizeBytes / (sectors * pageBytes);
  if (!dfsTotals.includes(sectors) || (sides !== 1 && sides !== 2) || !Number.isInteger(files) || files > 31)
    return null;
  const title = Uint8Array.from([...catalogue.subarray(0, 8), ...catalogue.subarray(0x100, 0x104)]);
  const names = catalogue.subarray(8, 8 + files * 8);
  if (!isPrintable(title) || !isPrintable(names) || names.includes(0)) return null;
  return {
    type: 'Acorn DFS',
    label: latinLabel(title),
    evidence: [proof('count of files and sectors in the catalogue', 0x105, catalogue.subarray(0x105, 0x108))],
  };
}

/** Old maps: a directory at a fixed place whose name stands after its sequence number. */
const oldDirectories = [
  { offsetBytes: 0x200, what: 'directory of an S, M or L disk' },
  { offsetBytes: 0x400, what: 'directory of a D disk' },
] as const;

export function findAdfs(reader: SectorReader): Finding | null {
  for (const { offsetBytes, what } of oldDirectories) {
    const start = reader.readAt(offsetBytes, 5);
    if (start && (hasBytes(start, 1, 'Hugo') || hasBytes(start, 1, 'Nick')))
      return { type: 'Acorn ADFS', label: '', evidence: [proof(what, offsetBytes + 1, start.subarray(1))] };
  }
  return findNewMapAdfs(reader);
}

/** New maps (E, F and hard disks): a disc record that must know the size of the very medium it is on. */
function findNewMapAdfs(reader: SectorReader): Finding | null {
  for (const offsetBytes of [4, 0xdc0]) {
    const record = reader.readAt(offsetBytes, 60);
    if (!record) continue;
    const log2SectorBytes = u8(record, 0);
    const isPlausible =
      log2SectorBytes >= 8 &&
      log2SectorBytes <= 10 &&
      u8(record, 1) > 0 &&
      u32le(record, 16) === reader.sizeBytes &&
      u16le(record, 20) !== 0;
    if (!isPlausible) continue;
    return {
      type: 'Acorn ADFS (new map)',
      label: latinLabel(record.subarray(22, 32)),
      evidence: [proof('disc record', offsetBytes, record)],
    };
  }
  return null;
}
