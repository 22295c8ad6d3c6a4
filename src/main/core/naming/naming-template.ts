/** Names of files from what is known of a carrier: `{collection}_{code}_{title}`. */
import { SpindleError } from '../../../shared/errors.ts';
import { nameProblem } from '../../../shared/model/output.ts';

export const namingTokens = [
  ...['code', 'item', 'seq', 'seq_total', 'title', 'label', 'volume', 'kind', 'date', 'time', 'operator'],
  ...['drive', 'attempt', 'discid', 'sha1', 'collection', 'location'],
] as const;

export interface NamingFacts {
  readonly code: string;
  readonly item: string | null;
  readonly seq: number | null;
  readonly seqTotal: number | null;
  readonly title: string | null;
  readonly label: string | null;
  readonly volume: string | null;
  readonly kind: string | null;
  readonly at: Date;
  readonly operator: string;
  readonly drive: string | null;
  readonly attempt: number;
  readonly discId: string | null;
  readonly sha1: string | null;
  readonly collection: string | null;
  readonly location: string | null;
}

export interface NamingRules {
  /** Only ASCII letters: `Größe` becomes `Groesse`. */
  readonly transliterate: boolean;
}

/** What the files of a dump may be called at most, their endings left out (200 bytes in all). */
const mostBytes = 180;

/**
 * @throws SpindleError bad-name for a token that is not known
 * @returns a name that is safe on every system; never empty
 */
export function expandTemplate(template: string, facts: NamingFacts, rules: NamingRules): string {
  checkTemplate(template);
  const text = template.replace(/\{([^{}]*)\}/g, (_, token: string) => tokenValue(token, facts));
  const plain = rules.transliterate ? transliterate(text) : text.normalize('NFC');
  const cleaned = shortened(clean(plain));
  return [cleaned, shortened(clean(facts.code))].find((name) => nameProblem(name) === null) ?? 'carrier';
}

/** @throws SpindleError bad-name where a template cannot be used */
export function checkTemplate(template: string): void {
  for (const [, token = ''] of template.matchAll(/\{([^{}]*)\}/g)) {
    const [name = ''] = token.split(':');
    if (!(namingTokens as readonly string[]).includes(name))
      throw badTemplate(
        template,
        `{${token}} is not known; there are ${namingTokens.map((known) => `{${known}}`).join(' ')}`,
      );
  }
  if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, '')))
    throw badTemplate(template, 'a brace in it is not closed');
}

function tokenValue(token: string, facts: NamingFacts): string {
  const [name = '', ...rest] = token.split(':');
  const form = rest.join(':');
  const width = facts.seqTotal === null ? 1 : String(facts.seqTotal).length;
  const number = (value: number | null) =>
    value === null ? '' : String(value).padStart(Number(form) || width, '0');
  switch (name) {
    case 'code':
      return facts.code;
    case 'item':
      return facts.item ?? '';
    case 'seq':
      return number(facts.seq);
    case 'seq_total':
      return number(facts.seqTotal);
    case 'title':
      return facts.title ?? '';
    case 'label':
      return facts.label ?? '';
    case 'volume':
      return facts.volume ?? '';
    case 'kind':
      return facts.kind ?? '';
    case 'date':
      return moment(facts.at, form || 'yyyy-MM-dd');
    case 'time':
      return moment(facts.at, form || 'HHmmss');
    case 'operator':
      return facts.operator;
    case 'drive':
      return facts.drive ?? '';
    case 'attempt':
      return String(facts.attempt);
    case 'discid':
      return facts.discId ?? '';
    case 'sha1':
      return (facts.sha1 ?? '').slice(0, Number(form) || 40);
    case 'collection':
      return facts.collection ?? '';
    case 'location':
      return facts.location ?? '';
    default:
      return '';
  }
}

function moment(at: Date, form: string): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const parts: Readonly<Record<string, string>> = {
    yyyy: String(at.getFullYear()),
    MM: two(at.getMonth() + 1),
    dd: two(at.getDate()),
    HH: two(at.getHours()),
    mm: two(at.getMinutes()),
    ss: two(at.getSeconds()),
  };
  return form.replace(/yyyy|MM|dd|HH|mm|ss/g, (part) => parts[part]!);
}

const letters: Readonly<Record<string, string>> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', æ: 'ae', Æ: 'Ae', ø: 'o', Ø: 'O' },
  ...{ å: 'a', Å: 'A', œ: 'oe', Œ: 'Oe', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', þ: 'th', Þ: 'Th', ð: 'd', Ð: 'D' },
};

/** Latin letters without their marks; what has no Latin letter becomes `_`. */
function transliterate(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\P{ASCII}/gu, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/\P{ASCII}+/gu, '_');
}

/** What no system takes becomes `_`, as archives do it; parts that came out empty leave no double marks. */
function clean(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is replaced
      .replace(/[\u0000-\u001f\u007f/\\<>:"|?*]+/g, '_')
      .replace(/\s+/g, ' ')
      .replace(/_{2,}/g, '_')
      .replace(/^[\s._-]+|[\s._-]+$/g, '')
  );
}

/** Cut between characters. */
function shortened(text: string): string {
  const encoder = new TextEncoder();
  let name = text;
  while (encoder.encode(name).length > mostBytes) name = [...name].slice(0, -1).join('');
  return name.replace(/[\s._-]+$/, '');
}

function badTemplate(template: string, what: string): SpindleError {
  return new SpindleError('bad-name', `The naming template ${template} cannot be used: ${what}.`, {
    template,
  });
}
