/** Says what an opened image is, and why: its container, its sectors, and what lies beside it. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { type ImagePortrait, type Partition, portraitLimits } from '../../../shared/model/image-portrait.ts';
import { coarsen, countStates, type SectorRun } from '../../../shared/model/sector-runs.ts';
import type { ByteRanges } from '../../core/filesystem/byte-ranges.ts';
import { hasRoom, partitionSchemes } from '../../core/identify/partitions.ts';
import { inspectOpened } from '../inspect-image.ts';
import type { OpenedImage } from '../open-image.ts';

export function portraitOf(image: OpenedImage): ImagePortrait {
  const { path, kind, format, files, comment, reader, geometry, damageFrom } = image;
  const { hypotheses, filesystems, platforms, disc, warnings } = inspectOpened(image);
  return {
    path,
    kind,
    format,
    files: files
      .slice(0, portraitLimits.files)
      .map((file) => ({ name: basename(file), sizeBytes: statSync(file).size })),
    sizeBytes: reader.sizeBytes,
    sectorSize: reader.sectorSize,
    containerGeometry: geometry,
    comment,
    hypotheses,
    partitions: partitionsOf(image, filesystems),
    filesystems: [...filesystems],
    platforms: [...platforms],
    disc,
    map: damageFrom === null ? null : mapOf(image),
    damageFrom: damageFrom === null ? null : basename(damageFrom),
    warnings: warnings.map(({ message }) => message).slice(0, portraitLimits.warnings),
  };
}

function partitionsOf(
  { reader }: OpenedImage,
  filesystems: readonly { readonly type: string; readonly startLba: number }[],
): Partition[] {
  const parts = partitionSchemes.flatMap((find) => {
    const table = find(reader);
    const inside = (table?.parts ?? []).filter((part) => hasRoom(reader, part));
    return inside.map(({ startBytes, sizeBytes }) => ({
      scheme: table!.type,
      startBytes,
      sizeBytes,
      holds: filesystems
        .filter(({ startLba }) => startLba === Math.floor(startBytes / reader.sectorSize))
        .map(({ type }) => type),
    }));
  });
  return parts.slice(0, portraitLimits.parts);
}

/** Nothing is called good but what the file beside the image does not doubt. */
function mapOf({ reader, unread, damage }: OpenedImage): ImagePortrait['map'] {
  const total = Math.ceil(reader.sizeBytes / reader.sectorSize);
  const exact = runsOf(total, reader.sectorSize, damage, unread);
  const { bad, suspect } = countStates(exact);
  const map = coarsen(exact, portraitLimits.runs);
  const runs = map.runs.map(([length, state]): [number, SectorRun[1]] => [length, state]);
  return { ...map, runs, badSectors: bad, suspectSectors: suspect };
}

function runsOf(total: number, sectorSize: number, hurt: ByteRanges, unread: ByteRanges): SectorRun[] {
  const runs: SectorRun[] = [];
  let lba = 0;
  const put = (endBytes: number, state: SectorRun[1]) => {
    const end = Math.min(
      total,
      state === 'good' ? Math.floor(endBytes / sectorSize) : Math.ceil(endBytes / sectorSize),
    );
    if (end <= lba) return;
    runs.push([end - lba, state]);
    lba = end;
  };
  for (const { offsetBytes, lengthBytes } of hurt.ranges) {
    put(offsetBytes, 'good');
    for (const lost of unread.within(offsetBytes, lengthBytes)) {
      if (lost.offsetBytes > lba * sectorSize) put(lost.offsetBytes, 'suspect');
      put(lost.offsetBytes + lost.lengthBytes, 'bad');
    }
    put(offsetBytes + lengthBytes, 'suspect');
  }
  put(total * sectorSize, 'good');
  return runs;
}
