import type { Sidecar } from '../../../shared/model/sidecar.ts';
import type { DumpContent } from './match.ts';

/** Roles of files that hold what was on the medium. */
export const contentRoles: ReadonlySet<string> = new Set(['image', 'track']);

/** Audio of a track in a container of its own is no file any list has. */
export function isTrackFile(role: string, path: string): boolean {
  return role === 'track' && !path.toLowerCase().endsWith('.wav');
}

/** What a dump can be known by: each file that holds sectors, and the sectors themselves whatever packs them. */
export function dumpContents({
  name,
  image,
  files,
}: Pick<Sidecar, 'name' | 'image' | 'files'>): DumpContent[] {
  return [
    { name, sizeBytes: image.sizeBytes, crc32: image.crc32, sha1: image.sha1, isTrack: false },
    ...files
      .filter((file) => contentRoles.has(file.role))
      .map(({ path, role, sizeBytes, crc32, sha1 }) => {
        return { name: path, sizeBytes, crc32, sha1, isTrack: isTrackFile(role, path) };
      }),
  ];
}
