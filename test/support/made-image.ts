/** Opened images made of plain trees, for what lies above the readers of real filesystems. */
import type { OpenedImage } from '../../src/main/adapters/open-image.ts';
import { byteRanges } from '../../src/main/core/filesystem/byte-ranges.ts';
import type { Entry, Extent, Filesystem } from '../../src/main/core/filesystem/filesystem.ts';
import type { PlacedFilesystem } from '../../src/main/core/filesystem/open-filesystems.ts';
import { readExtents } from '../../src/main/core/filesystem/read-extents.ts';
import { memoryReader } from '../../src/main/core/identify/sector-reader.ts';

export interface MadeEntry extends Partial<Omit<Entry, 'extents' | 'name'>> {
  readonly name: string;
  readonly content?: Uint8Array;
  readonly children?: readonly MadeEntry[];
}

export interface MadeTree {
  readonly type: string;
  readonly label?: string;
  readonly entries: readonly MadeEntry[];
}

export interface MadeImage extends OpenedImage {
  /** Where the content of the first file of a name lies. */
  readonly placeOf: (name: string) => Extent;
}

const sectorBytes = 512;

/** Contents follow each other on the medium, each from a sector of its own. */
export function madeImage(
  trees: readonly MadeTree[],
  options: {
    readonly damaged?: (placeOf: MadeImage['placeOf']) => readonly Extent[];
    /** Read, but not the same twice. */
    readonly doubtful?: (placeOf: MadeImage['placeOf']) => readonly Extent[];
    readonly part?: Partial<OpenedImage>;
  } = {},
): MadeImage {
  const places = new Map<string, Extent>();
  const contents: { at: number; bytes: Uint8Array }[] = [];
  let endBytes = 0;
  const place = (name: string, bytes: Uint8Array): Extent => {
    const extent = { offsetBytes: endBytes, lengthBytes: bytes.length };
    contents.push({ at: endBytes, bytes });
    if (!places.has(name)) places.set(name, extent);
    endBytes += Math.ceil(bytes.length / sectorBytes) * sectorBytes;
    return extent;
  };
  const built = trees.map(({ type, label = '', entries }) => {
    const children = new Map<Entry, readonly Entry[]>();
    const build = ({ name, content, children: below, ...facts }: MadeEntry): Entry => {
      const entry: Entry = {
        name,
        kind: below ? 'directory' : 'file',
        sizeBytes: content?.length ?? 0,
        modified: null,
        extents: content && content.length > 0 ? [place(name, content)] : [],
        mode: null,
        linkTarget: null,
        isDeleted: false,
        forks: [],
        facts: {},
        ...facts,
      };
      if (below) children.set(entry, below.map(build));
      return entry;
    };
    const root = build({ name: '', children: entries });
    return { type, label, root, children };
  });
  const bytes = new Uint8Array(endBytes);
  for (const { at, bytes: content } of contents) bytes.set(content, at);
  const placeOf = (name: string) => places.get(name)!;
  const unread = byteRanges(options.damaged?.(placeOf) ?? []);
  const doubtful = options.doubtful?.(placeOf) ?? [];
  const whole = memoryReader(bytes, sectorBytes);
  const reader = {
    ...whole,
    readAt: (offsetBytes: number, lengthBytes: number) =>
      unread.touches(offsetBytes, lengthBytes) ? null : whole.readAt(offsetBytes, lengthBytes),
  };
  const filesystems = built.map(
    ({ type, label, root, children }): PlacedFilesystem => ({
      filesystem: {
        type,
        label,
        root,
        warnings: [],
        list: (directory) => ({ entries: children.get(directory) ?? [], warnings: [] }),
        read: (entry, offsetBytes, into) => readExtents(reader, entry.extents, offsetBytes, into),
      } satisfies Filesystem,
      startBytes: 0,
      track: null,
      session: null,
    }),
  );
  return {
    path: '/dumps/made.img',
    files: ['/dumps/made.img'],
    comment: '',
    kind: 'block',
    format: 'raw',
    isCooked: false,
    disc: null,
    places: [],
    geometry: null,
    kept: whole,
    sectorPlace: () => null,
    isMade: () => false,
    readSubchannel: () => false,
    reader,
    filesystems,
    audioTracks: [],
    unread,
    failed: byteRanges([...unread.ranges, ...doubtful]),
    damage: byteRanges([...unread.ranges, ...doubtful]),
    damageFrom: '/dumps/made.spindle.json',
    warnings: [],
    close: () => {},
    ...options.part,
    placeOf,
  };
}
