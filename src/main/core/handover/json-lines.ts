/** One dump a line, with all that the catalogue can be made again from. */
import { z } from 'zod';
import { sidecarSchema } from '../../../shared/model/sidecar.ts';
import type { Exporter } from './exporter.ts';

export const recordLineVersion = 1;

export const recordLineSchema = z.object({
  format: z.literal('spindle-record'),
  version: z.literal(recordLineVersion),
  /** Where the files were when the line was written. */
  directory: z.string().min(1),
  record: sidecarSchema,
});
export type RecordLine = z.infer<typeof recordLineSchema>;

export function jsonLinesExporter(): Exporter {
  return [
    {
      open: '',
      each({ directory, record }) {
        const line: RecordLine = { format: 'spindle-record', version: recordLineVersion, directory, record };
        return `${JSON.stringify(line)}\n`;
      },
      close: () => '',
    },
  ];
}

/** @returns the record, or what is wrong with the line in words that continue it */
export function parseRecordLine(text: string): { readonly line: RecordLine } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is no JSON; it may be cut short' };
  }
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== 'spindle-record') return { problem: 'is no record of Spindle' };
  if (typeof version === 'number' && version > recordLineVersion)
    return {
      problem: `was written by a newer Spindle (version ${version} of records, known here up to ${recordLineVersion})`,
    };
  const parsed = recordLineSchema.safeParse(value);
  if (parsed.success) return { line: parsed.data };
  const issue = parsed.error.issues[0]!;
  return { problem: `is not complete: ${issue.path.join('.') || 'document'}: ${issue.message}` };
}
