/**
 * Untested on this system's own output: written to the documented format (PropertyList-1.0.dtd).
 * The XML property lists `diskutil` prints.
 */
export type Plist = string | number | boolean | readonly Plist[] | { readonly [key: string]: Plist };

const token = /<(\/?)(\w+)(?:\s[^<>]*?)?(\/?)>|([^<]+)|<[!?][^>]*>/g;
const scalars = new Set(['string', 'integer', 'real', 'date', 'data', 'key']);
const deepest = 64;

/** @returns null when the text is no property list this reader understands; never throws */
export function parsePlist(text: string): Plist | null {
  const reader = new PlistReader(text);
  return reader.skipTo('plist') ? reader.value(0) : null;
}

class PlistReader {
  readonly #tokens: IterableIterator<RegExpExecArray>;

  constructor(text: string) {
    this.#tokens = text.matchAll(token);
  }

  /** Moves behind the next start tag of that name. */
  skipTo(name: string): boolean {
    for (let tag = this.#tag(); tag; tag = this.#tag()) {
      if (tag.name === name && !tag.isEnd) return true;
    }
    return false;
  }

  value(depth: number): Plist | null {
    const tag = this.#tag();
    return tag && !tag.isEnd ? this.#valueOf(tag, depth) : null;
  }

  #valueOf({ name, isEmpty }: Tag, depth: number): Plist | null {
    if (depth > deepest) return null;
    if (name === 'true' || name === 'false') return isEmpty ? name === 'true' : null;
    if (name === 'array') return isEmpty ? [] : this.#array(depth);
    if (name === 'dict') return isEmpty ? {} : this.#dict(depth);
    if (!scalars.has(name) || name === 'key') return null;
    const text = isEmpty ? '' : this.#text(name);
    if (text === null) return null;
    return name === 'integer' || name === 'real' ? numberOf(text) : text;
  }

  #array(depth: number): Plist[] | null {
    const items: Plist[] = [];
    for (let tag = this.#tag(); tag; tag = this.#tag()) {
      if (tag.isEnd) return tag.name === 'array' ? items : null;
      const item = this.#valueOf(tag, depth + 1);
      if (item === null) return null;
      items.push(item);
    }
    return null;
  }

  #dict(depth: number): Record<string, Plist> | null {
    const entries: [string, Plist][] = [];
    for (let tag = this.#tag(); tag; tag = this.#tag()) {
      if (tag.isEnd) return tag.name === 'dict' ? Object.fromEntries(entries) : null;
      const key = tag.name === 'key' && !tag.isEmpty ? this.#text('key') : null;
      const value = key === null ? null : this.value(depth + 1);
      if (key === null || value === null) return null;
      entries.push([key, value]);
    }
    return null;
  }

  /** Text up to the end tag of the element. */
  #text(name: string): string | null {
    let text = '';
    for (const match of this.#tokens) {
      if (match[4] !== undefined) text += match[4];
      else if (match[2] !== undefined)
        return match[1] === '/' && match[2] === name ? unescapeEntities(text) : null;
    }
    return null;
  }

  #tag(): Tag | null {
    for (const match of this.#tokens) {
      const name = match[2];
      if (name !== undefined) return { name, isEnd: match[1] === '/', isEmpty: match[3] === '/' };
    }
    return null;
  }
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly isEmpty: boolean;
}

function numberOf(text: string): number | null {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(value) ? value : null;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeEntities(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
