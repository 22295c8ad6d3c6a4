/** A rescue map holds no sectors: whoever opens one means the image it tells of. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { SpindleError } from '../../shared/errors.ts';

const mapName = /\.(?:map|mapfile)$/i;
/** In the order they would be looked for: as Spindle names what it makes, then as ddrescue's users do. */
const endings = ['.img', '.ima', '.iso', '.cue', '.bin', '.dd', '.raw', '.toc', '.ccd'];

export function isMapPath(path: string): boolean {
  return mapName.test(path);
}

/** @throws SpindleError not-found, naming what was looked for */
export function imageOfMap(path: string): string {
  const stem = path.replace(mapName, '');
  // `disk.img.map` beside `disk.img`, or `disk.map` beside it.
  const image = [stem, ...endings.map((ending) => stem + ending)].find((candidate) => existsSync(candidate));
  if (image) return image;
  throw new SpindleError(
    'not-found',
    `${basename(path)} is a rescue map, and there is no image of the same name beside it. Put the image into the same folder, or open the image itself.`,
    { path },
  );
}
