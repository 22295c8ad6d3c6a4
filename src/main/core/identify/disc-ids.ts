/** All identifiers of a disc that are sums of its TOC. */
import type { Disc, DiscIds } from '../../../shared/model/disc.ts';
import { accurateRipId, formatAccurateRipId } from './accuraterip-id.ts';
import { cddbId } from './cddb-id.ts';
import { discPositions } from './disc-positions.ts';
import { musicBrainzId, type Sha1 } from './musicbrainz-id.ts';

/** @returns null for a TOC no identifier can be made of: no tracks, out of order, no lead-out behind them */
export function discIds(disc: Pick<Disc, 'sessions' | 'tracks'>, sha1: Sha1): DiscIds | null {
  const positions = discPositions(disc);
  if (positions === null) return null;
  const accurateRip = accurateRipId(positions);
  return {
    musicbrainz: musicBrainzId(positions, sha1),
    cddb: cddbId(positions),
    accurateRip: accurateRip && formatAccurateRipId(accurateRip),
  };
}
