/** The samples of a RIFF WAVE file, when they are those of a CD: 44.1 kHz, 16 bits, stereo. */
import { SpindleError } from '../../../shared/errors.ts';
import { hasBytes, u16le, u32le } from '../byte-fields.ts';
import type { ByteSource } from './byte-source.ts';

export interface WaveData {
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly warnings: readonly string[];
}

const chunkHeaderBytes = 8;
const riffHeaderBytes = 12;
const formatBytes = 16;
/** PCM, and WAVE_FORMAT_EXTENSIBLE. */
const pcmTags = [0x0001, 0xfffe];
/** No program writes more; a file of empty chunks must not keep us. */
const mostChunks = 1000;

function unsupported(name: string, why: string): SpindleError {
  return new SpindleError(
    'unsupported',
    `${name} ${why}. Only WAVE files with 44.1 kHz, 16-bit stereo PCM can be read as sectors; convert it first.`,
    { name },
  );
}

function isCdFormat(format: Uint8Array): boolean {
  return (
    pcmTags.includes(u16le(format, 0)) &&
    u16le(format, 2) === 2 &&
    u32le(format, 4) === 44_100 &&
    u16le(format, 14) === 16
  );
}

/** @throws SpindleError unsupported when it is no WAVE file, or not one with the samples of a CD */
export function findWaveData(source: ByteSource, name: string): WaveData {
  const header = new Uint8Array(riffHeaderBytes);
  if (source.sizeBytes >= riffHeaderBytes) source.read(0, header);
  const isRiff = hasBytes(header, 0, 'RIFF') || hasBytes(header, 0, 'RF64');
  if (!isRiff || !hasBytes(header, 8, 'WAVE')) throw unsupported(name, 'is not a WAVE file');
  let isFormatKnown = false;
  const chunk = new Uint8Array(chunkHeaderBytes);
  let at = riffHeaderBytes;
  for (let count = 0; count < mostChunks && at + chunkHeaderBytes <= source.sizeBytes; count++) {
    source.read(at, chunk);
    const lengthBytes = u32le(chunk, 4);
    const start = at + chunkHeaderBytes;
    const rest = source.sizeBytes - start;
    if (hasBytes(chunk, 0, 'fmt ')) {
      const format = new Uint8Array(formatBytes);
      if (lengthBytes < formatBytes || rest < formatBytes)
        throw unsupported(name, 'has a damaged format chunk');
      source.read(start, format);
      if (!isCdFormat(format)) throw unsupported(name, 'holds another kind of samples');
      isFormatKnown = true;
    }
    if (hasBytes(chunk, 0, 'data')) {
      if (!isFormatKnown) throw unsupported(name, 'does not say what kind of samples it holds');
      const isWhole = lengthBytes <= rest;
      return {
        offsetBytes: start,
        lengthBytes: Math.min(lengthBytes, rest),
        warnings: isWhole ? [] : [`${name} is shorter than its header says; the samples it has are used.`],
      };
    }
    at = start + lengthBytes + (lengthBytes & 1);
  }
  throw unsupported(name, 'holds no samples');
}
