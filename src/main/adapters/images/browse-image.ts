/** An opened image as screens look at it: pages of its directories, pieces of its files, what is hurt in it. */
import { SpindleError } from '../../../shared/errors.ts';
import {
  type ByteRange,
  type EntryPage,
  type FindHurt,
  type HurtEntry,
  type HurtFiles,
  type ImageDescription,
  type ImageEntry,
  imageLimits,
  type ListEntries,
  type Piece,
  type ReadPiece,
  type ReadSound,
  type SeekEntry,
  type SoundPiece,
} from '../../../shared/model/image-files.ts';
import { type ByteRanges, byteRanges } from '../../core/filesystem/byte-ranges.ts';
import { damageOfEntry } from '../../core/filesystem/damage.ts';
import type { Extent } from '../../core/filesystem/filesystem.ts';
import { identify } from '../../core/identify/identify.ts';
import { sectorBytes, userDataBytes } from '../../core/optical/sector-layout.ts';
import { type Tree, treesOf } from '../image-trees.ts';
import type { OpenedImage } from '../open-image.ts';
import type { AudioTrack } from '../track-places.ts';
import { childOf, type EntryPositions, entryPositions, type PositionedEntry } from './entry-positions.ts';

export interface ImageBrowser {
  describe(): ImageDescription;
  list(asked: ListEntries): EntryPage;
  /** Where the first entry stands whose name begins so, from a place on and round; null when none does. */
  seek(asked: SeekEntry): number | null;
  /** Everything in a tree that is not intact. Lets others have their turn now and then. */
  hurt(asked: FindHurt): Promise<HurtFiles>;
  read(asked: ReadPiece): Piece;
  sound(asked: ReadSound): SoundPiece;
}

interface OpenTree {
  readonly tree: Tree;
  readonly positions: EntryPositions;
}

/** Directories walked before others have their turn. */
const turnDirectories = 200;
/** As deep as a walk goes. */
const deepest = 256;

function asPairs(ranges: readonly Extent[], most: number = imageLimits.rangesOfEntry): ByteRange[] {
  return ranges.slice(0, most).map(({ offsetBytes, lengthBytes }) => [offsetBytes, lengthBytes]);
}

function sum(ranges: readonly Extent[]): number {
  return ranges.reduce((total, { lengthBytes }) => total + lengthBytes, 0);
}

/** The parts of some stretches that are not in others. */
function without(ranges: readonly Extent[], others: readonly Extent[]): Extent[] {
  const taken = byteRanges(others);
  return ranges.flatMap(({ offsetBytes, lengthBytes }) => {
    const left: Extent[] = [];
    let at = offsetBytes;
    for (const part of taken.within(offsetBytes, lengthBytes)) {
      left.push({ offsetBytes: at, lengthBytes: part.offsetBytes - at });
      at = part.offsetBytes + part.lengthBytes;
    }
    left.push({ offsetBytes: at, lengthBytes: offsetBytes + lengthBytes - at });
    return left.filter((part) => part.lengthBytes > 0);
  });
}

function asBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

export function browseImage(image: OpenedImage): ImageBrowser {
  const trees = new Map<string, OpenTree>(
    treesOf(image).map((tree) => [tree.name, { tree, positions: entryPositions(tree.filesystem) }]),
  );
  const hurtOf = new Map<string, HurtFiles>();

  /** @throws SpindleError not-found */
  function opened(id: string): OpenTree {
    const found = trees.get(id);
    if (!found) throw new SpindleError('not-found', `There is no tree ${id} in this image.`, { tree: id });
    return found;
  }

  function damageOf({ entry }: PositionedEntry, { startBytes }: Tree, by: ByteRanges = image.damage) {
    return damageOfEntry(entry, by, startBytes, image.reader.sizeBytes);
  }

  function shown(positioned: PositionedEntry, tree: Tree): ImageEntry {
    const { id, entry } = positioned;
    const { name, kind, sizeBytes, modified, isDeleted, linkTarget, forks, facts } = entry;
    const { state, ranges } = damageOf(positioned, tree);
    return {
      id,
      name,
      kind,
      sizeBytes,
      modified,
      isDeleted,
      linkTarget,
      forks: forks.map((fork) => ({ name: fork.name, sizeBytes: fork.sizeBytes })),
      facts: { ...facts },
      state,
      damagedBytes: sum(ranges),
    };
  }

  function hurtEntry(positioned: PositionedEntry, tree: Tree, by: ByteRanges): HurtEntry | null {
    const { state, ranges } = damageOf(positioned, tree, by);
    if (state === 'intact') return null;
    const { id, path, entry } = positioned;
    const places = entry.extents.flatMap(({ offsetBytes, lengthBytes }) =>
      by.within(tree.startBytes + offsetBytes, lengthBytes),
    );
    return {
      id,
      path,
      kind: entry.kind,
      sizeBytes: entry.sizeBytes,
      state,
      damagedBytes: sum(ranges),
      places: asPairs(byteRanges(places).ranges),
    };
  }

  async function findHurt({ tree, positions }: OpenTree, by: ByteRanges): Promise<HurtFiles> {
    const entries: HurtEntry[] = [];
    let total = 0;
    const root = positions.find('');
    let isIncomplete = damageOf(root, tree).state !== 'intact';
    const waiting = [root];
    for (let walked = 1; waiting.length > 0; walked++) {
      const directory = waiting.pop()!;
      const children = tree.filesystem
        .list(directory.entry)
        .entries.map((entry, position) => childOf(directory, entry, position))
        .filter(({ entry }) => !entry.isDeleted);
      for (const child of children) {
        const hurt = hurtEntry(child, tree, by);
        if (hurt) {
          total++;
          if (hurt.kind === 'directory') isIncomplete = true;
          if (entries.length < imageLimits.hurtEntries) entries.push(hurt);
        }
      }
      const below = children.filter(
        ({ entry, names }) => entry.kind === 'directory' && names.length < deepest,
      );
      waiting.push(...below.toReversed());
      if (walked % turnDirectories === 0) await new Promise((resume) => setImmediate(resume));
    }
    return { entries, total, isIncomplete };
  }

  function soundTrack(number: number): AudioTrack {
    const track = image.audioTracks.find((each) => each.number === number);
    if (!track || !image.reader.rawSectorAt)
      throw new SpindleError('not-found', `This image has no sound of track ${number}.`, { track: number });
    return track;
  }

  return {
    describe() {
      const { kind, audioTracks, damage, damageFrom, warnings, reader } = image;
      return {
        kind,
        trees: [...trees.values()].map(({ tree }) => ({
          id: tree.name,
          type: tree.filesystem.type,
          label: tree.filesystem.label,
          track: tree.track,
          session: tree.session,
        })),
        foreign: trees.size > 0 ? [] : [...new Set(identify(reader).map(({ type }) => type))],
        soundTracks: audioTracks.map(({ number, startLba, endLba }) => {
          const startBytes = startLba * userDataBytes;
          const hurt = damage.within(startBytes, (endLba - startLba) * userDataBytes);
          return {
            number,
            lengthSectors: endLba - startLba,
            damaged: hurt
              .slice(0, imageLimits.rangesOfEntry)
              .map(
                ({ offsetBytes, lengthBytes }): ByteRange => [
                  (offsetBytes - startBytes) / userDataBytes,
                  lengthBytes / userDataBytes,
                ],
              ),
          };
        }),
        isDamageKnown: damageFrom !== null,
        warnings: warnings.slice(0, imageLimits.warnings),
      };
    },

    list({ tree: id, directory, deleted, offset, limit }) {
      const { tree, positions } = opened(id);
      const { present, deleted: erased, warnings } = positions.directory(directory);
      const trail = positions.trail(directory);
      const wanted = deleted ? erased : present;
      return {
        offset,
        entries: wanted.slice(offset, offset + limit).map((each) => shown(each, tree)),
        total: wanted.length,
        deletedTotal: erased.length,
        trail: trail.map((each) => ({ id: each.id, name: each.entry.name })),
        state: damageOf(trail.at(-1)!, tree).state,
        warnings: [...(directory === '' ? tree.filesystem.warnings : []), ...warnings].slice(
          0,
          imageLimits.warnings,
        ),
      };
    },

    seek({ tree: id, directory, deleted, prefix, from }) {
      const { present, deleted: erased } = opened(id).positions.directory(directory);
      const wanted = deleted ? erased : present;
      const start = prefix.toLowerCase();
      for (let step = 0; step < wanted.length; step++) {
        const at = (from + step) % wanted.length;
        if (wanted[at]!.entry.name.toLowerCase().startsWith(start)) return at;
      }
      return null;
    },

    async hurt({ tree, failedOnly }) {
      const key = failedOnly ? `failed ${tree}` : tree;
      const found =
        hurtOf.get(key) ?? (await findHurt(opened(tree), failedOnly ? image.failed : image.damage));
      hurtOf.set(key, found);
      return found;
    },

    read({ tree: id, entry: entryId, fork: forkName, offset, length }) {
      const { tree, positions } = opened(id);
      const positioned = positions.find(entryId);
      const { entry, path } = positioned;
      const fork = forkName === undefined ? entry : entry.forks.find(({ name }) => name === forkName);
      if (entry.kind !== 'file' || !fork)
        throw new SpindleError('not-found', `${path} has no such content to show.`, { path });
      const lengthBytes = Math.max(0, Math.min(length, imageLimits.pieceBytes, fork.sizeBytes - offset));
      const bytes = new Uint8Array(lengthBytes);
      const unread = lengthBytes > 0 ? tree.filesystem.read(entry, offset, bytes, forkName) : [];
      const known =
        forkName === undefined
          ? damageOf(positioned, tree)
          : damageOfEntry(
              { ...entry, ...fork, storage: 'plain' },
              image.damage,
              tree.startBytes,
              image.reader.sizeBytes,
            );
      const here = byteRanges(known.ranges).within(offset, lengthBytes);
      return {
        offset,
        bytes: asBase64(bytes),
        unread: asPairs(unread, Number.POSITIVE_INFINITY),
        doubtful: asPairs(without(here, unread), Number.POSITIVE_INFINITY),
      };
    },

    sound({ track: number, offsetSectors, lengthSectors }) {
      const { startLba, endLba } = soundTrack(number);
      const first = Math.min(endLba, startLba + offsetSectors);
      const count = Math.min(lengthSectors, endLba - first);
      const bytes = new Uint8Array(count * sectorBytes);
      for (let index = 0; index < count; index++) {
        const sector = image.reader.rawSectorAt!(first + index);
        if (sector) bytes.set(sector, index * sectorBytes);
      }
      return { bytes: asBase64(bytes) };
    },
  };
}
