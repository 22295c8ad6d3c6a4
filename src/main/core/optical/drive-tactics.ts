/** Ways to make a drive look at a sector anew: forget what it holds, come from the other side, turn slower. */
import { fastestKilobytesPerSecond, setCdSpeed } from './cdb/drive-commands.ts';
import { dropCache, read12, readCd, seek10 } from './cdb/read-commands.ts';
import type { DiscArea } from './disc-areas.ts';
import type { MmcDrive } from './mmc-drive.ts';
import { selectionOf } from './read-form.ts';
import { sectorBytes, userDataBytes } from './sector-layout.ts';

/** Farther than tracking remembers; near enough to be quick. */
const approachSectors = 200;
/** More than most drives hold: reading there displaces the rest. */
const farSectors = 4000;
const kilobytesPerSecondAt1x = 176.4;
/** Retry passes turn at these speeds in turn (multiples of single speed): what one does not track another may. */
const retrySpeeds = [8, 24, 4] as const;
const tacticTimeoutMs = 10_000;

export class DriveTactics {
  readonly #drive: MmcDrive;
  readonly #areas: readonly DiscArea[];
  readonly #scrap: Uint8Array;
  /** What the person asked for, as a multiple of single speed; null: what the drive likes. */
  readonly #wantedSpeed: number | null;
  #canDropCache = true;
  #hasTried = false;
  #speed: number | null;

  /** The drive turns at `wantedSpeed` already. */
  constructor(drive: MmcDrive, areas: readonly DiscArea[], wantedSpeed: number | null) {
    this.#drive = drive;
    this.#areas = areas;
    this.#scrap = drive.allocate(sectorBytes);
    this.#wantedSpeed = wantedSpeed;
    this.#speed = wantedSpeed;
  }

  /** Whether the drive takes the command to forget what it holds; null as long as it was not asked to. */
  get dropsCache(): boolean | null {
    return this.#hasTried ? this.#canDropCache : null;
  }

  /** Back to what was set before the first retry. */
  fullSpeed(): void {
    this.#turnAt(this.#wantedSpeed);
  }

  /** Before reading `lba` again for the `reading`th time in retry pass `passNumber`. */
  approach(lba: number, passNumber: number, reading: number): void {
    const speed = retrySpeeds[(passNumber - 1) % retrySpeeds.length]!;
    this.#turnAt(Math.min(speed, this.#wantedSpeed ?? speed));
    const side = this.#clip(lba + (reading % 2 === 1 ? -approachSectors : approachSectors));
    this.#forget(lba);
    this.#approachFrom(side);
  }

  #turnAt(speed: number | null): void {
    if (speed === this.#speed) return;
    this.#speed = speed;
    // A drive that knows no speeds reads at its own: no reason to stop.
    this.#drive.control(
      setCdSpeed(speed === null ? fastestKilobytesPerSecond : Math.round(speed * kilobytesPerSecondAt1x)),
    );
  }

  /** A drive that says GOOD to a forced read of nothing may keep its memory all the same: it is also led away. */
  #forget(lba: number): void {
    if (this.#canDropCache) {
      const fault = this.#drive.control(dropCache(lba), tacticTimeoutMs);
      this.#hasTried = true;
      this.#canDropCache = fault?.kind !== 'sense' || fault.advice !== 'unsupported';
    }
    const far = this.#clip(lba > farSectors ? lba - farSectors : lba + farSectors);
    const selection = selectionOf({ c2: 'none', subchannel: 'none' }, 'data');
    // Only the seek matters: that the far sector comes is not asked for.
    this.#drive.read(readCd(far, 1, selection), this.#scrap, tacticTimeoutMs);
  }

  /** A forced read of data empties what is held; audio it refuses, and is only gone to. */
  #approachFrom(side: number): void {
    const { fault } = this.#drive.read(
      read12(side, 1, { forceUnitAccess: true }),
      this.#scrap.subarray(0, userDataBytes),
      tacticTimeoutMs,
    );
    if (fault) this.#drive.control(seek10(side), tacticTimeoutMs);
  }

  #clip(lba: number): number {
    const last = this.#areas.at(-1)!.endLba - 1;
    return Math.max(0, Math.min(last, lba));
  }
}
