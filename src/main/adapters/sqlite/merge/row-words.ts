/** What rows and their values are called where a person reads of them. */
import type { RowValue, RowValues } from '../../../core/catalogue/merge-row.ts';
import { type ReadableDb, sql } from '../database.ts';
import type { MergedTable } from './portable-rows.ts';

/** @param databases where what is pointed to is looked for */
export function rowName(table: MergedTable, values: RowValues, databases: readonly ReadableDb[]): string {
  const words = (column: string) => valueWords(values[column] ?? null, databases) ?? '';
  if (table === 'batch_entry') return `${words('carrier_id')} in ${words('batch_id')}`;
  if (table === 'carrier_tag') return `${words('tag_id')} of ${words('carrier_id')}`;
  if (table === 'asset') return `${String(values.name || values.role)} of ${words('owner_id')}`;
  return String(values.code ?? values.title ?? values.name ?? values.value ?? values.note ?? '');
}

const named = [
  ...[['collection', 'code'] as const, ['location', 'code'] as const, ['item', 'title'] as const],
  ...[['carrier', 'code'] as const, ['dump', 'name'] as const, ['batch', 'name'] as const],
  ['tag', 'name'] as const,
];

/** References are uuids here, which nobody reads. */
export function valueWords(value: RowValue, databases: readonly ReadableDb[]): string | null {
  if (value === null) return null;
  const text = String(value);
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text)) return text;
  for (const db of databases)
    for (const [table, column] of named) {
      const row = sql(db, `SELECT ${column} AS name FROM ${table} WHERE uuid = ?`).get(text);
      if (row) return String(row.name);
    }
  return text;
}

/** How far a line or a batch has come, in one sentence. */
export function standingWords(
  table: 'batch' | 'batch_entry',
  values: RowValues,
  databases: readonly ReadableDb[],
): string {
  if (table === 'batch') {
    const report = JSON.parse((values.report_json as string | null) ?? 'null') as { text?: unknown } | null;
    return [values.state, values.closed_at, report?.text].filter(Boolean).join(', ');
  }
  const dump = valueWords(values.dump_uuid ?? null, databases);
  return [values.state, values.exception, dump, values.note].filter(Boolean).join(', ');
}
