/** Images of blocks: IMG and IMA, which are the sectors themselves, and IMZ, which packs them. */
import { copyFileSync } from 'node:fs';
import { SpindleError } from '../../shared/errors.ts';
import {
  type BlockFormat,
  blockFormats,
  type Hashes,
  type OutputFile,
  type OutputFormat,
} from '../../shared/model/output.ts';
import { writeImz } from '../adapters/exports/imz.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { syncFile } from '../adapters/files/durable.ts';
import { hashFile } from '../adapters/files/hash-file.ts';
import { piecesOf } from '../core/image/pieces-of.ts';
import type { ExportFolder, ExportSet } from './export-folder.ts';

export interface BlockExports {
  readonly store: DumpStore;
  /** Never none: the store goes once the dump is complete, and the image must be somewhere then. */
  readonly formats: readonly OutputFormat[];
  /** Of the whole working image, as it now is. */
  readonly hashes: Hashes;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export function blockExports(exports: BlockExports): ExportSet {
  const { hashes } = exports;
  const formats = blockFormats.filter((format) => exports.formats.includes(format));
  return {
    suffixes: formats.map((format) => `.${format}`),
    holdsImage: formats.some(isRaw),
    async write(folder) {
      const files: OutputFile[] = [];
      for (const format of formats) files.push(await publishImage(exports, folder, format, files));
      return { files, disc: null, imageHashes: hashes };
    },
  };
}

function isRaw(format: BlockFormat): boolean {
  return format !== 'imz';
}

async function publishImage(
  { store, hashes, onProgress }: BlockExports,
  folder: ExportFolder,
  format: BlockFormat,
  before: readonly OutputFile[],
): Promise<OutputFile> {
  const suffix = `.${format}`;
  const file = { path: folder.fileName(suffix), role: 'image' as const };
  if (!isRaw(format)) {
    const source = { sizeBytes: store.sizeBytes, pieces: piecesOf(store) };
    const written = await writeImz(source, folder.partPath(suffix), {
      entryName: store.document.name,
      modified: new Date(),
      onProgress,
    });
    folder.publish(suffix);
    return { ...file, sizeBytes: written.sizeBytes, ...written.hashes };
  }
  // A second raw format is a file of its own: two names for one set of bytes would break together.
  if (before.some((other) => !other.path.endsWith('.imz'))) {
    const part = folder.partPath(suffix);
    copyFileSync(store.imagePath, part);
    syncFile(part);
    const copy = await hashFile(part);
    if (copy.hashes.sha256 !== hashes.sha256)
      throw new SpindleError('output-failed', `${file.path} could not be copied truly.`, { path: file.path });
    folder.publish(suffix);
  } else folder.publishImage(suffix);
  return { ...file, sizeBytes: store.sizeBytes, ...hashes };
}
