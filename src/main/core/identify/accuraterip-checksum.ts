/**
 * AccurateRip's checksums of a track: every stereo sample, as one 32-bit number, times its position, summed. Version 1
 * keeps the low half of each product, version 2 adds the high half. What drives cannot read for their offset is left
 * out: the first 2939 samples of the first track, the last 2940 of the last.
 */

export type TrackPlace = 'only' | 'first' | 'middle' | 'last';

export interface AccurateRipChecksums {
  readonly v1: number;
  readonly v2: number;
  /** Version 1 over sector 450 of the track alone, counted from 1: the same at any offset a pressing may have. */
  readonly frame450: number | null;
}

export interface AccurateRipSummer {
  /** The next samples, little-endian, whole stereo samples of four bytes. */
  update(samples: Uint8Array): void;
  /** @throws RangeError before all samples have come */
  finish(): AccurateRipChecksums;
}

const sampleBytes = 4;
const samplesPerSector = 588;
const skippedAtStart = 5 * samplesPerSector - 1;
const skippedAtEnd = 5 * samplesPerSector;
const frame450Start = 450 * samplesPerSector;
const frame450End = frame450Start + samplesPerSector;
const twoTo32 = 0x1_0000_0000;
const perTwoTo32 = 1 / twoTo32;

/** Sums wrap at 32 bits, so that no rounding can creep in. */
interface Sums {
  low: number;
  high: number;
}

function words(samples: Uint8Array): Uint32Array {
  const isAligned = samples.byteOffset % sampleBytes === 0;
  const bytes = isAligned ? samples : samples.slice();
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / sampleBytes);
}

/** @param position of the word at `start`, from 1 */
function addProducts(sums: Sums, samples: Uint32Array, start: number, end: number, position: number): void {
  let { low, high } = sums;
  let weight = position;
  for (let at = start; at < end; at++, weight++) {
    const sample = samples[at]!;
    const productLow = Math.imul(sample, weight) >>> 0;
    // The product has up to 60 bits, a double 53: less its exact low half, it is a whole number of 2^32 but for
    // rounding far below one half.
    high = (high + (((sample * weight - productLow) * perTwoTo32 + 0.5) | 0)) | 0;
    low = (low + productLow) | 0;
  }
  sums.low = low;
  sums.high = high;
}

/** @param lengthSamples of the whole track, from INDEX 01 to the next track's INDEX 01 */
export function sumAccurateRip(lengthSamples: number, place: TrackPlace): AccurateRipSummer {
  const isFirst = place === 'first' || place === 'only';
  const isLast = place === 'last' || place === 'only';
  const from = isFirst ? skippedAtStart : 0;
  const to = isLast ? lengthSamples - skippedAtEnd : lengthSamples;
  const sums: Sums = { low: 0, high: 0 };
  const frame: Sums = { low: 0, high: 0 };
  let done = 0;

  function addWithin(
    into: Sums,
    samples: Uint32Array,
    start: number,
    end: number,
    firstPosition: number,
  ): void {
    const first = Math.max(0, start - done);
    const behind = Math.min(samples.length, end - done);
    if (first < behind) addProducts(into, samples, first, behind, done + first - firstPosition + 1);
  }

  return {
    update(bytes) {
      if (bytes.length % sampleBytes !== 0)
        throw new RangeError(`${bytes.length} bytes are no whole samples`);
      const samples = words(bytes);
      if (done + samples.length > lengthSamples) throw new RangeError('More samples than the track has');
      addWithin(sums, samples, from, to, 0);
      addWithin(frame, samples, frame450Start, frame450End, frame450Start);
      done += samples.length;
    },
    finish() {
      if (done !== lengthSamples) throw new RangeError(`${done} of ${lengthSamples} samples have come`);
      return {
        v1: sums.low >>> 0,
        v2: (sums.low + sums.high) >>> 0,
        frame450: lengthSamples >= frame450End ? frame.low >>> 0 : null,
      };
    },
  };
}
