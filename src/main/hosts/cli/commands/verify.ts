/** `spindle verify`: are images sound in themselves, and are files still what their sidecars say? */
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import { sidecarSuffix } from '../../../../shared/model/sidecar.ts';
import type { VerifyProblem } from '../../../../shared/model/verify.ts';
import { counted, countWords, sectorsWords, shareWords } from '../../../../shared/words.ts';
import { readSidecar, sidecarOfStore } from '../../../adapters/files/dump-names.ts';
import { isStore } from '../../../adapters/files/store-document.ts';
import { findOwner, sidecarsBelow, verifySidecar } from '../../../adapters/files/verify-dump.ts';
import { imagesBelow, isSelfSpeakingImage, verifyImage } from '../../../adapters/files/verify-image.ts';
import { isBag } from '../../../adapters/handover/bag-folder.ts';
import { AccurateRipRun } from '../accuraterip.ts';
import { exitStatus } from '../exit-status.ts';
import { problemLines } from '../problem-lines.ts';
import type { Terminal } from '../terminal.ts';
import { verifyBag } from './verify-bag.ts';

interface Totals {
  ok: boolean;
  checkedSectors: number;
  edcErrors: number;
  eccErrors: number;
  hashMismatches: number;
  checkedFiles: number;
  /** Sectors a sidecar or map says were not read: left out, and no problem of the image. */
  knownBadSectors: number;
}

/** What a path stands for: sidecars, and images to be held against themselves. */
interface Work {
  readonly sidecars: readonly string[];
  readonly images: readonly string[];
}

type OnProblem = (problem: VerifyProblem) => void;

export async function verify(
  terminal: Terminal,
  paths: string[],
  options: { readonly accuraterip?: string } = {},
): Promise<number> {
  const accurateRip =
    options.accuraterip === undefined ? null : new AccurateRipRun(terminal, options.accuraterip);
  const total: Totals = {
    ok: true,
    checkedSectors: 0,
    edcErrors: 0,
    eccErrors: 0,
    hashMismatches: 0,
    checkedFiles: 0,
    knownBadSectors: 0,
  };
  const seen = new Set<string>();
  let sidecars = 0;
  let images = 0;
  let bagged = 0;
  const problems = problemLines(terminal);
  for (const path of paths) {
    if (await isBag(resolve(path))) {
      const bag = await verifyBag(terminal, resolve(path), problems.add);
      total.ok &&= bag.ok;
      total.hashMismatches += bag.hashMismatches;
      total.checkedFiles += bag.checkedFiles;
      bagged += bag.checkedFiles;
      continue;
    }
    const work = await workOf(resolve(path));
    for (const sidecar of work.sidecars.filter((each) => !seen.has(each))) {
      seen.add(sidecar);
      sidecars++;
      accurateRip?.compare(sidecar);
      await addSidecar(terminal, sidecar, total, problems.add);
    }
    for (const image of work.images.filter((each) => !seen.has(each))) {
      seen.add(image);
      images++;
      await addImage(terminal, image, total, problems.add);
    }
  }
  if (accurateRip) total.ok &&= accurateRip.isAboutThese();
  problems.flush();
  terminal.emit({ type: 'result', ...total, ...(accurateRip ? { accurateRip: accurateRip.counts } : {}) });
  const beside = { ...total, checkedFiles: total.checkedFiles - bagged };
  for (const line of conclusion(beside, sidecars, images)) terminal.say(line);
  return total.ok ? exitStatus.clean : exitStatus.failed;
}

/** @throws SpindleError not-found */
async function workOf(path: string): Promise<Work> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new SpindleError('not-found', `There is no ${path}.`, { path });
  if (!found.isDirectory()) {
    if (path.endsWith(sidecarSuffix)) return withImages([path], []);
    const owner = await findOwner(path);
    return owner === null ? { sidecars: [], images: [path] } : withImages([owner], [path]);
  }
  const finished = sidecarOfStore(path);
  if (finished !== null) return withImages([finished], []);
  const work = withImages(await sidecarsBelow(path), imagesBelow(path));
  if (work.sidecars.length + work.images.length > 0) return work;
  if (isStore(path))
    throw new SpindleError(
      'not-found',
      `${path} holds a dump that is not finished: nothing vouches for it yet. Go on with it (spindle image SOURCE --resume), then verify it.`,
      { path },
    );
  throw new SpindleError(
    'not-found',
    `There is neither a sidecar (*${sidecarSuffix}) nor an image that can be checked in ${path}.`,
    { path },
  );
}

/** The images sidecars vouch for that have check bytes of their own, and images besides. */
function withImages(sidecars: readonly string[], others: readonly string[]): Work {
  const own = sidecars.flatMap(imagesOfSidecar);
  const images = [...own, ...others].filter(
    (path) => isSelfSpeakingImage(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  );
  return { sidecars, images: [...new Set(images)].sort() };
}

/** A sidecar that cannot be used is told of when it is looked at itself. */
function imagesOfSidecar(sidecar: string): string[] {
  try {
    return readSidecar(sidecar).files.map(({ path }) => join(dirname(sidecar), path));
  } catch (error) {
    if (error instanceof SpindleError) return [];
    throw error;
  }
}

async function addSidecar(
  terminal: Terminal,
  sidecar: string,
  total: Totals,
  onProblem: OnProblem,
): Promise<void> {
  const { result, problems } = await verifySidecar(sidecar, (file) => terminal.progress(`checking ${file}`));
  problems.forEach(onProblem);
  total.ok &&= result.ok;
  total.checkedSectors += result.checkedSectors;
  total.hashMismatches += result.hashMismatches;
  total.checkedFiles += result.checkedFiles;
}

async function addImage(
  terminal: Terminal,
  image: string,
  total: Totals,
  onProblem: OnProblem,
): Promise<void> {
  const verdict = await verifyImage(image, {
    scratch: tmpdir(),
    onProblem,
    onWarning(path, what) {
      terminal.emit({ type: 'warning', path, what });
      terminal.warn(`${path}: ${what}`);
    },
    onProgress: (share) => terminal.progress(`checking ${image}  ${shareWords(share, 1)}`),
  });
  total.ok &&= verdict.ok;
  total.checkedSectors += verdict.checkedSectors;
  total.edcErrors += verdict.edcErrors;
  total.eccErrors += verdict.eccErrors;
  total.knownBadSectors += verdict.knownBadSectors;
}

function conclusion(total: Totals, sidecars: number, images: number): string[] {
  const lines: string[] = [];
  if (sidecars > 0) {
    const files = `${counted(total.checkedFiles, 'file')} of ${counted(sidecars, 'dump')}`;
    const say = sidecars === 1 ? 'its sidecar says' : 'their sidecars say';
    lines.push(total.ok ? `${files}: all as ${say}.` : `${files} were checked; not all is as ${say}.`);
  }
  if (images > 0) lines.push(imagesWords(total));
  if (total.knownBadSectors > 0)
    lines.push(`${sectorsWords(total.knownBadSectors)} are known not to have been read and were left out.`);
  return lines;
}

function imagesWords({ ok, checkedSectors, edcErrors, eccErrors }: Totals): string {
  if (checkedSectors > 0)
    return `${sectorsWords(checkedSectors)} were checked: ${countWords(edcErrors)} with a wrong EDC, ${countWords(eccErrors)} with a wrong ECC.`;
  return ok
    ? 'Nothing speaks against the image; it has no check bytes of its own, only a sidecar could vouch for it.'
    : 'The image is not as it should be.';
}
