import { Check, CircleDot, Minus, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '../words/stage.ts';
import styles from './chip.module.css';
import { classNames } from './class-names.ts';

/** A word about a state: colour, and a sign that says the same without colour. */
export function Chip({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={classNames(styles.chip, styles[tone])}>
      <Sign tone={tone} />
      <span className={styles.words}>{children}</span>
    </span>
  );
}

function Sign({ tone }: { readonly tone: Tone }) {
  switch (tone) {
    case 'good':
      return <Check aria-hidden />;
    case 'warn':
      return <TriangleAlert aria-hidden />;
    case 'bad':
      return <X aria-hidden />;
    case 'busy':
      return <CircleDot aria-hidden />;
    case 'neutral':
      return <Minus aria-hidden />;
  }
}

/** A quiet fact about something, such as that a drive is for practice. */
export function Tag({ children }: { readonly children: ReactNode }) {
  return <span className={styles.tag}>{children}</span>;
}
