/** `spindle ls`: the files in an image, and which of them unread sectors hurt. */
import { SpindleError } from '../../../../shared/errors.ts';
import { countWords } from '../../../../shared/words.ts';
import { type Tree, treesOf } from '../../../adapters/image-trees.ts';
import { openImage } from '../../../adapters/open-image.ts';
import type { CodePage } from '../../../core/code-page.ts';
import { find, rootOf, walk } from '../../../core/filesystem/walk.ts';
import { chooseTree } from '../choose-tree.ts';
import { exitStatus } from '../exit-status.ts';
import { lineBuffer } from '../line-buffer.ts';
import { entryAsJson, entryDamage, entryLine } from '../listed-entry.ts';
import type { Terminal } from '../terminal.ts';

export interface TreeOptions {
  readonly tree?: string;
  readonly codePage?: CodePage;
}

interface LsOptions extends TreeOptions {
  readonly long?: boolean;
  readonly deleted?: boolean;
}

export function treeAsJson({ name, filesystem, startLba, track, session }: Tree) {
  return {
    name,
    type: filesystem.type,
    label: filesystem.label,
    startLba,
    ...(track === null ? {} : { track }),
    ...(session === null ? {} : { session }),
  };
}

/** @returns 3 when a directory cannot be read, so that names may be missing; a damaged file is listed all the same */
export async function ls(
  terminal: Terminal,
  path: string,
  below: string | undefined,
  options: LsOptions,
): Promise<number> {
  const image = await openImage(path, options);
  try {
    const tree = chooseTree(image, options.tree);
    const { filesystem } = tree;
    const from = below === undefined ? rootOf(filesystem) : find(filesystem, below);
    if (!from)
      throw new SpindleError('not-found', `${tree.name} has no "${below}". Nothing was listed.`, {
        path: image.path,
        tree: tree.name,
      });
    const lines = lineBuffer(terminal.print);
    const warn = (where: string, what: string) => {
      lines.flush();
      terminal.emit({ type: 'warning', path: where, what });
      terminal.warn(`${where}: ${what}`);
    };
    for (const what of image.warnings) warn(path, what);

    let entries = 0;
    let damaged = 0;
    let isIncomplete = entryDamage(rootOf(filesystem), tree, image).state !== 'intact';
    const walking = walk(filesystem, { from, onWarning: warn, withDeleted: options.deleted === true });
    for (const walked of walking) {
      const damage = entryDamage(walked, tree, image);
      entries++;
      if (damage.state !== 'intact' && walked.entry.kind !== 'directory' && !walked.entry.isDeleted)
        damaged++;
      if (damage.state !== 'intact' && walked.entry.kind === 'directory') isIncomplete = true;
      lines.add(
        terminal.json
          ? JSON.stringify(entryAsJson(walked, damage, tree, image.reader.sectorSize))
          : entryLine(walked, damage, options.long === true),
      );
    }
    lines.flush();
    for (const what of filesystem.warnings) warn('/', what);
    if (below === undefined) for (const what of filesystem.conclude?.() ?? []) warn('/', what);
    const others = treesOf(image).filter(({ name }) => name !== tree.name);
    terminal.emit({
      type: 'result',
      entries,
      damaged,
      tree: tree.name,
      label: filesystem.label,
      sectorSize: image.reader.sectorSize,
      trees: treesOf(image).map(treeAsJson),
    });
    if (!terminal.json) {
      const label = filesystem.label === '' ? '' : ` "${filesystem.label}"`;
      terminal.warn(
        `${tree.name}${label}: ${countWords(entries)} entries${damaged > 0 ? `, ${countWords(damaged)} of them damaged` : ''}.`,
      );
      if (others.length > 0)
        terminal.warn(`Also in this image (--tree NAME): ${others.map(({ name }) => name).join(', ')}.`);
    }
    return isIncomplete ? exitStatus.someUnreadable : exitStatus.clean;
  } finally {
    image.close();
  }
}
