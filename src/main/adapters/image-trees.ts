/** The trees of an image under names that tell them apart. */
import type { PlacedFilesystem } from '../core/filesystem/open-filesystems.ts';
import type { OpenedImage } from './open-image.ts';

export interface Tree extends PlacedFilesystem {
  /** What to say to `--tree`: the type, with its place where another of the type is in the image. */
  readonly name: string;
  readonly startLba: number;
}

export function treesOf({ filesystems, reader }: OpenedImage): Tree[] {
  const names = new Set<string>();
  return filesystems.map((placed) => {
    const { filesystem, startBytes, session } = placed;
    const startLba = Math.floor(startBytes / reader.sectorSize);
    const candidates = [
      filesystem.type,
      `${filesystem.type}@${startLba}`,
      `${filesystem.type}#${session ?? 1}`,
    ];
    const name = candidates.find((candidate) => !names.has(candidate)) ?? `${filesystem.type}#${names.size}`;
    names.add(name);
    return { ...placed, name, startLba };
  });
}
