/** Chosen entries of an image into a new folder: what is done so far is told, and it can be ended between two pieces. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { type ExtractionProgress, imageLimits } from '../../../shared/model/image-files.ts';
import { damageOfEntry } from '../../core/filesystem/damage.ts';
import type { Filesystem } from '../../core/filesystem/filesystem.ts';
import { nameCandidates, safeFileName } from '../../core/filesystem/safe-name.ts';
import { type WalkedEntry, walk } from '../../core/filesystem/walk.ts';
import { extractor } from '../exports/extract-files.ts';
import { outputError } from '../files/durable.ts';
import { treesOf } from '../image-trees.ts';
import type { OpenedImage } from '../open-image.ts';
import { entryPositions } from './entry-positions.ts';

export interface ExtractOrder {
  readonly tree: string;
  readonly entries: readonly string[];
  /** Absolute; a folder that is not there yet is made in it. */
  readonly directory: string;
  readonly name: string;
}

export interface ExtractWatch {
  readonly onProgress: (progress: ExtractionProgress) => void;
  readonly isCancelled: () => boolean;
}

export interface ExtractResult {
  readonly state: 'done' | 'cancelled';
  readonly progress: ExtractionProgress;
}

/** Thrown through the extractor, which takes its unfinished file away. */
class Cancelled extends Error {}

function newFolder(directory: string, name: string): string {
  for (const candidate of nameCandidates(safeFileName(name))) {
    const path = join(directory, candidate);
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw outputError(error, path);
    }
  }
  throw new SpindleError('internal', 'Names ran out.', { directory });
}

/** Looks between two pieces whether to go on. */
function stoppable(
  filesystem: Filesystem,
  watch: ExtractWatch,
  onBytes: (count: number) => void,
): Filesystem {
  return {
    ...filesystem,
    read(entry, offsetBytes, into, fork) {
      if (watch.isCancelled()) throw new Cancelled();
      const lost = filesystem.read(entry, offsetBytes, into, fork);
      if (fork === undefined) onBytes(into.length);
      return lost;
    },
  };
}

/** @throws SpindleError output-full, output-unwritable, output-failed, not-found; what was extracted stays */
export function extractEntries(image: OpenedImage, order: ExtractOrder, watch: ExtractWatch): ExtractResult {
  const tree = treesOf(image).find(({ name }) => name === order.tree);
  if (!tree) throw new SpindleError('not-found', `There is no tree ${order.tree} in this image.`);
  const { filesystem, startBytes } = tree;
  const positions = entryPositions(filesystem);
  const starts: WalkedEntry[] = order.entries.map((id) => positions.find(id));
  const chosen = function* () {
    for (const from of starts) yield* walk(filesystem, { from });
  };

  let progress: ExtractionProgress = {
    folder: null,
    totalFiles: 0,
    totalBytes: 0,
    files: 0,
    bytes: 0,
    damagedFiles: 0,
    path: '',
    problems: [],
    problemCount: 0,
  };
  const tell = (change: Partial<ExtractionProgress>) => {
    progress = { ...progress, ...change };
    watch.onProgress(progress);
  };
  const problem = (path: string, what: string) => {
    const { problems, problemCount } = progress;
    const isRoom = problems.length < imageLimits.problems;
    tell({ problems: isRoom ? [...problems, { path, what }] : problems, problemCount: problemCount + 1 });
  };

  try {
    for (const { entry } of chosen()) {
      if (watch.isCancelled()) throw new Cancelled();
      if (entry.kind !== 'file') continue;
      progress.totalFiles++;
      progress.totalBytes += entry.sizeBytes;
    }
    tell({ folder: newFolder(order.directory, order.name) });
    const source = stoppable(filesystem, watch, (count) => tell({ bytes: progress.bytes + count }));
    const into = extractor(progress.folder!, source, {
      imagePath: image.path,
      onProblem: problem,
      onRename: (path, name) => problem(path, `is written as ${name}`),
    });
    for (const walked of chosen()) {
      if (watch.isCancelled()) throw new Cancelled();
      const { entry, path } = walked;
      const known = damageOfEntry(entry, image.damage, startBytes, image.reader.sizeBytes);
      if (entry.kind === 'directory' && known.state !== 'intact')
        problem(path, 'is a folder that could not be read in full: names may be missing');
      if (entry.kind === 'file') tell({ path });
      const done = into.add(walked, known);
      if (!done) continue;
      const isHurt = done.damage.state !== 'intact';
      tell({ files: progress.files + 1, damagedFiles: progress.damagedFiles + (isHurt ? 1 : 0) });
    }
    into.finish();
    return { state: 'done', progress };
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return { state: 'cancelled', progress };
  }
}
