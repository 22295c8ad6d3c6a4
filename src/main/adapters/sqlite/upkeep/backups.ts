/** Backups of the catalogue while it is in use: made beside it, looked through, then copied to every folder. */
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { backupIntervalMs, backupName } from '../../../core/catalogue/backup-rotation.ts';
import type { BackupReport } from '../../../core/catalogue/upkeep-port.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { partSuffix, syncDirectory } from '../../files/durable.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import type { Connection } from '../database.ts';
import { backupStem, backupsIn, removeSurplus } from './backup-folders.ts';
import { clearPart, finishCopy } from './finish-copy.ts';
import { checkIntegrity } from './integrity.ts';

/** Copied at a time; other work of the thread comes in between. */
const pagesPerStep = 500;

/** Whether something changed since the oldest of the newest backups, and that one is an hour old. */
export function isBackupDue(path: string, folders: readonly string[], nowMs: number): boolean {
  const stem = backupStem(path);
  const lastMs = Math.min(...folders.map((folder) => backupsIn(folder, stem)[0]?.atMs ?? 0));
  return nowMs - lastMs >= backupIntervalMs && changedMs(path) > lastMs;
}

/** An empty log says only that somebody opened the catalogue. */
function changedMs(path: string): number {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return Math.max(statSync(path).mtimeMs, log && log.size > 0 ? log.mtimeMs : 0);
}

/** @throws CatalogueFault catalogue-corrupt when the catalogue is damaged: no backup is made of it, and none removed */
export async function backUp(
  connection: Connection,
  path: string,
  folders: readonly string[],
  nowMs: number,
): Promise<BackupReport> {
  const fresh = `${path}.backup`;
  const part = fresh + partSuffix;
  try {
    clearPart(part);
    await connection.backup(part, { progress: () => pagesPerStep });
    const findings = await checkIntegrity({ path: part, depth: 'quick' });
    if (findings.length > 0) throw damaged(path, findings[0]!);
    finishCopy(part, fresh);
    return spread(fresh, path, folders, nowMs);
  } finally {
    for (const name of [part, fresh]) clearPart(name);
  }
}

function spread(fresh: string, path: string, folders: readonly string[], nowMs: number): BackupReport {
  const stem = backupStem(path);
  const report: BackupReport = { made: [], problems: [] };
  for (const folder of folders) {
    const target = join(folder, backupName(stem, nowMs));
    try {
      mkdirSync(folder, { recursive: true });
      copyDurably(fresh, target);
      removeSurplus(folder, stem);
      report.made.push({ path: target, at: timestamp(new Date(nowMs)), sizeBytes: statSync(target).size });
    } catch (error) {
      const system = (error as NodeJS.ErrnoException).code ?? String(error);
      report.problems.push(
        `The catalogue could not be backed up to ${folder} (${system}). Earlier backups are kept; bring the folder back or name another.`,
      );
    }
  }
  return report;
}

function copyDurably(source: string, target: string): void {
  const part = target + partSuffix;
  try {
    copyFileSync(source, part);
    const fd = openSync(part, 'r+');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(part, target);
    syncDirectory(join(target, '..'));
  } finally {
    rmSync(part, { force: true });
  }
}

function damaged(path: string, what: string): CatalogueFault {
  return new CatalogueFault(
    'catalogue-corrupt',
    `The catalogue ${path} was not backed up, because it is damaged (${what}). Earlier backups are kept; put one back with \`spindle catalogue restore\`.`,
    { path },
  );
}
