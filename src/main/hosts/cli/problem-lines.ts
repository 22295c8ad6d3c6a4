/** What is wrong with an image: one object per problem for scripts; for people, neighbours with the same fault in one line. */
import type { VerifyProblem } from '../../../shared/model/verify.ts';
import { visibleText } from '../../../shared/visible-text.ts';
import { lineBuffer } from './line-buffer.ts';
import type { Terminal } from './terminal.ts';

export interface ProblemLines {
  readonly add: (problem: VerifyProblem) => void;
  readonly flush: () => void;
}

export function problemLines(terminal: Terminal): ProblemLines {
  const lines = lineBuffer(terminal.print);
  let first: VerifyProblem | null = null;
  let count = 0;

  function endRun(): void {
    if (first === null) return;
    const { lba, path, what } = first;
    const where =
      lba === undefined ? '' : count === 1 ? ` LBA ${lba}:` : ` LBA ${lba} to ${lba + count - 1}:`;
    lines.add(visibleText(`${path}:${where} ${what}`));
    first = null;
  }

  function continues({ path, lba, what }: VerifyProblem): boolean {
    return (
      first?.lba !== undefined && lba === first.lba + count && path === first.path && what === first.what
    );
  }

  return {
    add(problem) {
      if (terminal.json) lines.add(JSON.stringify({ type: 'problem', ...problem }));
      else if (continues(problem)) count++;
      else {
        endRun();
        first = problem;
        count = 1;
      }
    },
    flush() {
      endRun();
      lines.flush();
    },
  };
}
