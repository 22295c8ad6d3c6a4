/**
 * A long list of which only pages are there: what was found by a query, as the rows of one table. A page that is not there
 * yet holds its place with a hole for each of its groups, so that a hundred thousand carriers can be scrolled to the end.
 */
import type { FoundGroup } from '../../../shared/model/search.ts';
import { type FoundRow, rowsOf } from './rows.ts';

/** Groups of a page. */
export const pageGroups = 100;

export interface FoundListPage {
  readonly rows: readonly FoundRow[];
  /** Where the page behind this one continues. */
  readonly next: string | null;
}

export type FoundListPages = ReadonlyMap<number, FoundListPage>;

export interface FoundList {
  /** With holes. */
  readonly rows: readonly FoundRow[];
  /** Of each page, its first row. */
  readonly starts: readonly number[];
}

export function pageOf(groups: readonly FoundGroup[], next: string | null): FoundListPage {
  return { rows: rowsOf(groups), next };
}

/** @param groups that there are, as far as is known */
export function listOf(groups: number, pages: FoundListPages): FoundList {
  const starts: number[] = [];
  let length = 0;
  for (let page = 0; page * pageGroups < groups; page++) {
    starts.push(length);
    length += pages.get(page)?.rows.length ?? Math.min(pageGroups, groups - page * pageGroups);
  }
  const rows = new Array<FoundRow>(length);
  for (const [page, loaded] of pages) {
    const start = starts[page];
    if (start !== undefined) for (const [index, row] of loaded.rows.entries()) rows[start + index] = row;
  }
  return { rows, starts };
}

/** @returns the pages that hold the rows from `first` to `last` */
export function pagesInSight({ starts }: FoundList, first: number, last: number): number[] {
  return [...starts.keys()].filter((page) => {
    const end = starts[page + 1] ?? Number.POSITIVE_INFINITY;
    return starts[page]! <= last && end > first;
  });
}
