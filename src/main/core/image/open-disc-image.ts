/** A disc image by the extension of its file, or by what it says. */
import { SpindleError } from '../../../shared/errors.ts';
import type { ByteSource, FindSibling } from './byte-source.ts';
import { openCcd } from './ccd/open-ccd.ts';
import { openCue } from './cue/open-cue.ts';
import type { DiscImage } from './disc-image.ts';
import { openIso } from './iso/open-iso.ts';
import { probeIso } from './iso/probe-iso.ts';
import { openMds } from './mds/open-mds.ts';
import { isMds } from './mds/parse-mds.ts';
import { openNrg } from './nrg/open-nrg.ts';
import { isNrg } from './nrg/parse-nrg.ts';
import { decodeSheet, largestSheetBytes } from './sheet-text.ts';
import { bareName } from './sibling-name.ts';
import { openToc } from './toc/open-toc.ts';

export const discImageFormats = ['cue', 'ccd', 'toc', 'mds', 'nrg', 'iso'] as const;
export type DiscImageFormat = (typeof discImageFormats)[number];

const formatOfExtension: ReadonlyMap<string, DiscImageFormat> = new Map([
  ['cue', 'cue'],
  ['ccd', 'ccd'],
  ['toc', 'toc'],
  ['mds', 'mds'],
  ['nrg', 'nrg'],
  ['iso', 'iso'],
  ['toast', 'iso'],
]);
/** Words only one kind of sheet has, at the beginning of a line. */
const signOfSheet: readonly (readonly [DiscImageFormat, RegExp])[] = [
  ['ccd', /^[ \t]*\[CloneCD\]/im],
  ['cue', /^[ \t]*FILE[ \t].*[ \t](BINARY|MOTOROLA|WAVE|AIFF|MP3)[ \t]*$/im],
  ['toc', /^[ \t]*TRACK[ \t]+(AUDIO|MODE[12][A-Z0-9_]*)/m],
];

function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function bytesOf(source: ByteSource): Uint8Array {
  if (source.sizeBytes > largestSheetBytes)
    throw new SpindleError(
      'bad-image',
      'This file is too large to be a sheet. Open the sheet, not the data file.',
      {
        sizeBytes: source.sizeBytes,
      },
    );
  const bytes = new Uint8Array(source.sizeBytes);
  source.read(0, bytes);
  return bytes;
}

/** @returns null when neither the name nor the content tells */
export function discImageFormat(name: string, source: ByteSource): DiscImageFormat | null {
  const byName = formatOfExtension.get(extensionOf(name));
  if (byName) return byName;
  if (isNrg(source)) return 'nrg';
  if (probeIso(source) !== null) return 'iso';
  if (source.sizeBytes > largestSheetBytes) return null;
  const bytes = bytesOf(source);
  if (isMds(bytes)) return 'mds';
  const { text } = decodeSheet(bytes);
  return signOfSheet.find(([, sign]) => sign.test(text))?.[0] ?? null;
}

function openCcdBeside(name: string, source: ByteSource, findSibling: FindSibling): DiscImage {
  const stem = (bareName(name) ?? name).replace(/\.[^.]*$/, '');
  const sectors = findSibling(`${stem}.img`);
  if (sectors === null)
    throw new SpindleError(
      'not-found',
      `${stem}.img, which holds the sectors, is not beside the CloneCD file.`,
      { name },
    );
  return openCcd(bytesOf(source), { sectors, subchannel: findSibling(`${stem}.sub`) });
}

/**
 * @param findSibling finds what the sheet names, or CloneCD's files of the same name
 * @throws SpindleError bad-image, not-found, unsupported, in words about this file
 */
export function openDiscImage(name: string, source: ByteSource, findSibling: FindSibling): DiscImage {
  const format = discImageFormat(name, source);
  switch (format) {
    case 'cue':
      return openCue(bytesOf(source), findSibling);
    case 'ccd':
      return openCcdBeside(name, source, findSibling);
    case 'toc':
      return openToc(bytesOf(source), findSibling);
    case 'mds':
      return openMds(name, bytesOf(source), findSibling);
    case 'nrg':
      return openNrg(source);
    case 'iso':
      return openIso(source);
    case null:
      throw new SpindleError(
        'unsupported',
        `${name} is no disc image that can be read here. Open a cue sheet, a CloneCD, toc or media descriptor file, a Nero or an ISO image.`,
        { name },
      );
  }
}
