/** What was wrong, for people: a medium that is wrong all over must not drown them, nor the memory. */
export interface ListingWarnings {
  add(what: string): void;
  all(): readonly string[];
}

const mostWarnings = 100;

export function listingWarnings(): ListingWarnings {
  const kept = new Set<string>();
  let dropped = 0;
  return {
    add(what) {
      if (kept.has(what)) return;
      if (kept.size < mostWarnings) kept.add(what);
      else dropped++;
    },
    all: () => (dropped === 0 ? [...kept] : [...kept, `${dropped} more warnings were left out.`]),
  };
}
