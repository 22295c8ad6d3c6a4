/** An image onto a medium: nothing is chosen beforehand, the medium is looked at first, a large one is named by hand. */
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { ImageSource } from '../../../shared/model/image-source.ts';
import type { WriteCheck, WriteTarget } from '../../../shared/model/write-back.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceRows } from '../../components/choice-rows.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextField } from '../../components/fields.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { bytesWords, countWords } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';
import styles from './image-dialogs.module.css';
import { WritingRun } from './writing-run.tsx';

const t = messagesOf('write');

export interface WriteDialogProps {
  readonly source: ImageSource;
  readonly name: string;
  readonly onClose: () => void;
}

export function WriteDialog({ source, name, onClose }: WriteDialogProps) {
  const [writingId, setWriting] = useState<string | null>(null);
  return (
    <Dialog open onClose={onClose} title={t('title', { name })} description={t('about')} wide>
      {writingId === null ? (
        <Form source={source} onBegun={setWriting} onClose={onClose} />
      ) : (
        <WritingRun writingId={writingId} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly source: ImageSource;
  readonly onBegun: (writingId: string) => void;
  readonly onClose: () => void;
}

function Form({ source, onBegun, onClose }: FormProps) {
  const { client } = useHub();
  const listed = useLoaded('targets', (hub, signal) => hub.writeMedia.targets(undefined, { signal }));
  const [targetId, setTarget] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  const check = useLoaded(`check ${targetId}`, async (hub, signal) =>
    targetId === null ? null : hub.writeMedia.check({ source, targetId }, { signal }),
  );
  const targets = listed.value?.targets ?? [];
  const shown = check.busy || check.error ? null : check.value;
  const isNamed = shown !== null && (!shown.needsModel || typed.trim() === shown.model);
  const start = async () => {
    if (targetId === null || !shown) return;
    setFault(null);
    try {
      const model = shown.needsModel ? typed.trim() : null;
      onBegun((await client.writeMedia.start({ source, targetId, model })).writingId);
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isNamed) void start();
      }}
    >
      <DialogBody>
        <div className={styles.form}>
          {listed.error ? <FaultNotice error={listed.error} /> : null}
          {!listed.value && !listed.error && <p role="status">{t('looking')}</p>}
          {listed.value && targets.every(({ refused }) => refused) && <p>{t('noTarget')}</p>}
          {targets.length > 0 && (
            <ChoiceRows
              label={t('target')}
              value={targetId}
              onChange={(value) => {
                setTarget(value);
                setTyped('');
              }}
              rows={targets.map(targetRow)}
            />
          )}
          {targetId !== null && check.busy && <p role="status">{t('checking')}</p>}
          {targetId !== null && check.error ? (
            <FaultNotice
              error={check.error}
              actions={<Button onClick={check.reload}>{t('checkAgain')}</Button>}
            />
          ) : null}
          {shown && <Checked check={shown} typed={typed} onType={setTyped} />}
          {fault ? <FaultNotice error={fault} /> : null}
        </div>
      </DialogBody>
      <DialogActions>
        <Button look="plain" icon={<RefreshCw />} onClick={listed.reload}>
          {t('again')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={!isNamed}>
          {t('start')}
        </Button>
      </DialogActions>
    </form>
  );
}

function targetRow({ sourceId, label, address, sizeBytes, refused }: WriteTarget) {
  const size = sizeBytes === null ? t('sizeUnknown') : bytesWords(sizeBytes);
  return {
    value: sourceId,
    title: label,
    aside: address,
    notes: refused ? refused.message : `${size}. ${t('ready')}`,
    refused: refused !== null,
  };
}

interface CheckedProps {
  readonly check: WriteCheck;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

function Checked({ check, typed, onType }: CheckedProps) {
  const { medium, imageBytes, method, unsoundSectors, warnings, needsModel, model } = check;
  const { sizeBytes, totalSectors, sectorSize, description } = medium;
  const size = t('mediumSize', {
    bytes: bytesWords(sizeBytes),
    sectors: sectorsWords(totalSectors),
    sectorSize: countWords(sectorSize),
  });
  return (
    <>
      <Facts
        facts={[
          { name: t('medium'), value: [size, description].filter(Boolean).join('; ') },
          { name: t('image'), value: t('fits', { bytes: bytesWords(imageBytes) }) },
          { name: t('protect'), value: t('notProtected') },
          { name: t('how'), value: t(method) },
        ]}
      />
      {unsoundSectors > 0 && <Notice tone="warn">{t('unsound', { count: unsoundSectors })}</Notice>}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      {needsModel && (
        <TextField
          label={t('typeModel')}
          hint={t('typeModelHint', { model })}
          problem={typed !== '' && !model.startsWith(typed.trim()) ? t('modelDiffers', { model }) : null}
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </>
  );
}
