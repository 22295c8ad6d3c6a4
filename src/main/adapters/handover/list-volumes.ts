/** The filesystems in a dump's image with all their files, for documents that list them. */
import { join } from 'node:path';
import { toWireError } from '../../../shared/errors.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { sidecarSuffix } from '../../../shared/model/sidecar.ts';
import { damageOfEntry } from '../../core/filesystem/damage.ts';
import type { PlacedFilesystem } from '../../core/filesystem/open-filesystems.ts';
import { walk } from '../../core/filesystem/walk.ts';
import type { ListedFile, ListedVolume } from '../../core/handover/dfxml.ts';
import { type OpenedImage, openImage } from '../open-image.ts';

export interface DumpVolumes {
  readonly volumes: readonly ListedVolume[];
  close(): void;
}

/** @param warn told why there is no listing, and of directories that could not be read */
export async function openDumpVolumes(dump: DumpRecord, warn: (what: string) => void): Promise<DumpVolumes> {
  const sidecar = join(dump.directory, dump.record.name + sidecarSuffix);
  try {
    const image = await openImage(sidecar);
    for (const warning of image.warnings) warn(warning);
    return {
      volumes: image.filesystems.map((placed) => volumeOf(image, placed, warn)),
      close: () => image.close(),
    };
  } catch (error) {
    warn(`The files in ${dump.record.name} are not listed: ${toWireError(error).message}`);
    return { volumes: [], close() {} };
  }
}

function volumeOf(
  image: OpenedImage,
  { filesystem, startBytes }: PlacedFilesystem,
  warn: (what: string) => void,
): ListedVolume {
  function* files(): Generator<ListedFile> {
    const onWarning = (path: string, what: string) => warn(`${path}: ${what}`);
    for (const { path, entry } of walk(filesystem, { withDeleted: true, onWarning }))
      yield { path, entry, damage: damageOfEntry(entry, image.damage, startBytes, image.reader.sizeBytes) };
  }
  return { type: filesystem.type, startBytes, sectorSize: image.reader.sectorSize, files: files() };
}
