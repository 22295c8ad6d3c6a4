import type { Migration } from '../migration.ts';

/** As the index has it. A record that was damaged is told by the check, and stops nothing else. */
export const samplesOfDump =
  "(CASE WHEN json_valid(sidecar_json) THEN sidecar_json ->> '$.samples.sha256' END)";

/** Finds a medium by samples of its sectors; they stand in the record of its dump. */
export const knownSamples: Migration = {
  version: 140,
  apply: (db) =>
    db.exec(`
      CREATE INDEX dump_samples ON dump (${samplesOfDump}) WHERE ${samplesOfDump} IS NOT NULL;
    `),
};
