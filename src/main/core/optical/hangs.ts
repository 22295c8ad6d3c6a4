/** Commands a drive did not answer in time: some hangs end by themselves, a drive that makes a habit of it is left alone. */
import type { ReadFault } from '../ports.ts';
import type { MmcDrive } from './mmc-drive.ts';

const hangLimit = 3;

export class Hangs {
  readonly #drive: MmcDrive;
  #inARow = 0;

  constructor(drive: MmcDrive) {
    this.#drive = drive;
  }

  /** A drive that comes back with the same disc goes on, and the place that held it is tried again later. */
  fault(system: string): ReadFault {
    this.#inARow++;
    const comesBack =
      this.#inARow < hangLimit && this.#drive.becomeReady() === null && this.#drive.isSameMedium();
    return { kind: comesBack ? 'medium' : 'hung', system };
  }

  /** The drive answered. */
  end(): void {
    this.#inARow = 0;
  }
}
