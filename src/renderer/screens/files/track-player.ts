/**
 * Plays the sound of a CD from pieces that come over the line: two seconds each, a few of them ahead. No address of
 * the station leads to sound, so the page's policy stays as narrow as it is (media-src none).
 */
import { bytesOfBase64 } from './piece-bytes.ts';

export const sectorsPerSecond = 75;
const pieceSectors = 150;
const samplesPerSector = 588;
const samplesPerSecond = 44_100;
/** Sound that is decoded before it is heard. */
const aheadSeconds = 5;
const tickMs = 200;

export interface TrackPlayer {
  /** Seconds from the start of the track. */
  readonly position: () => number;
  readonly stop: () => void;
}

export interface TrackPlayerOptions {
  readonly lengthSectors: number;
  readonly fromSeconds: number;
  readonly fetchPiece: (offsetSectors: number, lengthSectors: number, signal: AbortSignal) => Promise<string>;
  readonly onEnd: (error: unknown) => void;
}

function bufferOf(context: AudioContext, base64: string): AudioBuffer | null {
  const bytes = bytesOfBase64(base64);
  const samples = Math.floor(bytes.length / 4);
  if (samples === 0) return null;
  const view = new DataView(bytes.buffer);
  const buffer = context.createBuffer(2, samples, samplesPerSecond);
  for (const channel of [0, 1]) {
    const data = buffer.getChannelData(channel);
    for (let at = 0; at < samples; at++) data[at] = view.getInt16(at * 4 + channel * 2, true) / 0x8000;
  }
  return buffer;
}

export function playTrack({
  lengthSectors,
  fromSeconds,
  fetchPiece,
  onEnd,
}: TrackPlayerOptions): TrackPlayer {
  const context = new AudioContext({ sampleRate: samplesPerSecond });
  const end = new AbortController();
  const firstSector = Math.min(lengthSectors, Math.max(0, Math.floor(fromSeconds * sectorsPerSecond)));
  /** On the context's clock, when the first piece is heard; null before it came. */
  let startedAt: number | null = null;
  const position = () => {
    const heard = startedAt === null ? 0 : Math.max(0, context.currentTime - startedAt);
    return Math.min(lengthSectors, firstSector + heard * sectorsPerSecond) / sectorsPerSecond;
  };
  const stop = () => {
    if (end.signal.aborted) return;
    end.abort();
    void context.close();
  };

  async function run(): Promise<void> {
    let next = firstSector;
    let heardUntil = 0;
    while (next < lengthSectors && !end.signal.aborted) {
      if (startedAt !== null && heardUntil - context.currentTime > aheadSeconds) {
        await new Promise((resume) => setTimeout(resume, tickMs));
        continue;
      }
      const count = Math.min(pieceSectors, lengthSectors - next);
      const buffer = bufferOf(context, await fetchPiece(next, count, end.signal));
      if (!buffer || end.signal.aborted) break;
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(context.destination);
      startedAt ??= context.currentTime;
      // Where the line was slow there was silence: the clock of the track waits with it.
      const late =
        context.currentTime - (startedAt + ((next - firstSector) * samplesPerSector) / samplesPerSecond);
      if (late > 0) startedAt += late;
      const at = startedAt + ((next - firstSector) * samplesPerSector) / samplesPerSecond;
      source.start(at);
      heardUntil = at + buffer.duration;
      next += count;
    }
    while (!end.signal.aborted && context.currentTime < heardUntil)
      await new Promise((resume) => setTimeout(resume, tickMs));
  }

  run().then(
    () => {
      if (!end.signal.aborted) onEnd(null);
      stop();
    },
    (error: unknown) => {
      if (!end.signal.aborted) onEnd(error);
      stop();
    },
  );
  return { position, stop };
}
