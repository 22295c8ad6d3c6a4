import type { WritableDb } from '../database.ts';

/**
 * One step of a database from one version to the next. Steps are numbered by tens, never change once released, and
 * only ever go forward.
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
  /** Ascending. */
  readonly migrations: readonly Migration[];
}

export function latestVersion(schema: Schema): number {
  return schema.migrations.at(-1)?.version ?? 0;
}
