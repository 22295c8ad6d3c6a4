/**
 * A DAT of 100 MB: imported by the command line, peak memory of the whole process tree, and dumps matched against it.
 * Usage: node test/bench/dat.ts [--megabytes N] [--runs N]
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { datLibrary } from '../../src/main/adapters/sqlite/dats/dat-client.ts';
import type { DumpContent } from '../../src/main/core/dats/match.ts';
import { measure, median, row } from './measure.ts';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');
const option = (name: string, otherwise: number) =>
  Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;
const megabytes = option('--megabytes', 100);
const runs = option('--runs', 3);

/** A track by its number in the list: what it hashes to follows from that, so that dumps of it can be made up. */
function track(name: string, number: number, sizeBytes: number): DumpContent {
  const hex = createHash('sha512').update(String(number)).digest('hex');
  return { name, sizeBytes, crc32: hex.slice(0, 8), sha1: hex.slice(8, 48), isTrack: true };
}

const tracksOf = (game: number) => 1 + (game % 8);
const gameTracks = (game: number) =>
  Array.from({ length: tracksOf(game) }, (_, index) =>
    track(
      `${gameName(game)} (Track ${index + 1}).bin`,
      game * 8 + index,
      2352 * (1000 + ((game * 7) % 300_000)),
    ),
  );
const gameName = (game: number) => `Game Number ${game} - The Subtitle (Europe) (En,Fr,De)`;

function writeDat(path: string): number {
  const fd = openSync(path, 'w');
  writeSync(
    fd,
    '<?xml version="1.0"?>\n<datafile>\n\t<header>\n\t\t<name>Bench</name>\n\t\t<date>2026-01-31</date>\n\t\t<homepage>redump.org</homepage>\n\t</header>\n',
  );
  let game = 0;
  for (let written = 0; written < megabytes * 1e6; game++) {
    const name = gameName(game);
    const roms = gameTracks(game).map(({ name: file, sizeBytes, crc32, sha1 }) => {
      return `\t\t<rom name="${file}" size="${sizeBytes}" crc="${crc32}" md5="${sha1.slice(8)}" sha1="${sha1}"/>\n`;
    });
    written += writeSync(
      fd,
      `\t<game name="${name}">\n\t\t<category>Games</category>\n\t\t<description>${name}</description>\n${roms.join('')}\t</game>\n`,
    );
  }
  writeSync(fd, '</datafile>\n');
  closeSync(fd);
  return game;
}

const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-'));
try {
  const dat = join(folder, 'bench.dat');
  const games = writeDat(dat);
  const { size } = statSync(dat);
  const figures = [];
  for (let run = 0; run < runs; run++) {
    const catalogue = join(folder, `c${run}.db`);
    const command = [process.execPath, bin, 'catalogue', 'dat'];
    const empty = await measure([...command, 'list', '--catalogue', catalogue]);
    const whole = await measure([...command, 'import', dat, '--catalogue', catalogue]);
    figures.push({ empty, whole });
  }
  const rate = (seconds: number) => `${(size / 1e6 / seconds).toFixed(1)} MB/s`;
  row('what', 'median', 'note');
  row('---', '---', '---');
  row(
    `import ${(size / 1e6).toFixed(0)} MB, ${games} sets`,
    rate(median(figures.map(({ whole, empty }) => whole.seconds - empty.seconds))),
    'wall clock, less the start of the program',
  );
  row(
    'the same',
    rate(median(figures.map(({ whole }) => whole.cpuSeconds))),
    'by CPU time, start of the program included',
  );
  row('peak memory', `${median(figures.map(({ whole }) => whole.peakMiB)).toFixed(0)} MiB`, 'whole process');
  const dats = datLibrary(join(folder, 'c0.db'));
  await dats.list();
  const times: number[] = [];
  for (let dump = 0; dump < 2000; dump++) {
    const contents = gameTracks((dump * 7919) % games);
    const startedMs = performance.now();
    const { kind } = await dats.match(contents);
    times.push(performance.now() - startedMs);
    if (kind !== 'full') throw new Error(`dump ${dump} is ${kind}`);
  }
  times.sort((a, b) => a - b);
  row(
    'match one disc',
    `${times[1000]!.toFixed(2)} ms`,
    `99 of 100 under ${times[1980]!.toFixed(2)} ms, of 2000`,
  );
  await dats.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
