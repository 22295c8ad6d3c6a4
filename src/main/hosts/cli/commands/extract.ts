/** `spindle extract`: files out of an image into a folder, and never anywhere else. */
import { resolve } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import { bytesWords, counted, countWords } from '../../../../shared/words.ts';
import { extractor } from '../../../adapters/exports/extract-files.ts';
import { openImage } from '../../../adapters/open-image.ts';
import { find, rootOf, walk } from '../../../core/filesystem/walk.ts';
import { chooseTree } from '../choose-tree.ts';
import { exitStatus } from '../exit-status.ts';
import { damageWords, entryDamage } from '../listed-entry.ts';
import type { Terminal } from '../terminal.ts';
import type { TreeOptions } from './ls.ts';

interface ExtractOptions extends TreeOptions {
  readonly out: string;
}

/** @returns 3 when something that was asked for is damaged, or a folder cannot be read; links left out are told only */
export async function extract(
  terminal: Terminal,
  path: string,
  wanted: readonly string[],
  options: ExtractOptions,
): Promise<number> {
  const image = await openImage(path, options);
  try {
    const tree = chooseTree(image, options.tree);
    const { filesystem } = tree;
    const starts = wanted.length === 0 ? [rootOf(filesystem)] : wanted.map((each) => required(each));
    const problems = { count: 0 };
    const problem = (where: string, what: string) => {
      problems.count++;
      terminal.emit({ type: 'problem', path: where, what });
      terminal.warn(`${where}: ${what}`);
    };
    const warn = (where: string, what: string) => {
      terminal.emit({ type: 'warning', path: where, what });
      terminal.warn(`${where}: ${what}`);
    };
    const into = extractor(resolve(options.out), filesystem, {
      imagePath: image.path,
      onProblem: problem,
      onRename: (where, name) => warn(where, `is written as ${name}`),
    });
    const total = { entries: 0, files: 0, damaged: 0, sizeBytes: 0 };
    let isIncomplete = false;
    for (const what of image.warnings) warn(path, what);
    for (const from of starts)
      for (const walked of walk(filesystem, { from, onWarning: warn })) {
        const damage = entryDamage(walked, tree, image);
        total.entries++;
        if (walked.entry.kind === 'directory' && damage.state !== 'intact') isIncomplete = true;
        const done = into.add(walked, damage);
        if (!done) continue;
        total.files++;
        total.sizeBytes += walked.entry.sizeBytes;
        if (done.damage.state !== 'intact') {
          total.damaged++;
          if (!terminal.json) terminal.say(`${walked.path}   [${damageWords(done.damage)}]`);
        }
        terminal.emit({
          type: 'file',
          path: walked.path,
          to: done.path,
          sizeBytes: walked.entry.sizeBytes,
          damaged: done.damage.state !== 'intact',
          state: done.damage.state,
        });
        terminal.progress(`${counted(total.files, 'file')}, ${bytesWords(total.sizeBytes)}  ${walked.path}`);
      }
    into.finish();
    const rootDamage = entryDamage(rootOf(filesystem), tree, image);
    for (const what of filesystem.warnings) warn('/', what);
    terminal.emit({ type: 'result', ...total, problems: problems.count, tree: tree.name });
    terminal.say(
      `${counted(total.files, 'file')} (${bytesWords(total.sizeBytes)}) of ${tree.name} are in ${resolve(options.out)}${total.damaged > 0 ? `; ${countWords(total.damaged)} of them are damaged, each with a note beside it` : ''}.`,
    );
    const isWhole =
      total.damaged === 0 && problems.count === 0 && !isIncomplete && rootDamage.state === 'intact';
    return isWhole ? exitStatus.clean : exitStatus.someUnreadable;

    function required(each: string) {
      const found = find(filesystem, each);
      if (found) return found;
      throw new SpindleError('not-found', `${tree.name} has no "${each}". Nothing was extracted.`, {
        path: image.path,
        tree: tree.name,
      });
    }
  } finally {
    image.close();
  }
}
