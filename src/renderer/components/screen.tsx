import type { ReactNode } from 'react';
import type { Term } from '../help/terms.ts';
import { classNames } from './class-names.ts';
import styles from './screen.module.css';
import { TermHelp } from './term-help.tsx';

export interface ScreenProps {
  readonly title: ReactNode;
  /** Stands beside the title, smaller. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  /** Lists that scroll by themselves want all of the height and no padding. */
  readonly filled?: boolean;
  readonly children: ReactNode;
}

/** A heading line and what is below it. */
export function Screen({ title, aside, actions, filled, children }: ScreenProps) {
  return (
    <main className={styles.screen}>
      <header className={styles.header}>
        <h1>{title}</h1>
        {aside && <div className={styles.aside}>{aside}</div>}
        <div className={styles.actions}>{actions}</div>
      </header>
      <div className={classNames(styles.body, filled && styles.filled)}>{children}</div>
    </main>
  );
}

/** A titled part of a screen. */
export function Panel(props: {
  readonly title: string;
  readonly term?: Term;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.panel} aria-label={props.title}>
      <header className={styles.panelHeader}>
        <div className={styles.panelTitle}>
          <h2>{props.title}</h2>
          {props.term && <TermHelp term={props.term} />}
        </div>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}
