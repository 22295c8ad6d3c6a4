/** A small disc in memory, and a way to send a simulated drive commands without ceremony. */

import { parseBehaviour } from '../../src/main/adapters/simulated/behaviour.ts';
import {
  openSimulatedOptical,
  type SimulatedOpticalOptions,
} from '../../src/main/adapters/simulated/optical/simulated-optical.ts';
import type { DiscImage, ImageTrack } from '../../src/main/core/image/disc-image.ts';
import { discImageOf, type Extent } from '../../src/main/core/image/extent-image.ts';
import { generateMode1 } from '../../src/main/core/optical/generate-sector.ts';
import type { MmcTransport } from '../../src/main/core/ports.ts';

/** MODE1 from 0, audio with a pause of 10 from 100, to 200. */
export const dataSectors = 100;
export const songLba = 110;
export const endLba = 200;

/** Main channel of the disc, LBA 0 up. */
export function discBytes(): Uint8Array {
  const bytes = new Uint8Array(endLba * 2352);
  for (let lba = 0; lba < dataSectors; lba++) {
    const sector = bytes.subarray(lba * 2352, (lba + 1) * 2352);
    for (let at = 16; at < 2064; at++) sector[at] = (at * 7 + lba * 13) & 0xff;
    generateMode1(sector, lba);
  }
  // Samples by their number, so that a shift is seen.
  const samples = new DataView(bytes.buffer, dataSectors * 2352);
  for (let sample = 0; sample * 4 < samples.byteLength; sample++)
    samples.setUint32(sample * 4, sample + 1, true);
  return bytes;
}

function track(number: number, changes: Partial<ImageTrack>): ImageTrack {
  const base = { session: 1, mode: 'AUDIO', control: 0, indices: [], isrc: null } as const;
  return { number, ...base, pregapLba: 0, startLba: 0, endLba, ...changes };
}

export function smallDisc(bytes = discBytes(), changes: Partial<DiscImage> = {}): DiscImage {
  const source = {
    sizeBytes: bytes.length,
    read: (offset: number, into: Uint8Array) => into.set(bytes.subarray(offset, offset + into.length)),
  };
  const stored = {
    kind: 'stored',
    source,
    strideBytes: 2352,
    endBytes: bytes.length,
    subchannel: null,
  } as const;
  const extents: Extent[] = [
    { ...stored, form: 'raw-2352', startLba: 0, lengthSectors: dataSectors, offsetBytes: 0 },
    {
      ...stored,
      form: 'audio-little-endian',
      startLba: dataSectors,
      lengthSectors: endLba - dataSectors,
      offsetBytes: dataSectors * 2352,
    },
  ];
  const image = discImageOf({
    sessions: [{ number: 1, firstTrack: 1, lastTrack: 2, startLba: 0, leadOutLba: endLba }],
    tracks: [
      track(1, { mode: 'MODE1', control: 4, endLba: dataSectors, pregapLba: -150 }),
      track(2, { pregapLba: dataSectors, startLba: songLba, isrc: 'ZZSPN9800002' }),
    ],
    mcn: '2000000000015',
    cdTextPacks: null,
    endLba,
    warnings: [],
    extents,
  });
  return { ...image, ...changes };
}

export interface Reply {
  readonly data: Uint8Array;
  /** `good`, `3/11/05`, `3/11/05 at 7`, or the kind of a result without an answer. */
  readonly outcome: string;
}

export function send(
  transport: MmcTransport,
  cdb: Uint8Array,
  bytes = 0,
  options: { out?: Uint8Array; timeoutMs?: number } = {},
): Reply {
  const data = options.out ?? new Uint8Array(bytes);
  const direction = options.out ? 'out' : bytes > 0 ? 'in' : 'none';
  const result = transport.execute({ cdb, direction, data, timeoutMs: options.timeoutMs ?? 60_000 });
  if (result.kind !== 'answered') return { data: new Uint8Array(0), outcome: result.kind };
  const came = data.subarray(0, result.transferredBytes);
  if (result.status === 0) return { data: came, outcome: 'good' };
  const { sense } = result;
  const hex = (byte: number) => byte.toString(16).padStart(2, '0');
  const code = `${sense[2]!.toString(16)}/${hex(sense[12]!)}/${hex(sense[13]!)}`;
  const lba = new DataView(sense.buffer, sense.byteOffset).getUint32(3);
  return { data: came, outcome: sense[0]! & 0x80 ? `${code} at ${lba}` : code };
}

/** A drive whose power-on attention has been told. */
export function driveWith(
  image: Parameters<typeof openSimulatedOptical>[0],
  behaviour: object = {},
  options: SimulatedOpticalOptions = {},
): MmcTransport {
  const transport = openSimulatedOptical(image, parseBehaviour(behaviour, 'this test'), options);
  send(transport, new Uint8Array(6));
  return transport;
}
