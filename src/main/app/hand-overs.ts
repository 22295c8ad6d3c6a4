/** Bags and documents this run makes for others. */
import { toWireError } from '../../shared/errors.ts';
import type { HandOver } from '../../shared/model/hand-over.ts';
import type { HandOverOrder, HandOvers } from '../core/handover/hand-over-port.ts';
import type { Catalogue } from '../core/ports.ts';
import { timestamp } from '../core/timestamp.ts';
import { type FollowedWork, followedWork } from './followed-work.ts';
import { toolName, version } from './version.ts';

type Snapshot = Omit<HandOver, 'revision'>;

/** Further ones are alike. */
const mostWarnings = 100;

export interface RunningHandOvers extends Omit<FollowedWork<Snapshot>, 'start'> {
  /** @throws SpindleError conflict */
  start(catalogue: Catalogue, order: Omit<HandOverOrder, 'tool' | 'at'>): string;
}

export function handOvers(ports: Pick<HandOvers, 'start'>): RunningHandOvers {
  const work = followedWork<Snapshot>({
    mostRunning: 2,
    tooMany: 'Two hand-overs are being made. Wait for one of them, or end it.',
    unknown: 'This hand-over is not on the list any more.',
  });
  return {
    ...work,
    start(catalogue, order) {
      const warnings: string[] = [];
      const begun: Snapshot = {
        state: 'running',
        error: null,
        format: order.format,
        done: 0,
        total: order.dumpIds.length,
        unit: 'dumps',
        path: '',
        warnings,
        result: null,
      };
      const made = { tool: { name: toolName, version }, at: timestamp(new Date()) };
      return work.start(begun, (change) =>
        ports.start(
          { ...order, ...made },
          {
            dump: (dumpId) => catalogue.showDump(dumpId),
            onProgress: change,
            onWarning: (sentence) => {
              if (warnings.length < mostWarnings) warnings.push(sentence);
              change({ warnings: [...warnings] });
            },
            onEnd: (end) =>
              change({
                state: end.state,
                error: end.state === 'failed' ? toWireError(end.error) : null,
                result: end.state === 'done' ? end.result : null,
              }),
          },
        ),
      );
    },
  };
}
