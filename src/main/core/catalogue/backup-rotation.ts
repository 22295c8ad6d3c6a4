/** Which backups stay: by the hour for a day, by the day for two weeks, by the month for a year. */

export interface Backup {
  readonly name: string;
  readonly atMs: number;
}

/** How many hours, days and months that have a backup keep one: their last. */
export const kept = { hours: 24, days: 14, months: 12 } as const;

export const backupIntervalMs = 60 * 60 * 1000;

/** `STEM-2026-11-26T22-05-09Z.db`: sorts by time, and every file system takes it. */
export function backupName(stem: string, atMs: number): string {
  return `${stem}-${new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`;
}

/** @returns null for a name that is not of a backup of this catalogue */
export function parseBackupName(stem: string, name: string): Backup | null {
  if (!name.startsWith(`${stem}-`)) return null;
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/.exec(name.slice(stem.length + 1));
  if (!found) return null;
  const atMs = Date.parse(`${found[1]}T${found[2]}:${found[3]}:${found[4]}Z`);
  return Number.isNaN(atMs) ? null : { name, atMs };
}

/** The names that may be removed. The newest always stays. */
export function surplusBackups(backups: readonly Backup[]): string[] {
  const newestFirst = backups.toSorted((a, b) => b.atMs - a.atMs);
  const staying = new Set<string>(newestFirst.slice(0, 1).map(({ name }) => name));
  // The digits of an ISO time that tell hours, days and months apart.
  for (const [digits, most] of [
    [13, kept.hours],
    [10, kept.days],
    [7, kept.months],
  ] as const) {
    const periods = new Set<string>();
    for (const { name, atMs } of newestFirst) {
      const period = new Date(atMs).toISOString().slice(0, digits);
      if (periods.has(period)) continue;
      if (periods.size === most) break;
      periods.add(period);
      staying.add(name);
    }
  }
  return newestFirst.map(({ name }) => name).filter((name) => !staying.has(name));
}
