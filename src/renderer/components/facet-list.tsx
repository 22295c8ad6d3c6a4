/** Values to narrow a list by, each with how many it would leave. */
import { classNames } from './class-names.ts';
import styles from './facet-list.module.css';

export interface FacetValue {
  readonly value: string;
  readonly words: string;
  readonly count: number;
  readonly isChosen: boolean;
}

export interface FacetListProps {
  readonly title: string;
  readonly values: readonly FacetValue[];
  /** Said below the values where not all are shown. */
  readonly more?: string | undefined;
  readonly countWords: (count: number) => string;
  readonly onToggle: (value: string) => void;
}

export function FacetList({ title, values, more, countWords, onToggle }: FacetListProps) {
  return (
    <fieldset className={styles.facet}>
      <legend>{title}</legend>
      {values.map(({ value, words, count, isChosen }) => (
        <label key={value} className={classNames(styles.value, isChosen && styles.chosen)}>
          <input type="checkbox" checked={isChosen} onChange={() => onToggle(value)} />
          <span className={styles.words} title={words}>
            {words}
          </span>
          <span className={styles.count}>{countWords(count)}</span>
        </label>
      ))}
      {more && <p className={styles.more}>{more}</p>}
    </fieldset>
  );
}
