import type { GeometryHypothesis } from '../../shared/model/drive.ts';
import { messagesOf } from '../messages/messages.ts';

const t = messagesOf('map');

type Geometry = Pick<GeometryHypothesis, 'cylinders' | 'heads' | 'sectorsPerTrack'>;

/** Where a sector lies on a floppy, sectors counted from 1 as on the disk; empty where no geometry is known. */
export function whereOnFloppy(geometry: Geometry | undefined, lba: number): string {
  if (!geometry || geometry.sectorsPerTrack < 1 || geometry.heads < 1) return '';
  const track = Math.floor(lba / geometry.sectorsPerTrack);
  const cylinder = Math.floor(track / geometry.heads);
  if (cylinder >= geometry.cylinders) return '';
  const sector = (lba % geometry.sectorsPerTrack) + 1;
  return t('onFloppy', { cylinder, head: track % geometry.heads, sector });
}
