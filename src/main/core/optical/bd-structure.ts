/** READ DISC STRUCTURE of Blu-ray discs: the units of disc information, DI (MMC-6, 6.23.3; BD-ROM part 1). */
import { hasBytes, u8, u32be } from '../byte-fields.ts';
import { asciiField } from './ascii-field.ts';
import { structureData } from './dvd-structure.ts';

export interface BdLayer {
  readonly layer: number;
  readonly layerCount: number;
  /** Addresses of units of two sectors, counted in sectors. */
  readonly firstAun: number;
  readonly lastAun: number;
  /** Of the user data of the whole disc. */
  readonly lastPsn: number;
}

export interface BdDiscInformation {
  /** `BDO` pressed, `BDU` Ultra HD, `BDR` recordable, `BDW` rewritable, `XG4` a console's. */
  readonly type: string;
  readonly isPressed: boolean;
  /** From units of format 1, ascending, each once. */
  readonly layers: readonly BdLayer[];
  readonly warnings: readonly string[];
}

const maxUnits = 32;
const layoutFormat = 1;
const unitHeadBytes = 12;
/** Recordable discs have longer units, which end in the names of manufacturer and medium. */
const pressedUnitBytes = unitHeadBytes + 52;
const recordableUnitBytes = unitHeadBytes + 100;

function isPressedType(type: string): boolean {
  return !type.startsWith('BDR') && !type.startsWith('BDW');
}

/** @returns null when the answer does not begin with a unit */
export function parseBdDiscInformation(answer: Uint8Array): BdDiscInformation | null {
  const data = structureData(answer);
  if (data === null || !hasBytes(data, 0, 'DI') || data.length < pressedUnitBytes) return null;
  const type = asciiField(data, 8, 11);
  const isPressed = isPressedType(type);
  const unitBytes = isPressed ? pressedUnitBytes : recordableUnitBytes;
  const layers = new Map<number, BdLayer>();
  const warnings: string[] = [];
  for (let unit = 0; unit < maxUnits; unit++) {
    const at = unit * unitBytes;
    if (!hasBytes(data, at, 'DI')) break;
    if (at + unitHeadBytes + 20 > data.length) {
      warnings.push(`Disc information unit ${unit} is cut short.`);
      break;
    }
    if (u8(data, at + 2) !== layoutFormat) continue;
    const layer = u8(data, at + 3) & 0x07;
    if (layers.has(layer)) continue;
    layers.set(layer, {
      layer,
      layerCount: u8(data, at + 12) >> 4,
      lastPsn: u32be(data, at + 20),
      firstAun: u32be(data, at + 24),
      lastAun: u32be(data, at + 28),
    });
  }
  return { type, isPressed, layers: [...layers.values()].sort((a, b) => a.layer - b.layer), warnings };
}

export interface BdExtent {
  readonly sectors: number;
  /** First LBA of each layer behind the first. */
  readonly layerBreakLbas: readonly number[];
}

/**
 * Sectors of a pressed disc: layers are full but for the last, which ends with the user data. The last unit of an
 * area is two sectors long.
 * @returns null for recordable discs, whose size READ CAPACITY tells, and for units that do not make a whole disc
 */
export function sectorsOfDiscInformation(information: BdDiscInformation): BdExtent | null {
  const { layers, isPressed } = information;
  if (!isPressed || layers.length === 0) return null;
  let sectors = 0;
  const layerBreakLbas: number[] = [];
  for (const [index, { layer, layerCount, firstAun, lastAun, lastPsn }] of layers.entries()) {
    const isLast = index === layers.length - 1;
    const length = (isLast ? lastPsn - 1 : lastAun) + 2 - firstAun;
    if (layer !== index || layerCount !== layers.length || length < 1) return null;
    if (index > 0) layerBreakLbas.push(sectors);
    sectors += length;
  }
  return { sectors, layerBreakLbas };
}
