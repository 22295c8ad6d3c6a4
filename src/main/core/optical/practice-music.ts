/** Music for practice discs: two voices of plain notes, made of whole numbers, so the same on every machine. */
import type { ByteSource } from '../image/byte-source.ts';

const samplesPerSecond = 44_100;
const bytesPerSample = 4;
const noteSamples = 17_640;
const bassNoteSamples = 4 * noteSamples;
const loudness = 9000;
const bassLoudness = 6000;
/** A minor pentatonic, hundredths of hertz. */
const melody = [44_000, 52_325, 58_733, 65_925, 78_399, 88_000] as const;
const bass = [11_000, 13_081, 14_683, 16_481] as const;

/** A parabola for a sine: phase 0 to 65535, -32768 to 32768. */
function wave(phase: number): number {
  const half = phase & 0x7fff;
  const value = (half * (0x8000 - half)) >> 13;
  return phase & 0x8000 ? -value : value;
}

/** Which note comes at a place; the numbers of Numerical Recipes' quick generator. */
function choice(seed: number, place: number, count: number): number {
  const mixed = Math.imul(Math.imul(seed + place, 1_664_525) + 1_013_904_223, 1_664_525) >>> 0;
  return (mixed >>> 12) % count;
}

function voice(
  notes: readonly number[],
  seed: number,
  sample: number,
  lengthSamples: number,
  volume: number,
): number {
  const place = Math.floor(sample / lengthSamples);
  const within = sample - place * lengthSamples;
  const hertz100 = notes[choice(seed, place, notes.length)]!;
  const phase = Math.floor((within * hertz100 * 65_536) / (samplesPerSecond * 100)) & 0xffff;
  const fading = (volume * (lengthSamples - within)) / lengthSamples;
  return Math.trunc((wave(phase) * fading) / 0x8000);
}

/** A little noise, by which no place sounds exactly like another. */
function hiss(seed: number, sample: number): number {
  const mixed = Math.imul(sample + Math.imul(seed, 0x9e37_79b1), 0x85eb_ca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2_ae35) >> 28;
}

/** 16-bit stereo samples, least significant byte first, as on a disc. */
export function practiceMusic(seed: number, lengthSectors: number): ByteSource {
  const sizeBytes = lengthSectors * 2352;
  return {
    sizeBytes,
    read(offsetBytes, into) {
      const end = offsetBytes + into.length;
      if (offsetBytes < 0 || end > sizeBytes) throw new RangeError(`${end} of ${sizeBytes} bytes of music`);
      for (let at = offsetBytes - (offsetBytes % bytesPerSample); at < end; at += bytesPerSample) {
        const sample = at / bytesPerSample;
        const high = voice(melody, seed, sample, noteSamples, loudness);
        const low = voice(bass, seed + 1000, sample, bassNoteSamples, bassLoudness);
        const left = high + low + hiss(seed, sample);
        const right = (high >> 1) + low;
        const bytes = [left & 0xff, (left >> 8) & 0xff, right & 0xff, (right >> 8) & 0xff];
        for (let byte = 0; byte < bytesPerSample; byte++) {
          const place = at + byte - offsetBytes;
          if (place >= 0 && place < into.length) into[place] = bytes[byte]!;
        }
      }
    },
  };
}
