/** Looks at every page of a database, which takes minutes for a large one, through a connection that only reads. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from '../database.ts';
import type { IntegrityWork } from './integrity.ts';

const { path, depth } = workerData as IntegrityWork;
const mostFindings = 100;

function findings(): string[] {
  const connection = openReadOnly(path);
  try {
    const pragma = depth === 'full' ? 'integrity_check' : 'quick_check';
    const lines = connection.pragma(`${pragma}(${mostFindings})`) as Record<string, string>[];
    const damage = lines.map((line) => line[pragma]!).filter((line) => line !== 'ok');
    const orphans = connection.pragma('foreign_key_check') as {
      table: string;
      rowid: number;
      parent: string;
    }[];
    return [
      ...damage.map((line) => `The database is damaged: ${line}.`),
      ...orphans
        .slice(0, mostFindings)
        .map(
          ({ table, rowid, parent }) => `Row ${rowid} of ${table} points to a ${parent} that is not there.`,
        ),
    ];
  } catch (error) {
    return [`The database could not be checked: ${error instanceof Error ? error.message : String(error)}.`];
  } finally {
    connection.close();
  }
}

parentPort!.postMessage(findings());
