/** Folders with backups: what is in them, and what is taken away again. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BackupFolder, CatalogueBackup } from '../../../../shared/model/upkeep.ts';
import { parseBackupName, surplusBackups } from '../../../core/catalogue/backup-rotation.ts';
import { timestamp } from '../../../core/timestamp.ts';

/** `catalogue` of `catalogue.db`: what the names of its backups begin with. */
export function backupStem(cataloguePath: string): string {
  return basename(cataloguePath).replace(/\.db$/i, '');
}

export function defaultBackupFolder(cataloguePath: string): string {
  return `${cataloguePath.replace(/\.db$/i, '')}.backups`;
}

export interface FoundBackup extends CatalogueBackup {
  readonly name: string;
  readonly atMs: number;
}

/** Newest first; none where there is no such folder, or it is away. */
export function backupsIn(folder: string, stem: string): FoundBackup[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const backup = parseBackupName(stem, name);
      const size = backup && statSync(join(folder, name), { throwIfNoEntry: false })?.size;
      if (!backup || size == null) return [];
      return [{ ...backup, path: join(folder, name), at: timestamp(new Date(backup.atMs)), sizeBytes: size }];
    })
    .sort((a, b) => b.atMs - a.atMs);
}

export function folderState(path: string, stem: string, problem: string | null): BackupFolder {
  const backups = backupsIn(path, stem);
  return {
    path,
    lastAt: backups[0]?.at ?? null,
    backups: backups.length,
    sizeBytes: backups.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    problem,
  };
}

export function removeSurplus(folder: string, stem: string): void {
  for (const name of surplusBackups(backupsIn(folder, stem))) rmSync(join(folder, name), { force: true });
}
