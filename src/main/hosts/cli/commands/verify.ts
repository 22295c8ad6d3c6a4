/** `spindle verify`: are the files still what their sidecars say? */
import { resolve } from 'node:path';
import { countWords } from '../../../../shared/words.ts';
import { findSidecars, verifySidecar } from '../../../adapters/files/verify-dump.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export async function verify(terminal: Terminal, paths: string[]): Promise<number> {
  const total = {
    ok: true,
    checkedSectors: 0,
    edcErrors: 0,
    eccErrors: 0,
    hashMismatches: 0,
    checkedFiles: 0,
  };
  let dumps = 0;
  for (const path of paths) {
    for (const sidecar of await findSidecars(resolve(path))) {
      dumps++;
      const { result, problems } = await verifySidecar(sidecar, (file) =>
        terminal.progress(`checking ${file}`),
      );
      for (const problem of problems) {
        terminal.emit({ type: 'problem', ...problem });
        terminal.say(`${problem.path}: ${problem.what}`);
      }
      total.ok &&= result.ok;
      total.checkedSectors += result.checkedSectors;
      total.hashMismatches += result.hashMismatches;
      total.checkedFiles += result.checkedFiles;
    }
  }
  terminal.emit({ type: 'result', ...total });
  const what = `${countWords(total.checkedFiles)} files of ${countWords(dumps)} dumps`;
  terminal.say(
    total.ok
      ? `${what} are what their sidecars say.`
      : `${what} were checked; not all are what their sidecars say.`,
  );
  return total.ok ? exitStatus.clean : exitStatus.failed;
}
