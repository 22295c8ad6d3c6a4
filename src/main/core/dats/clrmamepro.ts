/**
 * DATs in the older text form of clrmamepro: `game ( name "..." rom ( name a.bin size 1 crc 01234567 ) )`. Words are
 * separated by blanks, quoted where they hold some; a quote inside a quoted word is written `\"`.
 */
import type { DatRom, DatSink } from './dat.ts';
import { badDat, datHeader, datRom, datText, type Field, maxRomsPerGame } from './dat-fields.ts';

const maxWordLength = 65_536;

/** `machine` and `resource` are sets of other tools' making; `set` is TOSEC's older word. */
const setNames: ReadonlySet<string> = new Set(['game', 'machine', 'resource', 'set']);

type Token = '(' | ')' | { readonly word: string };
type Values = Map<string, string>;

/** Takes the text in pieces, as it comes from a file. */
export class ClrMameProReader {
  readonly #sink: DatSink;
  #rest = '';
  #line = 1;
  #headerTold = false;
  /** The names of the blocks that are open, outermost first, and what each has said so far. */
  readonly #blocks: { readonly name: string; readonly values: Values; readonly roms: DatRom[] }[] = [];
  /** A key that waits for its value or its block. */
  #key: string | null = null;

  constructor(sink: DatSink) {
    this.#sink = sink;
  }

  /** @throws SpindleError bad-dat */
  write(text: string): void {
    this.#rest += text;
    this.#drain(false);
  }

  /** @throws SpindleError bad-dat when the text ends in the middle of something */
  end(): void {
    this.#drain(true);
    if (this.#blocks.length > 0 || this.#key !== null) throw badDat('it is cut off', this.#line);
    if (!this.#headerTold) throw badDat('it has no header');
  }

  #drain(isLast: boolean): void {
    // The end of a piece may cut a word in two: what follows the last line end waits for the next piece.
    const end = isLast ? this.#rest.length : this.#rest.lastIndexOf('\n') + 1;
    if (end === 0 && this.#rest.length > maxWordLength) throw badDat('a line in it has no end', this.#line);
    for (const line of this.#rest
      .slice(0, end)
      .split('\n')
      .slice(0, isLast ? undefined : -1)) {
      for (const token of tokens(line, this.#line)) this.#take(token);
      this.#line++;
    }
    this.#rest = this.#rest.slice(end);
  }

  #take(token: Token): void {
    if (token === '(') this.#openBlock();
    else if (token === ')') this.#closeBlock();
    else if (this.#key === null) this.#key = token.word.toLowerCase();
    else {
      const block = this.#blocks.at(-1);
      if (!block) throw badDat(`"${this.#key.slice(0, 40)}" stands outside of any block`, this.#line);
      if (!block.values.has(this.#key)) block.values.set(this.#key, token.word);
      this.#key = null;
    }
  }

  #openBlock(): void {
    if (this.#key === null) throw badDat('a parenthesis opens without a name', this.#line);
    if (this.#blocks.length >= 8) throw badDat('its blocks are nested too deep', this.#line);
    this.#blocks.push({ name: this.#key, values: new Map(), roms: [] });
    this.#key = null;
  }

  #closeBlock(): void {
    const block = this.#blocks.pop();
    if (!block) throw badDat('a parenthesis closes that was not opened', this.#line);
    if (this.#key !== null) throw badDat(`"${this.#key.slice(0, 40)}" has no value`, this.#line);
    const field: Field = (name) => block.values.get(name);
    const outer = this.#blocks.at(-1);
    if (outer) {
      if (block.name !== 'rom' || !setNames.has(outer.name)) return;
      if (outer.roms.length >= maxRomsPerGame) throw badDat('a set has too many files', this.#line);
      outer.roms.push(datRom(field, this.#line));
    } else if (setNames.has(block.name)) this.#tellGame(field, block.roms);
    else if (!this.#headerTold) this.#tellHeader(field);
  }

  #tellHeader(field: Field): void {
    this.#headerTold = true;
    this.#sink.header(datHeader(field, this.#line));
  }

  #tellGame(field: Field, roms: readonly DatRom[]): void {
    if (!this.#headerTold) throw badDat('a set stands before the header', this.#line);
    const text = (name: string) => datText(field(name), this.#line);
    const name = text('name');
    if (name === '') throw badDat('a set has no name', this.#line);
    this.#sink.game({
      name,
      description: text('description') || name,
      category: text('category'),
      cloneOf: text('cloneof'),
      roms,
    });
  }
}

function* tokens(line: string, number: number): Generator<Token> {
  for (let at = 0; at < line.length; ) {
    const character = line[at]!;
    if (character === '(' || character === ')') {
      yield character;
      at++;
    } else if (character === '"') {
      const end = closingQuote(line, at + 1);
      if (end < 0) throw badDat('a quote is not closed', number);
      yield { word: line.slice(at + 1, end).replaceAll('\\"', '"') };
      at = end + 1;
    } else if (/\s/.test(character)) at++;
    else {
      const end = wordEnd(line, at);
      yield { word: line.slice(at, end) };
      at = end;
    }
  }
}

function closingQuote(line: string, from: number): number {
  let end = line.indexOf('"', from);
  while (end > 0 && line[end - 1] === '\\') end = line.indexOf('"', end + 1);
  return end;
}

/** Parentheses within a word belong to it: `name Game(1990).bin`. */
function wordEnd(line: string, from: number): number {
  const blank = /\s/g;
  blank.lastIndex = from;
  return blank.exec(line)?.index ?? line.length;
}
