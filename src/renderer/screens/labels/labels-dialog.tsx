/** Makes labels for carriers, as a PDF to print. */
import { useState } from 'react';
import type { LabelLayoutFacts, LabelLayoutId, LabelsMade } from '../../../shared/model/labels.ts';
import { nameProblem, safeName } from '../../../shared/model/output.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';
import { countWords } from '../../words/numbers.ts';
import styles from '../hand-over/hand-over.module.css';

const t = messagesOf('labels');

export interface LabelsDialogProps {
  /** Null while none are made. */
  readonly codes: readonly string[] | null;
  readonly onClose: () => void;
}

export function LabelsDialog({ codes, onClose }: LabelsDialogProps) {
  const [made, setMade] = useState<LabelsMade | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Dialog
      open={codes !== null}
      onClose={close}
      title={t('title')}
      description={t('description', { count: codes?.length ?? 0 })}
    >
      {codes && made && <Made made={made} onClose={close} />}
      {codes && !made && <Form codes={codes} onMade={setMade} onClose={close} />}
    </Dialog>
  );
}

interface FormProps {
  readonly codes: readonly string[];
  readonly onMade: (made: LabelsMade) => void;
  readonly onClose: () => void;
}

function Form({ codes, onMade, onClose }: FormProps) {
  const { client } = useHub();
  const folder = useRootChoice();
  const known = useLoaded('labelLayouts', (hub, signal) => hub.labels.layouts(undefined, { signal }));
  const [layout, setLayout] = useState<LabelLayoutId>('l7160');
  const [start, setStart] = useState('1');
  const [name, setName] = useState(safeName(codes.length === 1 ? `${codes[0]} label` : 'labels'));
  const [working, setWorking] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const layouts = known.value?.layouts ?? [];
  const chosen = layouts.find(({ id }) => id === layout);
  const most = chosen ? chosen.columns * chosen.rows : 1;
  const startPosition = most === 1 ? 1 : Number(start);
  const isStartGood = Number.isInteger(startPosition) && startPosition >= 1 && startPosition <= most;
  const rootId = folder.root?.id ?? '';
  const problem = nameProblem(name);
  const make = async () => {
    setFault(null);
    setWorking(true);
    try {
      onMade(await client.labels.make({ codes: [...codes], layout, startPosition, rootId, name }));
    } catch (error) {
      setFault(error);
    }
    setWorking(false);
  };
  const trouble = known.error ?? fault;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <DialogBody>
        <div className={styles.form}>
          <SelectField<LabelLayoutId>
            label={t('layout')}
            value={layout}
            onChange={setLayout}
            choices={layouts.map((each) => ({ value: each.id, ...layoutWords(each) }))}
          />
          {most > 1 && (
            <TextField
              label={t('start')}
              inputMode="numeric"
              value={start}
              hint={t('startHint', { most })}
              problem={isStartGood ? null : t('startProblem', { most })}
              onChange={(event) => setStart(event.target.value)}
            />
          )}
          <RootField label={t('folder')} choice={folder} />
          <TextField
            label={t('name')}
            value={name}
            hint={t('nameHint')}
            problem={problem}
            onChange={(event) => setName(event.target.value)}
          />
          {trouble ? <FaultNotice error={trouble} /> : null}
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          look="primary"
          type="submit"
          disabled={working || problem !== null || !isStartGood || !chosen || rootId === ''}
        >
          {t('make')}
        </Button>
      </DialogActions>
    </form>
  );
}

function Made({ made, onClose }: { readonly made: LabelsMade; readonly onClose: () => void }) {
  const { labels, pages, path, withReplacedWords } = made;
  return (
    <>
      <DialogBody>
        <div className={styles.form}>
          <p role="status">
            {t('done', { labels, pages })} <span className={styles.where}>{path}</span>
          </p>
          <p>{t('print')}</p>
          {withReplacedWords.length > 0 && (
            <Notice tone="warn">
              {t('replaced', { count: withReplacedWords.length, codes: withReplacedWords.join(', ') })}
            </Notice>
          )}
        </div>
      </DialogBody>
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          {t('close')}
        </Button>
      </DialogActions>
    </>
  );
}

function layoutWords({ id, page, columns, rows, widthMm, heightMm }: LabelLayoutFacts) {
  const size = t('size', { width: countWords(widthMm), height: countWords(heightMm) });
  if (id === '62x29' || page === 'roll') return { label: t('roll', { size }) };
  return { label: t('sheet', { name: t(id), columns, rows, page: t(page) }), note: size };
}
