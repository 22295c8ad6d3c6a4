/**
 * DATs in Logiqx XML (logiqx.com/Dats/datafile.dtd), from the elements a parser reports. `game` may be called
 * `machine`, sets may lie in `dir` elements, and elements of other tools stand between: those are passed over.
 */
import type { DatGame, DatRom, DatSink } from './dat.ts';
import { badDat, datHeader, datRom, datText, maxRomsPerGame } from './dat-fields.ts';

type Attributes = Readonly<Record<string, string>>;

/** Where the parser is: a line counted from 1. */
type Line = () => number;

const maxDepth = 32;
const maxTextLength = 65_536;

const gameNames: ReadonlySet<string> = new Set(['game', 'machine']);
const gameTexts: ReadonlySet<string> = new Set(['description', 'category']);

interface OpenGame {
  readonly name: string;
  readonly cloneOf: string;
  readonly texts: Record<string, string>;
  readonly roms: DatRom[];
  /** Of elements open when it began. */
  readonly depth: number;
}

export class LogiqxReader {
  readonly #sink: DatSink;
  readonly #line: Line;
  readonly #open: string[] = [];
  readonly #header: Record<string, string> = Object.create(null) as Record<string, string>;
  #headerTold = false;
  #game: OpenGame | null = null;
  /** Of the element that is open and whose text is wanted; null in all others. */
  #text: string | null = null;

  constructor(sink: DatSink, line: Line) {
    this.#sink = sink;
    this.#line = line;
  }

  /** @throws SpindleError bad-dat */
  doctype(text: string): void {
    if (/<!ENTITY/i.test(text)) throw badDat('it declares entities, which no DAT has', this.#line());
  }

  /** @throws SpindleError bad-dat */
  open(name: string, attributes: Attributes): void {
    const depth = this.#open.length;
    if (depth === 0 && name.toLowerCase() !== 'datafile') {
      throw badDat(`its outermost element is "${name.slice(0, 40)}" instead of "datafile"`, this.#line());
    }
    if (depth >= maxDepth) throw badDat(`its elements are nested more than ${maxDepth} deep`, this.#line());
    this.#open.push(name);
    if (this.#game) this.#insideGame(name, attributes, depth);
    else if (gameNames.has(name)) this.#beginGame(attributes, depth);
    else if (depth === 2 && this.#open[1] === 'header') this.#text = '';
  }

  text(text: string): void {
    if (this.#text === null) return;
    this.#text += text;
    if (this.#text.length > maxTextLength) throw badDat('a text in it has no end', this.#line());
  }

  close(): void {
    const name = this.#open.pop()!;
    const depth = this.#open.length;
    if (this.#game?.depth === depth) this.#endGame(this.#game);
    else if (this.#text !== null) {
      const texts = this.#game?.texts ?? this.#header;
      // A set may be in several categories; the first is what it is, the others refine it.
      texts[name] ??= this.#text;
      this.#text = null;
    }
    if (depth === 1 && name === 'header') this.#tellHeader();
  }

  /** @throws SpindleError bad-dat when there was nothing */
  end(): void {
    if (!this.#headerTold) throw badDat('it has no header');
  }

  #tellHeader(): void {
    if (this.#headerTold) throw badDat('it has two headers', this.#line());
    this.#headerTold = true;
    this.#sink.header(datHeader((name) => this.#header[name], this.#line()));
  }

  #beginGame(attributes: Attributes, depth: number): void {
    if (!this.#headerTold) throw badDat('a set stands before the header', this.#line());
    const name = datText(attributes.name, this.#line());
    if (name === '') throw badDat('a set has no name', this.#line());
    const texts = Object.create(null) as Record<string, string>;
    this.#game = { name, cloneOf: datText(attributes.cloneof, this.#line()), texts, roms: [], depth };
  }

  #insideGame(name: string, attributes: Attributes, depth: number): void {
    const game = this.#game!;
    if (depth !== game.depth + 1) return;
    if (name === 'rom') {
      if (game.roms.length >= maxRomsPerGame) throw badDat(`${game.name} has too many files`, this.#line());
      game.roms.push(datRom((field) => attributes[field], this.#line()));
    } else if (gameTexts.has(name)) this.#text = '';
    else if (gameNames.has(name)) throw badDat('a set stands inside another', this.#line());
  }

  #endGame({ name, cloneOf, texts, roms }: OpenGame): void {
    const line = this.#line();
    const game: DatGame = {
      name,
      description: datText(texts.description, line) || name,
      category: datText(texts.category, line),
      cloneOf,
      roms,
    };
    this.#game = null;
    this.#sink.game(game);
  }
}
