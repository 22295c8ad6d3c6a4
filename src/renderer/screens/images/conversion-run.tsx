/** A conversion at work, and what came of it: its files with their hashes, and what they do not hold. */
import type { HubClient } from '../../../shared/contract/client.ts';
import type { Conversion } from '../../../shared/model/conversion.ts';
import type { OutputFile } from '../../../shared/model/output.ts';
import { Button } from '../../components/button.tsx';
import { DialogActions, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice, FaultWords, Notice } from '../../components/notice.tsx';
import { act, say } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { follow } from '../../state/follow.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useFollowed } from '../../state/use-followed.ts';
import { go } from '../../state/view.ts';
import { inWords } from '../../words/faults.ts';
import { countWords, shareWords } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';
import { FilesTable } from '../job/files-table.tsx';
import { lossWords } from './conversion-words.ts';
import styles from './image-dialogs.module.css';
import { lastStep } from './open-image.ts';

const t = messagesOf('convert');

export interface ConversionRunProps {
  readonly conversionId: string;
  /** Where its files go. */
  readonly rootId: string;
  readonly onClose: () => void;
}

export function ConversionRun({ conversionId, rootId, onClose }: ConversionRunProps) {
  const { client } = useHub();
  const { value: conversion, lost } = useFollowed(conversionId, (hub, after, signal) =>
    hub.convert.watch({ conversionId, after }, { signal }),
  );
  const isRunning = conversion === null || conversion.state === 'running';
  const opened = conversion?.result && fileToOpen(conversion.result.files);
  return (
    <>
      <DialogBody>
        <div className={styles.form}>
          {conversion && <Standing conversion={conversion} />}
          {lost !== null && <FaultNotice error={lost} />}
        </div>
      </DialogBody>
      <DialogActions>
        {isRunning && (
          <Button onClick={() => void act(() => client.convert.cancel({ conversionId }))}>{t('stop')}</Button>
        )}
        {opened && (
          <Button
            onClick={() => {
              onClose();
              go({ screen: 'image', image: { rootId, path: lastStep(opened.path) } });
            }}
          >
            {t('open')}
          </Button>
        )}
        <Button
          look={isRunning ? 'normal' : 'primary'}
          onClick={() => {
            if (isRunning) sayWhenEnded(client, conversionId);
            onClose();
          }}
        >
          {isRunning ? t('background') : t('done')}
        </Button>
      </DialogActions>
    </>
  );
}

/** What stands for the whole: the sheet where there is one; a folder of sound has none. */
function fileToOpen(files: readonly OutputFile[]): OutputFile | undefined {
  return files.find(({ role }) => role === 'sheet') ?? files.find(({ role }) => role === 'image');
}

/** Follows a conversion nobody looks at any more, to its end. */
function sayWhenEnded(client: HubClient, conversionId: string): void {
  const end = follow(
    (after, signal) => client.convert.watch({ conversionId, after }, { signal }),
    (conversion) => {
      if (conversion.state === 'running') return;
      end();
      say(conversion.error ? inWords(conversion.error).message : sentence(conversion));
    },
  );
}

function sentence({ state, format, share, result, lost }: Conversion): string {
  const target = t(format);
  switch (state) {
    case 'running':
      return t('running', { format: target, share: shareWords(share, 1) });
    case 'done': {
      const name = result?.name ?? '';
      return lost.length === 0
        ? t('finished', { format: target, name })
        : t('finishedLost', { format: target, name, lost: lossWords(lost) });
    }
    case 'cancelled':
      return t('cancelled');
    case 'failed':
      return t('failed');
  }
}

function Standing({ conversion }: { readonly conversion: Conversion }) {
  const { state, share, error, faults, faultCount, result } = conversion;
  const [first] = result?.files ?? [];
  return (
    <>
      <p className={styles.sentence} role="status">
        {sentence(conversion)}
      </p>
      {state === 'running' && <progress max={1} value={share} aria-label={t('progress')} />}
      {error && <FaultWords fault={error} />}
      {result && result.sectors.bad > 0 && (
        <Notice tone="warn">{t('badKept', { sectors: sectorsWords(result.sectors.bad) })}</Notice>
      )}
      {faultCount > 0 && (
        <Notice tone="warn">
          <details>
            <summary>{t('faults', { count: faultCount })}</summary>
            <ul>
              {faults.map(({ lba, what }) => (
                <li key={`${lba} ${what}`}>{t('fault', { lba: countWords(lba), what })}</li>
              ))}
            </ul>
          </details>
        </Notice>
      )}
      {result?.notes.map((note) => (
        <Notice key={note} tone="warn">
          {note}
        </Notice>
      ))}
      {result && first && (
        <FilesTable files={result.files} directory={first.path.slice(0, -lastStep(first.path).length - 1)} />
      )}
    </>
  );
}
