/** One of several, each with room for what speaks for and against it; what cannot be chosen says why. */
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Ban } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './choice-rows.module.css';
import fields from './fields.module.css';

export interface ChoiceRow {
  readonly value: string;
  readonly title: string;
  /** Stands beside the title, smaller. */
  readonly aside?: string | undefined;
  readonly notes: ReactNode;
  readonly refused?: boolean;
}

export interface ChoiceRowsProps {
  readonly label: string;
  readonly rows: readonly ChoiceRow[];
  /** Null: nothing is chosen for anybody. */
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

export function ChoiceRows({ label, rows, value, onChange }: ChoiceRowsProps) {
  const id = useId();
  return (
    <div className={fields.field}>
      <span id={id} className={fields.label}>
        {label}
      </span>
      <RadioGroup
        className={styles.rows}
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(String(next))}
      >
        {rows
          .filter(({ refused }) => !refused)
          .map((row) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the radio button inside is the control
            <label key={row.value} className={styles.row} data-chosen={row.value === value}>
              <Radio.Root value={row.value} className={fields.radio}>
                <Radio.Indicator className={fields.dot} />
              </Radio.Root>
              <Words row={row} />
            </label>
          ))}
      </RadioGroup>
      <ul className={styles.rows}>
        {rows
          .filter(({ refused }) => refused)
          .map((row) => (
            <li key={row.value} className={styles.row} data-refused>
              <Ban aria-hidden />
              <Words row={row} />
            </li>
          ))}
      </ul>
    </div>
  );
}

function Words({ row: { title, aside, notes } }: { readonly row: ChoiceRow }) {
  return (
    <>
      <span className={styles.title}>
        {title}
        {aside && <span className={styles.aside}>{aside}</span>}
      </span>
      <span className={styles.notes}>{notes}</span>
    </>
  );
}
