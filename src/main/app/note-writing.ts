/** An image that was put onto a medium, in the record of the dump it is of. */
import { randomUUID } from 'node:crypto';
import type { DumpEvent } from '../../shared/model/sidecar.ts';
import type { WrittenReport } from '../../shared/model/write-back.ts';
import type { Catalogue } from '../core/ports.ts';
import { timestamp } from '../core/timestamp.ts';
import type { ImageIdentity } from '../core/writeback/write-spec.ts';

export interface WrittenImage {
  readonly path: string;
  readonly address: string;
  readonly identity: ImageIdentity;
}

/**
 * @param report null when the writing ended before its end
 * @returns whether the catalogue has a dump it could be noted with
 * @throws SpindleError catalogue-*
 */
export async function noteWriting(
  catalogue: Pick<Catalogue, 'search' | 'appendEvent'>,
  { path, address, identity }: WrittenImage,
  report: WrittenReport | null,
): Promise<boolean> {
  const dumpId = identity.dumpId ?? (await dumpWith(catalogue, identity.sha256));
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

async function dumpWith(catalogue: Pick<Catalogue, 'search'>, sha256: string | null): Promise<string | null> {
  if (sha256 === null) return null;
  const hits = await catalogue.search(sha256, 10);
  return hits.find(({ kind }) => kind === 'dump')?.id ?? null;
}
