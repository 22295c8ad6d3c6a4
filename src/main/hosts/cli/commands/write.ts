/** `spindle write`: an image back onto a medium, proved by reading it back. */
import { dirname, resolve } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import type { WriteCheck, WritingStep, WrittenReport } from '../../../../shared/model/write-back.ts';
import { bytesWords, countWords, sectorsWords, shareWords } from '../../../../shared/words.ts';
import { exists } from '../../../adapters/files/dump-names.ts';
import { openCatalogue } from '../../../adapters/sqlite/catalogue-client.ts';
import { catalogueSearch } from '../../../adapters/sqlite/find/find-client.ts';
import { imageIdentity, type PreparedWrite, prepareWrite } from '../../../adapters/writeback/write-medium.ts';
import { noteWriting } from '../../../app/note-writing.ts';
import { defaultCataloguePath } from '../../user-folders.ts';
import { exitStatus } from '../exit-status.ts';
import { interruption } from '../interruption.ts';
import { reportError, type Terminal } from '../terminal.ts';

export interface WriteOptions {
  readonly yes?: boolean;
  readonly model?: string;
  readonly retries: number;
  /** False for --no-catalogue. */
  readonly catalogue?: string | false;
}

export async function write(
  terminal: Terminal,
  path: string,
  address: string,
  { yes, model, retries, catalogue }: WriteOptions,
): Promise<number> {
  const device = resolve(address);
  const cataloguePath = catalogue === false ? null : (catalogue ?? defaultCataloguePath());
  const prepared = await prepareWrite({
    path,
    address: device,
    model: model ?? null,
    retries,
    protectedPaths: cataloguePath === null ? [] : [dirname(resolve(cataloguePath))],
  });
  try {
    const { check } = prepared;
    sayPlan(terminal, check);
    if (yes !== true)
      throw new SpindleError(
        'bad-usage',
        `Everything on the medium in ${device} would be overwritten by ${path}. Nothing was written; if that is meant, add --yes.`,
        { path, device },
      );
    const report = await follow(terminal, prepared, device).catch((error: unknown) => {
      // The drive gave up: the medium is neither what it was nor what it should be, and nothing can be resumed.
      reportError(terminal, error);
      return 'failed' as const;
    });
    if (report === 'failed') {
      await noteInCatalogue(terminal, check, null, cataloguePath);
      return exitStatus.failed;
    }
    await noteInCatalogue(terminal, check, report, cataloguePath);
    return report === null ? exitStatus.interrupted : conclude(terminal, check, report);
  } finally {
    prepared.close();
  }
}

function sayPlan(terminal: Terminal, { path, address, imageBytes, medium, ...check }: WriteCheck): void {
  const { totalSectors, sectorSize, sizeBytes } = medium;
  terminal.emit({
    type: 'plan',
    image: path,
    device: address,
    method: check.method,
    sizeBytes,
    sectorSize,
    totalSectors,
  });
  terminal.say(`${path} (${bytesWords(imageBytes)}) onto ${address}: ${sectorsWords(totalSectors)}.`);
  const unsound =
    check.unsoundSectors > 0
      ? [
          `${sectorsWords(check.unsoundSectors)} of the image were not read from its carrier or were read with errors; the medium will not show which.`,
        ]
      : [];
  for (const what of [...check.warnings, ...unsound]) {
    terminal.emit({ type: 'warning', path, what });
    terminal.warn(`warning: ${what}`);
  }
}

const phaseWords: Readonly<Record<WritingStep['phase'], string>> = {
  write: 'writing',
  compare: 'reading back',
  rewrite: 'writing again',
  burn: 'burning',
  verify: 'reading back',
};

/** @returns null when it was interrupted */
async function follow(
  terminal: Terminal,
  prepared: PreparedWrite,
  device: string,
): Promise<WrittenReport | null> {
  const stop = interruption();
  let last: WritingStep | null = null;
  try {
    const report = await prepared.run({
      onStep(step) {
        last = step;
        const at = step.lba === null ? '' : `  LBA ${countWords(step.lba)}`;
        terminal.progress(`${phaseWords[step.phase]}${at}  ${shareWords(step.share, 1)}`);
      },
      mayGoOn: () => !stop.signal.aborted,
    });
    if (report === null) sayInterrupted(terminal, last, device);
    return report;
  } finally {
    stop.dispose();
  }
}

function sayInterrupted(terminal: Terminal, last: WritingStep | null, device: string): void {
  const at = last?.lba == null ? '' : ` at LBA ${last.lba}`;
  const doing = last === null ? '' : ` while ${phaseWords[last.phase]}`;
  const message = `Interrupted${at}${doing}: the medium in ${device} holds a part of the image only. Write it again.`;
  terminal.emit({
    type: 'error',
    code: 'output-failed',
    message,
    details: { device, lba: last?.lba ?? null },
  });
  terminal.warn(`spindle: ${message}`);
}

function conclude(
  terminal: Terminal,
  { path, address: device }: WriteCheck,
  { totalSectors, goodSectors, failed, rewrittenSectors, method }: WrittenReport,
): number {
  for (const [lba, lengthSectors] of failed) {
    const what = lengthSectors === 1 ? 'did not take' : `${lengthSectors} sectors from here on did not take`;
    terminal.emit({ type: 'problem', path: device, lba, what });
    terminal.say(`${device}: LBA ${lba}: ${what}`);
  }
  terminal.emit({
    type: 'result',
    ok: failed.length === 0,
    image: path,
    device,
    method,
    sectors: { total: totalSectors, good: goodSectors, bad: totalSectors - goodSectors },
    failed,
    rewrittenSectors,
  });
  const again =
    rewrittenSectors > 0 ? ` ${sectorsWords(rewrittenSectors)} took only when written again.` : '';
  terminal.say(
    failed.length === 0
      ? `All ${sectorsWords(totalSectors)} were written, read back and are the same.${again}`
      : `${sectorsWords(goodSectors)} of ${countWords(totalSectors)} were read back and are the same; the others did not take. Use another medium.${again}`,
  );
  return failed.length === 0 ? exitStatus.clean : exitStatus.someUnreadable;
}

/** With the dump the image is of, where the catalogue knows it. What is on the medium stands, whatever the catalogue says. */
async function noteInCatalogue(
  terminal: Terminal,
  { path, address }: WriteCheck,
  report: WrittenReport | null,
  cataloguePath: string | null,
): Promise<void> {
  if (cataloguePath === null || !exists(cataloguePath)) return;
  try {
    const identity = await imageIdentity(path);
    const catalogue = await openCatalogue(cataloguePath);
    const search = catalogueSearch(catalogue.path);
    try {
      await noteWriting({ catalogue, search }, { path, address, identity }, report);
    } finally {
      await search.close();
      await catalogue.close();
    }
  } catch (error) {
    if (!(error instanceof SpindleError)) throw error;
    if (error.code !== 'not-found') terminal.warn(`The catalogue was not told: ${error.message}`);
  }
}
