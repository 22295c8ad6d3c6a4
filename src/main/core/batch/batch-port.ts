/** What the catalogue keeps of batches. */
import type { Batch, BatchEntry, BatchReport } from '../../../shared/model/batch.ts';
import type { ChangeResult } from '../../../shared/model/collection.ts';
import type { MediumKey } from './batch-policy.ts';

export type OpenBatch = Pick<Batch, 'name' | 'template' | 'directory' | 'options' | 'settings'>;

export interface EntryChange
  extends Partial<
    Pick<
      BatchEntry,
      | ('state' | 'exception' | 'note' | 'drive' | 'jobId' | 'dumpId' | 'startedAt' | 'endedAt')
      | ('begunName' | 'readAnyway')
    >
  > {
  readonly evidence?: { readonly key: MediumKey; readonly observed: string | null } | null;
}

export interface SeenEvidence {
  readonly key: MediumKey;
  readonly code: string;
  /** uuid of the batch. */
  readonly batch: string;
}

export interface BatchRecords {
  create(by: string, batch: OpenBatch, codes: readonly string[]): Promise<ChangeResult & { uuid: string }>;
  list(): Promise<(Omit<Batch, 'entries'> & { entries: number; done: number })[]>;
  /** @throws not-found */
  read(uuid: string): Promise<Batch>;
  /** Name of the batch a dump was read in, the last one if there were several. */
  ofDump(dumpId: string): Promise<string | null>;
  setEntry(uuid: string, change: EntryChange): Promise<void>;
  seen(totalSectors: number): Promise<readonly SeenEvidence[]>;
  shift(by: string, uuid: string, fromPosition: number, step: 1 | -1): Promise<ChangeResult>;
  close(by: string, uuid: string, report: BatchReport): Promise<ChangeResult>;
}
