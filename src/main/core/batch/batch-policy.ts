/** What happens to a medium that was put in during a batch, and how long it may take. */
import type { BatchEntry, BatchSettings, EntryState } from '../../../shared/model/batch.ts';
import type { Inspection } from '../../../shared/model/drive.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';
import type { CarrierException } from '../../../shared/model/vocabulary.ts';

/** What tells media apart. */
export interface MediumKey {
  readonly totalSectors: number;
  /** Of a disc; null for media of blocks. */
  readonly toc: string | null;
  readonly samples: string | null;
}

export function mediumKey({ medium, disc, samples }: Inspection): MediumKey {
  const toc = disc?.ids ? JSON.stringify([disc.ids.musicbrainz, disc.ids.accurateRip, disc.ids.cddb]) : null;
  // Audio samples depend on the drive's offset: there the table of contents says it all.
  const isAudio =
    disc !== null && disc.tracks.length > 0 && disc.tracks.every(({ mode }) => mode === 'AUDIO');
  return { totalSectors: medium.totalSectors, toc, samples: isAudio ? null : (samples?.sha256 ?? null) };
}

/** Where nothing but its size is known of a medium, it is no other's twin. */
export function isSameMedium(a: MediumKey, b: MediumKey): boolean {
  if (a.totalSectors !== b.totalSectors || a.toc !== b.toc || a.samples !== b.samples) return false;
  return a.toc !== null || a.samples !== null;
}

export interface SeenMedium {
  readonly key: MediumKey;
  readonly code: string;
  readonly inThisBatch: boolean;
}

export type Verdict =
  | { readonly kind: 'start' }
  /** The disc that was just done, put back in. */
  | { readonly kind: 'again'; readonly code: string }
  | { readonly kind: 'stop'; readonly exception: CarrierException; readonly note: string };

/**
 * @param kind what the record says the carrier is; null where it says nothing
 * @param force a person said to read it whatever it is
 */
export function judgeMedium(
  inspection: Inspection,
  kind: string | null,
  seen: readonly SeenMedium[],
  { stopFor }: Pick<BatchSettings, 'stopFor'>,
  force: boolean,
): Verdict {
  const key = mediumKey(inspection);
  const twins = seen.filter((other) => isSameMedium(other.key, key));
  const again = twins.find(({ inThisBatch }) => inThisBatch);
  if (force) return { kind: 'start' };
  if (again && isBlank(inspection) === false) return { kind: 'again', code: again.code };
  const stop = (exception: CarrierException, note: string): Verdict => ({
    kind: 'stop',
    exception,
    note,
  });
  if (stopFor.includes('blank') && isBlank(inspection))
    return stop('blank', 'Every sector looked at holds one value only.');
  const isDisc = inspection.disc !== null;
  if (
    stopFor.includes('mismatch') &&
    kind !== null &&
    kind !== 'other' &&
    kind !== 'minidisc-data' &&
    kind.startsWith('fd-') === isDisc
  )
    return stop('mismatch', `The record says ${kind}, but a ${isDisc ? 'disc' : 'disk'} is in the drive.`);
  const tracks = inspection.disc?.tracks ?? [];
  if (stopFor.includes('audio-only') && tracks.length > 0 && tracks.every(({ mode }) => mode === 'AUDIO'))
    return stop('audio-only', `${tracks.length} audio tracks and no data.`);
  const [twin] = twins;
  if (stopFor.includes('duplicate') && twin) return stop('duplicate', `Seen before as ${twin.code}.`);
  return { kind: 'start' };
}

function isBlank({ samples, filesystems, disc }: Inspection): boolean {
  return disc === null && filesystems.length === 0 && samples?.uniform === true;
}

/** What a medium says of itself, for comparing with its record; null where it says nothing. */
export function observedWords({ filesystems, disc }: Inspection): string | null {
  const labels = filesystems.map(({ label }) => label.trim());
  const titles = Object.values(disc?.cdText ?? {}).map(({ album }) => album.title ?? '');
  const words = [...new Set([...titles, ...labels].filter((text) => text !== ''))];
  return words.length > 0 ? words.join(' ') : null;
}

/** Rates a healthy drive keeps up: 24x CD, 8x DVD and above, a floppy at its rotation. */
const bytesPerSecond = { cd: 3_600_000, large: 11_000_000, floppy: 20_000, disk: 5_000_000 } as const;
const spinUpSeconds = 20;

/** How long a clean medium would take. */
export function cleanSeconds({ medium, disc }: Pick<Inspection, 'medium' | 'disc'>): number {
  const isLarge = medium.sizeBytes > 900_000_000;
  const rate = disc
    ? isLarge
      ? bytesPerSecond.large
      : bytesPerSecond.cd
    : medium.sizeBytes < 4_000_000
      ? bytesPerSecond.floppy
      : bytesPerSecond.disk;
  return spinUpSeconds + medium.sizeBytes / rate;
}

/** What becomes of an entry whose job has come to rest. */
export function afterJob(
  outcome: Outcome | null,
  jobState: 'done' | 'parked' | 'failed' | 'cancelled',
  isOverTime: boolean,
  /** What was not read may be unreadable on purpose. */
  mayBeProtected: boolean,
): { readonly state: EntryState; readonly exception: CarrierException | null } {
  const stop = (exception: CarrierException) => ({ state: 'exception' as const, exception });
  if (jobState === 'parked' && isOverTime) return stop('over-time');
  if (jobState !== 'done') return stop('failed');
  if (outcome === 'complete' || outcome === 'complete-after-retries')
    return { state: 'done', exception: null };
  if (outcome === 'not-readable') return stop('unreadable');
  return stop(mayBeProtected && outcome === 'complete-with-errors' ? 'protected' : 'damaged');
}

const following: Readonly<Record<EntryState, readonly EntryState[]>> = {
  waiting: ['next', 'skipped'],
  next: ['waiting', 'reading', 'exception', 'skipped'],
  reading: ['done', 'exception'],
  done: ['waiting'],
  exception: ['waiting', 'skipped', 'done'],
  skipped: ['waiting'],
};

export function entryMayFollow(from: EntryState, to: EntryState): boolean {
  return following[from].includes(to);
}

/** Whose turn it is: the first in the order of the stack that nobody has taken. */
export function nextEntry(entries: readonly BatchEntry[]): BatchEntry | null {
  return entries.find(({ state }) => state === 'waiting') ?? null;
}
