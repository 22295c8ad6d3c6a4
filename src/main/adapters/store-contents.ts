/** What lies in the image of a dump that is at work, as filesystems are opened: user data, and where to look in it. */
import { discReader } from '../core/filesystem/disc-reader.ts';
import { sessionPlaces } from '../core/filesystem/later-sessions.ts';
import { type Place, wholeMedium } from '../core/filesystem/open-filesystems.ts';
import type { SectorReader } from '../core/identify/sector-reader.ts';
import type { ByteSource } from '../core/image/byte-source.ts';
import { userDataBytes } from '../core/optical/sector-layout.ts';
import type { StoreDocument } from '../core/store/documents.ts';
import { byteReader, isReadFailure } from './byte-reader.ts';
import { type AudioTrack, audioTracksOf, controlData, placesOf } from './track-places.ts';

export interface StoreContents {
  readonly kind: 'optical' | 'block';
  readonly isCooked: boolean;
  /** User data: of a disc 2048 bytes a sector, from LBA 0. */
  readonly reader: SectorReader;
  /** The one shown first in front; may look around for them. */
  readonly findPlaces: () => readonly Place[];
  readonly audioTracks: readonly AudioTrack[];
}

/** @param image every sector of the medium, as the store keeps them; a SpindleError where one cannot be had */
export function contentsOfStore(
  { medium, disc }: Pick<StoreDocument, 'medium' | 'disc'>,
  image: ByteSource,
): StoreContents {
  if (!disc) {
    const reader = byteReader(image, medium.sectorSize);
    return {
      kind: 'block',
      isCooked: false,
      reader,
      findPlaces: () => [wholeMedium(reader)],
      audioTracks: [],
    };
  }
  const isCooked = medium.sectorSize === userDataBytes;
  const reader = isCooked ? byteReader(image, userDataBytes) : rawReader(medium, image);
  const tracks = disc.disc.tracks.map((track) => ({
    ...track,
    control: track.mode === 'AUDIO' ? 0 : controlData,
    endLba: track.startLba + track.lengthSectors,
  }));
  return {
    kind: 'optical',
    isCooked,
    reader,
    findPlaces: () => (isCooked ? sessionPlaces(reader) : placesOf({ tracks })),
    audioTracks: isCooked ? [] : audioTracksOf({ tracks }),
  };
}

function rawReader({ totalSectors, sectorSize }: StoreDocument['medium'], image: ByteSource): SectorReader {
  return discReader({
    endLba: totalSectors,
    readSector(lba, into) {
      try {
        image.read(lba * sectorSize, into);
        return 'stored';
      } catch (error) {
        if (isReadFailure(error)) return 'absent';
        throw error;
      }
    },
  });
}
