/**
 * Conversions beside peers in one run: BIN to ISO beside bchunk, IMG to IMZ beside zip -9. Prints a table; asserts nothing.
 * Usage: node test/bench/convert.ts [--runs N] [--mib N]
 */
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateMode1 } from '../../src/main/core/optical/generate-sector.ts';
import { sectorBytes } from '../../src/main/core/optical/sector-layout.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { type Figures, measure, median, row } from './measure.ts';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');
const argument = (name: string, otherwise: number) =>
  Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;

/** Proven MODE1 sectors of noise. */
function makeDataDisc(folder: string, sizeBytes: number): { cue: string; image: string } {
  const sectors = Math.min(330_000, Math.floor(sizeBytes / sectorBytes));
  const image = join(folder, 'data.bin');
  const fd = openSync(image, 'w');
  const random = seededRandom(3);
  const piece = new Uint8Array(128 * sectorBytes);
  const words = new Uint32Array(piece.buffer);
  for (let lba = 0; lba < sectors; lba += 128) {
    const count = Math.min(128, sectors - lba);
    for (let at = 0; at < words.length; at++) words[at] = random() * 2 ** 32;
    for (let index = 0; index < count; index++)
      generateMode1(piece.subarray(index * sectorBytes, (index + 1) * sectorBytes), lba + index);
    writeSync(fd, piece, 0, count * sectorBytes);
  }
  closeSync(fd);
  const cue = join(folder, 'data.cue');
  writeFileSync(cue, 'FILE "data.bin" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n');
  return { cue, image };
}

/** Half noise, half runs, as a used disk of 96 MiB has (ZIP 100): on a floppy only the start of the program would be measured. */
function makeDisk(folder: string): string {
  const random = seededRandom(4);
  const bytes = Uint8Array.from({ length: 100_663_296 }, (_, at) =>
    (at >> 14) & 1 ? random() * 256 : at >> 12,
  );
  const path = join(folder, 'disk.img');
  writeFileSync(path, bytes);
  return path;
}

async function beside(
  name: string,
  folder: string,
  runs: number,
  ours: readonly string[],
  theirs: readonly string[],
): Promise<void> {
  const figures: Record<'ours' | 'theirs', Figures[]> = { ours: [], theirs: [] };
  const clean = () => {
    for (const made of readdirSync(folder).filter((file) => file.startsWith('made')))
      rmSync(join(folder, made));
  };
  for (let run = 0; run < runs; run++) {
    figures.ours.push(await measure(ours));
    clean();
    figures.theirs.push(await measure(theirs));
    clean();
  }
  const pairs = figures.ours.map((each, at) => each.seconds / figures.theirs[at]!.seconds);
  row(
    name,
    `${median(figures.ours.map(({ seconds }) => seconds)).toFixed(2)} s`,
    `${median(figures.theirs.map(({ seconds }) => seconds)).toFixed(2)} s`,
    median(pairs).toFixed(2),
    `${median(figures.ours.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2)} s`,
    `${median(figures.theirs.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2)} s`,
    `${Math.max(...figures.ours.map(({ peakMiB }) => peakMiB)).toFixed(0)} MiB`,
  );
}

export async function benchConvert(runs: number, mebibytes: number): Promise<void> {
  const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-'));
  const convert = (source: string, target: string) => [process.execPath, bin, 'convert', source, target];
  try {
    const { cue, image } = makeDataDisc(folder, mebibytes * 1024 ** 2);
    const iso = join(folder, 'made.iso');
    const chunked = ['bchunk', image, cue, join(folder, 'made')];
    await beside(`${mebibytes} MiB BIN to ISO, beside bchunk`, folder, runs, convert(cue, iso), chunked);
    const proved = `bchunk ${image} ${cue} ${join(folder, 'made')} && sync ${join(folder, 'made01.iso')} && rhash --crc32 --md5 --sha1 --sha256 ${join(folder, 'made01.iso')} && sha256sum ${image}`;
    await beside('the same, beside bchunk, sync and the same hashes', folder, runs, convert(cue, iso), [
      'sh',
      '-c',
      proved,
    ]);
    const disk = makeDisk(folder);
    const zip = ['zip', '-9', '-q', join(folder, 'made.zip'), disk];
    await beside('IMG to IMZ, beside zip -9', folder, runs, convert(disk, join(folder, 'made.imz')), zip);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  row(
    'what',
    'Spindle',
    'peer',
    'ratio (median of pairs)',
    'CPU, Spindle',
    'CPU, peer',
    'peak memory, all our processes',
  );
  row('---', '---', '---', '---', '---', '---', '---');
  await benchConvert(argument('--runs', 5), argument('--mib', 650));
}
