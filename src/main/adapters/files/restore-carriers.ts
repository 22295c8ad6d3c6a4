/** Takes back what people said of carriers, from the records beside their images. */
import { SpindleError, toWireError } from '../../../shared/errors.ts';
import { type CarrierFile, carrierRecordSuffix } from '../../../shared/model/carrier-record.ts';
import type { AssetFolder } from '../../core/catalogue/asset-port.ts';
import type { Catalogue } from '../../core/ports.ts';
import { readCarrierFile } from './carrier-files.ts';
import { restorePhotos } from './restore-photos.ts';
import { filesBelow } from './verify-dump.ts';

/**
 * Of several records of one carrier the newest is used.
 * @param photos where photos that came along are kept; null to leave them
 * @returns what could not be used, and why
 */
export async function restoreCarriers(
  directory: string,
  catalogue: Catalogue,
  photos: AssetFolder | null,
): Promise<{ path: string; why: string }[]> {
  const refused: { path: string; why: string }[] = [];
  const newest = new Map<string, { path: string; file: CarrierFile }>();
  for (const path of await filesBelow(directory, carrierRecordSuffix)) {
    try {
      const file = readCarrierFile(path);
      const present = newest.get(file.uuid);
      if (!present || isNewer(file, present.file)) newest.set(file.uuid, { path, file });
    } catch (error) {
      refused.push({ path, why: toWireError(error).message });
    }
  }
  for (const { path, file } of [...newest.values()].sort((a, b) => a.file.createdMs - b.file.createdMs)) {
    try {
      // The file is there before the row that speaks of it.
      if (photos) await restorePhotos(path, file, photos);
      await catalogue.collection.restoreCarrier('Spindle', file);
    } catch (error) {
      if (!(error instanceof SpindleError) || error.code.startsWith('catalogue-')) throw error;
      refused.push({ path, why: `The record of ${file.code} was not taken back: ${error.message}` });
    }
  }
  return refused;
}

/** Dumps and decisions about them come without a revision of the carrier's own. */
function isNewer(one: CarrierFile, other: CarrierFile): boolean {
  return one.rev - other.rev > 0 || (one.rev === other.rev && one.events.length > other.events.length);
}
