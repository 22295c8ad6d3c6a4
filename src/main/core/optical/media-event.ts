/** GET EVENT STATUS NOTIFICATION, media class: what happened to tray and medium since the last question (MMC-6, 6.7). */
import { u8 } from '../byte-fields.ts';

const events = ['none', 'eject-requested', 'new-medium', 'removal', 'changed'] as const;
export type MediaEventKind = (typeof events)[number];

export interface MediaEvent {
  readonly event: MediaEventKind;
  readonly isTrayOpen: boolean;
  readonly hasMedium: boolean;
}

const mediaClass = 4;

/** @returns null for a drive that answers with no event, another class, or cut short: ask TEST UNIT READY instead */
export function parseMediaEvent(answer: Uint8Array): MediaEvent | null {
  if (answer.length < 6 || u8(answer, 2) & 0x80 || (u8(answer, 2) & 0x07) !== mediaClass) return null;
  return {
    event: events[u8(answer, 4) & 0x0f] ?? 'none',
    isTrayOpen: (u8(answer, 5) & 0x01) !== 0,
    hasMedium: (u8(answer, 5) & 0x02) !== 0,
  };
}
