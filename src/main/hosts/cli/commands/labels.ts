/** `spindle catalogue labels`: labels to print. */
import { basename, dirname, resolve } from 'node:path';
import type { LabelLayoutId } from '../../../../shared/model/labels.ts';
import { counted, countWords } from '../../../../shared/words.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

interface LabelOptions {
  readonly catalogue?: string;
  readonly layout: LabelLayoutId;
  readonly start: number;
  readonly out: string;
}

export async function labels(
  terminal: Terminal,
  codes: readonly string[],
  { catalogue, layout, start, out }: LabelOptions,
): Promise<number> {
  return withHub(catalogue, async ({ hub, client }) => {
    const path = resolve(out);
    const { id: rootId } = await hub.grantRoot(dirname(path), dirname(out));
    const name = basename(path).replace(/\.pdf$/i, '');
    const made = await client.labels.make({
      ...{ codes: [...codes], layout, startPosition: start, rootId, name },
    });
    terminal.emit({ type: 'result', ...made });
    terminal.say(
      `Written to ${made.path}: ${counted(made.labels, 'label')} on ${counted(made.pages, 'page')}. Print it at 100 %, not fitted to the page.`,
    );
    if (made.withReplacedWords.length > 0)
      terminal.warn(
        `Words of ${countWords(made.withReplacedWords.length)} carriers have letters that cannot be printed and show as "?"; codes and bars are exact: ${made.withReplacedWords.join(', ')}.`,
      );
    return exitStatus.clean;
  });
}
