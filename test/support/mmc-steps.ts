/** Lists of MMC commands and what a drive answers: the same list for a drive of the kernel and for a simulated one. */
import { createHash } from 'node:crypto';
import type { MmcTransport } from '../../src/main/core/ports.ts';

export interface MmcStep {
  readonly cdb: readonly number[];
  /** Room for data that come. */
  readonly bytes: number;
  /** Data that go. */
  readonly out?: readonly number[];
}

/** Everything that can be compared. */
export interface MmcAnswer {
  /** SCSI status, or why none came. */
  readonly status: number | string;
  readonly sense: string;
  readonly transferredBytes: number;
  readonly sha256: string;
  /** The first bytes, for whoever looks at a difference. */
  readonly head: string;
}

const timeoutMs = 60_000;

export function answersOf(transport: MmcTransport, steps: readonly MmcStep[]): MmcAnswer[] {
  return steps.map(({ cdb, bytes, out }) => {
    const data = out ? Uint8Array.from(out) : new Uint8Array(bytes);
    const direction = out ? 'out' : bytes > 0 ? 'in' : 'none';
    const result = transport.execute({ cdb: Uint8Array.from(cdb), direction, data, timeoutMs });
    const isAnswered = result.kind === 'answered';
    const came = data.subarray(0, isAnswered ? result.transferredBytes : 0);
    return {
      status: isAnswered ? result.status : result.kind,
      sense: isAnswered ? Buffer.from(result.sense).toString('hex') : '',
      transferredBytes: came.length,
      sha256: createHash('sha256').update(came).digest('hex'),
      head: Buffer.from(came.subarray(0, 48)).toString('hex'),
    };
  });
}

/**
 * The kernel between us and the rig's drive takes a transfer of nothing for one of everything: it tells no residual,
 * and hands over what its ring held before (target_core_user, "read_len_valid").
 */
export function areAlike(simulated: MmcAnswer, throughKernel: MmcAnswer, { bytes }: MmcStep): boolean {
  if (simulated.status !== throughKernel.status || simulated.sense !== throughKernel.sense) return false;
  if (simulated.transferredBytes === 0 && throughKernel.transferredBytes === bytes) return true;
  return (
    simulated.transferredBytes === throughKernel.transferredBytes && simulated.sha256 === throughKernel.sha256
  );
}

/** Tells what is pending and forgets it, so that two drives begin alike. */
export const settlingSteps: readonly MmcStep[] = [
  { cdb: [0, 0, 0, 0, 0, 0], bytes: 0 },
  { cdb: [0, 0, 0, 0, 0, 0], bytes: 0 },
  { cdb: [0, 0, 0, 0, 0, 0], bytes: 0 },
  { cdb: [0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8, 0], bytes: 8 },
  { cdb: [3, 0, 0, 0, 18, 0], bytes: 18 },
];

function be(value: number, widthBytes: number): number[] {
  const bytes: number[] = [];
  for (let shift = 8 * (widthBytes - 1); shift >= 0; shift -= 8) bytes.push((value >> shift) & 0xff);
  return bytes;
}

function inquiries(): MmcStep[] {
  const allocations = [0, 5, 36, 96, 255];
  return [
    ...allocations.map((bytes) => ({ cdb: [0x12, 0, 0, ...be(bytes, 2), 0], bytes })),
    ...[0x00, 0x80, 0x83].map((page) => ({ cdb: [0x12, 1, page, 0, 255, 0], bytes: 255 })),
  ];
}

function modePages(): MmcStep[] {
  const pages = [0x01, 0x05, 0x0d, 0x0e, 0x1a, 0x1d, 0x2a, 0x3f];
  return pages.flatMap((page) =>
    [0, 1, 2, 3].flatMap((control) => [
      { cdb: [0x5a, 8, (control << 6) | page, 0, 0, 0, 0, 0, 200, 0], bytes: 200 },
      { cdb: [0x1a, 8, (control << 6) | page, 0, 100, 0], bytes: 100 },
    ]),
  );
}

/** Mode page 01h: flags and retries; the flags stay until the next one. */
export function recovery(flags: number): MmcStep {
  const out = [...be(0, 8), 0x01, 0x0a, flags, 5, 0, 0, 0, 0, 0, 0, 0, 0];
  return { cdb: [0x55, 0x10, 0, 0, 0, 0, 0, ...be(out.length, 2), 0], bytes: 0, out };
}

function tables(lastTrack: number): MmcStep[] {
  const starts = [0, 1, 2, lastTrack, lastTrack + 1, 0xaa, 0xff];
  return [0, 1, 2, 3, 4, 5, 6, 15].flatMap((format) =>
    [0, 2].flatMap((msf) =>
      starts.flatMap((start) => [
        { cdb: [0x43, msf, format, 0, 0, 0, start, 3, 0, 0], bytes: 0x300 },
        { cdb: [0x43, msf, 0, 0, 0, 0, start, 0, 20, format << 6], bytes: 20 },
      ]),
    ),
  );
}

function configurations(): MmcStep[] {
  return [0, 1, 2, 3].flatMap((requested) =>
    [0, 1, 0x10, 0x1e, 0x103, 0x200].map((feature) => ({
      cdb: [0x46, requested, ...be(feature, 2), 0, 0, 0, 1, 0, 0],
      bytes: 256,
    })),
  );
}

function ofTheDisc(lastTrack: number, sessions: number): MmcStep[] {
  const steps: MmcStep[] = [
    { cdb: [0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0], bytes: 8 },
    { cdb: [0x23, 0, 0, 0, 0, 0, 0, 0, 12, 0], bytes: 12 },
    { cdb: [0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0], bytes: 34 },
    { cdb: [0x51, 1, 0, 0, 0, 0, 0, 0, 34, 0], bytes: 34 },
    { cdb: [0x5c, 0, 0, 0, 0, 0, 0, 0, 12, 0], bytes: 12 },
    { cdb: [0xac, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0], bytes: 24 },
    { cdb: [0xbd, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0], bytes: 8 },
    { cdb: [0xbb, 0, 2, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0], bytes: 0 },
    { cdb: [0x5a, 8, 0x2a, 0, 0, 0, 0, 0, 200, 0], bytes: 200 },
    { cdb: [0x4a, 0, 0, 0, 0x10, 0, 0, 0, 8, 0], bytes: 8 },
    { cdb: [0x4a, 1, 0, 0, 0x02, 0, 0, 0, 8, 0], bytes: 8 },
    { cdb: [0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8, 0], bytes: 8 },
    { cdb: [0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0], bytes: 0 },
    { cdb: [0x2b, 0, 0, 0, 0, 9, 0, 0, 0, 0], bytes: 0 },
    { cdb: [0x04, 0, 0, 0, 0, 0], bytes: 0 },
    { cdb: [0x2a, 0, 0, 0, 0, 0, 0, 0, 0, 0], bytes: 0 },
    { cdb: [0xf1, 6, 0, 0, 0, 0, 0, 0, 8, 0], bytes: 8 },
    { cdb: [0xa4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 0], bytes: 8 },
    { cdb: [0xa4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 5, 0], bytes: 8 },
  ];
  for (let address = 0; address <= lastTrack + 1; address++)
    steps.push({ cdb: [0x52, 1, ...be(address, 4), 0, 0, 36, 0], bytes: 36 });
  for (let session = 0; session <= sessions + 1; session++)
    steps.push({ cdb: [0x52, 2, ...be(session, 4), 0, 0, 40, 0], bytes: 40 });
  for (const format of [0, 1, 2, 3, 4, 0xff])
    steps.push({ cdb: [0xad, 0, 0, 0, 0, 0, 0, format, 8, 4, 0, 0], bytes: 2052 });
  for (let format = 0; format < 5; format++)
    for (let track = 0; track <= lastTrack; track++)
      for (const msf of [0, 2])
        steps.push({ cdb: [0x42, msf, 0x40, format, 0, 0, track, 0, 24, 0], bytes: 24 });
  return steps;
}

export interface MmcLayout {
  readonly endLba: number;
  readonly lastTrack: number;
  readonly sessions: number;
  /** LBAs around which something happens: starts of tracks, rules of the behaviour. */
  readonly marks: readonly number[];
}

/** Every command about drive and disc, in many spellings. */
export function describingSteps({ lastTrack, sessions }: MmcLayout): MmcStep[] {
  return [
    ...inquiries(),
    ...modePages(),
    ...tables(lastTrack),
    ...configurations(),
    ...ofTheDisc(lastTrack, sessions),
  ];
}

const usualFlags = [0xf8, 0x10, 0x80, 0x20, 0x30, 0x50, 0x58, 0x60, 0x70, 0x78, 0xb8, 0xf0, 0x18, 0x90, 0x00];

/** Reads of every kind at random places, mostly where something happens. */
export function randomReads({ endLba, marks }: MmcLayout, count: number, random: () => number): MmcStep[] {
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)]!;
  const lba = () =>
    random() < 0.75 ? oneOf([0, -150, endLba, ...marks]) + below(24) - 12 : below(endLba + 40) - 20;
  const selection = () => {
    const main = random() < 0.5 ? 0xf8 : random() < 0.7 ? oneOf(usualFlags) : below(32) << 3;
    const c2 = random() < 0.5 ? 0 : below(random() < 0.05 ? 4 : 3);
    const subchannel = random() < 0.5 ? 0 : random() < 0.05 ? below(8) : oneOf([1, 2, 4]);
    const type = random() < 0.6 ? 0 : below(random() < 0.05 ? 8 : 6);
    const blockBytes = 2352 + [0, 294, 296, 0][c2]! + [0, 96, 16, 0, 96, 0, 0, 0][subchannel]!;
    return { type, tail: [main | (c2 << 1), subchannel], blockBytes };
  };
  /** Now and then there is less room than data, or more. */
  const room = (bytes: number) => {
    const chance = random();
    if (chance < 0.85) return bytes;
    return chance < 0.95 ? Math.max(1, below(bytes)) : bytes + below(5000);
  };
  const msfAt = (address: number) => {
    const frames = address + 150;
    const wrapped = frames < 0 ? frames + 450_000 : frames;
    return [Math.floor(wrapped / 4500), Math.floor(wrapped / 75) % 60, wrapped % 75];
  };
  const makers: (() => MmcStep)[] = [
    () => {
      const { type, tail, blockBytes } = selection();
      const sectors = 1 + below(random() < 0.8 ? 8 : 30);
      return {
        cdb: [0xbe, type << 2, ...be(lba(), 4), ...be(sectors, 3), ...tail, 0],
        bytes: room(sectors * blockBytes),
      };
    },
    () => {
      const { type, tail, blockBytes } = selection();
      const from = lba();
      const sectors = below(9) - (random() < 0.05 ? 3 : 0);
      return {
        cdb: [0xb9, type << 2, 0, ...msfAt(from), ...msfAt(from + sectors), ...tail, 0],
        bytes: room(Math.max(1, sectors) * blockBytes),
      };
    },
    () => {
      const sectors = below(9);
      const fua = random() < 0.3 ? 8 : 0;
      return {
        cdb: [0x28, fua, ...be(lba(), 4), 0, ...be(sectors, 2), 0],
        bytes: room(Math.max(1, sectors) * 2048),
      };
    },
    () => {
      const sectors = below(9);
      const fua = random() < 0.5 ? 8 : 0;
      return {
        cdb: [0xa8, fua, ...be(lba(), 4), ...be(sectors, 4), 0, 0],
        bytes: room(Math.max(1, sectors) * 2048),
      };
    },
    () => {
      const sectors = 1 + below(5);
      return { cdb: [0x08, ...be(Math.max(0, lba()), 3), sectors, 0], bytes: room(sectors * 2048) };
    },
    () => {
      const sectors = below(6);
      return {
        cdb: [0xd8, 0, ...be(lba(), 4), ...be(sectors, 4), 0, 0],
        bytes: room(Math.max(1, sectors) * 2352),
      };
    },
    () => ({ cdb: [0x44, below(2) * 2, ...be(lba(), 4), 0, 0, 8, 0], bytes: 8 }),
    () => ({ cdb: [0x42, below(2) * 2, 0x40, 1, 0, 0, 0, 0, 16, 0], bytes: 16 }),
    () => ({ cdb: [0x52, 0, ...be(lba(), 4), 0, 0, 36, 0], bytes: 36 }),
    () => ({ cdb: [0x45, 0, ...be(Math.max(0, lba()), 4), 0, 0, 5, 0], bytes: 0 }),
    () => ({ cdb: [0x03, 0, 0, 0, 18, 0], bytes: 18 }),
    () => recovery(oneOf([0, 0, 0x01, 0x10, 0x11, 0x20])),
  ];
  return Array.from({ length: count }, () => (random() < 0.6 ? makers[0]! : oneOf(makers))());
}

/** Locking, opening and closing the tray, with what is told in between. */
export const traySteps: readonly MmcStep[] = [
  ...[0x1e01, 0x1b02, 0x1e00, 0x1b02].map((pair) => ({
    cdb: [pair >> 8, 0, 0, 0, pair & 0xff, 0],
    bytes: 0,
  })),
  { cdb: [0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8, 0], bytes: 8 },
  { cdb: [0, 0, 0, 0, 0, 0], bytes: 0 },
  { cdb: [0x46, 0, 0, 0, 0, 0, 0, 1, 0, 0], bytes: 256 },
  { cdb: [0x5a, 8, 0x2a, 0, 0, 0, 0, 0, 200, 0], bytes: 200 },
  { cdb: [0xbe, 0, 0, 0, 0, 0, 0, 0, 1, 0xf8, 0, 0], bytes: 2352 },
  { cdb: [0x1b, 0, 0, 0, 3, 0], bytes: 0 },
  { cdb: [0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8, 0], bytes: 8 },
  ...Array.from({ length: 6 }, () => ({ cdb: [0, 0, 0, 0, 0, 0], bytes: 0 })),
  { cdb: [0xbe, 0, 0, 0, 0, 0, 0, 0, 1, 0xf8, 0, 0], bytes: 2352 },
];
