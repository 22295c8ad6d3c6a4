/**
 * A bag for each carrier, in one folder. Each appears whole or not at all; what a run that ended early has made is verified
 * and kept by the next. One that cannot be made keeps none of the others out.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SpindleError, toWireError } from '../../../shared/errors.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { safeName } from '../../../shared/model/output.ts';
import { countWords } from '../../../shared/words.ts';
import { isBagOf } from '../../core/handover/bag-layout.ts';
import { takeName } from '../../core/handover/bagit/bag-path.ts';
import { validateBag } from './validate-bag.ts';
import { type BagPlan, type CopyProgress, type WrittenBag, writeBag } from './write-bag.ts';

export interface WrittenBags {
  readonly made: number;
  /** Were whole already. */
  readonly kept: number;
  readonly files: number;
  readonly sizeBytes: number;
}

interface BagOfCarrier {
  readonly path: string;
  readonly dumps: readonly DumpRecord[];
}

/**
 * @param plan of the bag of some dumps
 * @throws SpindleError conflict once all were tried, when some could not be made; whatever `isFatal` says ends all at once
 */
export async function writeBags(
  folder: string,
  dumps: readonly DumpRecord[],
  plan: (dumps: readonly DumpRecord[]) => BagPlan,
  watch: {
    readonly onProgress: (progress: CopyProgress) => void;
    readonly onWarning: (sentence: string) => void;
    readonly isFatal: (error: unknown) => boolean;
  },
): Promise<WrittenBags> {
  const bags = bagsOf(folder, dumps);
  const sum = { made: 0, kept: 0, files: 0, sizeBytes: 0 };
  const failed: string[] = [];
  for (const bag of bags) {
    try {
      const isThere = existsSync(bag.path);
      const { files, sizeBytes } = isThere
        ? await keptBag(bag, watch.onProgress)
        : await writeBag(bag.path, plan(bag.dumps), watch.onProgress);
      sum[isThere ? 'kept' : 'made']++;
      sum.files += files;
      sum.sizeBytes += sizeBytes;
    } catch (error) {
      if (watch.isFatal(error) || !(error instanceof SpindleError)) throw error;
      failed.push(toWireError(error).message);
      watch.onWarning(toWireError(error).message);
    }
  }
  if (failed.length === 0) return sum;
  const whole = sum.made + sum.kept;
  throw new SpindleError(
    'conflict',
    `${countWords(failed.length)} of ${countWords(bags.length)} bags could not be made: ${failed[0]} ${countWords(whole)} are whole in ${folder}; start again when it is mended, and those are kept.`,
    { folder, failed: failed.length, whole },
  );
}

/** The folder of each carrier's bag: its code, or the name of a dump that has no carrier; no two are alike on any system. */
function bagsOf(folder: string, dumps: readonly DumpRecord[]): BagOfCarrier[] {
  const byCarrier = new Map<string, DumpRecord[]>();
  for (const dump of dumps) {
    const { carrier } = dump.summary;
    const key = carrier === null ? `dump ${dump.record.dumpId}` : `carrier ${carrier}`;
    byCarrier.set(key, [...(byCarrier.get(key) ?? []), dump]);
  }
  const taken = new Set<string>();
  return [...byCarrier.values()].map((own) => {
    const wanted = safeName(own[0]!.summary.carrier ?? own[0]!.record.name);
    return { path: join(folder, takeName(wanted, taken)), dumps: own };
  });
}

/** @throws SpindleError conflict where something else has its name, or it is not whole */
async function keptBag(
  { path, dumps }: BagOfCarrier,
  onProgress: (progress: CopyProgress) => void,
): Promise<Pick<WrittenBag, 'files' | 'sizeBytes'>> {
  const { verdict, findings, info, checkedFiles, checkedBytes } = await validateBag(path, onProgress);
  const dumpIds = dumps.map(({ record }) => record.dumpId);
  if (verdict !== 'invalid' && isBagOf(info, dumpIds))
    return { files: checkedFiles, sizeBytes: checkedBytes };
  const finding = findings.find(({ level }) => level === 'error');
  const why =
    verdict === 'invalid'
      ? `is no valid bag (${finding ? `${finding.path} ${finding.what}` : 'it is damaged'})`
      : 'is a bag of other dumps';
  throw new SpindleError(
    'conflict',
    `${path} ${why} and was left as it is: move it away, or choose another folder.`,
    { path },
  );
}

/** A folder that is full or cannot be written to is so for every bag. */
export function isOfFolder(error: unknown): boolean {
  return error instanceof SpindleError && error.code === 'output-unwritable';
}
