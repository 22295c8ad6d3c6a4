/** Takes files out of an image into a new folder of a granted one, and says how that goes. */
import { useEffect, useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import type { Extraction } from '../../../shared/model/image-files.ts';
import { safeName } from '../../../shared/model/output.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { RadioField, TextField } from '../../components/fields.tsx';
import { Name } from '../../components/name.tsx';
import { FaultNotice, FaultWords, Notice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { act, say } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { follow } from '../../state/follow.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';
import { inWords } from '../../words/faults.ts';
import { nameWords } from '../../words/name-faults.ts';
import { bytesWords } from '../../words/numbers.ts';
import styles from './files-page.module.css';
import type { Chosen } from './preview-pane.tsx';

const t = messagesOf('files');
const common = messagesOf('common');

export interface ExtractWish {
  readonly chosen: Chosen | null;
  /** The folder that is shown; its name is null for the root. */
  readonly folder: { readonly id: string; readonly name: string | null };
}

export interface ExtractDialogProps {
  readonly imageId: string;
  readonly tree: string;
  /** Of the dump. */
  readonly name: string;
  readonly wish: ExtractWish;
  readonly onClose: () => void;
}

export function ExtractDialog(props: ExtractDialogProps) {
  return (
    <Dialog open onClose={props.onClose} title={t('extractTitle')} description={t('extractNote')}>
      <Form {...props} />
    </Dialog>
  );
}

type What = 'chosen' | 'folder' | 'all';

function Form({ imageId, tree, name, wish, onClose }: ExtractDialogProps) {
  const { client } = useHub();
  const { chosen, folder } = wish;
  const place = useRootChoice();
  const [what, setWhat] = useState<What>(chosen ? 'chosen' : folder.name === null ? 'all' : 'folder');
  const [into, setInto] = useState(safeName(t('filesOf', { name })));
  const [extractionId, setExtraction] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const rootId = place.root?.id ?? '';
  const ids: Readonly<Record<What, string>> = { chosen: chosen?.id ?? '', folder: folder.id, all: '' };
  const problem = nameWords(into);
  const start = async () => {
    setFault(null);
    try {
      setExtraction(
        (await client.images.extract({ imageId, tree, entries: [ids[what]], rootId, name: into }))
          .extractionId,
      );
    } catch (error) {
      setFault(error);
    }
  };
  if (extractionId !== null) return <Running extractionId={extractionId} onClose={onClose} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <DialogBody>
        <div className={styles.form}>
          <RadioField<What>
            label={t('what')}
            value={what}
            onChange={setWhat}
            choices={[
              ...(chosen ? [{ value: 'chosen' as const, label: chosen.name }] : []),
              ...(folder.name === null
                ? []
                : [{ value: 'folder' as const, label: t('theFolder', { name: folder.name }) }]),
              { value: 'all', label: t('everythingIn', { tree }) },
            ]}
          />
          <RootField label={t('where')} choice={place} />
          <TextField
            label={t('newFolder')}
            value={into}
            problem={problem}
            onChange={(event) => setInto(event.target.value)}
          />
          {fault ? <FaultNotice error={fault} /> : null}
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button look="primary" type="submit" disabled={problem !== null || rootId === ''}>
          {t('extract')}
        </Button>
      </DialogActions>
    </form>
  );
}

interface RunningProps {
  readonly extractionId: string;
  readonly onClose: () => void;
}

function Running({ extractionId, onClose }: RunningProps) {
  const { client } = useHub();
  const [extraction, setExtraction] = useState<Extraction | null>(null);
  const [lost, setLost] = useState<unknown>(null);
  useEffect(
    () =>
      follow(
        (after, signal) => client.images.watchExtraction({ extractionId, after }, { signal }),
        (value) => {
          setExtraction(value);
          setLost(null);
        },
        { onError: setLost },
      ),
    [client, extractionId],
  );
  const isRunning = extraction === null || extraction.state === 'running';
  return (
    <>
      <DialogBody>
        <div className={styles.form}>
          {extraction && <Progress extraction={extraction} />}
          {lost !== null && <FaultNotice error={lost} />}
        </div>
      </DialogBody>
      <DialogActions>
        {isRunning && (
          <Button onClick={() => void act(() => client.images.cancelExtraction({ extractionId }))}>
            {t('stop')}
          </Button>
        )}
        <Button
          look={isRunning ? 'normal' : 'primary'}
          onClick={() => {
            if (isRunning) sayWhenEnded(client, extractionId);
            onClose();
          }}
        >
          {isRunning ? t('goOn') : t('done')}
        </Button>
      </DialogActions>
    </>
  );
}

/** Follows an extraction nobody looks at any more, to its end. */
function sayWhenEnded(client: HubClient, extractionId: string): void {
  const end = follow(
    (after, signal) => client.images.watchExtraction({ extractionId, after }, { signal }),
    (extraction) => {
      if (extraction.state === 'running') return;
      end();
      say(extraction.error ? inWords(extraction.error).message : sentence(extraction));
    },
  );
}

function sentence({ state, files, totalFiles, bytes, totalBytes, damagedFiles, folder }: Extraction): string {
  const counted = t('counted', {
    files,
    totalFiles,
    size: bytesWords(bytes),
    totalSize: bytesWords(totalBytes),
  });
  const hurt = damagedFiles > 0 ? ` ${t('hurtWritten', { count: damagedFiles })}` : '';
  const place = folder ?? '';
  switch (state) {
    case 'running':
      return t('areWritten', { counted }) + hurt;
    case 'done':
      return t('areIn', { count: files, folder: place }) + hurt;
    case 'cancelled':
      return t('stopped', { counted, folder: place }) + hurt;
    case 'failed':
      return folder === null ? t('nothingWritten') : t('onlyIn', { counted, folder }) + hurt;
  }
}

function Progress({ extraction }: { readonly extraction: Extraction }) {
  const { state, bytes, totalBytes, path, problems, problemCount, error } = extraction;
  return (
    <>
      <p role="status">{sentence(extraction)}</p>
      {state === 'running' && (
        <>
          <progress max={Math.max(1, totalBytes)} value={bytes} aria-label={t('extracted')} />
          <p className={styles.now}>
            <Name>{path}</Name>
          </p>
        </>
      )}
      {error && <FaultWords fault={error} />}
      {problemCount > 0 && (
        <Notice tone="warn">
          <details>
            <summary>{t('needEye', { count: problemCount })}</summary>
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.path} ${problem.what}`}>
                  <Name>{problem.path}</Name> {problem.what}
                </li>
              ))}
            </ul>
          </details>
        </Notice>
      )}
    </>
  );
}
