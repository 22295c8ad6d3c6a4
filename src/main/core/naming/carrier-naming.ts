import { type CarrierDetail, shownOf } from '../../../shared/model/collection.ts';
import type { NamingFacts } from './naming-template.ts';

/** What a template can say of a carrier before it is imaged. */
export function namingFacts(
  { carrier, item, identifiers, dumps }: Pick<CarrierDetail, 'carrier' | 'item' | 'identifiers' | 'dumps'>,
  bench: {
    readonly at: Date;
    readonly operator: string;
    readonly drive: string | null;
    readonly volume: string | null;
  },
): NamingFacts {
  return {
    code: carrier.code,
    item: item?.title ?? null,
    seq: carrier.sequence,
    seqTotal: carrier.sequenceTotal,
    title: shownOf(carrier.title),
    label: carrier.labelText,
    kind: shownOf(carrier.kind),
    attempt: dumps.length + 1,
    discId: identifiers.find(({ scheme }) => scheme === 'musicbrainz')?.value ?? null,
    sha1: null,
    collection: carrier.collection,
    location: carrier.location,
    ...bench,
  };
}
