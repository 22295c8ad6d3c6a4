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
  return places.flatMap((place) => [
    ...inPlace(reader, place, options),
    ...inPartitions(reader, place, options),
  ]);
}

function inPlace(reader: SectorReader, place: Place, options: OpenOptions): PlacedFilesystem[] {
  const { startBytes, sizeBytes, track, session } = place;
  const found: PlacedFilesystem[] = [];
  for (const { open, isOfDisc } of filesystemReaders) {
    const from = isOfDisc ? 0 : startBytes;
    const filesystem = isOfDisc
      ? open(reader, { ...options, sessionStartBytes: startBytes })
      : open(windowReader(reader, startBytes, sizeBytes), options);
    if (filesystem) found.push({ filesystem, startBytes: from, track, session });
  }
  return found;
}

function inPartitions(reader: SectorReader, place: Place, options: OpenOptions): PlacedFilesystem[] {
  const outer = windowReader(reader, place.startBytes, place.sizeBytes);
  const starts = new Set<number>();
  const found: PlacedFilesystem[] = [];
  for (const findTable of partitionSchemes) {
    for (const part of findTable(outer)?.parts ?? []) {
      if (!hasRoom(outer, part) || starts.has(part.startBytes)) continue;
      starts.add(part.startBytes);
      const inside = windowReader(outer, part.startBytes, part.sizeBytes);
      const startBytes = place.startBytes + part.startBytes;
      for (const { open } of filesystemReaders) {
        const filesystem = open(inside, options);
        if (filesystem) found.push({ filesystem, startBytes, track: place.track, session: place.session });
      }
    }
  }
  return found;
}
