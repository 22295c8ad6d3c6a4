/** Holds an image against itself: its sheet against its files, its sectors against their check bytes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { SpindleError } from '../../../shared/errors.ts';
import { sidecarSuffix, storeSuffix } from '../../../shared/model/sidecar.ts';
import type { VerifyProblem, VerifyResult } from '../../../shared/model/verify.ts';
import { checkDiscImage } from '../../core/image/check-disc-image.ts';
import { cueFileProblems } from '../../core/image/cue/cue-sizes.ts';
import { parseCue } from '../../core/image/cue/parse-cue.ts';
import { probeIso } from '../../core/image/iso/probe-iso.ts';
import { discImageFormat } from '../../core/image/open-disc-image.ts';
import { largestSheetBytes } from '../../core/image/sheet-text.ts';
import { chooseSibling } from '../../core/image/sibling-name.ts';
import { userDataBytes } from '../../core/optical/sector-layout.ts';
import { verifyChd } from '../exports/chd.ts';
import { knownDamage } from '../known-damage.ts';
import { type BlockSectors, type DiscSectors, openSectors } from '../open-sectors.ts';
import { openByteFile } from './byte-file.ts';

export interface VerifyImageOptions {
  /** Where an image that must be unpacked may be unpacked. */
  readonly scratch: string;
  readonly onProblem: (problem: VerifyProblem) => void;
  /** Oddities that are no faults. */
  readonly onWarning?: (path: string, what: string) => void;
  /** 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export type ImageVerdict = Pick<VerifyResult, 'ok' | 'checkedSectors' | 'edcErrors' | 'eccErrors'> & {
  /** Sectors left out because a sidecar or map says they were not read. */
  readonly knownBadSectors: number;
};

const breathEveryMs = 40;

/**
 * Images that can say something of themselves, by their endings: sheets, and containers with sums or flags. The data files
 * of sheets are read through their sheets.
 */
const selfSpeaking = /\.(cue|ccd|toc|mds|nrg|iso|chd|imz|adz|msa|dc42|d88|imd|dmg)$/i;

export function isSelfSpeakingImage(path: string): boolean {
  return selfSpeaking.test(path);
}

/** Below a folder, in the order of their paths; links are not followed, stores left alone. */
export function imagesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return entry.name.endsWith(storeSuffix) ? [] : imagesBelow(path);
      const isImage = entry.isFile() && isSelfSpeakingImage(entry.name);
      return isImage && !entry.name.endsWith(sidecarSuffix) ? [path] : [];
    });
}

/** @throws SpindleError not-found, permission-denied, not-a-source; what is wrong with the image itself is a problem */
export async function verifyImage(path: string, options: VerifyImageOptions): Promise<ImageVerdict> {
  const found = { problems: 0 };
  const report = (problem: VerifyProblem) => {
    found.problems++;
    options.onProblem(problem);
  };
  const counts = await check(path, { ...options, onProblem: report });
  return { ok: found.problems === 0, ...counts };
}

type Counts = Omit<ImageVerdict, 'ok'>;
const nothingChecked: Counts = { checkedSectors: 0, edcErrors: 0, eccErrors: 0, knownBadSectors: 0 };

async function check(path: string, options: VerifyImageOptions): Promise<Counts> {
  if (!sheetIsWhole(path, options)) return nothingChecked;
  const opened = await openSectors(path, options).catch((error) => {
    if (!(error instanceof SpindleError) || error.code !== 'bad-image') throw error;
    options.onProblem({ path, what: error.message });
    return null;
  });
  if (!opened) return nothingChecked;
  try {
    if (extname(path).toLowerCase() === '.chd') {
      const what = await verifyChd(path);
      if (what !== null) options.onProblem({ path, what });
    }
    for (const what of opened.image.warnings) options.onWarning?.(path, what);
    return opened.kind === 'disc' ? await checkDisc(opened, options) : checkBlocks(opened, options);
  } finally {
    opened.close();
  }
}

/** @returns false when the image cannot be opened for want of its files */
function sheetIsWhole(path: string, { onProblem }: VerifyImageOptions): boolean {
  const file = openByteFile(path);
  try {
    if (discImageFormat(basename(path), file) !== 'cue' || file.sizeBytes > largestSheetBytes) return true;
  } finally {
    file.close();
  }
  const directory = dirname(path);
  const names = readdirSync(directory);
  const sizeOf = (name: string) => {
    const chosen = chooseSibling(name, names);
    return chosen === null ? null : statSync(join(directory, chosen)).size;
  };
  let isWhole = true;
  try {
    for (const { name, what } of cueFileProblems(parseCue(readFileSync(path)), sizeOf)) {
      onProblem({ path: join(directory, basename(name.replaceAll('\\', '/'))), what });
      if (sizeOf(basename(name.replaceAll('\\', '/'))) === null) isWhole = false;
    }
  } catch (error) {
    if (!(error instanceof SpindleError)) throw error;
    onProblem({ path, what: error.message });
    return false;
  }
  return isWhole;
}

async function checkDisc(
  { path, format, image }: DiscSectors,
  { onProblem, onProgress }: VerifyImageOptions,
): Promise<Counts> {
  const known = knownDamage(path, userDataBytes, image.endLba);
  const isKnownBad = (lba: number) =>
    known.unread.touches(lba * userDataBytes, userDataBytes) ||
    known.doubtful.touches(lba * userDataBytes, userDataBytes);
  const counts = { checkedSectors: 0, edcErrors: 0, eccErrors: 0 };
  let breathMs = performance.now();
  for (const step of checkDiscImage(image, { isKnownBad })) {
    counts.checkedSectors += step.checkedSectors;
    counts.edcErrors += step.edcErrors;
    counts.eccErrors += step.eccErrors;
    for (const problem of step.problems) onProblem({ path, ...problem });
    if (performance.now() - breathMs < breathEveryMs) continue;
    onProgress?.(step.endLba / image.endLba);
    await breathe();
    breathMs = performance.now();
  }
  if (format === 'iso') volumeProblem(path, onProblem);
  const knownBadBytes = [...known.unread.ranges, ...known.doubtful.ranges].reduce(
    (sum, { lengthBytes }) => sum + lengthBytes,
    0,
  );
  return { ...counts, knownBadSectors: knownBadBytes / userDataBytes };
}

/** A volume that says it is longer than its image was cut short. */
function volumeProblem(path: string, onProblem: VerifyImageOptions['onProblem']): void {
  const file = openByteFile(path);
  try {
    const form = probeIso(file);
    if (!form?.volumeSectors) return;
    const sectors = Math.floor(file.sizeBytes / form.strideBytes);
    if (sectors < form.volumeSectors)
      onProblem({
        path,
        lba: sectors,
        what: `the volume has ${form.volumeSectors} sectors, the image only ${sectors}: its end is missing`,
      });
  } finally {
    file.close();
  }
}

/** What the container knows against its own sectors. */
function checkBlocks({ path, image }: BlockSectors, { onProblem }: VerifyImageOptions): Counts {
  const { sectorSize, sizeBytes, flaws } = image;
  for (const { state, offsetBytes, lengthBytes } of flaws) {
    const what = state === 'bad' ? 'was read with an error' : 'has no data in the image';
    for (let at = offsetBytes; at < offsetBytes + lengthBytes; at += sectorSize)
      onProblem({ path, lba: Math.floor(at / sectorSize), what });
  }
  if ('areChecksumsRight' in image && image.areChecksumsRight === false)
    onProblem({ path, what: 'the checksum the container keeps is wrong: its data has changed' });
  const isFlagged = flaws.length > 0 || image.format !== 'raw';
  return { ...nothingChecked, checkedSectors: isFlagged ? Math.floor(sizeBytes / sectorSize) : 0 };
}
