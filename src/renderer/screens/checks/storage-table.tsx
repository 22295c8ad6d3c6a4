/** Each place files lie in: how much of it was checked, how long ago, and how often it is. */
import { useState } from 'react';
import { type FixityPolicy, type FixityStorage, fixityStates } from '../../../shared/model/fixity.ts';
import { bytesWords, countWords, rateWords } from '../../../shared/words.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { useHub } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import styles from './checks.module.css';
import { fixityTones, fixityWords } from './fixity-words.ts';
import { minuteWords } from './minute-of-day.ts';
import { PolicyDialog } from './policy-dialog.tsx';

export interface StorageTableProps {
  readonly storages: readonly FixityStorage[];
  readonly onChanged: () => void;
}

export function StorageTable({ storages, onChanged }: StorageTableProps) {
  const [changing, setChanging] = useState<FixityStorage | null>(null);
  return (
    <Panel title="Storages">
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
        <span className={styles.quiet}>
          {countWords(files)} {files === 1 ? 'file' : 'files'}, {bytesWords(sizeBytes)}
        </span>
        <Button onClick={onPolicy} aria-label={`How often ${root} is checked`}>
          {policyWords(policy)}
        </Button>
      </div>
      <Coverage storage={storage} />
      <p className={styles.quiet}>
        {due > 0 && `${countWords(due)} due. `}
        {oldestCheck ? `Oldest check ${momentWords(oldestCheck)}. ` : 'Nothing was checked yet. '}
        {nextDue && `Next due ${momentWords(nextDue)}.`}
      </p>
      {offline && (
        <Notice
          tone="warn"
          actions={
            <Button
              onClick={() =>
                act(
                  () => client.fixity.adoptVolume({ root }).then(onChanged),
                  'The volume that is there now is taken for this storage.',
                )
              }
            >
              It is on a new volume
            </Button>
          }
        >
          <p>
            This storage is away since {momentWords(offline.since)}: {offline.why}. Nothing can be said of its
            files until it is back; what was known of them is kept.
          </p>
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
            {countWords(storage.counts[state])} {fixityWords[state].toLowerCase()}
          </li>
        ))}
      </ul>
    </div>
  );
}

function policyWords({ intervalDays, maxBytesPerSecond, quietHours }: FixityPolicy): string {
  return [
    intervalDays === 1 ? 'Every day' : `Every ${countWords(intervalDays)} days`,
    ...(maxBytesPerSecond === null ? [] : [`at most ${rateWords(maxBytesPerSecond)}`]),
    ...(quietHours
      ? [`quiet ${minuteWords(quietHours.fromMinute)}\u2013${minuteWords(quietHours.toMinute)}`]
      : []),
  ].join(', ');
}
