/** What can be done with the carriers that were chosen. */
import { useState } from 'react';
import type { Count } from '../../../shared/model/search.ts';
import { Button } from '../../components/button.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useCarrierChange } from '../carrier/use-carrier-change.ts';
import { BulkEditDialog } from '../collection/bulk-edit-dialog.tsx';
import { HandOverDialog } from '../hand-over/hand-over-dialog.tsx';
import { LabelsDialog } from '../labels/labels-dialog.tsx';
import styles from './find.module.css';

const t = messagesOf('find');

/** What one edit may reach. */
const mostChosen = 20_000;
const pageGroups = 500;

export interface ChosenBarProps {
  readonly query: string;
  readonly total: Count | null;
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
  readonly onChanged: () => void;
}

export function ChosenBar({ query, total, chosen, onChosen, onChanged }: ChosenBarProps) {
  const { client } = useHub();
  const [editing, setEditing] = useState(false);
  const [labelling, setLabelling] = useState(false);
  const [handingOver, setHandingOver] = useState(false);
  const codes = [...chosen];
  const chooseAll = () =>
    act(async () => {
      const all = new Set<string>();
      for (let after: string | null = null; all.size < mostChosen; ) {
        const page = await client.search.find({ query, after, limit: pageGroups, filesPerGroup: 0 });
        for (const { kind, id } of page.groups) if (kind === 'carrier') all.add(id);
        after = page.next;
        if (after === null) break;
      }
      onChosen(all);
    });
  const change = useCarrierChange(onChanged);
  const signOff = () =>
    change((hub) => hub.collection.carriers.signOff({ codes }), t('signedOff', { count: codes.length }));
  return (
    <div className={styles.chosenBar} role="toolbar" aria-label={t('chosen', { count: chosen.size })}>
      <strong>{t('chosen', { count: chosen.size })}</strong>
      {total && chosen.size < total.count && total.count <= mostChosen && (
        <Button look="plain" onClick={chooseAll}>
          {t('chooseAll', { count: total.count })}
        </Button>
      )}
      <Button look="plain" onClick={() => onChosen(new Set())}>
        {t('chooseNone')}
      </Button>
      <div className={styles.chosenActions}>
        <Button onClick={() => setEditing(true)}>{t('edit')}</Button>
        <Button onClick={() => setLabelling(true)}>{t('labels')}</Button>
        <Button onClick={signOff}>{t('signOff')}</Button>
        <Button onClick={() => setHandingOver(true)}>{t('handOver')}</Button>
      </div>
      <BulkEditDialog
        codes={editing ? codes : null}
        onClose={() => setEditing(false)}
        onChanged={onChanged}
      />
      <LabelsDialog codes={labelling ? codes : null} onClose={() => setLabelling(false)} />
      <HandOverDialog
        scope={handingOver ? { kind: 'carriers', codes } : null}
        count={codes.length}
        proposedName={codes.length === 1 ? codes[0]! : t('title')}
        onClose={() => setHandingOver(false)}
      />
    </div>
  );
}
