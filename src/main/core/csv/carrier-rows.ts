/** Rows of a table of expected carriers as what a person says of each carrier. */
import { SpindleError } from '../../../shared/errors.ts';
import type { TableField } from '../../../shared/model/carrier-table.ts';
import { type CarrierPatch, carrierPatchSchema, codeSchema } from '../../../shared/model/collection.ts';
import { type Vocabulary, vocabulary } from '../../../shared/model/vocabulary.ts';
import { type CsvDelimiter, csvRecords, decodeTable, detectDelimiter, isFormula } from './read-csv.ts';

/** An item as a row names it; the same names in another row are the same item. */
export interface NamedItem {
  readonly title: string | null;
  readonly callNumber: string | null;
  readonly accessionNo: string | null;
}

export interface CarrierRow {
  readonly line: number;
  readonly code: string;
  readonly patch: Omit<CarrierPatch, 'item' | 'collection' | 'location' | 'code'>;
  readonly item: NamedItem | null;
  readonly collection: string | null;
  readonly location: string | null;
}

export interface RefusedRow {
  readonly line: number;
  readonly why: string;
}

export interface ReadTable {
  readonly encoding: string;
  readonly delimiter: CsvDelimiter;
  readonly columns: readonly {
    readonly name: string;
    readonly field: TableField;
    readonly samples: readonly string[];
  }[];
  readonly rows: readonly CarrierRow[];
  readonly refused: readonly RefusedRow[];
}

/** Names of columns in tables seen so far, folded: letters and digits only. */
const aliases: Readonly<Partial<Record<TableField, readonly string[]>>> = {
  code: [
    'code',
    'carrier',
    'carriercode',
    'mediaid',
    'medianumber',
    'mediumid',
    'signatur',
    'id',
    'inventorynumber',
  ],
  title: ['title', 'carriertitle', 'disctitle', 'titel'],
  label: ['label', 'labeltext', 'inscription', 'beschriftung'],
  kind: ['kind', 'carriertype', 'mediatype', 'mediumtype', 'format', 'type', 'mediaformat'],
  item: ['item', 'itemtitle', 'publication', 'box', 'object'],
  callNumber: ['callnumber', 'callno', 'shelfmark'],
  accessionNo: ['accessionno', 'accessionnumber', 'accession'],
  collection: ['collection', 'collectioncode', 'fonds', 'bestand'],
  location: ['location', 'shelf', 'storagelocation', 'standort'],
  sequence: ['sequence', 'seq', 'seqno', 'volumeno', 'discnumber', 'disc', 'number', 'no'],
  sequenceTotal: ['sequencetotal', 'seqtotal', 'of', 'disctotal'],
  side: ['side'],
  copy: ['copy', 'copyno', 'copynumber'],
  manufacturer: ['manufacturer', 'mediamanufacture', 'brand', 'maker'],
  date: ['date', 'year', 'datestatement'],
  condition: ['condition', 'conditioncode'],
  conditionNote: ['conditionnote'],
  writeProtected: ['writeprotected', 'writeprotect'],
  disposition: ['disposition'],
  note: ['note', 'notes', 'comment', 'comments', 'remark', 'remarks'],
  tags: ['tags', 'tag', 'keywords'],
  barcode: ['barcode', 'ean', 'upc'],
  isbn: ['isbn'],
  catalogueNo: ['catalogueno', 'catalogno', 'cataloguenumber', 'catalognumber'],
};

const mostSamples = 3;

/**
 * Reads a table whole. Rows that cannot be used are told and keep no other out.
 *
 * @throws SpindleError bad-request for a table that cannot be read, or has no column with codes
 */
export function readCarrierTable(
  bytes: Uint8Array,
  asked: { readonly delimiter: CsvDelimiter | null; readonly mapping: Readonly<Record<string, TableField>> },
): ReadTable {
  const { text, encoding } = decodeTable(bytes);
  if (text.includes('\u0000')) throw noTable('it is not a text');
  const delimiter = asked.delimiter ?? detectDelimiter(text);
  const records = csvRecords(text, delimiter);
  const first = records.next();
  if (first.done) throw noTable('it is empty');
  const header = first.value;
  const fields = fieldsOf(header.cells, asked.mapping);
  const samples = header.cells.map((): string[] => []);
  const rows: CarrierRow[] = [];
  const refused: RefusedRow[] = [];
  const lineOfCode = new Map<string, number>();
  for (const { line, cells } of records) {
    cells.forEach((cell, index) => {
      if (cell !== '' && (samples[index]?.length ?? mostSamples) < mostSamples)
        samples[index]!.push(cell.slice(0, 100));
    });
    const row = readRow(line, cells, fields);
    if ('why' in row) refused.push(row);
    else {
      const before = lineOfCode.get(row.code.toLowerCase());
      if (before === undefined) rows.push(row);
      else refused.push({ line, why: `The code ${row.code} stands in line ${before} already.` });
      lineOfCode.set(row.code.toLowerCase(), before ?? line);
    }
  }
  const columns = header.cells.map((name, index) => ({
    name,
    field: fields[index]!,
    samples: samples[index]!,
  }));
  return { encoding, delimiter, columns, rows, refused };
}

function fieldsOf(names: readonly string[], mapping: Readonly<Record<string, TableField>>): TableField[] {
  const foreign = Object.keys(mapping).find((name) => !names.includes(name));
  if (foreign !== undefined)
    throw noTable(`it has no column "${foreign}"; its columns are ${names.join(', ')}`);
  const taken = new Set<TableField>();
  const fields = names.map((name) => {
    const field = Object.hasOwn(mapping, name) ? mapping[name]! : guess(name, taken);
    if (field !== 'ignore') taken.add(field);
    return field;
  });
  const twice = fields.find(
    (field, index) => field !== 'ignore' && field !== 'tags' && fields.indexOf(field) !== index,
  );
  if (twice) throw noTable(`two columns are "${twice}"; say which one is`);
  if (!fields.includes('code'))
    throw noTable(
      `no column has the codes of the carriers (its columns are ${names.join(', ')}); say which one does`,
    );
  return fields;
}

function guess(name: string, taken: ReadonlySet<TableField>): TableField {
  const folded = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const found = Object.entries(aliases).find(([, names]) => names.includes(folded));
  const field = (found?.[0] ?? 'ignore') as TableField;
  return taken.has(field) ? 'ignore' : field;
}

function readRow(
  line: number,
  cells: readonly string[],
  fields: readonly TableField[],
): CarrierRow | RefusedRow {
  if (cells.length > fields.length)
    return { line, why: `It has ${cells.length} cells, the table has ${fields.length} columns.` };
  const formula = cells.find((cell, index) => fields[index] !== 'ignore' && isFormula(cell));
  if (formula !== undefined)
    return {
      line,
      why: `"${formula.slice(0, 40)}" is a formula; put an apostrophe in front if it is meant as text.`,
    };
  const cell = (field: TableField) => cells[fields.indexOf(field)]?.trim() || null;
  const code = cell('code');
  if (code === null) return { line, why: 'It has no code.' };
  const codeProblem = codeSchema.safeParse(code);
  if (!codeProblem.success)
    return { line, why: `"${code.slice(0, 40)}": ${codeProblem.error.issues[0]!.message}.` };
  try {
    const patch = carrierPatchSchema.safeParse(patchOf(cell, tagsOf(cells, fields)));
    if (!patch.success) {
      const issue = patch.error.issues[0]!;
      return { line, why: `${issue.path.join('.')}: ${issue.message}.` };
    }
    const item = { title: cell('item'), callNumber: cell('callNumber'), accessionNo: cell('accessionNo') };
    const isNamed = item.title !== null || item.callNumber !== null || item.accessionNo !== null;
    return {
      ...{ line, code, patch: patch.data, item: isNamed ? item : null },
      ...{ collection: cell('collection'), location: cell('location') },
    };
  } catch (error) {
    if (error instanceof SpindleError) return { line, why: error.message };
    throw error;
  }
}

/** An empty cell says nothing: what is there stays. */
function patchOf(
  cell: (field: TableField) => string | null,
  tags: readonly string[],
): Record<string, unknown> {
  const identifiers = (
    [
      ['barcode', 'barcode'],
      ['isbn', 'isbn'],
      ['catalogueNo', 'catalogue-no'],
    ] as const
  ).flatMap(([field, scheme]) => {
    const value = cell(field);
    return value === null ? [] : [{ scheme, value, verified: false }];
  });
  const values = {
    title: cell('title'),
    labelText: cell('label'),
    kind: coded('kind', cell('kind')),
    sequence: whole('sequence', cell('sequence')),
    sequenceTotal: whole('sequenceTotal', cell('sequenceTotal')),
    side: cell('side'),
    copy: whole('copy', cell('copy')),
    manufacturer: cell('manufacturer'),
    date: cell('date'),
    condition: coded('condition', cell('condition')),
    conditionNote: cell('conditionNote'),
    writeProtected: yesNo(cell('writeProtected')),
    disposition: coded('disposition', cell('disposition')),
    note: cell('note'),
  };
  return {
    ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
    ...(tags.length > 0 ? { addTags: tags } : {}),
    ...(identifiers.length > 0 ? { addIdentifiers: identifiers } : {}),
  };
}

function tagsOf(cells: readonly string[], fields: readonly TableField[]): string[] {
  return cells
    .filter((_, index) => fields[index] === 'tags')
    .flatMap((cell) => cell.split(/[;,|]/))
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** A code of a vocabulary, or its words, in any case and punctuation. */
function coded(name: Vocabulary, text: string | null): string | null {
  if (text === null) return null;
  const fold = (value: string) => value.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, '');
  const found = Object.entries(vocabulary[name]).find(([code, words]) =>
    [code, words].map(fold).includes(fold(text)),
  );
  if (found) return found[0];
  throw new SpindleError(
    'bad-request',
    `"${text.slice(0, 40)}" is no ${name} (${Object.keys(vocabulary[name]).join(', ')}).`,
  );
}

function whole(name: string, text: string | null): number | null {
  if (text === null) return null;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new SpindleError('bad-request', `"${text.slice(0, 40)}" is no whole number (${name}).`);
}

function yesNo(text: string | null): boolean | null {
  if (text === null) return null;
  const folded = text.toLowerCase();
  if (['yes', 'y', 'true', '1', 'ja', 'x'].includes(folded)) return true;
  if (['no', 'n', 'false', '0', 'nein'].includes(folded)) return false;
  throw new SpindleError('bad-request', `"${text.slice(0, 40)}" is neither yes nor no (write protected).`);
}

function noTable(what: string): SpindleError {
  return new SpindleError('bad-request', `The table was not read: ${what}. Nothing was imported.`, { what });
}
