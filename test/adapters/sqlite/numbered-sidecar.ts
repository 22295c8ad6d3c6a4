import type { Sidecar } from '../../../src/shared/model/sidecar.ts';
import { plainSidecar } from '../../support/sidecar-arbitrary.ts';

export const numberedUuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The plain sidecar, but another dump for each number, with an event and an end of its own. */
export function numberedSidecar(number: number, change: Partial<Sidecar> = {}): Sidecar {
  const event = {
    type: 'ima',
    at: '2026-11-20T20:13:05+01:00',
    outcome: 'success',
    detail: 'Imaged.',
  } as const;
  return plainSidecar({
    dumpId: numberedUuid(number),
    name: `disk-${number}`,
    endedAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    events: [{ ...event, uuid: numberedUuid(1_000_000 + number) }],
    ...change,
  });
}
