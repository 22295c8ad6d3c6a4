/** Entry of the thread that holds an image against itself and its sidecar. It writes nothing, so it may end at any moment. */
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '../../../shared/errors.ts';
import {
  checkLimits,
  type ImageCheckProgress,
  type ImageCheckResult,
} from '../../../shared/model/image-check.ts';
import { sidecarSuffix } from '../../../shared/model/sidecar.ts';
import type { VerifyProblem } from '../../../shared/model/verify.ts';
import { readSidecar } from '../files/dump-names.ts';
import { findOwner, verifySidecar } from '../files/verify-dump.ts';
import { isSelfSpeakingImage, verifyImage } from '../files/verify-image.ts';
import type { FromCheck } from './start-check.ts';

const { path } = workerData as { readonly path: string };
const progressIntervalMs = 100;
let progress: ImageCheckProgress = { share: 0, file: basename(path), problems: [], problemCount: 0 };
let toldMs = 0;

function say(message: FromCheck): void {
  parentPort!.postMessage(message);
}

function tell(change: Partial<ImageCheckProgress>, now = false): void {
  progress = { ...progress, ...change };
  if (!now && performance.now() - toldMs < progressIntervalMs) return;
  toldMs = performance.now();
  say({ type: 'progress', progress });
}

function onProblem(problem: VerifyProblem): void {
  const { problems, problemCount } = progress;
  const kept = problems.length < checkLimits.problems ? [...problems, problem] : problems;
  tell({ problems: kept, problemCount: problemCount + 1 });
}

/**
 * The files a sidecar vouches for that have check bytes of their own, and the image itself. What is gone of a sidecar's
 * files, holding them against it has told; the image that was asked for must be there.
 */
function imagesToCheck(sidecar: string | null): string[] {
  if (sidecar === null) return [path];
  const own = readSidecar(sidecar)
    .files.map((file) => join(dirname(sidecar), file.path))
    .filter((each) => statSync(each, { throwIfNoEntry: false })?.isFile() === true);
  const all = path === sidecar ? own : [...own, path];
  return [...new Set(all)].filter(isSelfSpeakingImage);
}

async function check(): Promise<ImageCheckResult> {
  const sidecar = path.endsWith(sidecarSuffix) ? path : await findOwner(path);
  const total = {
    ok: true,
    checkedSectors: 0,
    edcErrors: 0,
    eccErrors: 0,
    hashMismatches: 0,
    checkedFiles: 0,
    knownBadSectors: 0,
    hasSidecar: sidecar !== null,
  };
  if (sidecar !== null) {
    const { result, problems } = await verifySidecar(sidecar, (file) => tell({ file, share: 0 }, true));
    problems.forEach(onProblem);
    total.ok &&= result.ok;
    total.hashMismatches += result.hashMismatches;
    total.checkedFiles += result.checkedFiles;
  }
  for (const image of imagesToCheck(sidecar)) {
    tell({ file: basename(image), share: 0 }, true);
    const verdict = await verifyImage(image, {
      scratch: tmpdir(),
      onProblem,
      onProgress: (share) => tell({ share }),
    });
    total.ok &&= verdict.ok;
    total.checkedSectors += verdict.checkedSectors;
    total.edcErrors += verdict.edcErrors;
    total.eccErrors += verdict.eccErrors;
    total.knownBadSectors += verdict.knownBadSectors;
  }
  return total;
}

try {
  const result = await check();
  say({ type: 'done', progress, result });
} catch (error) {
  say({ type: 'failed', error: toWireError(error) });
}
