import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './facts.module.css';

export interface Fact {
  readonly name: string;
  /** A fact that is not known is left out. */
  readonly value: ReactNode;
  readonly mono?: boolean;
}

/** Names and values in two columns. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ name, value, mono }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={classNames(mono && styles.mono)}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
