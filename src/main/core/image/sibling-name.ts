/** Names of data files in sheets: often with the folders of another machine, often in another case. */

/** The name without the folders in front of it; null when nothing usable is left. */
export function bareName(name: string): string | null {
  const bare = name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .replace(/^[A-Za-z]:/, '');
  return bare === '' || bare === '.' || bare === '..' || bare.includes('\0') ? null : bare;
}

/** The file of a folder that a sheet means: the exact name, else the only one that differs in case or composition. */
export function chooseSibling(wanted: string, names: readonly string[]): string | null {
  const bare = bareName(wanted);
  if (bare === null) return null;
  if (names.includes(bare)) return bare;
  const fold = (name: string) => name.normalize('NFC').toLowerCase();
  const alike = names.filter((name) => fold(name) === fold(bare));
  return alike.length === 1 ? alike[0]! : null;
}
