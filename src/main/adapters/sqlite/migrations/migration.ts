import type { WritableDb } from '../database.ts';

/**
 * One step of a database from one version to the next. Steps are numbered with room between them, never change once
 * released, and only ever go forward.
 */
export interface Migration {
  readonly version: number;
  /** Runs inside one write transaction, which also sets the version. */
  readonly apply: (db: WritableDb) => void;
}

/** What makes a file one of ours, and how it came to its present form. */
export interface Schema {
  /** `PRAGMA application_id`. */
  readonly applicationId: number;
  /** Notes in its table `upkeep` that it is being written, so that a copy taken meanwhile is known for one. */
  readonly marksUse?: true;
  /** Ascending. */
  readonly migrations: readonly Migration[];
}

export function latestVersion(schema: Schema): number {
  return schema.migrations.at(-1)?.version ?? 0;
}
