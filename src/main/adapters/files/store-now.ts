/** A store as it is at this moment, read beside the job that works on it: its saved state, and the reads logged since. */
import { readFileSync, statSync } from 'node:fs';
import { Ledger } from '../../core/store/ledger.ts';
import { decodeOutcomes, type OutcomeRecord } from '../../core/store/outcome-log.ts';
import { bootId } from '../boot-id.ts';
import { outcomeLogPath, readState } from './dump-store.ts';

export interface StoreNow {
  readonly ledger: Ledger;
  /** Since the state was saved, oldest first. */
  readonly reads: readonly OutcomeRecord[];
}

/** Between reading the state and its log the job may save a new one: then it is read again, a few times. */
const attempts = 4;

/** @throws SpindleError store-corrupt */
export function storeNow(directory: string, totalSectors: number): StoreNow {
  let state = readState(directory);
  let reads: readonly OutcomeRecord[] = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    reads = readsSince(directory, state.revision, totalSectors);
    const present = readState(directory);
    if (present.revision === state.revision) break;
    state = present;
    reads = [];
  }
  const ledger = Ledger.restore(totalSectors, state);
  for (const record of reads) ledger.replay(record);
  return { ledger, reads };
}

function readsSince(directory: string, revision: number, totalSectors: number): readonly OutcomeRecord[] {
  const path = outcomeLogPath(directory, revision, bootId());
  if (!statSync(path, { throwIfNoEntry: false })) return [];
  try {
    return decodeOutcomes(readFileSync(path), totalSectors);
  } catch (error) {
    // Taken away in between: what it said is in the state that was saved meanwhile.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
