/** The file allocation table: which cluster follows which (FAT specification 4). */
import { u16le, u32le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import type { ListingWarnings } from '../listing-warnings.ts';
import type { FatVolume } from './fat-volume.ts';

/** What a FAT says of one cluster. */
export type Link =
  | { readonly kind: 'next'; readonly cluster: number }
  | { readonly kind: 'free' | 'bad' | 'end' | 'unreadable' | 'wrong' };

export interface ClusterLinks {
  linkOf(cluster: number): Link;
  /** Cluster 0 and 1 of the first readable copy; null when no copy can be read there. */
  heads(): readonly [number, number] | null;
}

/** A multiple of 3 sectors of any size, so that no 12-bit entry is cut in two. */
const pageBytes = 3 * 16 * 1024;
/** At most so many pages stay in memory: the FAT of a large disk is read where it is needed. */
const mostPages = 256;

const free: Link = { kind: 'free' };
const bad: Link = { kind: 'bad' };
const end: Link = { kind: 'end' };
const unreadable: Link = { kind: 'unreadable' };
const wrong: Link = { kind: 'wrong' };

interface Page {
  readonly bytes: Uint8Array;
  /** Sectors no copy of which can be read; null when there is none. */
  readonly lost: ReadonlySet<number> | null;
}

function readCopies(reader: SectorReader, volume: FatVolume, at: number, lengthBytes: number) {
  return volume.fatOffsets.map((offset) => reader.readAt(offset + at, lengthBytes));
}

function differ(a: Uint8Array, b: Uint8Array): boolean {
  return a.some((byte, at) => byte !== b[at]);
}

export function clusterLinks(
  reader: SectorReader,
  volume: FatVolume,
  warnings: ListingWarnings,
): ClusterLinks {
  const { entryBits, clusterCount, fatBytes, fatOffsets } = volume;
  const pages = new Map<number, Page>();
  const isWarned = { differ: false, lost: false, helped: false };

  function loadSectors(at: number, lengthBytes: number): Page {
    const bytes = new Uint8Array(lengthBytes);
    const lost = new Set<number>();
    for (let done = 0; done < lengthBytes; done += reader.sectorSize) {
      const length = Math.min(reader.sectorSize, lengthBytes - done);
      const copies = readCopies(reader, volume, at + done, length);
      const good = copies.find((copy) => copy !== null);
      if (good) bytes.set(good, done);
      else lost.add(Math.floor(done / reader.sectorSize));
      if (good && copies[0] === null && !isWarned.helped) {
        isWarned.helped = true;
        warnings.add('A part of the first FAT cannot be read; the second was used for it.');
      }
    }
    if (lost.size > 0 && !isWarned.lost) {
      isWarned.lost = true;
      warnings.add('A part of the FAT can be read in no copy: where files go on is not known there.');
    }
    return { bytes, lost: lost.size > 0 ? lost : null };
  }

  function load(index: number): Page {
    const at = index * pageBytes;
    const lengthBytes = Math.min(pageBytes, fatBytes - at);
    const copies = readCopies(reader, volume, at, lengthBytes);
    const [first] = copies;
    const isWhole = fatOffsets.length > 0 && copies.every((copy) => copy !== null);
    if (!isWhole || !first) return loadSectors(at, lengthBytes);
    if (!isWarned.differ && copies.some((copy) => copy && differ(copy, first))) {
      isWarned.differ = true;
      warnings.add('The copies of the FAT differ; the first one is used.');
    }
    return { bytes: first, lost: null };
  }

  function page(index: number): Page {
    let found = pages.get(index);
    if (found) return found;
    found = load(index);
    if (pages.size >= mostPages) pages.delete(pages.keys().next().value!);
    pages.set(index, found);
    return found;
  }

  /** @returns null when it cannot be read */
  function entry(cluster: number): number | null {
    const at = Math.floor((cluster * entryBits) / 8);
    const entryBytes = entryBits === 32 ? 4 : 2;
    if (at + entryBytes > fatBytes) return null;
    const { bytes, lost } = page(Math.floor(at / pageBytes));
    const inPage = at % pageBytes;
    if (lost) {
      const first = Math.floor(inPage / reader.sectorSize);
      const last = Math.floor((inPage + entryBytes - 1) / reader.sectorSize);
      if (lost.has(first) || lost.has(last)) return null;
    }
    if (entryBits === 32) return u32le(bytes, inPage) & 0x0fff_ffff;
    const word = u16le(bytes, inPage);
    if (entryBits === 16) return word;
    return cluster % 2 === 0 ? word & 0xfff : word >> 4;
  }

  const top = entryBits === 32 ? 0x0fff_ffff : 2 ** entryBits - 1;

  return {
    linkOf(cluster) {
      const value = entry(cluster);
      if (value === null) return unreadable;
      if (value === 0) return free;
      if (value >= top - 7) return end;
      if (value === top - 8) return bad;
      return value >= 2 && value < clusterCount + 2 ? { kind: 'next', cluster: value } : wrong;
    },
    heads() {
      const first = entry(0);
      const second = entry(1);
      return first === null || second === null ? null : [first, second];
    },
  };
}
