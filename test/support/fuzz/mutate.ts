/** Hostile versions of a file: bits flipped, numbers that make trouble, pieces cut, doubled and taken from others. */
import { seededRandom } from '../seeded-random.ts';

export interface Seed {
  readonly bytes: Uint8Array;
  /** Where what steers the parser stands: the offsets it reads of the sound file. Empty: anywhere. */
  readonly telling: readonly number[];
}

type Random = () => number;

const words = [
  0, 1, 2, 3, 16, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000,
  0xffff_fffe, 0xffff_ffff,
];
const texts = [
  '-1',
  '0',
  '99',
  '100',
  '255',
  '65536',
  '4294967296',
  '99999999999999999999',
  '99:59:74',
  '1e9',
  '""',
];
const mostChanges = 6;

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[below(random, from.length)]!;
}

/** Mostly where the parser looks, sometimes anywhere. */
function place(random: Random, { bytes, telling }: Seed): number {
  if (telling.length > 0 && random() < 0.8) return pick(random, telling);
  return below(random, Math.max(1, bytes.length));
}

function writeWord(random: Random, bytes: Uint8Array, at: number): void {
  const value = pick(random, words);
  const width = pick(random, [1, 2, 4]);
  if (at + width > bytes.length) return;
  const isLittle = random() < 0.5;
  for (let index = 0; index < width; index++)
    bytes[at + index] = (value / 256 ** (isLittle ? index : width - 1 - index)) & 0xff;
}

function splice(random: Random, bytes: Uint8Array, at: number, from: Seed): void {
  const start = place(random, from);
  const piece = from.bytes.subarray(start, start + 1 + below(random, 4096));
  bytes.set(piece.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
}

/** A field of numbers of a sheet becomes another number. */
function changeNumber(random: Random, bytes: Uint8Array, at: number): Uint8Array {
  const isDigit = (index: number) => bytes[index]! >= 0x30 && bytes[index]! <= 0x39;
  let from = at;
  while (from < bytes.length && !isDigit(from)) from++;
  let to = from;
  while (to < bytes.length && isDigit(to)) to++;
  const text = new TextEncoder().encode(pick(random, texts));
  return joined(bytes.subarray(0, from), text, bytes.subarray(to));
}

/** A line, or a sector's worth, comes twice or not at all. */
function doubleOrDrop(random: Random, bytes: Uint8Array, at: number): Uint8Array {
  const newline = bytes.indexOf(0x0a, at);
  const isText = newline >= 0 && newline - at < 200;
  const end = isText ? newline + 1 : Math.min(bytes.length, at + pick(random, [1, 2, 4, 16, 512, 2048]));
  const piece = bytes.subarray(at, end);
  return random() < 0.5
    ? joined(bytes.subarray(0, end), piece, bytes.subarray(end))
    : joined(bytes.subarray(0, at), bytes.subarray(end));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What is made stands in memory that the next one is made in. */
let scratch = new Uint8Array(0);

function copied(bytes: Uint8Array): Uint8Array {
  if (scratch.length < bytes.length) scratch = new Uint8Array(bytes.length);
  const copy = scratch.subarray(0, bytes.length);
  copy.set(bytes);
  return copy;
}

/** @param number the same number makes the same bytes of the same seeds; they stand until the next call */
export function mutated(seeds: readonly Seed[], number: number): Uint8Array {
  const random = seededRandom(number);
  const seed = pick(random, seeds);
  let bytes = copied(seed.bytes);
  const isShort = bytes.length < 64 * 1024;
  for (let left = 1 + below(random, mostChanges); left > 0; left--) {
    const at = Math.min(place(random, seed), Math.max(0, bytes.length - 1));
    const kind = random();
    if (kind < 0.35 && bytes.length > 0) bytes[at]! ^= 1 << below(random, 8);
    else if (kind < 0.7) writeWord(random, bytes, at);
    else if (kind < 0.8) splice(random, bytes, at, pick(random, seeds));
    else if (kind < 0.85) bytes.fill(pick(random, [0, 0xff, 0x20]), at, at + 1 + below(random, 64));
    else if (kind < 0.9) bytes = bytes.subarray(0, random() < 0.5 ? at : below(random, bytes.length + 1));
    else if (isShort)
      bytes = random() < 0.5 ? changeNumber(random, bytes, at) : doubleOrDrop(random, bytes, at);
    else writeWord(random, bytes, at);
  }
  return bytes;
}
