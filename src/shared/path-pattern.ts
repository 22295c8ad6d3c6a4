/** Patterns of names on a medium, as `jobs.readFirst` takes them: `*` and `?` within a name, `**` for folders. */

/** Before a letter that is to mean itself. */
export const escapeLetter = '\\';

/** The pattern that means this path and no other. */
export function patternOfPath(path: string): string {
  return `/${path.replace(/[*?\\]/g, (letter) => escapeLetter + letter)}`;
}
