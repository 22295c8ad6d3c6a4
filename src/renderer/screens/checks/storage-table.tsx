/** Each place files lie in: how much of it was checked, how long ago, and how often it is. */
import { useState } from 'react';
import { type FixityPolicy, type FixityStorage, fixityStates } from '../../../shared/model/fixity.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { bytesWords, countWords, rateWords } from '../../words/numbers.ts';
import styles from './checks.module.css';
import { fixityTones, fixityWord } from './fixity-words.ts';
import { minuteWords } from './minute-of-day.ts';
import { PolicyDialog } from './policy-dialog.tsx';

const t = messagesOf('checks');

export interface StorageTableProps {
  readonly storages: readonly FixityStorage[];
  readonly onChanged: () => void;
}

export function StorageTable({ storages, onChanged }: StorageTableProps) {
  const [changing, setChanging] = useState<FixityStorage | null>(null);
  return (
    <Panel title={t('storages')} term="fixity">
      <ul className={styles.storages}>
        {storages.map((storage) => (
          <li key={storage.root}>
            <StorageRow storage={storage} onPolicy={() => setChanging(storage)} onChanged={onChanged} />
          </li>
        ))}
      </ul>
      <PolicyDialog
        storage={changing}
        onClose={() => setChanging(null)}
        onSaved={() => {
          setChanging(null);
          onChanged();
        }}
      />
    </Panel>
  );
}

interface StorageRowProps {
  readonly storage: FixityStorage;
  readonly onPolicy: () => void;
  readonly onChanged: () => void;
}

function StorageRow({ storage, onPolicy, onChanged }: StorageRowProps) {
  const { client } = useHub();
  const { root, files, sizeBytes, due, oldestCheck, nextDue, offline, policy } = storage;
  return (
    <>
      <div className={styles.storageHead}>
        <strong className={styles.root}>{root}</strong>
        <span className={styles.quiet}>{t('files', { files, size: bytesWords(sizeBytes) })}</span>
        <Button onClick={onPolicy}>
          {policyWords(policy)}
          <span className="visually-hidden">: {t('howOften', { root })}</span>
        </Button>
      </div>
      <Coverage storage={storage} />
      <p className={styles.quiet}>
        {[
          ...(due > 0 ? [t('due', { count: due })] : []),
          oldestCheck ? t('oldest', { at: momentWords(oldestCheck) }) : t('neverChecked'),
          ...(nextDue ? [t('next', { at: momentWords(nextDue) })] : []),
        ].join(' ')}
      </p>
      {offline && (
        <Notice
          tone="warn"
          actions={
            <Button
              onClick={() =>
                act(() => client.fixity.adoptVolume({ root }).then(onChanged), t('newVolumeTaken'))
              }
            >
              {t('newVolume')}
            </Button>
          }
        >
          <p>{t('away', { at: momentWords(offline.since), why: offline.why })}</p>
        </Notice>
      )}
    </>
  );
}

/** The share of each state, as a bar and in words. */
function Coverage({ storage }: { readonly storage: FixityStorage }) {
  const shown = fixityStates.filter((state) => storage.counts[state] > 0);
  return (
    <div className={styles.coverage}>
      <div className={styles.bar} aria-hidden>
        {shown.map((state) => (
          <span
            key={state}
            className={styles[fixityTones[state]]}
            style={{ flexGrow: storage.counts[state] }}
            data-state={state}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {shown.map((state) => (
          <li key={state}>
            <span className={styles[fixityTones[state]]} data-state={state} aria-hidden />
            {countWords(storage.counts[state])} {fixityWord(state)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function policyWords({ intervalDays, maxBytesPerSecond, quietHours }: FixityPolicy): string {
  return [
    t('everyDays', { days: intervalDays }),
    ...(maxBytesPerSecond === null ? [] : [t('atMost', { rate: rateWords(maxBytesPerSecond) })]),
    ...(quietHours
      ? [t('quiet', { from: minuteWords(quietHours.fromMinute), to: minuteWords(quietHours.toMinute) })]
      : []),
  ].join(', ');
}
