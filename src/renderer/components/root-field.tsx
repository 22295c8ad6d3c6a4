/** Chooses one of the folders this station was granted; says how one is granted where there is none. */
import { messagesOf } from '../messages/messages.ts';
import { isWindow } from '../state/native-files.ts';
import type { RootChoice } from '../state/root-choice.ts';
import { Button } from './button.tsx';
import { SelectField } from './fields.tsx';
import { FaultNotice, Notice } from './notice.tsx';

const t = messagesOf('common');

export interface RootFieldProps {
  readonly label: string;
  readonly choice: RootChoice;
}

export function RootField({ label, choice: { roots, root, choose } }: RootFieldProps) {
  if (roots.error)
    return (
      <FaultNotice error={roots.error} actions={<Button onClick={roots.reload}>{t('tryAgain')}</Button>} />
    );
  if (roots.value?.length === 0)
    return (
      <Notice tone="warn">
        <p>{isWindow() ? t('noRootWindow') : t('noRootStation')}</p>
      </Notice>
    );
  return (
    <SelectField
      label={label}
      value={root?.id ?? ''}
      onChange={choose}
      choices={(roots.value ?? []).map(({ id, label: name, path }) => ({
        value: id,
        label: name,
        note: path,
      }))}
    />
  );
}
