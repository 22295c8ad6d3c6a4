/**
 * A simulated drive for diskettes and other block media, at the lowest port: all code above it is the code that reads
 * real ones. The same address, behaviour and sequence of reads give the same results, always.
 */
import { SpindleError } from '../../../shared/errors.ts';
import type { DriveIdentity, Medium } from '../../../shared/model/drive.ts';
import type { BlockSource, ReadFault, ReadResult } from '../../core/ports.ts';
import { requireWholeSectors } from '../files/file-source.ts';
import { outOfBounds } from '../files/positioned-read.ts';
import type { Behaviour } from './behaviour.ts';
import { blockFor } from './block-for.ts';
import { BlockRules, type SenseCode } from './rules.ts';
import { imageFault, openSimulatedMedium, type SimulatedMedium } from './simulated-media.ts';

const defaultSectorSize = 512;
/** The rig's unit of speed, single-speed CD: at 512 bytes about as fast as a floppy drive. */
const sectorsPerSecondAtSpeed1 = 75;

export interface SimulatedOptions {
  /** How often an LBA was tried in earlier runs: rules that count reads go on where they were. */
  readonly priorReads: (lba: number) => number;
  /** Blocks for that long. */
  readonly wait?: (delayMs: number) => void;
}

/** @throws SpindleError not-found, not-a-source, permission-denied, no-medium, bad-behaviour */
export function openSimulatedSource(
  address: string,
  options: SimulatedOptions = { priorReads: () => 0 },
): BlockSource {
  const medium = openSimulatedMedium(address);
  try {
    return new SimulatedBlockSource(address, medium, options);
  } catch (error) {
    medium.close();
    throw error;
  }
}

class SimulatedBlockSource implements BlockSource {
  readonly address: string;
  readonly medium: Medium;
  readonly identity: DriveIdentity;
  readonly deviceGeometry = null;
  readonly alignmentBytes = 1;
  readonly #image: SimulatedMedium;
  readonly #behaviour: Behaviour;
  readonly #rules: BlockRules;
  readonly #priorReads: (lba: number) => number;
  readonly #wait: (delayMs: number) => void;
  readonly #reads = new Map<number, number>();
  #commands = 0;
  #nextLba = -1;
  #removed = false;

  constructor(address: string, image: SimulatedMedium, options: SimulatedOptions) {
    this.address = address;
    this.#image = image;
    this.#behaviour = image.behaviour;
    this.#rules = new BlockRules(image.behaviour);
    this.#priorReads = options.priorReads;
    this.#wait = options.wait ?? blockFor;
    this.medium = mediumOf(address, image);
    this.identity = simulatedIdentity(image.behaviour);
  }

  read(lba: number, count: number, into: Uint8Array): ReadResult {
    const outside = outOfBounds(this.medium, lba, count, into);
    if (outside) return failed(outside);
    const stopped = this.#beginCommand(lba, count);
    if (stopped) return failed(stopped);
    const { delayMs, failure } = this.#countReads(lba, count);
    this.#wait(delayMs);
    this.#nextLba = failure ? -1 : lba + count;
    if (failure) return failed({ kind: 'medium', system: failure });
    try {
      this.#image.read(lba * this.medium.sectorSize, into.subarray(0, count * this.medium.sectorSize));
    } catch (error) {
      // The file behind the simulation failed, not the medium it simulates.
      return failed({ kind: 'unforeseen', system: imageFault(error) });
    }
    return { goodSectors: count, fault: null };
  }

  close(): void {
    this.#image.close();
  }

  /** What befalls a read command as a whole, whatever its LBAs are. Commands are counted from each opening. */
  #beginCommand(lba: number, count: number): ReadFault | null {
    const { yank_at_read, reset_at_read, hang_at_read, hang_ms, seek_ms, cmd_ms, speed } = this.#behaviour;
    this.#commands++;
    // A unit attention (6/29) after a reset is answered by asking again, as the kernel's disk driver does.
    if (this.#commands === reset_at_read) this.#commands++;
    if (yank_at_read !== undefined && this.#commands >= yank_at_read) this.#removed = true;
    if (this.#removed) return { kind: 'no-medium', system: senseWords({ key: 2, asc: 0x3a, ascq: 0 }) };
    if (this.#commands === hang_at_read) this.#wait(hang_ms ?? 0);
    const seekMs = lba === this.#nextLba ? 0 : (seek_ms ?? 0);
    const transferMs = speed ? (count * 1000) / (sectorsPerSecondAtSpeed1 * speed) : 0;
    this.#wait(seekMs + transferMs + (cmd_ms ?? 0));
    return null;
  }

  /**
   * Every LBA of a command counts as read once, whether it stands before or behind a failing one: a direct read that
   * fails gives back nothing, and the account of a rescue books it the same way.
   */
  #countReads(lba: number, count: number): { delayMs: number; failure: string | null } {
    let delayMs = 0;
    let failure: string | null = null;
    for (let at = lba; at < lba + count; at++) {
      if (!this.#rules.concern(at)) continue;
      const reads = (this.#reads.get(at) ?? this.#priorReads(at)) + 1;
      this.#reads.set(at, reads);
      if (failure !== null) continue;
      const effect = this.#rules.effect(at, reads);
      delayMs += effect.delayMs;
      if (effect.failure) failure = `${senseWords(effect.failure)} at LBA ${at}`;
    }
    return { delayMs, failure };
  }
}

function failed(fault: ReadFault): ReadResult {
  return { goodSectors: 0, fault };
}

/** Sense as it is written in logs: `sense 3/11/05`. */
function senseWords({ key, asc, ascq }: SenseCode): string {
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(2, '0');
  return `sense ${key.toString(16).toUpperCase()}/${hex(asc)}/${hex(ascq)}`;
}

function mediumOf(address: string, { sizeBytes, behaviour }: SimulatedMedium): Medium {
  if (behaviour.tray_open) {
    throw new SpindleError(
      'no-medium',
      `There is no medium in ${address}: its behaviour leaves the tray open.`,
      {
        address,
      },
    );
  }
  const sectorSize = behaviour.sector_size ?? defaultSectorSize;
  requireWholeSectors(address, sizeBytes, sectorSize);
  return {
    sizeBytes,
    sectorSize,
    totalSectors: sizeBytes / sectorSize,
    writeProtected: Boolean(behaviour.write_protected),
    removable: true,
    diskSequence: null,
  };
}

export function simulatedIdentity({ vendor, product, revision, serial }: Behaviour): DriveIdentity {
  return {
    vendor: vendor ?? 'Spindle',
    product: product ?? 'Practice drive',
    revision: revision ?? '1.0',
    serial: serial ?? '',
    bus: 'simulated',
  };
}
