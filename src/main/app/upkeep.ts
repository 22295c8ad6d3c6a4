/** Care of the catalogue while the program is open: hourly backups, and a full check once a month. */
import type { Catalogue } from '../core/ports.ts';

const lookEveryMs = 5 * 60 * 1000;
/** A window that was just opened has better things to do. */
const firstLookMs = 60 * 1000;

export class Upkeep {
  readonly #catalogue: Catalogue;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> = Promise.resolve();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Looks now and then what is due; keeps no process alive. */
  start(): void {
    const look = (delayMs: number) => {
      this.#timer = setTimeout(() => {
        this.#working = this.#doWhatIsDue();
        void this.#working.then(() => this.#timer && look(lookEveryMs));
      }, delayMs).unref();
    };
    look(firstLookMs);
  }

  /** For programs that end soon: a backup, if one is due. */
  async backUpIfDue(): Promise<void> {
    try {
      const nowMs = Date.now();
      const { upkeep } = this.#catalogue;
      if ((await upkeep.due(nowMs)).backup) await upkeep.backUp(nowMs);
    } catch {
      // Kept by the catalogue and told by its status and the doctor: no job ends because a backup could not be made.
    }
  }

  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#working;
  }

  async #doWhatIsDue(): Promise<void> {
    await this.backUpIfDue();
    try {
      if ((await this.#catalogue.upkeep.due(Date.now())).fullCheck) await this.#catalogue.upkeep.checkFully();
    } catch {
      // The catalogue's own check tells what is wrong with it.
    }
  }
}
