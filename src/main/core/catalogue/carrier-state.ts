/** Where a carrier stands, from its dumps and from what people decided; never from what somebody hoped. */
import type { Outcome } from '../../../shared/model/outcome.ts';
import { outcomes, outcomeWords } from '../../../shared/model/outcome.ts';
import {
  type CarrierException,
  type CarrierState,
  type Disposition,
  vocabularyWords,
} from '../../../shared/model/vocabulary.ts';
import { sectorsWords } from '../../../shared/words.ts';

/** A dump as the state of its carrier sees it. */
export interface AttemptFacts {
  readonly id: number;
  readonly attempt: number;
  readonly outcome: Outcome;
  readonly totalSectors: number;
  /** Good, or good after retries. */
  readonly readSectors: number;
}

export interface CarrierDecisions {
  readonly disposition: Disposition | null;
  readonly exception: CarrierException | null;
  readonly chosenDump: number | null;
  readonly signedOffDump: number | null;
}

/**
 * The dump that stands for the carrier: the one a person chose, else the one with the fewest sectors unread. Of equals
 * the earliest stays: what is as good takes nobody's place.
 */
export function preferredAttempt(
  attempts: readonly AttemptFacts[],
  chosen: number | null,
): AttemptFacts | null {
  const named = attempts.find(({ id }) => id === chosen);
  if (named) return named;
  const ranked = [...attempts].sort(
    (a, b) =>
      unreadSectors(a) - unreadSectors(b) ||
      outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) ||
      a.attempt - b.attempt,
  );
  return ranked[0] ?? null;
}

/** A medium of no known size has nothing read of it. */
function unreadSectors({ totalSectors, readSectors }: AttemptFacts): number {
  return totalSectors === 0 ? Number.MAX_SAFE_INTEGER : totalSectors - readSectors;
}

/** A sign-off holds for the dump that was looked at: when another one stands for the carrier, it has to be looked at. */
export function carrierState(
  decisions: CarrierDecisions,
  preferred: AttemptFacts | null,
): { readonly state: CarrierState; readonly reason: string } {
  const { disposition, exception, signedOffDump } = decisions;
  if (disposition !== null && disposition !== 'image')
    return { state: 'set-aside', reason: vocabularyWords('disposition', disposition) };
  if (preferred !== null && signedOffDump === preferred.id)
    return { state: 'signed-off', reason: attemptWords(preferred) };
  if (exception !== null)
    return { state: 'needs-attention', reason: vocabularyWords('exception', exception) };
  if (preferred === null) return { state: 'expected', reason: 'No dump yet' };
  const isWhole = preferred.outcome === 'complete' || preferred.outcome === 'complete-after-retries';
  return { state: isWhole ? 'imaged' : 'needs-attention', reason: attemptWords(preferred) };
}

function attemptWords(attempt: AttemptFacts): string {
  const unread = attempt.totalSectors - attempt.readSectors;
  const words = outcomeWords(attempt.outcome);
  return unread > 0 ? `${words}: ${sectorsWords(unread)} not read` : words;
}
