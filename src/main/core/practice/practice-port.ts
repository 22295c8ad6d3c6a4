/** The folder the practice desk lives in: its drive, and the bags that were made there. */
export interface PracticeFolder {
  /** Of the drive that disks of the shelf are put into. */
  readonly driveAddress: string;
  /** Id of the disk in it. */
  inserted(): string | null;
  /** Null takes it out. @throws not-found */
  insert(diskId: string | null): void;
  /** SHA-256 of every file in bags among the results. */
  baggedHashes(): Promise<ReadonlySet<string>>;
  /** Another process may open it from now on. */
  close(): void;
}
