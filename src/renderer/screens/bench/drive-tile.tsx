/** One drive: what it is, what is in it, what it does, and the one thing to do next. */
import { Disc3, HardDrive, Lock, LockOpen, Save, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { BatchStatus } from '../../../shared/model/batch.ts';
import type { Drive } from '../../../shared/model/drive.ts';
import { isAtRest, type JobSummary } from '../../../shared/model/job.ts';
import { AfterThis } from '../../components/after-this.tsx';
import { Button } from '../../components/button.tsx';
import { Tag } from '../../components/chip.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { benchStore, chooseDrive, mayStopAfter } from '../../state/bench-store.ts';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { isAtWork } from '../../state/queue-order.ts';
import { carrierNoun, isDiscDrive } from '../../words/disc.ts';
import { bytesWords } from '../../words/numbers.ts';
import { BatchOnTile } from './batch-on-tile.tsx';
import styles from './drive-tile.module.css';
import { RestingJob, WaitingJob, WorkingJob } from './tile-job.tsx';

const t = messagesOf('bench');

export interface DriveTileProps {
  readonly drive: Drive;
  /** As on the cards beside the bench. */
  readonly letter: string;
  readonly job: JobSummary | undefined;
  /** How many jobs wait for this drive. */
  readonly waiting: number;
  /** The batch this drive works for. */
  readonly batch: BatchStatus | null;
  readonly onStart: () => void;
}

export function DriveTile({ drive, letter, job, waiting, batch, onStart }: DriveTileProps) {
  const { client } = useHub();
  const tile = useRef<HTMLElement>(null);
  const isChosen = useStore(benchStore, ({ chosenId }) => chosenId === drive.id);
  const focusWanted = useStore(benchStore, (state) => state.focusWanted && state.chosenId === drive.id);
  useEffect(() => {
    if (!focusWanted) return;
    tile.current?.focus();
    chooseDrive(drive.id, { focus: false });
  }, [focusWanted, drive.id]);
  const practice = drive.kind === 'simulated';
  const isHeld = useHubState(({ held }) => held.includes(drive.id));
  const mayStop = mayStopAfter({ job, waiting, isInBatch: batch !== null, isHeld });
  const idle = !job || isAtRest(job.state);
  // The drives of the practice desk are part of it.
  const mayGo = useHubState(({ about }) => practice && !about?.isPractice);
  return (
    <article
      ref={tile}
      className={styles.tile}
      aria-label={drive.label}
      data-tile
      data-chosen={isChosen || undefined}
      tabIndex={-1}
      onFocus={() => chooseDrive(drive.id)}
    >
      <header className={styles.header}>
        {letter && <span className={styles.letter}>{letter}</span>}
        <KindSign drive={drive} />
        <h2 className={styles.label}>{drive.label}</h2>
        {practice && <Tag>{t('practice')}</Tag>}
        {mayGo && idle && (
          <Button
            look="plain"
            className={styles.remove}
            aria-label={t('removePractice', { drive: drive.label })}
            icon={<X />}
            onClick={() => act(() => client.drives.removePractice({ sourceId: drive.id }))}
          />
        )}
      </header>
      <p className={styles.facts}>
        <span className={styles.address}>{drive.address}</span>
        {drive.sizeBytes ? <span>{bytesWords(drive.sizeBytes)}</span> : null}
        {!isDiscDrive(drive) && <Protection writeProtected={drive.writeProtected} />}
      </p>
      <div className={styles.body}>
        {batch && <BatchOnTile status={batch} driveId={drive.id} isReading={!idle} />}
        {drive.systemDisk !== null ? (
          <p className={styles.reason} title={drive.systemDisk}>
            {t('notImaged')}
          </p>
        ) : job && isAtWork(job) ? (
          <WorkingJob job={job} />
        ) : job && !isAtRest(job.state) ? (
          <WaitingJob job={job} />
        ) : batch ? null : job ? (
          <RestingJob job={job} onStart={onStart} />
        ) : (
          <IdleDrive drive={drive} onStart={onStart} />
        )}
        {mayStop && (
          <div className={styles.afterThis}>
            <AfterThis drive={drive} isAtWork={job !== undefined && isAtWork(job)} waiting={waiting} />
          </div>
        )}
      </div>
    </article>
  );
}

function KindSign({ drive }: { readonly drive: Drive }) {
  const Sign = isDiscDrive(drive) ? Disc3 : drive.kind === 'disk' ? HardDrive : Save;
  return <Sign className={styles.kind} aria-hidden />;
}

function Protection({ writeProtected }: { readonly writeProtected: boolean | null }) {
  if (writeProtected === null) return null;
  return writeProtected ? (
    <span className={styles.protection}>
      <Lock aria-hidden /> {t('writeProtected')}
    </span>
  ) : (
    <span className={styles.protection}>
      <LockOpen aria-hidden /> {t('writable')}
    </span>
  );
}

function IdleDrive({ drive, onStart }: { readonly drive: Drive; readonly onStart: () => void }) {
  const empty = drive.sizeBytes === 0;
  const carrier = carrierNoun(drive);
  return (
    <>
      <p className={styles.waiting}>{empty ? t('insert', { carrier }) : t('ready')}</p>
      <div className={styles.actions}>
        <Button look={empty ? 'normal' : 'primary'} onClick={onStart}>
          {empty ? t('lookFor', { carrier }) : t('start')}
        </Button>
      </div>
    </>
  );
}
