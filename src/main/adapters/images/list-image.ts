/**
 * The whole of an image as the catalogue keeps it: every file of the best tree of every volume, and the tracks of sound
 * under their names. Piece by piece, so that an image of any size costs the same memory.
 */
import { createHash } from 'node:crypto';
import { trackText } from '../../../shared/model/cd-text.ts';
import type { Disc } from '../../../shared/model/disc.ts';
import { countWords } from '../../../shared/words.ts';
import {
  damageCodes,
  entryKinds,
  type ListedDirectory,
  type ListedEntry,
  type ListedTree,
  type ListingPiece,
} from '../../core/catalogue/listing.ts';
import type { ListingSummary } from '../../core/catalogue/search-port.ts';
import { bestTrees } from '../../core/filesystem/best-trees.ts';
import { damageOfEntry } from '../../core/filesystem/damage.ts';
import type { Entry } from '../../core/filesystem/filesystem.ts';
import type { PlacedFilesystem } from '../../core/filesystem/open-filesystems.ts';
import { walk } from '../../core/filesystem/walk.ts';
import { sectorBytes, userDataBytes } from '../../core/optical/sector-layout.ts';
import type { OpenedImage } from '../open-image.ts';

export interface ListImageOptions {
  /** Reads and hashes every file. */
  readonly contents: boolean;
  readonly onPiece: (piece: ListingPiece) => void;
  /** Called often, with nothing to tell: whoever waits knows that there is work. */
  readonly onPulse: () => void;
}

const entriesPerPiece = 5000;
/** No disc that holds files for people has more; one that says so lies in a loop nobody saw. */
const mostEntries = 2_000_000;
const readBytes = 1024 * 1024;
const mostWarnings = 3;

export function listImage(image: OpenedImage, disc: Disc | null, options: ListImageOptions): ListingSummary {
  const { onPiece, onPulse, contents } = options;
  const buffer = contents ? new Uint8Array(readBytes) : null;
  const problems: string[] = [];
  let directories: ListedDirectory[] = [];
  let entries: ListedEntry[] = [];
  let total = 0;
  let damaged = 0;
  let lastDirectory = 0;

  function flush(trees: readonly ListedTree[] = []): void {
    if (trees.length + directories.length + entries.length > 0) onPiece({ trees, directories, entries });
    directories = [];
    entries = [];
    onPulse();
  }

  function add(entry: ListedEntry): void {
    entries.push(entry);
    total++;
    if (entry[6] !== 0) damaged++;
    if (entries.length >= entriesPerPiece) flush();
  }

  function addDirectory(filesystem: number, path: string): number {
    directories.push([++lastDirectory, filesystem, path.toWellFormed()]);
    return lastDirectory;
  }

  /** @returns how many entries the tree has */
  function listTree(placed: PlacedFilesystem, position: number): number {
    const numbers = new Map([['', addDirectory(position, '')]]);
    const before = total;
    const onWarning = (path: string, what: string) => {
      if (problems.length < mostWarnings) problems.push(`${path}: ${what}`);
    };
    for (const { path, names, entry } of walk(placed.filesystem, { onWarning })) {
      if (total >= mostEntries) {
        problems.unshift(`Only the first ${countWords(mostEntries)} entries are listed.`);
        break;
      }
      const parent = path.slice(0, Math.max(0, path.length - entry.name.length - 1));
      const directory = numbers.get(names.length === 1 ? '' : parent) ?? numbers.get('')!;
      add(listed(placed, entry, directory));
      if (entry.kind === 'directory') numbers.set(path, addDirectory(position, path));
    }
    return total - before;
  }

  function listed(placed: PlacedFilesystem, entry: Entry, directory: number): ListedEntry {
    const { state } = damageOfEntry(entry, image.damage, placed.startBytes, image.reader.sizeBytes);
    const [first] = entry.extents;
    const lba = first ? Math.floor((placed.startBytes + first.offsetBytes) / image.reader.sectorSize) : null;
    const name = entry.name.toWellFormed();
    const sha256 = buffer && entry.kind === 'file' ? hashOf(placed, entry, buffer) : null;
    return [
      ...([
        directory,
        name,
        entryKinds.indexOf(entry.kind),
        entry.sizeBytes,
        seconds(entry.modified),
      ] as const),
      ...([lba, damageCodes.indexOf(state), sha256] as const),
    ];
  }

  /** Null when a byte of it could not be read, or is in doubt: the hash of something else is no hash of it. */
  function hashOf(placed: PlacedFilesystem, entry: Entry, into: Uint8Array): string | null {
    const known = damageOfEntry(entry, image.damage, placed.startBytes, image.reader.sizeBytes);
    if (known.state !== 'intact') return null;
    const hash = createHash('sha256');
    for (let at = 0; at < entry.sizeBytes; at += into.length) {
      const piece = into.subarray(0, Math.min(into.length, entry.sizeBytes - at));
      if (placed.filesystem.read(entry, at, piece).length > 0) return null;
      hash.update(piece);
      onPulse();
    }
    return hash.digest('hex');
  }

  function listTracks(position: number): number {
    const directory = addDirectory(position, '');
    for (const { number, startLba, endLba } of image.audioTracks) {
      const startBytes = startLba * userDataBytes;
      const lengthBytes = (endLba - startLba) * userDataBytes;
      const lost = image.damage
        .within(startBytes, lengthBytes)
        .reduce((sum, part) => sum + part.lengthBytes, 0);
      const damage = lost === 0 ? 0 : lost >= lengthBytes ? 2 : 1;
      const sizeBytes = (endLba - startLba) * sectorBytes;
      const name = trackName(number, disc);
      add([directory, name, entryKinds.indexOf('track'), sizeBytes, null, startLba, damage, null]);
    }
    return image.audioTracks.length;
  }

  const best = bestTrees(image.filesystems);
  const trees = image.filesystems.map((placed, position): ListedTree => {
    const { filesystem, session, track } = placed;
    const isListed = best.has(placed);
    const count = isListed ? listTree(placed, position) : countEntries(placed, onPulse);
    const { type, label } = filesystem;
    return { position, type, label: label.toWellFormed(), session, track, isListed, entries: count };
  });
  if (image.audioTracks.length > 0) {
    const position = trees.length;
    const count = listTracks(position);
    trees.push({
      position,
      type: 'Audio',
      label: '',
      session: null,
      track: null,
      isListed: true,
      entries: count,
    });
  }
  flush(trees);
  return { entries: total, damaged, hasContents: contents, problem: problems.join(' ') };
}

function countEntries({ filesystem }: PlacedFilesystem, onPulse: () => void): number {
  let count = 0;
  for (const _ of walk(filesystem)) {
    if (++count >= mostEntries) break;
    if (count % entriesPerPiece === 0) onPulse();
  }
  return count;
}

function seconds(modified: string | null): number | null {
  const ms = modified === null ? Number.NaN : Date.parse(modified);
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}

/** `Track 07`, with what CD-TEXT calls it. */
function trackName(number: number, disc: Disc | null): string {
  const plain = `Track ${String(number).padStart(2, '0')}`;
  const { title, performer } = disc ? trackText(disc, number) : { title: null, performer: null };
  const told = [performer, title].filter((part) => part !== null && part.trim() !== '').join(' - ');
  return (told === '' ? plain : `${plain} ${told}`).toWellFormed();
}
