/** Entry of the thread that puts dumps together, or only compares them. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '../../../shared/errors.ts';
import type { WrittenMerge } from '../../core/merge/merge-port.ts';
import { mergeReport } from '../../core/merge/merge-report.ts';
import { outputError } from '../files/durable.ts';
import { compareDumps, writeCompared } from './merge-dumps.ts';
import type { FromMerge, MergeThreadData } from './merge-messages.ts';
import { type MergeSource, openMergeSource } from './merge-sources.ts';

const progressIntervalMs = 100;

const { paths, output } = workerData as MergeThreadData;
const port = parentPort!;
const stop = new AbortController();
port.on('message', () => stop.abort());

function say(message: FromMerge): void {
  port.postMessage(message);
}

let toldMs = Number.NEGATIVE_INFINITY;
function onProgress(phase: 'compare' | 'write', share: number): void {
  if (performance.now() - toldMs < progressIntervalMs) return;
  toldMs = performance.now();
  say({ type: 'progress', phase, share });
}

async function merge(sources: MergeSource[]): Promise<WrittenMerge | null> {
  const scratch = output?.directory ?? tmpdir();
  for (const path of paths) sources.push(await openMergeSource(path, scratch));
  const request = { sources, format: null, signal: stop.signal, onProgress };
  const compared = await compareDumps(request);
  const named = sources.map(({ name, record }) => ({ name, dumpId: record.dumpId }));
  say({ type: 'report', report: mergeReport(compared.plan, named) });
  if (output === null) return null;
  const { files, sidecar } = await writeCompared({ ...request, ...output }, compared);
  return { files: files.map((file) => ({ ...file, path: join(output.directory, file.path) })), sidecar };
}

async function run(): Promise<void> {
  const sources: MergeSource[] = [];
  try {
    if (output !== null) makeFolder(output.directory);
    say({ type: 'done', written: await merge(sources) });
  } finally {
    for (const source of sources) source.close();
  }
}

function makeFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw outputError(error, directory);
  }
}

try {
  await run();
} catch (error) {
  say(stop.signal.aborted ? { type: 'cancelled' } : { type: 'failed', error: toWireError(error) });
}
// Otherwise the port, which waits to be told to stop, would keep the thread.
port.close();
