/** A document over many dumps, made piece by piece: what is held is one dump, however large the collection. */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';

/** One walk over all dumps. */
export interface Sweep {
  readonly open: string;
  each(dump: DumpRecord): string;
  close(): string;
}

/** Sweeps in order: some schemas want all objects of a kind before the first of the next. For one use. */
export type Exporter = readonly Sweep[];

/** Made when, and by what; documents say so. */
export interface ExportContext {
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601 with offset. */
  readonly at: string;
  /** Where a document finds a file of a dump: a path relative to itself. */
  readonly locate: (dump: DumpRecord, fileName: string) => string;
}

/** The whole text, for collections that fit into memory. */
export function exportAll(exporter: Exporter, dumps: readonly DumpRecord[]): string {
  return exporter
    .map((sweep) => sweep.open + dumps.map((dump) => sweep.each(dump)).join('') + sweep.close())
    .join('');
}
