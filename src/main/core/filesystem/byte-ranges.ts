/** Stretches of a medium, ascending and apart from each other: what could not be read of it. */
import type { Extent } from './filesystem.ts';

export interface ByteRanges {
  readonly ranges: readonly Extent[];
  /** The parts of a stretch that lie in the ranges. */
  within(offsetBytes: number, lengthBytes: number): readonly Extent[];
  touches(offsetBytes: number, lengthBytes: number): boolean;
}

/** @param ranges in any order, overlapping or not */
export function byteRanges(ranges: readonly Extent[]): ByteRanges {
  const joined: { offsetBytes: number; lengthBytes: number }[] = [];
  for (const { offsetBytes, lengthBytes } of ranges.toSorted((a, b) => a.offsetBytes - b.offsetBytes)) {
    if (lengthBytes <= 0) continue;
    const last = joined.at(-1);
    const lastEnd = last ? last.offsetBytes + last.lengthBytes : 0;
    if (last && offsetBytes <= lastEnd)
      last.lengthBytes = Math.max(lastEnd, offsetBytes + lengthBytes) - last.offsetBytes;
    else joined.push({ offsetBytes, lengthBytes });
  }

  /** The first range that ends behind an offset. */
  function firstBehind(offsetBytes: number): number {
    let low = 0;
    let high = joined.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { offsetBytes: start, lengthBytes } = joined[middle]!;
      if (start + lengthBytes <= offsetBytes) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    ranges: joined,
    within(offsetBytes, lengthBytes) {
      const parts: Extent[] = [];
      const endBytes = offsetBytes + lengthBytes;
      for (let index = firstBehind(offsetBytes); index < joined.length; index++) {
        const range = joined[index]!;
        const from = Math.max(range.offsetBytes, offsetBytes);
        const to = Math.min(range.offsetBytes + range.lengthBytes, endBytes);
        if (from >= to) break;
        parts.push({ offsetBytes: from, lengthBytes: to - from });
      }
      return parts;
    },
    touches(offsetBytes, lengthBytes) {
      const range = joined[firstBehind(offsetBytes)];
      return range !== undefined && lengthBytes > 0 && range.offsetBytes < offsetBytes + lengthBytes;
    },
  };
}
