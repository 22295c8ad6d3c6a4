/** An optical drive as burning needs it: what lies in it before, and what can be read from it afterwards. */
import { SpindleError } from '../../../shared/errors.ts';
import { readDiscInformation } from '../../core/optical/cdb/medium-commands.ts';
import { read12, readCd } from '../../core/optical/cdb/read-commands.ts';
import { parseDiscInformation } from '../../core/optical/disc-information.ts';
import { isFault, MmcDrive } from '../../core/optical/mmc-drive.ts';
import { sectorBytes, userDataBytes } from '../../core/optical/sector-layout.ts';
import type { MmcTransport } from '../../core/ports.ts';
import type { BurntDisc } from '../../core/writeback/compare-burnt.ts';
import { allocateAligned } from '../memory/aligned.ts';

const informationBytes = 0x22;
const readTimeoutMs = 30_000;
const rawSelection = {
  sectorType: 'any',
  sync: true,
  header: true,
  subheader: true,
  userData: true,
  edc: true,
  c2: 'none',
  subchannel: 'none',
} as const;

export interface BurnerDrive extends BurntDisc {
  /** @returns what is known of it in words. @throws SpindleError no-medium, wrong-medium unless it is blank */
  requireBlank(totalSectors: number): string;
  close(): void;
}

function sleep(delayMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
}

export function burnerDrive(transport: MmcTransport): BurnerDrive {
  const { address } = transport;
  const drive = new MmcDrive(transport, {
    allocate: allocateAligned,
    wait: sleep,
    nowMs: () => performance.now(),
  });
  const buffer = allocateAligned(16 * sectorBytes);
  const mostSectors = Math.max(
    1,
    Math.floor(Math.min(transport.maxTransferBytes, buffer.length) / sectorBytes),
  );

  return {
    requireBlank(totalSectors) {
      const fault = drive.becomeReady();
      const answer = drive.ask(readDiscInformation(informationBytes), informationBytes);
      const information = isFault(answer) ? null : parseDiscInformation(answer);
      if (information === null)
        throw new SpindleError(
          fault ? 'no-medium' : 'wrong-medium',
          `There is no disc in ${address} that could be burnt, or the drive does not say what it is. Nothing was written; insert a blank disc.`,
          { address },
        );
      const { state, isErasable, lastLeadOutLba } = information;
      if (state !== 'empty')
        throw new SpindleError(
          'wrong-medium',
          `The disc in ${address} is not blank. Nothing was written; insert a blank one${isErasable ? ', or erase it with the burning program' : ''}.`,
          { address, state },
        );
      if (lastLeadOutLba !== null && totalSectors > lastLeadOutLba)
        throw new SpindleError(
          'wrong-medium',
          `The image has ${totalSectors} sectors, the disc in ${address} room for ${lastLeadOutLba}. Nothing was written; insert a longer one.`,
          { address, totalSectors, lastLeadOutLba },
        );
      return `blank${isErasable ? ', rewritable' : ''}`;
    },
    read(form, lba, count, into) {
      const bytesEach = form === 'raw' ? sectorBytes : userDataBytes;
      for (let done = 0; done < count; ) {
        const part = Math.min(mostSectors, count - done);
        const wanted = buffer.subarray(0, part * bytesEach);
        const cdb = form === 'raw' ? readCd(lba + done, part, rawSelection) : read12(lba + done, part);
        const { transferredBytes, fault } = drive.read(cdb, wanted, readTimeoutMs);
        if (fault || transferredBytes < wanted.length) return false;
        into.set(wanted, done * bytesEach);
        done += part;
      }
      return true;
    },
    close: () => transport.close(),
  };
}
