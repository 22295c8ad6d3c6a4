import type {
  BackupComparison,
  CatalogueBackup,
  FullCheck,
  RestoredCatalogue,
  UpkeepStatus,
} from '../../../shared/model/upkeep.ts';

/** What of the care of a catalogue is due. */
export interface UpkeepDue {
  readonly backup: boolean;
  readonly fullCheck: boolean;
}

export interface BackupReport {
  readonly made: CatalogueBackup[];
  /** Sentences, one for each folder that could not be written. */
  readonly problems: string[];
}

/** Care of the catalogue: backups while it is in use, and full checks on a thread of their own. */
export interface CatalogueUpkeep {
  status(): Promise<UpkeepStatus>;
  /** A backup is due an hour after the last one, when something changed since; a full check after a month. */
  due(nowMs: number): Promise<UpkeepDue>;
  backUp(nowMs: number): Promise<BackupReport>;
  /** @param folders absolute; none for the one beside the catalogue */
  setBackupFolders(folders: readonly string[]): Promise<void>;
  checkFully(): Promise<FullCheck>;
  /** @throws not-found, catalogue-corrupt, catalogue-newer */
  compare(backup: string): Promise<BackupComparison>;
  /**
   * The catalogue becomes the backup, the former one is kept under another name. What is asked of it meanwhile waits.
   * @throws not-found, catalogue-corrupt, catalogue-newer, conflict when somebody else has it open; nothing is changed then
   */
  restore(backup: string): Promise<RestoredCatalogue>;
}
