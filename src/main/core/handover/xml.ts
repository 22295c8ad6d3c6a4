/** XML 1.0 text from values of any origin: escaped, and without the characters XML cannot hold. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text, or elements in the order of the schema. */
  readonly content: string | readonly XmlElement[];
}

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** An element; parts that are null are left out, so that optional ones can stand in their place. */
export function element(
  name: string,
  content: string | number | readonly (XmlElement | null)[],
  attributes: Readonly<Record<string, string | null>> = {},
): XmlElement {
  const given = Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== null);
  return {
    name,
    attributes: Object.fromEntries(given),
    content:
      typeof content === 'string' || typeof content === 'number'
        ? String(content)
        : content.filter((part) => part !== null),
  };
}

/** An element with text, or null where there is none to say. */
export function textElement(name: string, text: string | number | null | undefined): XmlElement | null {
  return text === null || text === undefined || text === '' ? null : element(name, text);
}

/** XML 1.0, production 2: what is not a character there becomes U+FFFD, so that it is seen that something stood here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is replaced
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(notXml, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

export function startTag(name: string, attributes: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  return `<${name}${pairs.join('')}>`;
}

/** One element a line, indented; text stays as it is. */
export function serialize({ name, attributes, content }: XmlElement, depth = 0): string {
  const indent = '  '.repeat(depth);
  const open = startTag(name, attributes);
  if (content.length === 0) return `${indent}${open.slice(0, -1)}/>\n`;
  if (typeof content === 'string') return `${indent}${open}${escapeText(content)}</${name}>\n`;
  return `${indent}${open}\n${content.map((part) => serialize(part, depth + 1)).join('')}${indent}</${name}>\n`;
}
