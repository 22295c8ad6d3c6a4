/**
 * A directory stands in one place. Damaged and made-up media put one into itself or into many places, which would make
 * a tree without end: the first place in which it is seen counts.
 */
export interface DirectoryPlaces {
  /** @returns false when the directory already stands elsewhere */
  claim(directory: number, parent: number, name: string): boolean;
}

export function directoryPlaces(root: number): DirectoryPlaces {
  const places = new Map<number, string>([[root, '']]);
  return {
    claim(directory, parent, name) {
      const place = `${parent}/${name}`;
      const known = places.get(directory);
      if (known === undefined) places.set(directory, place);
      return known === undefined || known === place;
    },
  };
}
