/** MODE SENSE(10): finding a page behind header and block descriptors (SPC-4, 7.5), and the capabilities page. */
import { u8, u16be } from '../byte-fields.ts';
import { capabilitiesPageCode } from './cdb/drive-commands.ts';

const headerBytes = 8;

/** @returns the page as it came, PS bit and all, to be given back later; null when it is not there in full */
export function modePageOf(answer: Uint8Array, code: number): Uint8Array | null {
  if (answer.length < headerBytes) return null;
  const end = Math.min(answer.length, 2 + u16be(answer, 0));
  for (let at = headerBytes + u16be(answer, 6); at + 2 <= end; ) {
    const pageEnd = at + 2 + u8(answer, at + 1);
    if ((u8(answer, at) & 0x3f) === code) return pageEnd <= end ? answer.slice(at, pageEnd) : null;
    at = pageEnd;
  }
  return null;
}

const loadingMechanisms = ['caddy', 'tray', 'pop-up', 'reserved', 'changer', 'cartridge-changer'] as const;
export type LoadingMechanism = (typeof loadingMechanisms)[number];

/** What a drive claims of itself; tests decide what is true. */
export interface Capabilities {
  readonly readsCdR: boolean;
  readonly readsCdRw: boolean;
  readonly readsMethod2: boolean;
  readonly readsDvdRom: boolean;
  readonly readsDvdR: boolean;
  readonly readsDvdRam: boolean;
  readonly readsMode2Form1: boolean;
  readonly readsMode2Form2: boolean;
  readonly readsMultiSession: boolean;
  readonly hasCddaCommands: boolean;
  readonly hasAccurateStream: boolean;
  readonly readsRw: boolean;
  readonly correctsRw: boolean;
  readonly hasC2: boolean;
  readonly readsIsrc: boolean;
  readonly readsMcn: boolean;
  readonly loadingMechanism: LoadingMechanism;
  /** kB are 1000 bytes; null where newer drives leave it out. */
  readonly maxKilobytesPerSecond: number | null;
  readonly bufferKilobytes: number | null;
  readonly currentKilobytesPerSecond: number | null;
}

/** CD/DVD capabilities and mechanical status page, 2Ah (MMC-3, 6.3.11). @returns null when it did not come */
export function parseCapabilitiesPage(answer: Uint8Array): Capabilities | null {
  const page = modePageOf(answer, capabilitiesPageCode);
  if (page === null) return null;
  const has = (at: number, bit: number) => ((page[at] ?? 0) & (1 << bit)) !== 0;
  const word = (at: number) => (at + 2 <= page.length ? u16be(page, at) || null : null);
  return {
    readsCdR: has(2, 0),
    readsCdRw: has(2, 1),
    readsMethod2: has(2, 2),
    readsDvdRom: has(2, 3),
    readsDvdR: has(2, 4),
    readsDvdRam: has(2, 5),
    readsMode2Form1: has(4, 4),
    readsMode2Form2: has(4, 5),
    readsMultiSession: has(4, 6),
    hasCddaCommands: has(5, 0),
    hasAccurateStream: has(5, 1),
    readsRw: has(5, 2),
    correctsRw: has(5, 3),
    hasC2: has(5, 4),
    readsIsrc: has(5, 5),
    readsMcn: has(5, 6),
    loadingMechanism: loadingMechanisms[(page[6] ?? 0) >> 5] ?? 'reserved',
    maxKilobytesPerSecond: word(8),
    bufferKilobytes: word(12),
    currentKilobytesPerSecond: word(14),
  };
}
