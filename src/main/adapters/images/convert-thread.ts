/** Entry of the thread that converts: it reads what nobody vouches for, and writes as long as it takes. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '../../../shared/errors.ts';
import {
  type ConversionPlan,
  type ConversionProgress,
  conversionLimits,
} from '../../../shared/model/conversion.ts';
import type { ConversionOrder } from '../../core/ports.ts';
import { prepareConversion, sourceFormatOf } from '../exports/convert-image.ts';
import { factsOf, planFormats } from '../exports/plan-conversion.ts';
import { outputError } from '../files/durable.ts';
import { openSectors } from '../open-sectors.ts';
import type { ConvertThreadData, FromConversion } from './conversion-messages.ts';

const progressIntervalMs = 100;

const { path, order } = workerData as ConvertThreadData;
const port = parentPort!;
const stop = new AbortController();
port.on('message', () => stop.abort());

function say(message: FromConversion): void {
  port.postMessage(message);
}

async function plan(): Promise<ConversionPlan> {
  const source = await openSectors(path, { scratch: tmpdir() });
  try {
    return {
      path: source.path,
      kind: source.kind,
      sourceFormat: sourceFormatOf(source),
      warnings: [...source.image.warnings],
      formats: await planFormats(factsOf(source)),
    };
  } finally {
    source.close();
  }
}

async function convert({ format, directory, name, tool }: ConversionOrder): Promise<void> {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw outputError(error, directory);
  }
  const source = await openSectors(path, { scratch: directory });
  try {
    let progress: ConversionProgress = { share: 0, lost: [], generated: [], faults: [], faultCount: 0 };
    let toldMs = Number.NEGATIVE_INFINITY;
    const tell = (change: Partial<ConversionProgress>) => {
      progress = { ...progress, ...change };
      if (performance.now() - toldMs < progressIntervalMs) return;
      toldMs = performance.now();
      say({ type: 'progress', progress });
    };
    const prepared = prepareConversion({
      source,
      format,
      directory,
      name,
      tool,
      signal: stop.signal,
      onProgress: (share) => tell({ share }),
      onFault(lba, what) {
        const { faults, faultCount } = progress;
        const isRoom = faults.length < conversionLimits.faults;
        tell({ faults: isRoom ? [...faults, { lba, what }] : faults, faultCount: faultCount + 1 });
      },
    });
    tell({ lost: [...prepared.lost], generated: [...prepared.generated] });
    const { name: freeName, files, counts, notes } = await prepared.run();
    const good = counts.good + counts.goodAfterRetry;
    say({
      type: 'done',
      progress: { ...progress, share: 1 },
      result: {
        name: freeName,
        files: files.map((file) => ({ ...file, path: join(directory, file.path) })),
        sectors: { total: counts.total, good, bad: counts.total - good },
        notes: [...notes],
      },
    });
  } finally {
    source.close();
  }
}

try {
  if (order === null) say({ type: 'plan', plan: await plan() });
  else await convert(order);
} catch (error) {
  say(stop.signal.aborted ? { type: 'cancelled' } : { type: 'failed', error: toWireError(error) });
}
// Otherwise the port, which waits to be told to stop, would keep the thread.
port.close();
