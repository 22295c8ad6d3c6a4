/** By which samples of its sectors a medium is known again, wherever and with whatever drive it was imaged. */
import type { Inspection } from './drive.ts';

/**
 * Null where they tell nothing: blank media are all alike, and sectors of audio come out differently with each drive.
 */
export function knownSamples({ samples, disc }: Pick<Inspection, 'samples' | 'disc'>): string | null {
  if (!samples || samples.uniform || samples.readable === 0) return null;
  return disc?.tracks.some(({ mode }) => mode === 'AUDIO') ? null : samples.sha256;
}
