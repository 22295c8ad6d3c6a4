/** What was found as lines of one table: a carrier, and below it what of it was hit. */
import type { FoundFile, FoundGroup, FoundText } from '../../../shared/model/search.ts';

export type FoundRow =
  | { readonly kind: 'group'; readonly key: string; readonly group: FoundGroup }
  | { readonly kind: 'text'; readonly key: string; readonly group: FoundGroup; readonly hit: FoundText }
  | { readonly kind: 'file'; readonly key: string; readonly group: FoundGroup; readonly file: FoundFile }
  | { readonly kind: 'more'; readonly key: string; readonly group: FoundGroup; readonly count: number };

export function rowsOf(groups: readonly FoundGroup[]): FoundRow[] {
  return groups.flatMap((group): FoundRow[] => {
    const key = `${group.kind} ${group.id}`;
    const more = group.fileCount.count - group.files.length;
    return [
      { kind: 'group', key, group },
      ...group.hits
        // What the line of the carrier shows already is not said twice.
        .filter(
          ({ kind, matched }) => matched !== group.id && (kind !== 'carrier' || matched !== group.title),
        )
        .map((hit, index): FoundRow => ({ kind: 'text', key: `${key} t${index}`, group, hit })),
      ...group.files.map((file, index): FoundRow => ({ kind: 'file', key: `${key} f${index}`, group, file })),
      ...(more > 0 ? [{ kind: 'more' as const, key: `${key} more`, group, count: more }] : []),
    ];
  });
}
