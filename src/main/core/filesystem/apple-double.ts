/**
 * AppleDouble (RFC 1740, version 2): what a Macintosh file has beside its data, as the file `._NAME` that Macintoshes and
 * their kin put it together from again.
 */

const magic = 0x0005_1607;
const version = 0x0002_0000;
const headerBytes = 26;
const entryBytes = 12;
const finderInfoBytes = 32;
const datesBytes = 16;
/** Entry numbers of RFC 1740, section 5. */
const resourceForkId = 2;
const fileDatesId = 8;
const finderInfoId = 9;
/** Dates count from 2000-01-01 GMT; this one stands for none. */
const epochMs = Date.UTC(2000, 0, 1);
const noDate = -0x8000_0000;

export interface AppleDoubleFacts {
  /** FInfo and FXInfo, {@link finderInfoBytes} long: type, creator, flags, place. */
  readonly finderInfo: Uint8Array;
  /** ISO 8601, or null. */
  readonly created: string | null;
  readonly modified: string | null;
  readonly resourceBytes: number;
}

/** All of the file but the resource fork, which follows. */
export function appleDoubleHead(facts: AppleDoubleFacts): Uint8Array {
  const { finderInfo, created, modified, resourceBytes } = facts;
  const parts = [
    [finderInfoId, finderInfoBytes],
    [fileDatesId, datesBytes],
    ...(resourceBytes > 0 ? [[resourceForkId, resourceBytes] as const] : []),
  ] as const;
  const finderAt = headerBytes + parts.length * entryBytes;
  const datesAt = finderAt + finderInfoBytes;
  const head = new DataView(new ArrayBuffer(datesAt + datesBytes));
  head.setUint32(0, magic);
  head.setUint32(4, version);
  head.setUint16(24, parts.length);
  let contentAt = finderAt;
  parts.forEach(([id, lengthBytes], index) => {
    const at = headerBytes + index * entryBytes;
    head.setUint32(at, id);
    head.setUint32(at + 4, contentAt);
    head.setUint32(at + 8, lengthBytes);
    contentAt += lengthBytes;
  });
  const bytes = new Uint8Array(head.buffer);
  bytes.set(finderInfo.subarray(0, finderInfoBytes), finderAt);
  // Of the four dates, backup and access are not known.
  [created, modified, null, null].forEach((date, index) => {
    head.setInt32(datesAt + index * 4, appleDate(date));
  });
  return bytes;
}

function appleDate(date: string | null): number {
  const seconds = date === null ? Number.NaN : Math.floor((Date.parse(date) - epochMs) / 1000);
  return seconds > noDate && seconds <= 0x7fff_ffff ? seconds : noDate;
}
