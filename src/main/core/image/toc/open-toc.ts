/** A disc image from a toc file of cdrdao and the files it names. */
import { SpindleError } from '../../../../shared/errors.ts';
import { hasBytes } from '../../byte-fields.ts';
import { encodeCdText } from '../../optical/encode-cd-text.ts';
import type { ByteSource, FindSibling } from '../byte-source.ts';
import type { DiscImage } from '../disc-image.ts';
import { discImageOf } from '../extent-image.ts';
import { type SheetWarnings, sheetWarnings } from '../sheet-text.ts';
import { bareName } from '../sibling-name.ts';
import { findWaveData } from '../wave.ts';
import { layoutToc, type TocData } from './layout-toc.ts';
import { parseToc } from './parse-toc.ts';
import type { TocSheet } from './toc-sheet.ts';

const riffBytes = 4;

function isWave(source: ByteSource): boolean {
  if (source.sizeBytes < riffBytes) return false;
  const mark = new Uint8Array(riffBytes);
  source.read(0, mark);
  return hasBytes(mark, 0, 'RIFF');
}

function openFile(name: string, line: number, findSibling: FindSibling): ByteSource {
  const bare = bareName(name);
  const source = bare === null ? null : findSibling(bare);
  if (source !== null) return source;
  throw new SpindleError(
    'not-found',
    `The toc file names ${name}, which is not in its folder. Put the file beside it, under this name.`,
    { name, line },
  );
}

function audioData(source: ByteSource, name: string, warnings: SheetWarnings): TocData {
  if (!isWave(source)) return rawData(source);
  const wave = findWaveData(source, name);
  for (const warning of wave.warnings) warnings.add(null, warning);
  return { source, offsetBytes: wave.offsetBytes, lengthBytes: wave.lengthBytes, isLittleEndian: true };
}

function rawData(source: ByteSource): TocData {
  return { source, offsetBytes: 0, lengthBytes: source.sizeBytes, isLittleEndian: false };
}

function cdTextOf(sheet: TocSheet, warnings: SheetWarnings): Uint8Array | null {
  if (sheet.cdText === null) return null;
  const { packs, lost } = encodeCdText(
    sheet.cdText,
    sheet.tracks.map((_, at) => at + 1),
  );
  for (const what of lost) warnings.add(null, what);
  return packs.length > 0 ? packs : null;
}

/**
 * @throws SpindleError bad-image for an unusable sheet, not-found for a missing file, unsupported for other sound than
 * that of CDs and for parts that end inside a sector
 */
export function openToc(sheetBytes: Uint8Array, findSibling: FindSibling): DiscImage {
  const sheet = parseToc(sheetBytes);
  const warnings = sheetWarnings();
  const opened = new Map<string, TocData>();
  const { tracks, extents, endLba } = layoutToc(
    sheet,
    (part) => {
      const key = `${part.kind} ${part.name}`;
      const known = opened.get(key);
      if (known) return known;
      const source = openFile(part.name, part.line, findSibling);
      const data = part.kind === 'audio-file' ? audioData(source, part.name, warnings) : rawData(source);
      opened.set(key, data);
      return data;
    },
    warnings,
  );
  return discImageOf({
    sessions: [
      {
        number: 1,
        firstTrack: 1,
        lastTrack: tracks.length,
        startLba: tracks[0]!.startLba,
        leadOutLba: endLba,
      },
    ],
    tracks,
    mcn: sheet.mcn,
    cdTextPacks: cdTextOf(sheet, warnings),
    endLba,
    warnings: [...sheet.warnings, ...warnings.all()],
    extents,
  });
}
