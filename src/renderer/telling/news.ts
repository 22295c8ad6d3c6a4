/**
 * Which change of jobs, batches and other long work is worth telling somebody who looks elsewhere, in which words, and how. Notifications and
 * sounds both go by it, so that they never tell different things.
 */

import type { NoticedThing } from '../../shared/deep-link.ts';
import type { BatchStatus, DrivePrompt } from '../../shared/model/batch.ts';
import { isAtRest, type JobSummary } from '../../shared/model/job.ts';
import type { LongWork } from '../../shared/model/long-work.ts';
import { type NewsKind, newsThatWants, type Settings } from '../../shared/model/settings.ts';
import { verdictFacts } from '../../shared/model/verdict-facts.ts';
import { messagesOf } from '../messages/messages.ts';
import { promptWords } from '../screens/batch/batch-words.ts';
import type { View } from '../state/view.ts';
import { inWords } from '../words/faults.ts';
import { stallWords } from '../words/stall.ts';
import { verdict } from '../words/verdict.ts';

const t = messagesOf('telling');
const inBatches = messagesOf('batch');

export interface News {
  readonly kind: NewsKind;
  /** What is shown to whoever asks for more. */
  readonly shows: NoticedThing;
  /** A newer notice takes the place of one with the same tag. */
  readonly tag: string;
  /** The job whose end it is, or that it follows. */
  readonly jobId: string | null;
  readonly title: string;
  readonly sentence: string;
}

/** @param before undefined: it was not on the list when this was last looked at */
export function newsOfJob(before: JobSummary | undefined, now: JobSummary): News | null {
  const { id, name, source } = now;
  const news = (kind: NewsKind, sentence: string): News => ({
    kind,
    shows: { screen: 'job', jobId: id },
    tag: `job ${id}`,
    jobId: id,
    title: t('who', { drive: source.label, what: name }),
    sentence,
  });
  if (!isAtRest(now.state)) {
    return now.stall && !before?.stall ? news('decision', stallWords(now.stall, null)) : null;
  }
  if (before?.state === now.state) return null;
  const kind = kindOfEnd(now);
  return kind && news(kind, now.error ? inWords(now.error).message : verdict(now));
}

/** What a person parked or cancelled is no news. It goes by the counts, as the verdict does, not by the outcome word. */
function kindOfEnd(job: JobSummary): NewsKind | null {
  if (job.state === 'done') return verdictFacts(job).kind === 'all-read' ? 'complete' : 'errors';
  if (job.state === 'failed') return 'stopped';
  return job.state === 'parked' && job.error ? 'stopped' : null;
}

/** What a person ended is no news. */
export function newsOfWork(before: LongWork | undefined, now: LongWork): News | null {
  const { id, kind, name, state, error, problems } = now;
  if (before?.state === state || state === 'running' || state === 'cancelled') return null;
  const isWell = state === 'done' && (problems === 0 || kind === 'conversion');
  const what = t(kind);
  return {
    kind: isWell ? 'work' : 'stopped',
    shows: placeOf(kind),
    tag: `work ${id}`,
    jobId: null,
    title: name === '' ? what : t('who', { what: name, drive: what }),
    sentence: error
      ? inWords(error).message
      : state === 'failed'
        ? t('workFailed')
        : t(`ended-${kind}`, { problems, files: now.files }),
  };
}

function placeOf(kind: LongWork['kind']): NoticedThing {
  switch (kind) {
    case 'fixity':
      return { screen: 'checks', page: 'fixity' };
    case 'hand-over':
      return { screen: 'catalogue', query: '' };
    case 'conversion':
    case 'writing':
      return { screen: 'images', rootId: null, folder: '' };
  }
}

export function newsOfBatch(before: BatchStatus, now: BatchStatus): News[] {
  const { batch, problem } = now;
  const news = (kind: NewsKind, about: string, title: string, sentence: string): News => ({
    kind,
    shows: { screen: 'batch', batchId: batch.uuid },
    tag: `batch ${batch.uuid} ${about}`,
    jobId: null,
    title,
    sentence,
  });
  const drives = now.drives.flatMap((prompt) => {
    const earlier = before.drives.find(({ sourceId }) => sourceId === prompt.sourceId);
    if (!earlier || !comesToWantHands(earlier, prompt)) return [];
    const title = t('who', { drive: prompt.label, what: batch.name });
    const sentence = t('sentence', { words: promptWords(prompt, batch) });
    return { ...news('next', prompt.sourceId, title, sentence), jobId: prompt.jobId ?? earlier.jobId };
  });
  return [
    ...drives,
    ...(now.shift && !before.shift ? [news('decision', 'shift', batch.name, inBatches('spokenShift'))] : []),
    ...(problem && !before.problem ? [news('stopped', 'problem', batch.name, inWords(problem).message)] : []),
  ];
}

/** A drive that was busy until now. What it asks of somebody who stands before it anyway is no news. */
function comesToWantHands(before: DrivePrompt, now: DrivePrompt): boolean {
  if (before.kind === 'reading') return ['insert', 'ready', 'take-out', 'finished'].includes(now.kind);
  return before.kind === 'looking' && (now.kind === 'ready' || now.kind === 'take-out');
}

/** Where somebody looks now. */
export interface Looking {
  readonly hasFocus: boolean;
  readonly view: View;
}

export function isSeen({ shows }: News, { hasFocus, view }: Looking): boolean {
  if (!hasFocus) return false;
  if (shows.screen === 'job') {
    return (
      view.screen === 'bench' ||
      view.screen === 'queue' ||
      (view.screen === 'job' && view.jobId === shows.jobId)
    );
  }
  if (shows.screen === 'checks') return view.screen === 'checks';
  // The dialog that began it says how it ended, also when it was closed.
  if (shows.screen === 'images' || shows.screen === 'catalogue') return true;
  // Tiles say what a drive of a batch asks for; those that are read from three metres do not.
  if (view.screen === 'bench') return !view.kiosk;
  return view.screen === 'batch' && view.batchId === shows.batchId;
}

export type Sound = 'complete' | 'errors' | 'wanted';

export function soundOf(kind: NewsKind): Sound {
  if (kind === 'work') return 'complete';
  return kind === 'complete' || kind === 'errors' ? kind : 'wanted';
}

/** Of sounds that fall together one is heard: the last of these. */
const byWeight: readonly Sound[] = ['complete', 'errors', 'wanted'];

export interface Told {
  readonly notices: readonly News[];
  readonly sound: Sound | null;
  /** A person is wanted who does not see it; `stopped` weighs more. */
  readonly wanted: 'asked' | 'stopped' | null;
}

interface Heard {
  readonly jobs: readonly JobSummary[];
  readonly batches: readonly BatchStatus[];
  /** Null as long as nobody has said. */
  readonly works: readonly LongWork[] | null;
}

/** Remembers how things stood, and which ends were told. */
export class Teller {
  private jobs: ReadonlyMap<string, JobSummary> | null = null;
  private batches: ReadonlyMap<string, BatchStatus> = new Map();
  private works: ReadonlyMap<string, LongWork> | null = null;
  private readonly notified = new Set<string>();
  private readonly sounded = new Set<string>();

  /** Takes what was heard last. What was there at the first look is not news. */
  take(heard: Heard, settings: Settings['telling'], looking: Looking): Told {
    const news = this.newsIn(heard);
    const notices = told(news, settings.notify, this.notified).filter((each) => !isSeen(each, looking));
    // Sounds are for whoever is in the room, the screen in sight or not.
    const sounds = told(news, settings.sound, this.sounded).map(({ kind }) => soundOf(kind));
    const wants = notices.filter(({ kind }) => newsThatWants.includes(kind));
    return {
      notices,
      sound: byWeight.findLast((sound) => sounds.includes(sound)) ?? null,
      wanted: wants.length === 0 ? null : wants.some(({ kind }) => kind === 'stopped') ? 'stopped' : 'asked',
    };
  }

  private newsIn({ jobs, batches, works }: Heard): News[] {
    const { jobs: jobsBefore, batches: batchesBefore, works: worksBefore } = this;
    if (works) this.works = new Map(works.map((work) => [work.id, work]));
    this.jobs = new Map(jobs.map((job) => [job.id, job]));
    this.batches = new Map(batches.map((status) => [status.batch.uuid, status]));
    if (jobsBefore === null) return [];
    const ofBatches = batches.flatMap((status) => {
      const before = batchesBefore.get(status.batch.uuid);
      return before && before !== status ? newsOfBatch(before, status) : [];
    });
    const ofWorks = worksBefore
      ? (works ?? []).flatMap((work) => newsOfWork(worksBefore.get(work.id), work) ?? [])
      : [];
    return [...jobs.flatMap((job) => newsOfJob(jobsBefore.get(job.id), job) ?? []), ...ofBatches, ...ofWorks];
  }
}

/** Those of the chosen kinds. That a drive wants the next disk is not told again after the end of the job in it was. */
function told(news: readonly News[], kinds: readonly NewsKind[], ends: Set<string>): News[] {
  return news.filter(({ kind, jobId }) => {
    if (!kinds.includes(kind)) return false;
    if (jobId === null) return true;
    if (kind === 'next') return !ends.delete(jobId);
    if (kind !== 'decision') ends.add(jobId);
    return true;
  });
}
