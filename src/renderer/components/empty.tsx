import type { ReactNode } from 'react';
import styles from './empty.module.css';

export interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** A place with nothing in it yet: says what it is for and what to do. */
export function Empty({ title, ...rest }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <WordsAndActions {...rest} />
    </div>
  );
}

/** The same in the place of a whole screen. */
export function EmptyScreen({ title, ...rest }: EmptyProps) {
  return (
    <main className={styles.empty}>
      <h1>{title}</h1>
      <WordsAndActions {...rest} />
    </main>
  );
}

function WordsAndActions({ children, actions }: Omit<EmptyProps, 'title'>) {
  return (
    <>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </>
  );
}
