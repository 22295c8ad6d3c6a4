/** A disc image from a cue sheet and the files it names. */
import { SpindleError } from '../../../../shared/errors.ts';
import { encodeCdText } from '../../optical/encode-cd-text.ts';
import type { ByteSource, FindSibling } from '../byte-source.ts';
import { readCdTextFile } from '../cd-text-file.ts';
import type { DiscImage } from '../disc-image.ts';
import { discImageOf } from '../extent-image.ts';
import { type SheetWarnings, sheetWarnings } from '../sheet-text.ts';
import { bareName } from '../sibling-name.ts';
import { findWaveData } from '../wave.ts';
import type { CueFile, CueSheet } from './cue-sheet.ts';
import { type CueData, layoutCue } from './layout-cue.ts';
import { parseCue } from './parse-cue.ts';

function dataOf(file: CueFile, source: ByteSource, warnings: SheetWarnings): CueData {
  if (file.type === 'BINARY' || file.type === 'MOTOROLA')
    return { source, offsetBytes: 0, lengthBytes: source.sizeBytes };
  const wave = findWaveData(source, file.name);
  for (const warning of wave.warnings) warnings.add(null, warning);
  return { source, offsetBytes: wave.offsetBytes, lengthBytes: wave.lengthBytes };
}

function openFile(file: CueFile, findSibling: FindSibling): ByteSource {
  const name = bareName(file.name);
  const source = name === null ? null : findSibling(name);
  if (source !== null) return source;
  throw new SpindleError(
    'not-found',
    `The cue sheet names ${file.name}, which is not in its folder. Put the file beside the sheet, under this name.`,
    { name: file.name, line: file.line },
  );
}

/** The language of texts in a sheet, which names none. */
const sheetLanguage = 'english';

function textsOf(sheet: CueSheet, warnings: SheetWarnings): Uint8Array | null {
  const tracks = sheet.tracks.map(({ number, texts, isrc }) => {
    // Packs of type 8E hold the ISRCs of the tracks beside the UPC/EAN of the disc (IEC 61866).
    const code = sheet.texts.code !== undefined && isrc !== null ? { code: isrc } : {};
    return { number, ...code, ...texts };
  });
  const hasTexts = [sheet.texts, ...sheet.tracks.map((track) => track.texts)].some(
    (texts) => Object.keys(texts).length > 0,
  );
  if (!hasTexts) return null;
  const { packs, lost } = encodeCdText(
    { [sheetLanguage]: { album: sheet.texts, tracks } },
    sheet.tracks.map(({ number }) => number),
  );
  for (const what of lost) warnings.add(null, what);
  return packs.length > 0 ? packs : null;
}

/** A file of packs, which keeps all languages, goes before the texts of the sheet. */
function cdTextOf(sheet: CueSheet, findSibling: FindSibling, warnings: SheetWarnings): Uint8Array | null {
  if (sheet.cdTextFile === null) return textsOf(sheet, warnings);
  const name = bareName(sheet.cdTextFile);
  const source = name === null ? null : findSibling(name);
  const packs = source === null ? null : readCdTextFile(source);
  if (packs !== null) return packs;
  warnings.add(null, `The CD-TEXT file ${sheet.cdTextFile} is not there or empty.`);
  return textsOf(sheet, warnings);
}

/**
 * Every file a track uses must be there; each name is opened once, however often the sheet names it.
 * @throws SpindleError bad-image for an unusable sheet, not-found for a missing file, unsupported for compressed sound
 */
export function openCue(sheetBytes: Uint8Array, findSibling: FindSibling): DiscImage {
  const sheet = parseCue(sheetBytes);
  const warnings = sheetWarnings();
  const used = new Set(sheet.tracks.flatMap((track) => track.indices.map((index) => index.file)));
  const opened = new Map<string, CueData>();
  const data = sheet.files.map((file, at) => {
    if (!used.has(at)) return null;
    const key = `${file.type} ${file.name}`;
    const known = opened.get(key) ?? dataOf(file, openFile(file, findSibling), warnings);
    opened.set(key, known);
    return known;
  });
  const layout = layoutCue(sheet, data, warnings);
  const cdTextPacks = cdTextOf(sheet, findSibling, warnings);
  return discImageOf({
    ...layout,
    mcn: sheet.mcn,
    cdTextPacks,
    warnings: [...sheet.warnings, ...warnings.all()],
  });
}
