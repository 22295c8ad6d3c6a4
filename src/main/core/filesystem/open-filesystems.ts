/** Every filesystem of a medium whose files can be listed, in its partitions and tracks. */
import { hasRoom, partitionSchemes } from '../identify/partitions.ts';
import { type SectorReader, windowReader } from '../identify/sector-reader.ts';
import { openAmiga } from './amiga/open-amiga.ts';
import { openCdi } from './cdi/open-cdi.ts';
import { openFat } from './fat/open-fat.ts';
import type { Filesystem, OpenFilesystem, OpenOptions } from './filesystem.ts';
import { openHfs } from './hfs/open-hfs.ts';
import { openHfsPlus } from './hfsplus/open-hfs-plus.ts';
import { openHighSierra, openIso9660, openJoliet, openRockRidge } from './iso9660/open-iso9660.ts';
import { openUdf } from './udf/open-udf.ts';

export interface FilesystemReader {
  readonly type: string;
  readonly open: OpenFilesystem;
  /** Its addresses count from the start of the disc, whatever the track it stands in. */
  readonly isOfDisc?: true;
}

/** The first that opens is shown when nobody chooses: of several trees of one volume, the one that says most. */
export const filesystemReaders: readonly FilesystemReader[] = [
  { type: 'FAT', open: openFat },
  { type: 'Rock Ridge', open: openRockRidge, isOfDisc: true },
  { type: 'UDF', open: openUdf, isOfDisc: true },
  { type: 'Joliet', open: openJoliet, isOfDisc: true },
  { type: 'ISO 9660', open: openIso9660, isOfDisc: true },
  { type: 'High Sierra', open: openHighSierra, isOfDisc: true },
  { type: 'CD-i', open: openCdi, isOfDisc: true },
  { type: 'HFS Plus', open: openHfsPlus },
  { type: 'HFS', open: openHfs },
  { type: 'Amiga', open: openAmiga },
];

/** A data track; a block device and a file without tracks are one from 0 to the end. */
export interface Place {
  readonly startBytes: number;
  readonly sizeBytes: number;
  readonly track: number | null;
  readonly session: number | null;
}

export interface PlacedFilesystem {
  readonly filesystem: Filesystem;
  /** From where its extents count, in bytes of the medium. */
  readonly startBytes: number;
  readonly track: number | null;
  readonly session: number | null;
}

export function wholeMedium(reader: SectorReader): Place {
  return { startBytes: 0, sizeBytes: reader.sizeBytes, track: null, session: null };
}

/**
 * @param places the one to be shown first in front; on a disc of several sessions that is the last, which has
 * everything the earlier ones have
 */
export function openFilesystems(
  reader: SectorReader,
  places: readonly Place[],
  options: OpenOptions = {},
): PlacedFilesystem[] {
  return filesystemsByPlace(reader, places, options).flatMap(({ own, partitions }) => [
    ...own,
    ...[...partitions].flatMap((part) => [...part]),
  ]);
}

/** Opened only as they are asked for: whoever has found what it looked for spares the medium the rest. */
export interface PlaceFilesystems {
  /** From the start of the place, the tree that says most in front. */
  readonly own: Iterable<PlacedFilesystem>;
  readonly partitions: Iterable<Iterable<PlacedFilesystem>>;
}

export function filesystemsByPlace(
  reader: SectorReader,
  places: readonly Place[],
  options: OpenOptions = {},
): PlaceFilesystems[] {
  return places.map((place) => ({
    own: inPlace(reader, place, options),
    partitions: partitionsOf(reader, place, options),
  }));
}

function* inPlace(reader: SectorReader, place: Place, options: OpenOptions): Generator<PlacedFilesystem> {
  const { startBytes, sizeBytes, track, session } = place;
  for (const { open, isOfDisc } of filesystemReaders) {
    const from = isOfDisc ? 0 : startBytes;
    const filesystem = isOfDisc
      ? open(reader, { ...options, sessionStartBytes: startBytes })
      : open(windowReader(reader, startBytes, sizeBytes), options);
    if (filesystem) yield { filesystem, startBytes: from, track, session };
  }
}

function* partitionsOf(
  reader: SectorReader,
  place: Place,
  options: OpenOptions,
): Generator<Iterable<PlacedFilesystem>> {
  const outer = windowReader(reader, place.startBytes, place.sizeBytes);
  const starts = new Set<number>();
  for (const findTable of partitionSchemes) {
    for (const part of findTable(outer)?.parts ?? []) {
      if (!hasRoom(outer, part) || starts.has(part.startBytes)) continue;
      starts.add(part.startBytes);
      const inside = windowReader(outer, part.startBytes, part.sizeBytes);
      yield inPartition(inside, place, place.startBytes + part.startBytes, options);
    }
  }
}

function* inPartition(
  inside: SectorReader,
  { track, session }: Place,
  startBytes: number,
  options: OpenOptions,
): Generator<PlacedFilesystem> {
  for (const { open } of filesystemReaders) {
    const filesystem = open(inside, options);
    if (filesystem) yield { filesystem, startBytes, track, session };
  }
}
