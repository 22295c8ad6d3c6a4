/** Which of the trees in an image is meant. */
import { SpindleError } from '../../../shared/errors.ts';
import { type Tree, treesOf } from '../../adapters/image-trees.ts';
import type { OpenedImage } from '../../adapters/open-image.ts';
import { identify } from '../../core/identify/identify.ts';

/**
 * @param wanted a name as {@link treesOf} gives it, in any case; the best tree when nothing is said
 * @throws SpindleError not-found, unsupported
 */
export function chooseTree(image: OpenedImage, wanted: string | undefined): Tree {
  const trees = treesOf(image);
  const tree =
    wanted === undefined ? trees[0] : trees.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (tree) return tree;
  const names = trees.map(({ name }) => name);
  if (names.length > 0)
    throw new SpindleError(
      'not-found',
      `${image.path} has no tree "${wanted}". It has ${names.join(', ')}.`,
      { path: image.path, trees: names },
    );
  const known = [...new Set(identify(image.reader).map(({ type }) => type))];
  throw new SpindleError(
    'unsupported',
    known.length === 0
      ? `No filesystem was found in ${image.path}. Its sectors are untouched; spindle info says what else it may be.`
      : `${image.path} holds ${known.join(', ')}, whose files cannot be listed here. Its sectors are untouched.`,
    { path: image.path, filesystems: known },
  );
}
