/**
 * The MPEG tracks of a Video CD or Super Video CD as files: behind the ISO 9660 track each track is a stream in Form 2
 * sectors, with empty ones as margins before and behind it (White Book IV; System Description CD-ROM XA II.4.4).
 */
import type { SectorReader } from '../../identify/sector-reader.ts';
import type { ImageTrack } from '../../image/disc-image.ts';
import { form2, submodeAt, submodeForm2 } from '../../optical/sector-layout.ts';
import type { Entry, Extent, Filesystem } from '../filesystem.ts';
import { joinExtent } from '../read-extents.ts';

const userDataBytes = 2048;
/** Submode bits of sectors with video or audio in them. */
const realTimeData = 0x02 | 0x04;
/** Margins are 30 and 45 sectors; tracks that are shorter than the least are filled up behind. */
const longestMarginSectors = 2000;
const mode2 = 2;

interface Stream {
  readonly number: number;
  readonly firstLba: number;
  readonly sectors: number;
}

type RawSectorAt = NonNullable<SectorReader['rawSectorAt']>;

function isOfStream(sector: Uint8Array | null): boolean {
  if (!sector || sector[15] !== mode2) return false;
  const submode = sector[submodeAt]!;
  return (submode & submodeForm2) !== 0 && (submode & realTimeData) !== 0;
}

function streamOf(rawSectorAt: RawSectorAt, { number, startLba, endLba }: ImageTrack): Stream | null {
  const length = endLba - startLba;
  const reach = Math.min(longestMarginSectors, length);
  let first = 0;
  while (first < reach && !isOfStream(rawSectorAt(startLba + first))) first++;
  if (first >= reach) return null;
  let last = length - 1;
  const least = Math.max(first, length - longestMarginSectors);
  while (last > least && !isOfStream(rawSectorAt(startLba + last))) last--;
  return { number, firstLba: startLba + first, sectors: last - first + 1 };
}

function entryOf({ number, firstLba, sectors }: Stream): Entry {
  return {
    name: `Track ${String(number).padStart(2, '0')}.mpg`,
    kind: 'file',
    sizeBytes: sectors * form2.userDataBytes,
    modified: null,
    extents: [{ offsetBytes: firstLba * userDataBytes, lengthBytes: sectors * userDataBytes }],
    storage: 'packed',
    mode: null,
    linkTarget: null,
    isDeleted: false,
    forks: [],
    facts: { sectors: 'Form 2, 2324 bytes of each' },
  };
}

const root: Entry = {
  name: '',
  kind: 'directory',
  sizeBytes: 0,
  modified: null,
  extents: [],
  mode: null,
  linkTarget: null,
  isDeleted: false,
  forks: [],
  facts: {},
};

/**
 * @param tracks of the disc; the first of a Video CD holds its filesystem and no stream
 * @returns null for an image without raw sectors, and where no track holds a stream
 */
export function openStreams(reader: SectorReader, tracks: readonly ImageTrack[]): Filesystem | null {
  const { rawSectorAt } = reader;
  if (!rawSectorAt) return null;
  const streams = tracks
    .filter(({ mode, number }) => mode !== 'AUDIO' && mode !== 'MODE1' && number > 1)
    .map((track) => streamOf(rawSectorAt, track))
    .filter((stream) => stream !== null);
  if (streams.length === 0) return null;
  const streamOfEntry = new Map(streams.map((stream) => [entryOf(stream), stream]));
  return {
    type: 'MPEG streams',
    label: '',
    root,
    warnings: [],
    list: (directory) => ({ entries: directory === root ? [...streamOfEntry.keys()] : [], warnings: [] }),
    read(entry, offsetBytes, into) {
      into.fill(0);
      const stream = streamOfEntry.get(entry);
      return stream ? readStream(rawSectorAt, stream, offsetBytes, into) : [];
    },
  };
}

function readStream(
  rawSectorAt: RawSectorAt,
  { firstLba, sectors }: Stream,
  offsetBytes: number,
  into: Uint8Array,
): Extent[] {
  const size = form2.userDataBytes;
  const lost: { offsetBytes: number; lengthBytes: number }[] = [];
  const end = Math.min(offsetBytes + into.length, sectors * size);
  for (let index = Math.floor(offsetBytes / size); index * size < end; index++) {
    const from = Math.max(offsetBytes, index * size);
    const to = Math.min(end, (index + 1) * size);
    const sector = rawSectorAt(firstLba + index);
    const at = form2.userDataAt + from - index * size;
    if (sector) into.set(sector.subarray(at, at + to - from), from - offsetBytes);
    else joinExtent(lost, { offsetBytes: from, lengthBytes: to - from });
  }
  return lost;
}
