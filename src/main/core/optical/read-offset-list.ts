/** Lists of read offsets as people bring them: lines `vendor,product,offset`, quoted where a name has a comma. */
import { SpindleError } from '../../../shared/errors.ts';
import { type ModelReadOffset, modelReadOffsetSchema } from '../../../shared/model/drive-profile.ts';

export interface ReadOffsetList {
  /** Each model once. */
  readonly offsets: readonly ModelReadOffset[];
  /** Of lines that were left out. */
  readonly warnings: readonly string[];
}

/** All drives that were ever listed are fewer. */
const mostLines = 20_000;
const mostWarnings = 20;

/** @throws SpindleError bad-request when no line has an offset */
export function parseReadOffsetList(text: string, origin: string): ReadOffsetList {
  const offsets = new Map<string, ModelReadOffset>();
  const warnings: string[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/, mostLines + 1);
  if (lines.length > mostLines) warnings.push(`Only the first ${mostLines} lines were looked at.`);
  for (const [index, line] of lines.slice(0, mostLines).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const offset = offsetOfLine(line);
    if (offset) offsets.set(`${offset.vendor}\0${offset.product}`.toLowerCase(), offset);
    // The first line may name the columns.
    else if (index > 0 && warnings.length < mostWarnings)
      warnings.push(`Line ${index + 1} is left out: it is not vendor,product,offset.`);
  }
  if (offsets.size > 0) return { offsets: [...offsets.values()], warnings };
  throw new SpindleError(
    'bad-request',
    `${origin} has no line of the form vendor,product,offset (PLEXTOR,DVDR PX-716A,+30). Nothing was changed.`,
    { origin },
  );
}

function offsetOfLine(line: string): ModelReadOffset | null {
  const [vendor, product, samples, ...more] = fieldsOf(line);
  if (product === undefined || !/^[+-]?\d{1,4}$/.test(samples ?? '') || more.some((field) => field !== ''))
    return null;
  return modelReadOffsetSchema.safeParse({ vendor, product, samples: Number(samples) }).data ?? null;
}

/** RFC 4180, one line: a quote inside of quotes is doubled. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (const [, quoted, bare] of line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))/g)) {
    fields.push((quoted?.replaceAll('""', '"') ?? bare ?? '').trim());
  }
  return fields;
}
