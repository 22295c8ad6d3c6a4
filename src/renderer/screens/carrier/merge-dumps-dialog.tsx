/** Puts dumps of one carrier together: chosen, compared, looked at, and only then written and recorded. */
import { useState } from 'react';
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { nameProblem, safeName } from '../../../shared/model/output.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { CheckField, TextField } from '../../components/fields.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';
import { bytesWords } from '../../words/numbers.ts';
import { outcomeWords } from '../../words/stage.ts';
import styles from './carrier.module.css';
import { MergeLook, MergeRun } from './merge-run.tsx';

const t = messagesOf('together');
const common = messagesOf('common');

export interface MergeDumpsDialogProps {
  readonly detail: CarrierDetail;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMerged: () => void;
}

export function MergeDumpsDialog({ detail, open, onClose, onMerged }: MergeDumpsDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('title', { code: detail.carrier.code })}
      description={t('description')}
      wide
    >
      <Form detail={detail} onClose={onClose} onMerged={onMerged} />
    </Dialog>
  );
}

function Form({ detail, onClose, onMerged }: Omit<MergeDumpsDialogProps, 'open'>) {
  const { client } = useHub();
  const { code } = detail.carrier;
  const folder = useRootChoice();
  const [chosen, setChosen] = useState<readonly string[]>(() => detail.dumps.map(({ dumpId }) => dumpId));
  const [name, setName] = useState(() => safeName(`${code} merged`));
  /** What was compared, so that a choice that changed meanwhile is compared anew. */
  const [look, setLook] = useState<{ readonly of: string; readonly mergeId: string } | null>(null);
  const [running, setRunning] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const problem = nameProblem(name);
  const rootId = folder.root?.id ?? '';
  const dumpIds = detail.dumps.map(({ dumpId }) => dumpId).filter((id) => chosen.includes(id));
  const asked = dumpIds.join(' ');
  const isEnough = dumpIds.length >= 2;
  const begin = async (work: () => Promise<void>) => {
    setFault(null);
    await work().catch(setFault);
  };
  if (running !== null)
    return <MergeRun mergeId={running} code={code} onClose={onClose} onMerged={onMerged} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void begin(async () =>
          setRunning((await client.dumpMerges.start({ dumpIds, rootId, name })).mergeId),
        );
      }}
    >
      <DialogBody>
        <div className={styles.merging}>
          <fieldset className={styles.choices}>
            <legend>{t('dumps')}</legend>
            {detail.dumps.map(({ dumpId, name: dump, outcome, sizeBytes, driveLabel }) => (
              <CheckField
                key={dumpId}
                label={dump}
                note={[outcomeWords(outcome), driveLabel, bytesWords(sizeBytes)].join(' \u00b7 ')}
                checked={chosen.includes(dumpId)}
                onChange={(on) =>
                  setChosen((before) => (on ? [...before, dumpId] : before.filter((id) => id !== dumpId)))
                }
              />
            ))}
            {!isEnough && <p className={styles.quiet}>{t('needTwo')}</p>}
          </fieldset>
          {look?.of === asked && <MergeLook mergeId={look.mergeId} />}
          <div className={styles.fieldPair}>
            <RootField label={t('folder')} choice={folder} />
            <TextField
              label={t('name')}
              value={name}
              problem={problem}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          {fault ? <FaultNotice error={fault} /> : null}
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button
          disabled={!isEnough || look?.of === asked}
          onClick={() =>
            begin(async () =>
              setLook({ of: asked, mergeId: (await client.dumpMerges.look({ dumpIds })).mergeId }),
            )
          }
        >
          {t('look')}
        </Button>
        <Button
          look="primary"
          type="submit"
          disabled={!isEnough || look?.of !== asked || problem !== null || rootId === ''}
        >
          {t('merge')}
        </Button>
      </DialogActions>
    </form>
  );
}
