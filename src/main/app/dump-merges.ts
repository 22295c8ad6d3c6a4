/** Dumps this run puts together. The result is whole on the disk before the catalogue hears of it. */
import { dirname } from 'node:path';
import { toWireError, type WireError } from '../../shared/errors.ts';
import type { DumpMerge, MergedDump } from '../../shared/model/dump-merge.ts';
import type { DumpMergeOrder, DumpMerges, WrittenMerge } from '../core/merge/merge-port.ts';
import type { Catalogue } from '../core/ports.ts';
import { type FollowedWork, followedWork } from './followed-work.ts';

type Snapshot = Omit<DumpMerge, 'revision'>;

export interface RunningMerges extends Omit<FollowedWork<Snapshot>, 'start'> {
  /** @throws SpindleError conflict */
  start(catalogue: Catalogue, order: DumpMergeOrder): string;
}

/** @param onRecorded hears of a dump the catalogue has taken in */
export function dumpMerges(ports: DumpMerges, onRecorded: (dumpId: string) => void): RunningMerges {
  const work = followedWork<Snapshot>({
    mostRunning: 2,
    tooMany: 'Two merges are running. Wait for one of them, or end it.',
    unknown: 'This merge is not on the list any more.',
  });

  async function recorded(catalogue: Catalogue, { files, sidecar }: WrittenMerge): Promise<MergedDump> {
    const { dumpId, name, outcome } = sidecar;
    let recordError: WireError | null = null;
    try {
      await catalogue.record(sidecar, dirname(files.at(-1)!.path));
      onRecorded(dumpId);
    } catch (error) {
      // The files are whole and can be taken in later; that the catalogue has not got them is told with them.
      recordError = toWireError(error);
    }
    return { dumpId, name, outcome, files: [...files], recordError };
  }

  return {
    ...work,
    start(catalogue, order) {
      const begun: Snapshot = {
        ...{ state: 'running', error: null, phase: 'compare', share: 0, report: null, result: null },
      };
      return work.start(begun, (change) =>
        ports.start(order, {
          onProgress: (phase, share) => change({ phase, share }),
          onReport: (report) => change({ report }),
          onEnd(end) {
            if (end.state === 'failed') change({ state: 'failed', error: toWireError(end.error) });
            else if (end.state === 'cancelled' || end.written === null) change({ state: end.state });
            else void recorded(catalogue, end.written).then((result) => change({ state: 'done', result }));
          },
        }),
      );
    },
  };
}
