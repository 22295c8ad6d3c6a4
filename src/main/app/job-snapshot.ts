/** What a message from the imaging process does to the picture of its job: pure, so that it can be tried out in full. */
import { assertNever, SpindleError, toWireError, type WireError } from '../../shared/errors.ts';
import { discSummary } from '../../shared/model/disc-summary.ts';
import type { Drive, Inspection } from '../../shared/model/drive.ts';
import {
  type JobOptions,
  type JobSnapshot,
  type JobState,
  mayFollow,
  type Progress,
  type Stall,
} from '../../shared/model/job.ts';
import { miniMap } from '../../shared/model/mini-map.ts';
import { stallOf } from '../core/rescue/forecast.ts';
import type { FromImaging } from './imaging-messages.ts';

export interface NewJob {
  readonly id: string;
  readonly source: Pick<Drive, 'id' | 'kind' | 'address' | 'label'>;
  readonly rootId: string;
  readonly directory: string;
  readonly name: string;
  readonly options: JobOptions;
  readonly createdAt: string;
}

export function plannedJob(job: NewJob): JobSnapshot {
  const { id, kind, address, label } = job.source;
  return {
    id: job.id,
    revision: 0,
    state: 'planned',
    paused: false,
    source: { id, kind, address, label },
    rootId: job.rootId,
    directory: job.directory,
    name: job.name,
    carrier: job.options.carrier,
    dumpId: null,
    createdAt: job.createdAt,
    endedAt: null,
    outcome: null,
    counts: null,
    sectorSize: null,
    etaSeconds: null,
    bytesPerSecond: 0,
    miniMap: '',
    disc: null,
    error: null,
    stall: null,
    options: job.options,
    inspection: null,
    warnings: [],
    progress: null,
    files: [],
    tracks: [],
    subchannel: null,
  };
}

/** @throws SpindleError internal for a transition the states do not have */
export function inState(job: JobSnapshot, state: JobState): JobSnapshot {
  if (job.state === state) return job;
  if (!mayFollow(job.state, state)) {
    throw new SpindleError('internal', `A job that is ${job.state} cannot become ${state}.`, {
      from: job.state,
      to: state,
    });
  }
  return { ...job, state };
}

/** A job that rests: its end, why, and whether it can go on. */
export function atRest(
  job: JobSnapshot,
  state: 'parked' | 'failed' | 'cancelled',
  error: WireError | null,
  endedAt: string,
): JobSnapshot {
  return {
    ...inState(job, state),
    paused: false,
    outcome: state === 'parked' ? 'partial' : null,
    error,
    endedAt,
    etaSeconds: null,
    bytesPerSecond: 0,
  };
}

/** A parked or failed job about to go on. */
export function replanned(job: JobSnapshot): JobSnapshot {
  return { ...inState(job, 'planned'), outcome: null, error: null, endedAt: null };
}

export function afterMessage(job: JobSnapshot, message: FromImaging, at: string): JobSnapshot {
  switch (message.type) {
    case 'opened':
      return { ...job, dumpId: message.dumpId, name: message.name, sectorSize: message.sectorSize };
    case 'stage':
      return inState(job, message.state);
    case 'progress': {
      const { progress } = message;
      return {
        ...job,
        progress,
        counts: progress.counts,
        etaSeconds: progress.etaSeconds,
        bytesPerSecond: progress.bytesPerSecond,
        miniMap: miniMap(progress.map.runs),
        stall: stallAfter(job, progress),
      };
    }
    case 'located':
      return { ...job, first: message.first };
    case 'inspection':
      return { ...inspected(job, message.inspection), warnings: message.inspection.warnings };
    case 'warning':
      return { ...job, warnings: [...job.warnings, message.warning] };
    case 'log':
    case 'ejected':
    case 'profile':
      return job;
    case 'finished': {
      const { disc } = message.sidecar;
      // The subchannel has told more of the disc than could be known when it was inserted.
      const richer = disc && job.inspection && { ...job.inspection, disc: disc.disc };
      return {
        ...inState(richer ? inspected(job, richer) : job, 'recording'),
        dumpId: message.sidecar.dumpId,
        name: message.sidecar.name,
        outcome: message.sidecar.outcome,
        counts: message.sidecar.counts,
        sectorSize: message.sidecar.source.medium.sectorSize,
        warnings: message.sidecar.warnings,
        miniMap: miniMap(message.sidecar.states),
        etaSeconds: 0,
        bytesPerSecond: 0,
        files: message.files,
        tracks: disc?.tracks ?? [],
        subchannel: disc?.subchannel ?? null,
        stall: message.sidecar.counts.bad + message.sidecar.counts.pending > 0 ? job.stall : null,
      };
    }
    case 'parked':
      return atRest(job, 'parked', message.error, at);
    case 'failed':
      return atRest(job, 'failed', message.error, at);
    default:
      return assertNever(message, 'message of an imaging process');
  }
}

/** While files are finished nothing is read: it stays as it was when reading ended. */
function stallAfter(job: JobSnapshot, progress: Progress): Stall | null {
  return progress.finishing === null && progress.pass !== null ? stallOf(progress) : job.stall;
}

function inspected(job: JobSnapshot, inspection: Inspection): JobSnapshot {
  return { ...job, inspection, disc: inspection.disc && discSummary(inspection.disc) };
}

/** The imaging process ended without a last word: killed, crashed, or the program with it. */
export function lostWorker(job: JobSnapshot, how: string, at: string): JobSnapshot {
  const error = new SpindleError(
    'worker-lost',
    `The imaging process ended unexpectedly (${how}). Everything read so far is kept; resume the job.`,
    { how },
  );
  return atRest(job, 'parked', toWireError(error), at);
}
