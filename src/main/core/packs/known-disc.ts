/** What packs say of one disc, put together. */
import type { KnownDisc, Pack, PackFact } from '../../../shared/model/pack.ts';
import type { DiscRecord } from '../../../shared/model/sidecar.ts';
import { confidenceOf } from '../identify/accuraterip-record.ts';
import type { AccurateRipResponse } from '../identify/accuraterip-response.ts';

export interface FactOf {
  readonly pack: Pick<Pack, 'id' | 'name' | 'date'>;
  readonly fact: PackFact;
}

/** What a disc is looked for by: kind and id. */
export function factKeys({ disc }: Pick<DiscRecord, 'disc'>): { kind: PackFact['kind']; discId: string }[] {
  const { ids } = disc;
  if (!ids) return [];
  return [
    ...(ids.musicbrainz ? [{ kind: 'musicbrainz' as const, discId: ids.musicbrainz }] : []),
    { kind: 'cddb', discId: ids.cddb },
    ...(ids.accurateRip ? [{ kind: 'accuraterip' as const, discId: ids.accurateRip }] : []),
  ];
}

/** A CDDB id is 32 bits of little meaning: one that tells of another number of tracks is about another disc. */
export function knownDisc(record: DiscRecord, facts: readonly FactOf[]): KnownDisc {
  const known: KnownDisc = { descriptions: [], accurateRip: [] };
  for (const { pack, fact } of facts) {
    if (fact.kind === 'accuraterip') {
      const tracks = confidenceOf(record, responseOf(fact));
      if (tracks) known.accurateRip.push({ pack, tracks });
    } else if (fact.tracks.length === 0 || fact.tracks.length === record.disc.tracks.length) {
      const { discId: _, ...described } = fact;
      known.descriptions.push({ ...noDetails, ...described, pack });
    }
  }
  return known;
}

const noDetails = { country: '', barcode: '', catalogueNumber: '', releaseId: '', genre: '' };

function responseOf({ discId, pressings }: Extract<PackFact, { kind: 'accuraterip' }>): AccurateRipResponse {
  const [id1, id2, cddb] = discId.split('-') as [string, string, string];
  return {
    warnings: [],
    pressings: pressings.map((tracks) => ({
      id: {
        audioTracks: tracks.length,
        id1: Number.parseInt(id1, 16),
        id2: Number.parseInt(id2, 16),
        cddb,
      },
      tracks: tracks.map(({ confidence, crc, crc450 }) => ({
        confidence,
        checksum: Number.parseInt(crc, 16),
        frame450: Number.parseInt(crc450, 16),
      })),
    })),
  };
}
