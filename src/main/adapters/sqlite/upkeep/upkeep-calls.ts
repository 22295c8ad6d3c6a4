/** What the catalogue's thread does for the care of its database. */
import type { BackupComparison, FullCheck, UpkeepStatus } from '../../../../shared/model/upkeep.ts';
import type { BackupReport, UpkeepDue } from '../../../core/catalogue/upkeep-port.ts';
import { asFault } from '../catalogue-fault.ts';
import type { Connection } from '../database.ts';
import { backupStem, backupsIn, defaultBackupFolder, folderState } from './backup-folders.ts';
import { backUp, isBackupDue } from './backups.ts';
import { compareBackup } from './compare-backup.ts';
import { checkIntegrity } from './integrity.ts';
import { lastGoodChecks, nameBackupFolders, namedBackupFolders, noteGoodCheck } from './upkeep-rows.ts';

export interface UpkeepCalls {
  upkeepStatus(): UpkeepStatus;
  upkeepDue(nowMs: number): UpkeepDue;
  upkeepBackUp(nowMs: number): Promise<BackupReport>;
  upkeepSetFolders(folders: readonly string[]): void;
  upkeepCompare(backup: string): BackupComparison;
  upkeepCheckFully(): Promise<FullCheck>;
}

const fullCheckIntervalMs = 30 * 24 * 60 * 60 * 1000;

export function upkeepCalls(connection: Connection, path: string): UpkeepCalls {
  const folders = () => {
    const named = namedBackupFolders(connection);
    return named.length > 0 ? named : [defaultBackupFolder(path)];
  };
  const stem = backupStem(path);
  let problems: readonly string[] = [];
  /** Why none could be made at all. */
  let fault: string | null = null;
  let working: Promise<BackupReport> | null = null;
  return {
    upkeepStatus: () => ({
      folders: folders().map((folder) =>
        folderState(folder, stem, problems.find((problem) => problem.includes(folder)) ?? fault),
      ),
      backups: folders()
        .flatMap((folder) => backupsIn(folder, stem))
        .sort((a, b) => b.atMs - a.atMs)
        .map(({ path: backup, at, sizeBytes }) => ({ path: backup, at, sizeBytes })),
      lastGoodChecks: lastGoodChecks(connection),
    }),
    upkeepDue: (nowMs) => {
      const { full } = lastGoodChecks(connection);
      return {
        backup: isBackupDue(path, folders(), nowMs),
        fullCheck: full === null || nowMs - Date.parse(full) >= fullCheckIntervalMs,
      };
    },
    upkeepBackUp: (nowMs) => {
      // Two doors may ask at once: one backup answers both.
      working ??= backUp(connection, path, folders(), nowMs)
        .then((report) => {
          problems = report.problems;
          fault = null;
          return report;
        })
        .catch((error: unknown) => {
          fault = asFault(error, path).message;
          throw error;
        })
        .finally(() => {
          working = null;
        });
      return working;
    },
    upkeepSetFolders: (chosen) => nameBackupFolders(connection, chosen),
    upkeepCompare: (backup) => compareBackup(connection, backup),
    upkeepCheckFully: async () => {
      const startedMs = performance.now();
      const findings = await checkIntegrity({ path, depth: 'full' });
      if (findings.length === 0) noteGoodCheck(connection, 'full');
      return { ok: findings.length === 0, findings, tookMs: Math.round(performance.now() - startedMs) };
    },
  };
}
