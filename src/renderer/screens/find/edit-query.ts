/** Chips put into the search box, and taken out of it, by the facets. */
import { parseSearchQuery } from '../../../shared/search-query.ts';

/** With the chip at its end, or without it where it has it. */
export function toggleChip(query: string, chip: string): string {
  const wanted = parseSearchQuery(chip).chips[0];
  const present = parseSearchQuery(query).chips.find(
    ({ name, value, negated }) =>
      wanted !== undefined &&
      name === wanted.name &&
      negated === wanted.negated &&
      value.toLowerCase() === wanted.value.toLowerCase(),
  );
  if (!present) return `${query.trim()} ${chip}`.trim();
  return `${query.slice(0, present.from)} ${query.slice(present.to)}`.replace(/\s+/g, ' ').trim();
}
