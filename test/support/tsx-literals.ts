/** Text for people that stands in code instead of in the message files. */
import { readFileSync } from 'node:fs';
import { parseAst } from 'vite';

/** Attributes whose text a person reads or hears. */
const spokenAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'aside',
  'description',
  'hint',
  'label',
  'name',
  'note',
  'placeholder',
  'problem',
  'title',
]);
/** Properties of objects that screens are made of: columns, facts, choices. */
const spokenProperties = new Set(['label', 'title', 'note', 'name', 'hint', 'header']);
/** The same in every language. */
const properNames = new Set(['Spindle', 'AccurateRip', 'AccurateRip v1', 'MusicBrainz']);
const hasLetters = /\p{L}{2}/u;
/** `LBA` is a term, `a sentence like this` is not. */
/** `Bench`, `not tried yet`; an identifier such as `bench` is not. */
const isSpoken = /\p{Lu}\p{Ll}|\p{Ll} \p{L}/u;
const isSentence = /\p{Ll}{2,} \p{L}/u;

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Every literal in a file that a person would read, with the place it stands in. */
export function spokenLiterals(path: string): string[] {
  const found: string[] = [];
  const take = (text: unknown, where: string, pattern: RegExp) => {
    if (typeof text === 'string' && pattern.test(text) && !properNames.has(text))
      found.push(`${where}: ${text.trim()}`);
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    switch (node.type) {
      // Modules, and errors that only a programmer sees.
      case 'ImportDeclaration':
      case 'ThrowStatement':
        return;
      case 'CallExpression': {
        const { object } = node.callee as { object?: { name?: unknown } };
        if (object?.name === 'console') return;
        break;
      }
      case 'JSXText':
        take(node.value, 'text', hasLetters);
        return;
      case 'JSXAttribute': {
        const name = (node.name as { name?: unknown }).name;
        const literal = node.value as Node | null;
        if (literal?.type === 'Literal') {
          if (spokenAttributes.has(String(name))) take(literal.value, String(name), hasLetters);
          return;
        }
        break;
      }
      case 'Property': {
        const key = (node.key as { name?: unknown }).name;
        if (key === 'font') return;
        const literal = node.value as Node;
        if (literal.type === 'Literal' && spokenProperties.has(String(key))) {
          take(literal.value, String(key), isSpoken);
          return;
        }
        break;
      }
      case 'Literal':
        take(node.value, 'literal', isSentence);
        return;
      case 'TemplateElement':
        take((node.value as { cooked?: unknown }).cooked, 'template', isSentence);
        return;
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'directive') visit(child);
  };
  visit(parseAst(readFileSync(path, 'utf8'), { lang: path.endsWith('x') ? 'tsx' : 'ts' }));
  return found;
}
