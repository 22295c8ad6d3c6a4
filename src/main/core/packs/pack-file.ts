/** Packs as files: JSON lines, the header first. docs/formats/pack.md */
import type { z } from 'zod';
import { SpindleError } from '../../../shared/errors.ts';
import {
  type PackFact,
  type PackHeader,
  packFactSchema,
  packFormat,
  packHeaderSchema,
  packVersion,
} from '../../../shared/model/pack.ts';
import { formatAccurateRipId } from '../identify/accuraterip-id.ts';
import { parseAccurateRipResponse } from '../identify/accuraterip-response.ts';

export function badPack(what: string, details: { line?: number } = {}): SpindleError {
  return new SpindleError('bad-pack', `The pack was not taken in: ${what}. Nothing was changed.`, details);
}

/** @throws SpindleError bad-pack */
export function parsePackHeader(text: string): PackHeader {
  const value = parseJson(text.replace(/^\ufeff/, ''));
  const format = (value as { format?: unknown } | undefined)?.format;
  if (format !== packFormat) throw badPack('its first line is not that of a pack', { line: 1 });
  const header = check(packHeaderSchema, value, 1);
  if (header.version <= packVersion) return header;
  throw badPack(
    `it is of version ${header.version}, and this program knows ${packVersion}; use a newer one`,
    { line: 1 },
  );
}

/**
 * @param line counted from 1
 * @throws SpindleError bad-pack
 */
export function parsePackFact(text: string, line: number): PackFact {
  return check(packFactSchema, parseJson(text), line);
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, line: number): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.');
  throw badPack(
    `line ${line} is no ${line === 1 ? 'header' : 'fact'} (${where ? `${where}: ` : ''}${issue?.message ?? ''})`,
    { line },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function packHeaderLine(header: Omit<PackHeader, 'format' | 'version'>): string {
  const { name, date, source, licence } = header;
  return `${JSON.stringify({ format: packFormat, version: packVersion, name, date, source, licence })}\n`;
}

/** An answer of AccurateRip as it was fetched, as a fact. @throws SpindleError bad-pack */
export function accurateRipFact(bytes: Uint8Array): PackFact {
  const { pressings, warnings } = parseAccurateRipResponse(bytes);
  const [first] = pressings;
  if (!first || warnings.length > 0) throw badPack(warnings[0] ?? 'the file is no answer of AccurateRip');
  const discId = formatAccurateRipId(first.id);
  if (pressings.some(({ id }) => formatAccurateRipId(id) !== discId))
    throw badPack('the answer of AccurateRip is about several discs');
  const hex = (value: number) => value.toString(16).padStart(8, '0');
  return {
    kind: 'accuraterip',
    discId,
    pressings: pressings.map(({ tracks }) =>
      tracks.map(({ confidence, checksum, frame450 }) => ({
        confidence,
        crc: hex(checksum),
        crc450: hex(frame450),
      })),
    ),
  };
}
