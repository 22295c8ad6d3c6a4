/**
 * Is a storage there? What is not mounted must never be reported as deleted. Three things are asked: is its root there,
 * is it the volume it was, and, of one never seen before, is anything of what was recorded in it there at all.
 */

export interface StorageSight {
  /** False when there is no such folder, or none that can be entered. */
  readonly rootIsThere: boolean;
  /** What the root lies on, as the system names it; null where the system does not tell. */
  readonly volume: string | null;
}

export type Presence =
  | { readonly kind: 'online' /** To be remembered from now on. */; readonly volume: string | null }
  | { readonly kind: 'offline'; readonly why: string };

/**
 * @param known the volume it was when something of it was last found; null when nothing ever was
 * @param anyFileIsThere counts only where nothing was ever found
 */
export function presenceOf(
  root: string,
  sight: StorageSight,
  known: string | null,
  anyFileIsThere: boolean,
): Presence {
  if (!sight.rootIsThere) return { kind: 'offline', why: `${root} is not there` };
  if (known === null) {
    return anyFileIsThere
      ? { kind: 'online', volume: sight.volume }
      : { kind: 'offline', why: `nothing of what was recorded in ${root} is there` };
  }
  if (sight.volume === null || sight.volume === known) return { kind: 'online', volume: known };
  return {
    kind: 'offline',
    why: `${root} is now on another volume (${sight.volume}, was ${known})`,
  };
}
