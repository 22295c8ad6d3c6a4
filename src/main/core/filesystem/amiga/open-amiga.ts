/** AmigaDOS OFS and FFS with all their variants: international, directory cache, long names; bootable or not. */
import { hasBytes, u8, u32be } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { directoryPlaces } from '../directory-places.ts';
import type { DirectoryListing, Entry, Extent, Filesystem } from '../filesystem.ts';
import { addFragment, addUnread, emptyFork, extentsOf, type Fork, type Fragment, readFork } from '../fork.ts';
import { type ListingWarnings, listingWarnings } from '../listing-warnings.ts';
import { usableName } from '../usable-name.ts';
import {
  blockBytes,
  countedText,
  type HeaderBlock,
  parseHeader,
  pointersPerBlock,
  softLinkTarget,
} from './header-block.ts';
import { protectionText } from './protection.ts';

/** By the fourth byte of the boot block. Even numbers keep a header in each data block. */
const variants = [
  'Amiga OFS',
  'Amiga FFS',
  'Amiga OFS (international)',
  'Amiga FFS (international)',
  'Amiga OFS (directory cache)',
  'Amiga FFS (directory cache)',
  'Amiga OFS (long names)',
  'Amiga FFS (long names)',
] as const;
const firstLongNames = 6;

const pointersAt = 24;
const dataBlock = 8;
const listBlock = 16;
const commentBlock = 64;
/** OFS: type, header, number, length, next block and checksum stand before the data. */
const dataHeaderBytes = 24;
const ofsDataBytes = blockBytes - dataHeaderBytes;

interface Item {
  readonly header: HeaderBlock;
  readonly data: Fork;
}

function findRoot(reader: SectorReader, hasLongNames: boolean): HeaderBlock | null {
  const blocks = Math.floor(reader.sizeBytes / blockBytes);
  // Two blocks are reserved for booting; the root stands in the middle of what is between them and the last one.
  for (const number of new Set([Math.floor((blocks + 1) / 2), Math.floor(blocks / 2)])) {
    const bytes = reader.readAt(number * blockBytes, blockBytes);
    const header = bytes && parseHeader(bytes, number, hasLongNames);
    if (header?.kind === 'root') return header;
  }
  return null;
}

/** @returns null when neither the boot block nor the root block is one of AmigaDOS */
export function openAmiga(reader: SectorReader): Filesystem | null {
  const opening = listingWarnings();
  const boot = reader.readAt(0, 4);
  const variant = boot && hasBytes(boot, 0, 'DOS') && u8(boot, 3) < variants.length ? u8(boot, 3) : null;
  const hasLongNames = variant !== null && variant >= firstLongNames;
  const root = findRoot(reader, hasLongNames);
  // Disks that boot no AmigaDOS may have its files all the same, but then all of the root must be right.
  if (variant === null && !root?.isChecksumRight) return null;
  if (!root)
    opening.add('The root block in the middle of the disk cannot be read: its files cannot be listed.');
  else if (!root.isChecksumRight) opening.add('The checksum of the root block is wrong.');
  const isOfs = variant === null ? looksLikeOfs() : variant % 2 === 0;
  const blocks = Math.floor(reader.sizeBytes / blockBytes);
  const places = directoryPlaces(root?.number ?? 0);
  const items = new WeakMap<Entry, Item>();

  /** Without a boot block the first data block of a file tells: any with its header in it. */
  function looksLikeOfs(): boolean {
    for (const number of hashedBlocks(root)) {
      const bytes = readBlock(number);
      const first = bytes && u32be(bytes, 16);
      const data = first ? readBlock(first) : null;
      if (data) return u32be(data, 0) === dataBlock && u32be(data, 4) === number;
    }
    return false;
  }

  function hashedBlocks(directory: HeaderBlock | null): readonly number[] {
    if (!directory) return [];
    const table = Array.from({ length: pointersPerBlock }, (_, at) =>
      u32be(directory.bytes, pointersAt + at * 4),
    );
    return table.filter((number) => number !== 0);
  }

  function readBlock(number: number): Uint8Array | null {
    return reader.readAt(number * blockBytes, blockBytes);
  }

  function readHeader(number: number): HeaderBlock | null {
    const bytes = readBlock(number);
    return bytes && parseHeader(bytes, number, hasLongNames);
  }

  /** Pointers of a file stand from the last to the first, in its header and in a chain of further blocks. */
  function dataOf(header: HeaderBlock, warnings: ListingWarnings): Fork {
    const fragments: Fragment[] = [];
    const pieceBytes = isOfs ? ofsDataBytes : blockBytes;
    const { sizeBytes, name } = header;
    const wanted = Math.ceil(sizeBytes / pieceBytes);
    const seen = new Set([header.number]);
    let piece = 0;
    for (let block = header; piece < wanted; ) {
      for (let at = 0; at < pointersPerBlock && piece < wanted; at++, piece++) {
        const number = u32be(block.bytes, pointersAt + (pointersPerBlock - 1 - at) * 4);
        if (number < 2 || number >= blocks) continue;
        const offsetBytes = number * blockBytes + (isOfs ? dataHeaderBytes : 0);
        addFragment(
          fragments,
          { startBytes: piece * pieceBytes, lengthBytes: pieceBytes, offsetBytes },
          sizeBytes,
        );
      }
      if (piece >= wanted) break;
      const next = block.extension;
      const bytes = next === 0 || seen.has(next) ? null : readBlock(next);
      if (!bytes || u32be(bytes, 0) !== listBlock) {
        warnings.add(`The list of blocks of "${name}" breaks off; the rest of the file is lost.`);
        break;
      }
      seen.add(next);
      block = { ...header, bytes, extension: u32be(bytes, 504) };
    }
    return { sizeBytes, fragments };
  }

  function commentOf(header: HeaderBlock): string {
    if (header.commentBlock === 0) return header.comment;
    const block = readBlock(header.commentBlock);
    return block && u32be(block, 0) === commentBlock ? countedText(block, 24, 79) : '';
  }

  function entryOf(header: HeaderBlock, warnings: ListingWarnings): Entry {
    const isLink = header.kind === 'file-link' || header.kind === 'directory-link';
    const target = isLink ? readHeader(header.realEntry) : null;
    if (isLink && !target) warnings.add(`What the link "${header.name}" stands for cannot be read.`);
    const file = header.kind === 'file' ? header : target?.kind === 'file' ? target : null;
    const data = file ? dataOf(file, warnings) : emptyFork;
    const isSymlink = header.kind === 'soft-link';
    const comment = commentOf(header);
    const entry: Entry = {
      name: usableName(header.name),
      // A link to a directory would make the tree endless; it is named, not entered.
      kind: isSymlink ? 'symlink' : header.kind === 'directory' ? 'directory' : file ? 'file' : 'other',
      sizeBytes: data.sizeBytes,
      modified: header.modified,
      extents: extentsOf(data),
      mode: null,
      linkTarget: isSymlink ? softLinkTarget(header) : null,
      isDeleted: false,
      forks: [],
      facts: {
        protection: protectionText(header.protection),
        ...(comment ? { comment } : {}),
        ...(isLink && target ? { hardLink: target.name } : {}),
        ...(header.isChecksumRight ? {} : { checksum: 'wrong' }),
      },
    };
    items.set(entry, { header: file ?? header, data });
    return entry;
  }

  function list(directory: Entry): DirectoryListing {
    const item = items.get(directory);
    if (!item || (item.header.kind !== 'root' && item.header.kind !== 'directory'))
      return { entries: [], warnings: [] };
    const warnings = listingWarnings();
    const entries: Entry[] = [];
    const seen = new Set<number>();
    for (const start of hashedBlocks(item.header)) {
      for (let number = start; number !== 0; ) {
        const header = seen.has(number) ? null : readHeader(number);
        if (!header || header.kind === 'root') {
          warnings.add(`Block ${number} is no header; what comes behind it in the directory is lost.`);
          break;
        }
        seen.add(number);
        if (header.kind !== 'directory' || places.claim(number, item.header.number, header.name))
          entries.push(entryOf(header, warnings));
        else
          warnings.add(`The directory "${header.name}" stands in another place too; it is shown there only.`);
        number = header.hashChain;
      }
    }
    return { entries, warnings: warnings.all() };
  }

  /** A data block of OFS says whose it is. What another file wrote over it is not this one's. */
  function withoutForeign(
    { header, data }: Item,
    startBytes: number,
    into: Uint8Array,
    unread: readonly Extent[],
  ): readonly Extent[] {
    const lost: Extent[] = [...unread];
    const endBytes = Math.min(data.sizeBytes, startBytes + into.length);
    for (const { startBytes: start, offsetBytes, lengthBytes } of data.fragments) {
      if (offsetBytes === null || start + lengthBytes <= startBytes || start >= endBytes) continue;
      const block = reader.readAt(offsetBytes - dataHeaderBytes, dataHeaderBytes);
      if (!block || (u32be(block, 0) === dataBlock && u32be(block, 4) === header.number)) continue;
      const from = Math.max(start, startBytes);
      const to = Math.min(start + lengthBytes, endBytes);
      into.fill(0, from - startBytes, to - startBytes);
      lost.push({ offsetBytes: from, lengthBytes: to - from });
    }
    const joined: Extent[] = [];
    lost.sort((one, other) => one.offsetBytes - other.offsetBytes);
    for (const one of lost) addUnread(joined, one.offsetBytes, one.lengthBytes);
    return joined;
  }

  const rootEntry: Entry = {
    name: '',
    kind: 'directory',
    sizeBytes: 0,
    modified: root?.modified ?? null,
    extents: [],
    mode: null,
    linkTarget: null,
    isDeleted: false,
    forks: [],
    facts: {},
  };
  if (root) items.set(rootEntry, { header: root, data: emptyFork });
  return {
    type: variant === null ? 'AmigaDOS' : variants[variant]!,
    label: root?.name ?? '',
    root: rootEntry,
    warnings: opening.all(),
    list,
    read(entry, offsetBytes, into, fork) {
      const item = items.get(entry);
      const isData = item !== undefined && fork === undefined;
      const unread = readFork(reader, isData ? item.data : emptyFork, offsetBytes, into);
      return isData && isOfs ? withoutForeign(item, offsetBytes, into, unread) : unread;
    },
  };
}
