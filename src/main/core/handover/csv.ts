/** CSV (RFC 4180) that no spreadsheet takes for a program. */

const formulaStart = /^[=+\-@\t\r]/;
const plainNumber = /^[+-]?\d+([.,]\d+)?$/;

/**
 * A cell a spreadsheet would compute is made text by an apostrophe in front, as OWASP's "CSV Injection" advises; numbers
 * stay numbers.
 */
export function csvCell(value: string | number | boolean | null): string {
  const text = String(value ?? '').toWellFormed();
  const harmless = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function csvRow(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
