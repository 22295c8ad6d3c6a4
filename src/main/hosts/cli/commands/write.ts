/** `spindle write`: an image back onto a floppy, proved by reading it back. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { SpindleError } from '../../../../shared/errors.ts';
import type { Medium } from '../../../../shared/model/drive.ts';
import type { DumpEvent } from '../../../../shared/model/sidecar.ts';
import { bytesWords, countWords, sectorsWords, shareWords } from '../../../../shared/words.ts';
import { imageGeometry } from '../../../adapters/exports/convert-image.ts';
import { exists, readSidecar } from '../../../adapters/files/dump-names.ts';
import { hashFile } from '../../../adapters/files/hash-file.ts';
import { findOwner } from '../../../adapters/files/verify-dump.ts';
import { knownDamage } from '../../../adapters/known-damage.ts';
import { allocateAligned } from '../../../adapters/memory/aligned.ts';
import { type BlockSectors, openSectors } from '../../../adapters/open-sectors.ts';
import { openCatalogue } from '../../../adapters/sqlite/catalogue-client.ts';
import { writeBack } from '../../../adapters/write-back.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { checkFit } from '../../../core/writeback/check-fit.ts';
import { guardTarget } from '../../../core/writeback/guard-target.ts';
import { type WriteReport, type WriteStep, writeSectors } from '../../../core/writeback/write-sectors.ts';
import { defaultCataloguePath } from '../../user-folders.ts';
import { exitStatus } from '../exit-status.ts';
import { interruption } from '../interruption.ts';
import type { Terminal } from '../terminal.ts';

export interface WriteOptions {
  readonly yes?: boolean;
  readonly model?: string;
  readonly retries: number;
  /** False for --no-catalogue. */
  readonly catalogue?: string | false;
}

/** Where the drive does not say how long a track is. */
const usualTrackSectors = 64;

export async function write(
  terminal: Terminal,
  path: string,
  address: string,
  options: WriteOptions,
): Promise<number> {
  const device = resolve(address);
  const cataloguePath = options.catalogue === false ? null : (options.catalogue ?? defaultCataloguePath());
  const drives = await writeBack();
  const own = [dirname(resolve(path)), ...(cataloguePath === null ? [] : [dirname(resolve(cataloguePath))])];
  guardTarget(drives.facts(device, own), options.model ?? null);
  const image = await openSectors(path, { scratch: tmpdir() });
  try {
    if (image.kind === 'disc')
      throw new SpindleError(
        'unsupported',
        `${path} is a disc image. Nothing was written; burn it with cdrdao or xorriso.`,
        { path },
      );
    const source = drives.look(device);
    let isOpen = true;
    try {
      checkFit(device, {
        image: image.image,
        imageGeometry: imageGeometry(image),
        medium: source.medium,
        deviceGeometry: source.deviceGeometry,
      });
      sayPlan(terminal, image, device, source.medium);
      if (options.yes !== true)
        throw new SpindleError(
          'bad-usage',
          `Everything on the medium in ${device} would be overwritten by ${path}. Nothing was written; if that is meant, add --yes.`,
          { path, device },
        );
      const target = drives.open(source);
      isOpen = false;
      try {
        const sectorsPerTrack = source.deviceGeometry?.sectorsPerTrack ?? usualTrackSectors;
        const steps = writeSectors(target, {
          image: image.image,
          sectorSize: source.medium.sectorSize,
          totalSectors: source.medium.totalSectors,
          sectorsPerTrack,
          retries: options.retries,
          allocate: allocateAligned,
        });
        const report = await follow(terminal, steps, device);
        if (report === null) return exitStatus.interrupted;
        await noteInCatalogue(terminal, image, device, report, cataloguePath);
        return conclude(terminal, path, device, source.medium, report);
      } finally {
        target.close();
      }
    } finally {
      if (isOpen) source.close();
    }
  } finally {
    image.close();
  }
}

function sayPlan(terminal: Terminal, { path, image }: BlockSectors, device: string, medium: Medium): void {
  const { totalSectors, sectorSize, sizeBytes } = medium;
  terminal.emit({ type: 'plan', image: path, device, sizeBytes, sectorSize, totalSectors });
  terminal.say(`${path} (${bytesWords(image.sizeBytes)}) onto ${device}: ${sectorsWords(totalSectors)}.`);
  const { unread } = knownDamage(path, image.sectorSize, totalSectors);
  const bytes =
    unread.ranges.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0) +
    image.flaws.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
  if (bytes === 0) return;
  const what = `${sectorsWords(Math.ceil(bytes / image.sectorSize))} of the image were not read from its carrier or were read with errors; the medium will not show which`;
  terminal.emit({ type: 'warning', path, what });
  terminal.warn(`warning: ${what}.`);
}

/** @returns null when it was interrupted */
async function follow(
  terminal: Terminal,
  steps: Generator<WriteStep, WriteReport>,
  device: string,
): Promise<WriteReport | null> {
  const stop = interruption();
  const words = { write: 'writing', compare: 'reading back', rewrite: 'writing again' } as const;
  try {
    for (;;) {
      const { value, done } = steps.next();
      if (done) return value;
      terminal.progress(`${words[value.phase]}  LBA ${countWords(value.lba)}  ${shareWords(value.share, 1)}`);
      await breathe();
      if (!stop.signal.aborted) continue;
      const message = `Interrupted at LBA ${value.lba} while ${words[value.phase]}: the medium in ${device} holds a part of the image only. Write it again.`;
      terminal.emit({ type: 'error', code: 'output-failed', message, details: { device, lba: value.lba } });
      terminal.warn(`spindle: ${message}`);
      return null;
    }
  } finally {
    stop.dispose();
  }
}

function conclude(
  terminal: Terminal,
  path: string,
  device: string,
  medium: Medium,
  report: WriteReport,
): number {
  const { goodSectors, failed, rewrittenSectors, stoppedBy } = report;
  const { totalSectors } = medium;
  if (stoppedBy) {
    const message = `Writing to ${device} stopped (${stoppedBy.system}). The medium holds a part of the image only; check the drive, then write it again.`;
    terminal.emit({
      type: 'error',
      code: 'output-failed',
      message,
      details: { device, system: stoppedBy.system },
    });
    terminal.warn(`spindle: ${message}`);
    return exitStatus.failed;
  }
  for (const { lba, lengthSectors } of failed) {
    const what = lengthSectors === 1 ? 'did not take' : `${lengthSectors} sectors from here on did not take`;
    terminal.emit({ type: 'problem', path: device, lba, what });
    terminal.say(`${device}: LBA ${lba}: ${what}`);
  }
  terminal.emit({
    type: 'result',
    ok: failed.length === 0,
    image: path,
    device,
    sectors: { total: totalSectors, good: goodSectors, bad: totalSectors - goodSectors },
    failed: failed.map(({ lba, lengthSectors }) => [lba, lengthSectors]),
    rewrittenSectors,
  });
  const again =
    rewrittenSectors > 0 ? ` ${sectorsWords(rewrittenSectors)} took only when written again.` : '';
  terminal.say(
    failed.length === 0
      ? `All ${sectorsWords(totalSectors)} were written, read back and are the same.${again}`
      : `${sectorsWords(goodSectors)} of ${countWords(totalSectors)} were read back and are the same; the others did not take. Use another diskette.${again}`,
  );
  return failed.length === 0 ? exitStatus.clean : exitStatus.someUnreadable;
}

/** Where the image is of a dump the catalogue knows. What went onto the diskette stands, whatever the catalogue says. */
async function noteInCatalogue(
  terminal: Terminal,
  { path }: BlockSectors,
  device: string,
  { goodSectors, failed, stoppedBy }: WriteReport,
  cataloguePath: string | null,
): Promise<void> {
  if (cataloguePath === null || !exists(cataloguePath)) return;
  const event: DumpEvent = {
    uuid: randomUUID(),
    type: 'rep',
    at: timestamp(new Date()),
    outcome: stoppedBy ? 'fail' : failed.length > 0 ? 'warning' : 'success',
    detail: `${path} written to ${device}, ${goodSectors} sectors read back the same${failed.length > 0 ? `, not those at LBA ${failed.map(({ lba }) => lba).join(', ')}` : ''}`,
  };
  try {
    const catalogue = await openCatalogue(cataloguePath);
    try {
      const dumpId = await dumpIdOf(path, async (sha256) => {
        const hits = await catalogue.search(sha256, 10);
        return hits.find(({ kind }) => kind === 'dump')?.id ?? null;
      });
      if (dumpId !== null) await catalogue.appendEvent(dumpId, event);
    } finally {
      await catalogue.close();
    }
  } catch (error) {
    if (!(error instanceof SpindleError)) throw error;
    if (error.code !== 'not-found') terminal.warn(`The catalogue was not told: ${error.message}`);
  }
}

/** By the sidecar beside the image, else by its SHA-256. */
async function dumpIdOf(
  path: string,
  findByHash: (sha256: string) => Promise<string | null>,
): Promise<string | null> {
  const owner = await findOwner(path);
  if (owner !== null) return readSidecar(owner).dumpId;
  return findByHash((await hashFile(path)).hashes.sha256);
}
