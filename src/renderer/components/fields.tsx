/** The few controls forms are made of. Every one has a visible label: its own, or that of the box that switches it on. */
import { Checkbox } from '@base-ui/react/checkbox';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Select } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import type { Term } from '../help/terms.ts';
import { classNames } from './class-names.ts';
import styles from './fields.module.css';
import { TermHelp } from './term-help.tsx';

export interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  /** Where a box beside it says the same. */
  readonly isLabelHidden?: boolean;
  /** A word of the label that is explained beside it. */
  readonly term?: Term;
  readonly hint?: ReactNode;
  /** Why the present value will not do. */
  readonly problem?: string | null;
}

export function TextField({ label, isLabelHidden, term, hint, problem, className, ...rest }: FieldProps) {
  const id = useId();
  const notes = problem ?? hint;
  return (
    <div className={classNames(styles.field, className)}>
      <span className={isLabelHidden ? 'visually-hidden' : styles.labelled}>
        <label htmlFor={id}>{label}</label>
        {term && <TermHelp term={term} />}
      </span>
      <input
        {...rest}
        id={id}
        className={styles.input}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={Boolean(problem)}
        aria-describedby={notes ? `${id}-notes` : undefined}
      />
      {notes && (
        <p id={`${id}-notes`} className={classNames(styles.notes, problem && styles.problem)}>
          {notes}
        </p>
      )}
    </div>
  );
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly note?: string | undefined;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly term?: Term;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly hint?: ReactNode;
}

export function SelectField<T extends string>({
  label,
  isLabelHidden,
  term,
  choices,
  value,
  onChange,
  hint,
}: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <Select.Root<T>
        items={choices.map(({ value: item, label: words }) => ({ value: item, label: words }))}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
      >
        <span className={isLabelHidden ? 'visually-hidden' : styles.labelled}>
          <Select.Label className={styles.label}>{label}</Select.Label>
          {term && <TermHelp term={term} />}
        </span>
        <Select.Trigger className={styles.select} aria-describedby={hint ? id : undefined}>
          <Select.Value />
          <Select.Icon>
            <ChevronsUpDown aria-hidden />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
            <Select.Popup className={styles.popup}>
              {choices.map((choice) => (
                <Select.Item key={choice.value} value={choice.value} className={styles.item}>
                  <Select.ItemIndicator className={styles.itemSign}>
                    <Check aria-hidden />
                  </Select.ItemIndicator>
                  <Select.ItemText>{choice.label}</Select.ItemText>
                  {choice.note && <span className={styles.itemNote}>{choice.note}</span>}
                </Select.Item>
              ))}
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
      {hint && (
        <p id={id} className={styles.notes}>
          {hint}
        </p>
      )}
    </div>
  );
}

export interface CheckFieldProps {
  readonly label: ReactNode;
  readonly term?: Term;
  readonly note?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function CheckField({ label, term, note, checked, onChange }: CheckFieldProps) {
  const box = (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
    <label className={styles.check}>
      <Box checked={checked} onChange={onChange} />
      <span>{label}</span>
      {note && <span className={styles.checkNote}>{note}</span>}
    </label>
  );
  if (!term) return box;
  // Within the label a click on the sign would tick the box.
  return (
    <div className={styles.explained}>
      {box}
      <TermHelp term={term} />
    </div>
  );
}

export interface CheckCellProps {
  /** Said, not shown: the table's heads show what it is. */
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A box in a table of boxes. */
export function CheckCell({ label, checked, onChange }: CheckCellProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
    <label className={styles.cell}>
      <Box checked={checked} onChange={onChange} />
      <span className="visually-hidden">{label}</span>
    </label>
  );
}

function Box({ checked, onChange }: Pick<CheckCellProps, 'checked' | 'onChange'>) {
  return (
    <Checkbox.Root className={styles.box} checked={checked} onCheckedChange={onChange}>
      <Checkbox.Indicator className={styles.tick}>
        <Check aria-hidden />
      </Checkbox.Indicator>
    </Checkbox.Root>
  );
}

export function RadioField<T extends string>({ label, choices, value, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <RadioGroup
        className={styles.radios}
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next as T)}
      >
        {choices.map((choice) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio button inside is the control
          <label key={choice.value} className={styles.check}>
            <Radio.Root value={choice.value} className={styles.radio}>
              <Radio.Indicator className={styles.dot} />
            </Radio.Root>
            <span>{choice.label}</span>
            {choice.note && <span className={styles.checkNote}>{choice.note}</span>}
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
