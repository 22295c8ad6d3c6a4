/**
 * Three short sounds that nobody takes for one another: all is well rises, sectors are missing falls, a person is wanted
 * knocks. They differ in direction, pitch and rhythm, so that hearing any one of these is enough. Made here, not loaded:
 * the page's policy lets no media in.
 */
import type { Sound } from './news.ts';

export interface Note {
  readonly atSeconds: number;
  readonly hertz: number;
  readonly lengthSeconds: number;
}

export const melodies: Readonly<Record<Sound, readonly Note[]>> = {
  complete: [
    { atSeconds: 0, hertz: 523.25, lengthSeconds: 0.18 },
    { atSeconds: 0.13, hertz: 659.26, lengthSeconds: 0.18 },
    { atSeconds: 0.26, hertz: 783.99, lengthSeconds: 0.55 },
  ],
  errors: [
    { atSeconds: 0, hertz: 392, lengthSeconds: 0.4 },
    { atSeconds: 0.38, hertz: 277.18, lengthSeconds: 0.8 },
  ],
  wanted: [0, 0.14, 0.28, 0.62, 0.76, 0.9].map((atSeconds) => ({
    atSeconds,
    hertz: 1046.5,
    lengthSeconds: 0.09,
  })),
};

const attackSeconds = 0.008;
/** Of the loudest a page can be: full volume must not hurt in headphones. */
const loudest = 0.5;

/**
 * Without a gesture of a person on this page browsers keep it silent; so nothing is begun that would sound much later.
 * @param volume in percent
 */
export function play(sound: Sound, volume: number): void {
  if (volume === 0 || !navigator.userActivation.hasBeenActive) return;
  const context = new AudioContext();
  // Loudness is heard by ratios: half the slider is to be half as loud, not nearly the same.
  const peak = loudest * (volume / 100) ** 2;
  const notes = melodies[sound];
  const voices = notes.map((note) => voice(context, note, peak));
  // A context that stays open keeps the sound card awake.
  voices.at(-1)?.addEventListener('ended', () => void context.close());
}

function voice(context: AudioContext, note: Note, peak: number): OscillatorNode {
  const from = context.currentTime + note.atSeconds;
  const until = from + note.lengthSeconds;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(peak, from + attackSeconds);
  gain.gain.exponentialRampToValueAtTime(peak / 1000, until);
  // Softer than a square, and heard through the noise of drives better than a sine.
  const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: note.hertz });
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(until);
  return oscillator;
}
