/** Chooses what to make of dumps for others, and follows it. */
import { useState } from 'react';
import { type HandOverFormat, type HandOverScope, isBagFormat } from '../../../shared/model/hand-over.ts';
import { nameProblem, safeName } from '../../../shared/model/output.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';
import styles from './hand-over.module.css';
import { HandOverProgress } from './hand-over-progress.tsx';
import { LinesField } from './lines-field.tsx';

const t = messagesOf('handOver');

export interface HandOverDialogProps {
  /** Null while nothing is handed over. */
  readonly scope: HandOverScope | null;
  /** Of the dumps, where that is known; for the words above the form. */
  readonly count: number;
  /** What the result is called unless a person says otherwise. */
  readonly proposedName: string;
  readonly onClose: () => void;
}

export function HandOverDialog({ scope, count, proposedName, onClose }: HandOverDialogProps) {
  return (
    <Dialog
      open={scope !== null}
      onClose={onClose}
      title={t('title')}
      description={
        scope ? `${scopeWords(scope, count, proposedName)}. ${t('description')}` : t('description')
      }
    >
      {scope && <Form scope={scope} proposedName={proposedName} onClose={onClose} />}
    </Dialog>
  );
}

function scopeWords(scope: HandOverScope, count: number, name: string): string {
  switch (scope.kind) {
    case 'all':
      return t('scopeAll', { count });
    case 'carriers':
      return t('scopeCarriers', { count: scope.codes.length });
    case 'batch':
      return t('scopeBatch', { name, count });
    case 'collection':
      return t('scopeCollection', { name: scope.code });
    case 'dumps':
      return t('scopeDumps', { count: scope.dumpIds.length });
  }
}

function Form({
  scope,
  proposedName,
  onClose,
}: Omit<HandOverDialogProps, 'scope' | 'count'> & { readonly scope: HandOverScope }) {
  const { client } = useHub();
  const folder = useRootChoice();
  const formats = useLoaded('handOverFormats', (hub, signal) => hub.handOver.formats(undefined, { signal }));
  const [format, setFormat] = useState('bag');
  const [name, setName] = useState(safeName(proposedName));
  const [info, setInfo] = useState('');
  const [title, setTitle] = useState('');
  const [handOverId, setHandOver] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const rootId = folder.root?.id ?? '';
  const problem = nameProblem(name);
  const isBagged = isBagFormat(format);
  const start = async () => {
    setFault(null);
    const lines = isBagged ? info.split('\n').filter((line) => line.trim() !== '') : [];
    try {
      const begun = await client.handOver.start({ scope, format, rootId, name, info: lines, title });
      setHandOver(begun.handOverId);
    } catch (error) {
      setFault(error);
    }
  };
  if (handOverId !== null) return <HandOverProgress handOverId={handOverId} onClose={onClose} />;
  const trouble = formats.error ?? fault;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <DialogBody>
        <div className={styles.form}>
          <SelectField
            term={format === 'bag' ? 'bag' : 'premis'}
            label={t('format')}
            value={format}
            onChange={setFormat}
            choices={(formats.value?.formats ?? []).map((each) => ({ value: each.id, ...formatWords(each) }))}
          />
          <RootField label={t('folder')} choice={folder} />
          <TextField
            label={t('name')}
            value={name}
            hint={t(format === 'bags' ? 'nameHintBags' : 'nameHint')}
            problem={problem}
            onChange={(event) => setName(event.target.value)}
          />
          {isBagged && <LinesField label={t('info')} hint={t('infoHint')} value={info} onChange={setInfo} />}
          {format === 'html' && (
            <TextField
              label={t('pageTitle')}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
          {trouble ? <FaultNotice error={trouble} /> : null}
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={problem !== null || rootId === ''}>
          {t('start')}
        </Button>
      </DialogActions>
    </form>
  );
}

function formatWords({ id }: HandOverFormat): { label: string; note: string } {
  switch (id) {
    case 'bag':
      return { label: t('bag'), note: t('bagNote') };
    case 'bags':
      return { label: t('bags'), note: t('bagsNote') };
    case 'html':
      return { label: t('html'), note: t('htmlNote') };
    case 'premis':
      return { label: t('premis'), note: t('premisNote') };
    case 'dc':
      return { label: t('dc'), note: t('dcNote') };
    case 'mets':
      return { label: t('mets'), note: t('metsNote') };
    case 'dfxml':
      return { label: t('dfxml'), note: t('dfxmlNote') };
    case 'redump':
      return { label: t('redump'), note: t('redumpNote') };
    case 'json':
      return { label: t('json'), note: t('jsonNote') };
    default:
      return { label: t('csv', { preset: id.replace(/^csv:/, '') }), note: t('csvNote') };
  }
}
