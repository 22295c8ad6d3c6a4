/** What the catalogue says of the disc of a dump: what it is in a line, and everything it can be found by. */
import { cdTextFields } from '../../../shared/model/disc.ts';
import { type DiscSummary, discSummary } from '../../../shared/model/disc-summary.ts';
import type { DiscRecord } from '../../../shared/model/sidecar.ts';

export const discSchemes = ['musicbrainz', 'cddb', 'accuraterip', 'toc-sha1', 'mcn', 'isrc'] as const;
export type DiscScheme = (typeof discSchemes)[number];

export interface DiscIdentifier {
  readonly scheme: DiscScheme;
  readonly value: string;
}

export interface DiscFacts extends Readonly<DiscSummary> {
  /** Distinct, in order of scheme and value. */
  readonly identifiers: readonly DiscIdentifier[];
  /** All words of CD-TEXT in every language; distinct, in order. */
  readonly texts: readonly string[];
}

export function discFacts({ disc, tocSha1 }: DiscRecord): DiscFacts {
  const summary = discSummary(disc);
  const { ids, mcn, tracks, cdText } = disc;
  const told: readonly (readonly [DiscScheme, string | null | undefined])[] = [
    ['musicbrainz', ids?.musicbrainz],
    ['cddb', ids?.cddb],
    ['accuraterip', ids?.accurateRip],
    ['toc-sha1', tocSha1],
    ['mcn', mcn],
    ...tracks.map(({ isrc }) => ['isrc', isrc] as const),
  ];
  const texts = Object.values(cdText ?? {}).flatMap(({ album, tracks: inTracks }) =>
    [album, ...inTracks].flatMap((block) => cdTextFields.map((field) => block[field])),
  );
  return {
    ...summary,
    profile: summary.profile.toWellFormed(),
    title: summary.title?.toWellFormed() ?? null,
    performer: summary.performer?.toWellFormed() ?? null,
    identifiers: inOrder(
      told.flatMap(([scheme, value]) => (value ? [{ scheme, value: value.toWellFormed() }] : [])),
    ),
    texts: [...new Set(texts.flatMap((text) => (text ? [text.toWellFormed()] : [])))].sort(),
  };
}

function inOrder(identifiers: readonly DiscIdentifier[]): DiscIdentifier[] {
  const distinct = new Map(identifiers.map((one) => [sortKey(one), one]));
  return [...distinct.keys()].sort().map((key) => distinct.get(key)!);
}

/** Schemes have no blanks. */
function sortKey({ scheme, value }: DiscIdentifier): string {
  return `${scheme} ${value}`;
}
