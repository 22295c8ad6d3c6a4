/** An image that was put onto a medium, in the record of the dump it is of. */
import { randomUUID } from 'node:crypto';
import type { DumpEvent } from '../../shared/model/sidecar.ts';
import type { WrittenReport } from '../../shared/model/write-back.ts';
import { chipText } from '../../shared/search-query.ts';
import type { CatalogueSearch } from '../core/catalogue/search-port.ts';
import type { Catalogue } from '../core/ports.ts';
import { timestamp } from '../core/timestamp.ts';
import type { ImageIdentity } from '../core/writeback/write-spec.ts';

export interface WrittenImage {
  readonly path: string;
  readonly address: string;
  readonly identity: ImageIdentity;
}

/** Where it is noted, and what finds the dump of an image that says nothing of it. */
export interface NotingPorts {
  readonly catalogue: Pick<Catalogue, 'appendEvent'>;
  readonly search: Pick<CatalogueSearch, 'find'>;
}

/**
 * @param report null when the writing ended before its end
 * @returns whether the catalogue has a dump it could be noted with
 * @throws SpindleError catalogue-*
 */
export async function noteWriting(
  { catalogue, search }: NotingPorts,
  { path, address, identity }: WrittenImage,
  report: WrittenReport | null,
): Promise<boolean> {
  const dumpId = identity.dumpId ?? (await dumpWith(search, identity.sha256));
  if (dumpId === null) return false;
  const failed = report?.failed ?? [];
  const event: DumpEvent = {
    uuid: randomUUID(),
    type: 'rep',
    at: timestamp(new Date()),
    outcome: report === null ? 'fail' : failed.length > 0 ? 'warning' : 'success',
    detail:
      report === null
        ? `${path} written to ${address} in part only`
        : `${path} written to ${address}, ${report.goodSectors} sectors read back the same${failed.length > 0 ? `, not those at LBA ${failed.map(([lba]) => lba).join(', ')}` : ''}`,
  };
  await catalogue.appendEvent(dumpId, event);
  return true;
}

/** By the hash of its sectors or of an image file; a file inside an image is not the image. */
async function dumpWith({ find }: NotingPorts['search'], sha256: string | null): Promise<string | null> {
  if (sha256 === null) return null;
  const { groups } = await find({
    ...{ query: chipText('sha256', sha256), after: null, limit: 10, filesPerGroup: 0 },
  });
  return groups.flatMap(({ hits }) => hits)[0]?.id ?? null;
}
