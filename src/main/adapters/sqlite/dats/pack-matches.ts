/** The discs of a collection that one pack says something of. */
import type { PackFact, PackMatches } from '../../../../shared/model/pack.ts';
import { discRecordSchema } from '../../../../shared/model/sidecar.ts';
import { type FactOf, knownDisc } from '../../../core/packs/known-disc.ts';
import { type ReadableDb, sql } from '../database.ts';
import { readPack } from './packs.ts';

/** A list longer than this is not read by anybody. */
const mostListed = 500;

/** @throws CatalogueFault not-found */
export function packMatches(packs: ReadableDb, catalogue: ReadableDb, id: number): PackMatches {
  const { name, date } = readPack(packs, id);
  const facts = factsByDump(packs, catalogue, { id, name, date });
  const found: PackMatches['dumps'] = [];
  let total = 0;
  for (const [dumpId, of] of facts) {
    const row = sql(
      catalogue,
      `SELECT dump.uuid, name, carrier.code,
         CASE WHEN json_valid(sidecar_json) THEN sidecar_json -> '$.disc' END AS disc_json FROM dump
         LEFT JOIN carrier ON carrier.id = dump.carrier_id WHERE dump.id = ?`,
    ).get(dumpId)!;
    // A record that was altered is told by the check of the catalogue.
    const record = discRecordSchema.safeParse(JSON.parse((row.disc_json as string | null) ?? 'null'));
    if (!record.success) continue;
    const known = knownDisc(record.data, of);
    if (known.descriptions.length + known.accurateRip.length === 0) continue;
    total++;
    if (found.length < mostListed)
      found.push({
        dumpId: row.uuid as string,
        dump: row.name as string,
        carrier: row.code as string | null,
        known,
      });
  }
  return { dumps: found, total };
}

/** Newest dump first. */
function factsByDump(
  packs: ReadableDb,
  catalogue: ReadableDb,
  pack: FactOf['pack'],
): ReadonlyMap<number, FactOf[]> {
  const ofDisc = sql(
    packs,
    'SELECT fact_json FROM pack_fact WHERE pack_id = ? AND kind = ? AND disc_id = ? ORDER BY id LIMIT 50',
  );
  const identifiers = sql(
    catalogue,
    `SELECT dump_id, scheme, value FROM disc_identifier JOIN dump ON dump.id = dump_id
     WHERE scheme IN ('musicbrainz', 'cddb', 'accuraterip') ORDER BY ended_ms DESC, dump_id DESC`,
  );
  const found = new Map<number, FactOf[]>();
  for (const { dump_id: dumpId, scheme, value } of identifiers.iterate()) {
    const facts = ofDisc.all(pack.id, scheme, value).map(({ fact_json: json }) => ({
      pack,
      fact: JSON.parse(json as string) as PackFact,
    }));
    if (facts.length > 0) found.set(dumpId as number, [...(found.get(dumpId as number) ?? []), ...facts]);
  }
  return found;
}
