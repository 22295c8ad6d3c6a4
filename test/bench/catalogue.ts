/**
 * The catalogue of a large collection, through its own threads: `node test/bench/catalogue.ts [--carriers N] [--files N]
 * [--runs N] [--keep DIR]`. Prints a table of medians and the slowest run beside what was promised; asserts nothing. A
 * collection that is in DIR already is used again.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryUrl } from '../../src/main/adapters/entry-url.ts';
import { openCatalogue } from '../../src/main/adapters/sqlite/catalogue-client.ts';
import { catalogueSearch } from '../../src/main/adapters/sqlite/find/find-client.ts';
import { filesPath } from '../../src/main/adapters/sqlite/listing/files-path.ts';
import type { ListingCalls } from '../../src/main/adapters/sqlite/listing/listing-messages.ts';
import { startThread } from '../../src/main/adapters/sqlite/thread-link.ts';
import { encodePiece } from '../../src/main/core/catalogue/listing.ts';
import { pieceOf } from '../support/listed-catalogue.ts';
import { plainSidecar } from '../support/sidecar-arbitrary.ts';
import { median, row } from './measure.ts';
import { makeCollection, uuidOf } from './synthetic-collection.ts';

function option(name: string, fallback: number): number {
  return Number(process.argv[process.argv.indexOf(name) + 1]) || fallback;
}

const carriers = option('--carriers', 10_000);
const files = option('--files', carriers * 100);
const runs = option('--runs', 7);
const kept = process.argv.includes('--keep') ? process.argv[process.argv.indexOf('--keep') + 1]! : null;
const folder =
  kept ?? mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-catalogue-'));
mkdirSync(folder, { recursive: true });
const path = join(folder, 'catalogue.db');

const substrings = [
  'birds',
  'budget_',
  'übersicht 12',
  'eum-1',
  'thesis_final',
  'dget_sou',
  'zzzz',
  'mg_1a',
  're',
  '.xls',
];
const narrowed = [
  '',
  'state:imaged',
  'collection:C3 has:errors',
  'letter',
  'file:birds',
  'file:thesis_final -label:photo',
];

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** Of all threads of this process: what a machine that others use as well cannot make longer. */
async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The first run of each is left out: it warms the caches, and is told by itself. */
async function measured(
  name: string,
  promised: string,
  works: readonly (() => Promise<unknown>)[],
): Promise<void> {
  const first: number[] = [];
  const medians: number[] = [];
  const cpu: number[] = [];
  for (const work of works) {
    first.push(await timed(work));
    const times: number[] = [];
    const cpuTimes: number[] = [];
    for (let run = 0; run < runs; run++) {
      let elapsedMs = 0;
      cpuTimes.push(
        await cpuMs(async () => {
          elapsedMs = await timed(work);
        }),
      );
      times.push(elapsedMs);
    }
    medians.push(median(times));
    cpu.push(median(cpuTimes));
  }
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  row(
    ...[name, ms(median([...medians])), ms(Math.max(...medians)), ms(Math.max(...first))],
    ...[`${ms(median([...cpu]))}, ${ms(Math.max(...cpu))}`, promised],
  );
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

async function recordDiscs(): Promise<() => Promise<unknown>> {
  const catalogue = await openCatalogue(path);
  const listings = await startThread<ListingCalls>(
    filesPath(path),
    entryUrl('adapters/sqlite/listing/listing-thread'),
  );
  let number = 0x7000_0000 + Math.floor(performance.now());
  return async () => {
    const dumpId = uuidOf(++number);
    const sidecar = plainSidecar({ dumpId, name: `disc-${number}`, carrier: `NEW-${number}`, events: [] });
    await catalogue.record(sidecar, `/images/new/${number}`);
    const [task] = await catalogue.listings.pending({ everything: true, contents: false, dumpId }, 1);
    const made = Array.from({ length: 500 }, (_, index) => ({
      path: `folder${index % 40}/new_${number}_${index}.doc`,
      sha256: `${number.toString(16)}${index.toString(16)}`.padStart(16, '7').padEnd(64, '0'),
    }));
    const summary = { entries: 500, damaged: 0, hasContents: true, problem: '' };
    const listing = await listings.call('begin', task!, 0);
    await listings.call('append', listing, encodePiece(pieceOf(made)));
    await listings.call('finish', listing, summary);
    await catalogue.listings.listed(task!, summary);
  };
}

try {
  if (!existsSync(path))
    makeCollection(path, { carriers, filesPerCarrier: Math.round(files / carriers) }, (what) =>
      console.error(`${(performance.now() / 1000).toFixed(0)} s: ${what}`),
    );
  const [catalogueBytes, filesBytes] = [sizeOf(path), sizeOf(filesPath(path))];
  console.log(
    `${carriers} carriers, ${files} files; Node ${process.version}, ${runs} runs each, load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores\n`,
  );
  row('', 'median', 'slowest question', 'slowest first run', 'CPU: median, slowest', 'promised');
  row('---', '---:', '---:', '---:', '---:', '---:');

  const opening: number[] = [];
  for (let run = 0; run < 3; run++)
    opening.push(
      await timed(async () => {
        const catalogue = await openCatalogue(path);
        await catalogue.list(null, 50);
        await catalogue.close();
      }),
    );
  row('opening, first page of dumps', `${median(opening).toFixed(0)} ms`, '', '', '', '1 000 ms');
  const search = catalogueSearch(path);
  const page = (query: string, limit: number, filesPerGroup: number, after: string | null = null) =>
    search.find({ query, after, limit, filesPerGroup });
  const first = await timed(() => page('', 50, 5));
  row('opening the search thread, first page of carriers', `${first.toFixed(0)} ms`, '', '', '', '1 000 ms');
  const cursor = (await page('state:imaged', 500, 0)).next;
  await measured(
    'substring of file names, first 200 hits',
    '60 ms',
    substrings.map((word) => () => page(`file:"${word}"`, 200, 1)),
  );
  await measured(
    'words in everything, 50 carriers with their files',
    '60 ms',
    ['birds', 'annual report', 'letter', 'thesis_final', 'AR-0004'].map((words) => () => page(words, 50, 5)),
  );
  await measured(
    'facets',
    '150 ms',
    narrowed.map((query) => () => search.facets(query, 30)),
  );
  await measured('page of 50 carriers', '20 ms', [
    () => page('', 50, 5),
    () => page('state:imaged', 50, 5, cursor),
    () => page('collection:C3 has:errors', 50, 5),
  ]);
  const dumpId = uuidOf(Math.round(carriers / 2));
  await measured('files of one disc', '20 ms', [
    () => search.filesOf({ dumpId, after: null, limit: 500, onlyDamaged: false }),
  ]);
  await measured('which of its files are elsewhere', '', [
    () => search.sameFiles({ dumpId, after: null, limit: 50 }),
  ]);
  const record = await recordDiscs();
  await measured('recording a disc of 500 files', '100 ms', [record]);
  await measured('a question while one is recorded', '', [
    async () => {
      const recording = record();
      await page('file:"birds"', 50, 5);
      await recording;
    },
  ]);
  await search.close();
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`;
  console.log(
    `\ncatalogue.db ${gigabytes(catalogueBytes)}, its listings ${gigabytes(filesBytes)}; together ${gigabytes(catalogueBytes + filesBytes)} of 2 GB promised.`,
  );
} finally {
  if (kept === null) rmSync(folder, { recursive: true, force: true });
}
