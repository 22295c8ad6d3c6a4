/** Reading bytes of a medium of which parts may be unreadable. */

export interface SectorReader {
  readonly sizeBytes: number;
  readonly sectorSize: number;
  /** Exactly these bytes; null when any of them cannot be read or lies beyond the end. */
  readAt(offsetBytes: number, lengthBytes: number): Uint8Array | null;
  /** The same into memory that is there already; false where `readAt` is null, and `into` is then anything. */
  readInto?(offsetBytes: number, into: Uint8Array): boolean;
  /** Of a CD whose image keeps them, all 2352 bytes of a sector, whatever its mode; null when it cannot be read. */
  rawSectorAt?(lba: number): Uint8Array | null;
}

function lies(within: { readonly sizeBytes: number }, offsetBytes: number, lengthBytes: number): boolean {
  return (
    Number.isSafeInteger(offsetBytes) &&
    Number.isSafeInteger(lengthBytes) &&
    offsetBytes >= 0 &&
    lengthBytes >= 0 &&
    offsetBytes + lengthBytes <= within.sizeBytes
  );
}

/** Fills `into` by whatever way the reader has. @returns false where any of it cannot be read */
export function fill(reader: SectorReader, offsetBytes: number, into: Uint8Array): boolean {
  if (reader.readInto) return reader.readInto(offsetBytes, into);
  const bytes = reader.readAt(offsetBytes, into.length);
  if (bytes) into.set(bytes);
  return bytes !== null;
}

/** Reads whole sectors of something slow. */
export interface SectorFetcher {
  readonly sizeBytes: number;
  readonly sectorSize: number;
  /** Good sectors at the start of the range, possibly fewer than asked. */
  fetch(lba: number, count: number): { readonly bytes: Uint8Array; readonly goodSectors: number };
}

/** Sectors fetched at once: what stands near a signature is soon asked for, and half a track costs no more than one. */
const chunkSectors = 16;

export interface Budget {
  readonly reads: number;
  readonly failedReads: number;
}

/**
 * A reader that fetches each sector at most once. When the budget is spent, what has not been fetched yet counts as
 * unreadable: looking around must never cost a failing carrier more than it is worth.
 */
export class CachedReader implements SectorReader {
  readonly sizeBytes: number;
  readonly sectorSize: number;
  readonly #source: SectorFetcher;
  readonly #sectors = new Map<number, Uint8Array | null>();
  readonly #triedChunks = new Set<number>();
  #readsLeft: number;
  #failuresLeft: number;
  /** True once something was not looked at because the budget was spent. */
  isCutShort = false;

  constructor(source: SectorFetcher, budget: Budget) {
    this.#source = source;
    this.sizeBytes = source.sizeBytes;
    this.sectorSize = source.sectorSize;
    this.#readsLeft = budget.reads;
    this.#failuresLeft = budget.failedReads;
  }

  readAt(offsetBytes: number, lengthBytes: number): Uint8Array | null {
    if (!lies(this, offsetBytes, lengthBytes)) return null;
    const result = new Uint8Array(lengthBytes);
    for (let done = 0; done < lengthBytes; ) {
      const at = offsetBytes + done;
      const sector = this.#sector(Math.floor(at / this.sectorSize));
      if (sector === null) return null;
      const part = sector.subarray(at % this.sectorSize).subarray(0, lengthBytes - done);
      if (part.length === 0) return null;
      result.set(part, done);
      done += part.length;
    }
    return result;
  }

  #sector(lba: number): Uint8Array | null {
    const chunk = Math.floor(lba / chunkSectors);
    if (!this.#sectors.has(lba) && !this.#triedChunks.has(chunk)) {
      this.#triedChunks.add(chunk);
      this.#fetch(chunk * chunkSectors, chunkSectors);
    }
    // Of a transfer that failed nobody knows which sector is to blame: the wanted one is tried alone.
    if (!this.#sectors.has(lba)) this.#fetch(lba, 1);
    return this.#sectors.get(lba) ?? null;
  }

  #fetch(start: number, wanted: number): void {
    if (this.#readsLeft <= 0 || this.#failuresLeft <= 0) {
      this.isCutShort = true;
      return;
    }
    const count = Math.min(wanted, Math.ceil(this.sizeBytes / this.sectorSize) - start);
    const { bytes, goodSectors } = this.#source.fetch(start, count);
    this.#readsLeft--;
    for (let index = 0; index < Math.min(goodSectors, count); index++) {
      const at = index * this.sectorSize;
      this.#sectors.set(start + index, bytes.slice(at, at + this.sectorSize));
    }
    if (goodSectors >= count) return;
    this.#failuresLeft--;
    if (count === 1) this.#sectors.set(start, null);
  }
}

/** An image in memory. */
export function memoryReader(bytes: Uint8Array, sectorSize = 512): SectorReader {
  const reader = {
    sizeBytes: bytes.length,
    sectorSize,
    readAt: (offsetBytes: number, lengthBytes: number) =>
      lies(reader, offsetBytes, lengthBytes) ? bytes.subarray(offsetBytes, offsetBytes + lengthBytes) : null,
  };
  return reader;
}

/** A partition as if it were a medium of its own. */
export function windowReader(outer: SectorReader, startBytes: number, sizeBytes: number): SectorReader {
  const window = {
    sizeBytes: Math.max(0, Math.min(sizeBytes, outer.sizeBytes - startBytes)),
    sectorSize: outer.sectorSize,
    readAt: (offsetBytes: number, lengthBytes: number) =>
      lies(window, offsetBytes, lengthBytes) ? outer.readAt(startBytes + offsetBytes, lengthBytes) : null,
    readInto: (offsetBytes: number, into: Uint8Array) =>
      lies(window, offsetBytes, into.length) && fill(outer, startBytes + offsetBytes, into),
  };
  return window;
}
