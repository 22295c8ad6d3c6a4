/** Directory records (ECMA-119 9.1; High Sierra moves a few fields by one byte), and reading them off the medium. */
import { u8, u16be, u16le, u32be, u32le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import type { ListingWarnings } from '../listing-warnings.ts';
import { shortTime } from './recording-time.ts';
import { sectorBytes } from './volume-descriptors.ts';

export const flag = { hidden: 0x01, directory: 0x02, associated: 0x04, multiExtent: 0x80 } as const;

export interface DirectoryRecord {
  readonly locationBlock: number;
  /** Blocks of extended attributes in front of the data. */
  readonly attributeBlocks: number;
  readonly sizeBytes: number;
  readonly recorded: string | null;
  readonly flags: number;
  readonly isInterleaved: boolean;
  readonly sequenceNumber: number;
  readonly name: Uint8Array;
  readonly systemUse: Uint8Array;
}

const fixedBytes = 33;

/** @returns what is wrong with it, in words, where it is no record */
export function parseRecord(bytes: Uint8Array, at: number, isHighSierra: boolean): DirectoryRecord | string {
  const length = u8(bytes, at);
  if (length < fixedBytes + 1 || at + length > bytes.length) return `a record of ${length} bytes`;
  const nameLength = u8(bytes, at + 32);
  const nameEnd = fixedBytes + nameLength;
  if (nameLength === 0 || nameEnd > length) return `a name of ${nameLength} bytes in a record of ${length}`;
  const locationBlock = u32le(bytes, at + 2);
  const sizeBytes = u32le(bytes, at + 10);
  if (locationBlock !== u32be(bytes, at + 6) && sizeBytes !== u32be(bytes, at + 14))
    return 'two byte orders that do not agree';
  const moved = isHighSierra ? -1 : 0;
  const systemUseAt = at + nameEnd + (nameLength % 2 === 0 ? 1 : 0);
  return {
    locationBlock,
    attributeBlocks: u8(bytes, at + 1),
    sizeBytes,
    recorded: shortTime(bytes, at + 18, !isHighSierra),
    flags: u8(bytes, at + 25 + moved),
    isInterleaved: u8(bytes, at + 26) !== 0 || u8(bytes, at + 27) !== 0,
    sequenceNumber: u16le(bytes, at + 28) || u16be(bytes, at + 30),
    name: bytes.subarray(at + fixedBytes, at + nameEnd),
    systemUse: bytes.subarray(Math.min(systemUseAt, at + length), at + length),
  };
}

/** The names 00 and 01 stand for the directory itself and its parent (ECMA-119 6.8.2.2). */
export function isSelfOrParent({ name }: DirectoryRecord): boolean {
  return name.length === 1 && name[0]! <= 1;
}

/** How much of a directory is asked for at once. */
const pieceBytes = 32 * sectorBytes;
/** So many sectors without a record are no directory any more, whatever its length says. */
const mostEmptySectors = 64;

/**
 * The records of a directory, without those for itself and its parent. No record crosses the end of a sector
 * (ECMA-119 6.8.1.1), so a bad sector or a wrong record hides no more than the rest of its sector.
 */
export function* readRecords(
  reader: SectorReader,
  extent: { readonly offsetBytes: number; readonly lengthBytes: number },
  isHighSierra: boolean,
  warnings: ListingWarnings,
): Generator<DirectoryRecord> {
  let emptySectors = 0;
  const endBytes = Math.min(extent.offsetBytes + extent.lengthBytes, reader.sizeBytes);
  if (extent.offsetBytes + extent.lengthBytes > reader.sizeBytes)
    warnings.add('The directory goes on behind the end of the image: names are missing.');
  for (let at = extent.offsetBytes; at < endBytes; at += pieceBytes) {
    const lengthBytes = Math.min(pieceBytes, endBytes - at);
    const piece = reader.readAt(at, lengthBytes);
    for (let done = 0; done < lengthBytes; done += sectorBytes) {
      const inSector = Math.min(sectorBytes, lengthBytes - done);
      const sector = piece?.subarray(done, done + inSector) ?? reader.readAt(at + done, inSector);
      if (!sector) {
        warnings.add('A sector of the directory cannot be read: names are missing.');
        continue;
      }
      let records = 0;
      for (let place = 0; place < sector.length && sector[place] !== 0; ) {
        const record = parseRecord(sector, place, isHighSierra);
        if (typeof record === 'string') {
          warnings.add(`The directory holds ${record}: the names behind it in this sector are missing.`);
          break;
        }
        records++;
        place += u8(sector, place);
        if (!isSelfOrParent(record)) yield record;
      }
      emptySectors = records > 0 ? 0 : emptySectors + 1;
      if (emptySectors < mostEmptySectors) continue;
      warnings.add('The directory is said to be longer than it is.');
      return;
    }
  }
}
