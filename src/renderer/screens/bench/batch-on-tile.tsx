/** On the tile of a drive that works for a batch: what it asks for, and how far the batch is. */
import type { BatchStatus } from '../../../shared/model/batch.ts';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { batchFigures } from '../batch/batch-figures.ts';
import { promptWords } from '../batch/batch-words.ts';
import styles from './drive-tile.module.css';

const t = messagesOf('batch');

export interface BatchOnTileProps {
  readonly status: BatchStatus;
  readonly driveId: string;
  /** A job is at work below: then one line says enough. */
  readonly isReading: boolean;
}

export function BatchOnTile({ status: { batch, drives }, driveId, isReading }: BatchOnTileProps) {
  const prompt = drives.find(({ sourceId }) => sourceId === driveId);
  if (!prompt) return null;
  const { done, total } = batchFigures(batch.entries);
  return (
    <>
      <p className={styles.batch}>
        <ViewLink to={{ screen: 'batch', batchId: batch.uuid }}>{batch.name}</ViewLink>
        <span>{t('doneOf', { done, total })}</span>
      </p>
      {!isReading && <p className={styles.waiting}>{promptWords(prompt, batch)}</p>}
    </>
  );
}
