import { useId } from 'react';
import styles from './hand-over.module.css';

export interface LinesFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few lines of text. */
export function LinesField({ label, hint, value, onChange }: LinesFieldProps) {
  const id = useId();
  return (
    <div className={styles.lines}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        spellCheck={false}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-hint`}>{hint}</p>
    </div>
  );
}
