/** Sectors of DVD and BD through READ(12): 2048 bytes of user data, proven by the drive alone. */
import type { Pass } from '../../../shared/model/job.ts';
import type { ReadResult } from '../ports.ts';
import { dropCache, read12 } from './cdb/read-commands.ts';
import { readFaultOf } from './drive-fault.ts';
import { Hangs } from './hangs.ts';
import type { MmcDrive } from './mmc-drive.ts';

const blockBytes = 2048;
const readTimeoutMs = 30_000;

export class DvdReader {
  readonly #drive: MmcDrive;
  readonly #capacity: number;
  readonly #buffer: Uint8Array;
  readonly #hangs: Hangs;

  constructor(drive: MmcDrive, maxSectors: number) {
    this.#drive = drive;
    this.#hangs = new Hangs(drive);
    this.#capacity = Math.max(
      1,
      Math.min(maxSectors, Math.floor(drive.transport.maxTransferBytes / blockBytes)),
    );
    this.#buffer = drive.allocate(this.#capacity * blockBytes);
  }

  read(lba: number, count: number, into: Uint8Array, pass: Pass): ReadResult {
    // A drive answers a repeated question from memory unless it is told to forget.
    if (pass.name === 'retry') this.#drive.control(dropCache(lba));
    let done = 0;
    while (done < count) {
      const part = Math.min(count - done, this.#capacity);
      const { goodSectors, fault } = this.#command(lba + done, part);
      into.set(this.#buffer.subarray(0, goodSectors * blockBytes), done * blockBytes);
      done += goodSectors;
      if (fault) return { goodSectors: done, fault };
    }
    return { goodSectors: done, fault: null };
  }

  #command(lba: number, count: number): ReadResult {
    const wanted = count * blockBytes;
    const answer = this.#drive.read(read12(lba, count), this.#buffer.subarray(0, wanted), readTimeoutMs);
    const { transferredBytes, fault } = answer;
    if (fault?.kind === 'timeout') return { goodSectors: 0, fault: this.#hangs.fault(fault.system) };
    if (fault) return { goodSectors: 0, fault: readFaultOf(fault) };
    this.#hangs.end();
    if (transferredBytes === wanted) return { goodSectors: count, fault: null };
    return {
      goodSectors: Math.floor(transferredBytes / blockBytes),
      fault: { kind: 'medium', system: `short transfer: ${transferredBytes} of ${wanted} bytes came` },
    };
  }
}
