/** What divides an image apart from what it holds: both are recognised in one list. */
import type { Filesystem } from '../../../shared/model/drive.ts';
import type { ImagePortrait } from '../../../shared/model/image-portrait.ts';

type Recognised = Pick<ImagePortrait, 'partitions' | 'filesystems'>;

export function isTable({ partitions }: Pick<Recognised, 'partitions'>, type: string): boolean {
  return partitions.some(({ scheme }) => scheme === type);
}

/** Filesystems and other contents, without the tables of partitions. */
export function contentsOf(recognised: Recognised): Filesystem[] {
  return recognised.filesystems.filter(({ type }) => !isTable(recognised, type));
}
