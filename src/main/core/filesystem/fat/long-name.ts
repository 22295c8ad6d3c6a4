/** Long names: up to 20 entries of 13 characters before the short one, the last part first (FAT specification 7). */
import { u8, u16le } from '../../byte-fields.ts';
import { shortNameChecksum } from './short-name.ts';

const longestName = 255;
const lastPartFlag = 0x40;
const orderMask = 0x3f;
const characterPlaces = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30] as const;

interface Part {
  readonly order: number;
  readonly isLast: boolean;
  readonly checksum: number;
  readonly codes: readonly number[];
}

/** Collects parts as they come; they count only when they are complete and belong to the short name behind them. */
export interface LongNameParts {
  add(entry: Uint8Array): void;
  /** The name the parts make for this short entry, or null; forgets the parts. */
  take(shortEntry: Uint8Array): { readonly name: string | null; readonly isOrphaned: boolean };
  /** For a deleted entry, whose parts have lost their numbers and whose short name has lost its first byte. */
  takeDeleted(shortEntry: Uint8Array): string | null;
}

function partOf(entry: Uint8Array): Part {
  const order = u8(entry, 0);
  return {
    order: order & orderMask,
    isLast: (order & lastPartFlag) !== 0,
    checksum: u8(entry, 13),
    codes: characterPlaces.map((at) => u16le(entry, at)),
  };
}

/** UTF-16 as stored; lone surrogates, which some systems wrote, stay as they are. */
function textOf(parts: readonly Part[]): string {
  const codes = parts.flatMap(({ codes }) => codes);
  const end = codes.indexOf(0);
  return String.fromCharCode(...codes.slice(0, end < 0 ? codes.length : end)).slice(0, longestName);
}

export function longNameParts(): LongNameParts {
  let parts: Part[] = [];
  function forget(): Part[] {
    const taken = parts;
    parts = [];
    return taken;
  }
  return {
    add(entry) {
      const part = partOf(entry);
      if (part.isLast && u8(entry, 0) !== 0xe5) parts = [];
      if (parts.length < 20) parts.push(part);
    },
    take(shortEntry) {
      const taken = forget();
      if (taken.length === 0) return { name: null, isOrphaned: false };
      const checksum = shortNameChecksum(shortEntry);
      const isComplete =
        taken[0]!.isLast &&
        taken.every((part, index) => part.order === taken.length - index && part.checksum === checksum);
      const name = isComplete ? textOf(taken.toReversed()) : '';
      return name === '' ? { name: null, isOrphaned: true } : { name, isOrphaned: false };
    },
    takeDeleted(shortEntry) {
      const taken = forget();
      const [first] = taken;
      if (!first || !taken.every(({ checksum }) => checksum === first.checksum)) return null;
      const name = textOf(taken.toReversed());
      // What the first byte was, the long name tells: its first letter, or `_` for a character DOS does not have.
      const letters = [
        name
          .replace(/^[. ]+/, '')
          .toUpperCase()
          .charCodeAt(0) & 0xff,
        0x5f,
      ];
      const isProved = letters.some((letter) => {
        const guess = Uint8Array.from(shortEntry.subarray(0, 11));
        guess[0] = letter;
        return shortNameChecksum(guess) === first.checksum;
      });
      return name !== '' && isProved ? name : null;
    },
  };
}
