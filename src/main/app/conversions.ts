/** Conversions of this run. */
import { toWireError } from '../../shared/errors.ts';
import type { Conversion } from '../../shared/model/conversion.ts';
import type { ConversionOrder, Conversions } from '../core/ports.ts';
import { type FollowedWork, followedWork } from './followed-work.ts';
import { toolName, version } from './version.ts';

type Snapshot = Omit<Conversion, 'revision'>;

export interface RunningConversions extends Omit<FollowedWork<Snapshot>, 'start'> {
  /** @throws SpindleError conflict */
  start(path: string, order: Omit<ConversionOrder, 'tool'>): string;
}

export function conversions(ports: Pick<Conversions, 'start'>): RunningConversions {
  const work = followedWork<Snapshot>({
    mostRunning: 2,
    tooMany: 'Two conversions are running. Wait for one of them, or end it.',
    unknown: 'This conversion is not on the list any more.',
  });
  return {
    ...work,
    start(path, order) {
      const begun: Snapshot = {
        state: 'running',
        error: null,
        format: order.format,
        share: 0,
        lost: [],
        generated: [],
        faults: [],
        faultCount: 0,
        result: null,
      };
      return work.start(begun, (change) =>
        ports.start(
          path,
          { ...order, tool: { name: toolName, version } },
          {
            onProgress: change,
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
