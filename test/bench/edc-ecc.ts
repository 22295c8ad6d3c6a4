/**
 * Speed of proving sectors (sync, address, EDC, ECC) beside plain table-driven C, compiled and run in the same run where
 * there is a compiler; and of de-interleaving subchannel. Prints; asserts nothing. Usage: node test/bench/edc-ecc.ts
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateMode1 } from '../../src/main/core/optical/generate-sector.ts';
import { checkSectors } from '../../src/main/core/optical/sector.ts';
import { sectorBytes } from '../../src/main/core/optical/sector-layout.ts';
import { deinterleaveSubchannels, subchannelBytes } from '../../src/main/core/optical/subchannel.ts';
import { seededRandom } from '../support/seeded-random.ts';

const runs = 10;
const count = 20_000;

/** Of the fastest run, as the C program has it. */
function megabytesPerSecond(lengthBytes: number, work: () => void): number {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const startedMs = performance.now();
    work();
    bestMs = Math.min(bestMs, performance.now() - startedMs);
  }
  return lengthBytes / bestMs / 1000;
}

function mode1Sectors(): Uint8Array<ArrayBuffer> {
  const random = seededRandom(1);
  const bytes = new Uint8Array(count * sectorBytes);
  const words = new Uint32Array(bytes.buffer);
  for (let at = 0; at < words.length; at++) words[at] = random() * 2 ** 32;
  for (let lba = 0; lba < count; lba++) {
    generateMode1(bytes.subarray(lba * sectorBytes, (lba + 1) * sectorBytes), lba);
  }
  return bytes;
}

/** null without a compiler. */
function plainC(sectors: Uint8Array): { speed: number; wrong: number } | null {
  if (spawnSync('cc', ['--version']).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'spindle-bench-'));
  try {
    const [program, image] = [join(folder, 'edc-ecc'), join(folder, 'image')];
    execFileSync('cc', ['-O2', '-o', program, join(import.meta.dirname, 'edc-ecc.c')]);
    writeFileSync(image, sectors);
    const [speed, wrong] = execFileSync(program, [image, String(runs)], { encoding: 'latin1' }).split(' ');
    return { speed: Number(speed), wrong: Number(wrong) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sectors = mode1Sectors();
const verdicts = new Uint8Array(count);
let wrong = 0;
const ours = megabytesPerSecond(sectors.length, () => {
  wrong = checkSectors(sectors, count, 0, verdicts);
});
console.log(`proving mode 1 sectors: ${ours.toFixed(0)} MB/s, ${wrong} of ${count} not good`);
const theirs = plainC(sectors);
if (theirs) {
  console.log(`plain C at -O2: ${theirs.speed.toFixed(0)} MB/s, ${theirs.wrong} of ${count} not good`);
  console.log(`ratio: ${(ours / theirs.speed).toFixed(2)} times as fast`);
} else {
  console.log('plain C: skipped, needs a C compiler (Debian package gcc)');
}

const subchannel = sectors.subarray(0, count * subchannelBytes);
const channels = new Uint8Array(subchannel.length);
const speed = megabytesPerSecond(subchannel.length, () =>
  deinterleaveSubchannels(subchannel, 0, subchannelBytes, count, channels),
);
console.log(`de-interleaving subchannel: ${speed.toFixed(0)} MB/s, ${(speed / 0.0072).toFixed(0)} times 1x`);
