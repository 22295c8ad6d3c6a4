import type { TextRange } from '../../shared/model/search.ts';
import { visibleText } from '../../shared/visible-text.ts';
import styles from './marked-text.module.css';

/** A text with the stretches that were found marked. */
export function MarkedText({
  text,
  ranges,
}: {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}) {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  let at = 0;
  const parts = sorted.flatMap(([from, length]) => {
    if (from < at) return [];
    const before = text.slice(at, from);
    at = from + length;
    return [
      visibleText(before),
      <mark key={from} className={styles.mark}>
        {visibleText(text.slice(from, at))}
      </mark>,
    ];
  });
  return (
    <bdi>
      {parts}
      {visibleText(text.slice(at))}
    </bdi>
  );
}
