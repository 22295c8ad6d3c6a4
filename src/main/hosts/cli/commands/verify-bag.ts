/** A bag, held against its manifests: what it says beyond its folder is told, never followed. */
import { join } from 'node:path';
import type { VerifyProblem } from '../../../../shared/model/verify.ts';
import { bytesWords, counted } from '../../../../shared/words.ts';
import { validateBag } from '../../../adapters/handover/validate-bag.ts';
import type { Terminal } from '../terminal.ts';

export interface BagCounts {
  readonly ok: boolean;
  readonly checkedFiles: number;
  readonly hashMismatches: number;
}

/** Says and emits what was found. @throws SpindleError not-found */
export async function verifyBag(
  terminal: Terminal,
  root: string,
  onProblem: (problem: VerifyProblem) => void,
): Promise<BagCounts> {
  const report = await validateBag(root, ({ path, doneBytes, totalBytes }) =>
    terminal.progress(`checking ${bytesWords(doneBytes)} of ${bytesWords(totalBytes)}  ${path}`),
  );
  for (const { level, path, what } of report.findings) {
    const where = path === '' ? root : join(root, path);
    if (level === 'error') {
      onProblem({ path: where, what });
      continue;
    }
    terminal.emit({ type: 'warning', path: where, what });
    terminal.warn(`${where}: ${what}`);
  }
  const ok = report.verdict !== 'invalid';
  const what = `${counted(report.checkedFiles, 'file')}, ${bytesWords(report.checkedBytes)}`;
  terminal.say(ok ? `${root} is a valid bag: ${what}.` : `${root} is not a valid bag (${what} compared).`);
  return { ok, checkedFiles: report.checkedFiles, hashMismatches: report.mismatches };
}
