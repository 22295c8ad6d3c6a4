/**
 * Optical drives as a real Linux kernel offers them (the rig): how much of a drive's speed is lost, and what a rip costs
 * beside other programs on the same disc. Prints; asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rig } from '../support/needs.ts';
import { type MadeDisc, makeMixedDisc } from './make-disc.ts';
import { row } from './measure.ts';

const project = resolve(import.meta.dirname, '../..');
const cache = process.env.RIG_CACHE ?? join(tmpdir(), 'rig-cache');
const mebibyte = 1024 ** 2;
const sectorsPerSecondAt1x = 75;
const driveSpeed = 8;
/** Smaller reads look at the disc: probes and edges between tracks. */
const leastSweepSectors = 24;
const readCd = 0xbe;

const ours = [
  join(project, 'node_modules/.bin/node'),
  join(project, 'bin/spindle.mjs'),
  ...['image', '/dev/sr0', '--out', '/out', '--name', 'd', '--subchannel', '--no-catalogue'],
].join(' ');

interface SweepRead {
  readonly startedSeconds: number;
  readonly sectors: number;
}

/** Lines of the rig's drive: `  12.3456 be0400... want 263232 -> 263232 (161.0 ms)`. */
function sweepReads(log: string): SweepRead[] {
  const reads: SweepRead[] = [];
  for (const [, seconds, cdb] of log.matchAll(/^ *([\d.]+) ([0-9a-f]{24}) want /gm)) {
    const bytes = Buffer.from(cdb!, 'hex');
    const sectors = bytes.readUIntBE(6, 3);
    if (bytes[0] === readCd && sectors >= leastSweepSectors)
      reads.push({ startedSeconds: Number(seconds), sectors });
  }
  return reads;
}

function inRig(disc: MadeDisc, folder: string, options: readonly string[], command: string): string {
  const run = spawnSync(
    join(rig, 'rig'),
    [
      ...[
        'run',
        '--disc',
        disc.cue,
        '--share',
        `${folder}:/out`,
        '--cwd',
        project,
        '--env',
        `HOME=${homedir()}`,
      ],
      ...options,
      ...['--', command],
    ],
    { encoding: 'utf8', maxBuffer: 64 * mebibyte },
  );
  if (run.status !== 0) throw new Error(`the rig ended with ${run.status}: ${run.stderr.slice(-500)}`);
  return run.stdout + run.stderr;
}

function streaming(disc: MadeDisc, folder: string): void {
  const log = join(folder, 'mmc.log');
  for (const [name, command] of [
    ['Spindle', ours],
    ['readom -clone', 'readom dev=/dev/sr0 -clone f=/out/readom > /dev/null 2>&1'],
  ] as const) {
    inRig(disc, folder, ['--set', `speed=${driveSpeed}`, '--mmc-log', log], command);
    const reads = sweepReads(readFileSync(log, 'latin1'));
    const seconds = reads.at(-1)!.startedSeconds - reads[0]!.startedSeconds;
    const sectors = reads.slice(0, -1).reduce((sum, read) => sum + read.sectors, 0);
    const idealSeconds = sectors / (sectorsPerSecondAt1x * driveSpeed);
    const ratio = (seconds / idealSeconds).toFixed(3);
    row(`${name}, drive at ${driveSpeed}x`, `${seconds.toFixed(1)} s`, `${idealSeconds.toFixed(1)} s`, ratio);
  }
}

const timeFile = '/out/time';

function besideOthers(disc: MadeDisc, folder: string): void {
  const commands = [
    ['Spindle (C2, subchannel, checked, hashed, BIN/CUE)', ours],
    [
      'cdrdao read-cd --read-raw',
      'cdrdao read-cd --device /dev/sr0 --driver generic-mmc-raw --read-raw --datafile /out/c.bin /out/c.toc',
    ],
    ['readom -clone', 'readom dev=/dev/sr0 -clone f=/out/readom'],
    ['cd-paranoia (audio tracks alone)', 'cd-paranoia -d /dev/sr0 -q "2-" /out/paranoia.wav'],
  ] as const;
  for (const [name, command] of commands) {
    inRig(disc, folder, [], `/usr/bin/time -o ${timeFile} -f '%e %U %S' ${command} > /dev/null 2>&1`);
    const [seconds, user, system] = readFileSync(join(folder, 'time'), 'latin1')
      .trim()
      .split(/\s+/)
      .slice(-3)
      .map(Number);
    row(name, `${seconds!.toFixed(1)} s`, `${(user! + system!).toFixed(1)} s`);
  }
}

export async function benchRig(mebibytes: number): Promise<void> {
  if (!existsSync(rig) || !existsSync(join(cache, 'base.cpio'))) {
    console.log('\nskipped: the rig beside the checkout, built (its README)');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'spindle-bench-'));
  try {
    const disc = makeMixedDisc(folder, mebibytes * mebibyte);
    console.log(
      `\nA mixed-mode CD of ${mebibytes} MiB in the rig, from the first to the last READ CD of the sweep:`,
    );
    row('program', 'took', "the drive's speed allows", 'ratio');
    row('---', '---', '---', '---');
    streaming(disc, folder);
    console.log('\nThe same disc, a drive without delays, whole programs in the rig:');
    row('program', 'wall', 'CPU');
    row('---', '---', '---');
    besideOthers(disc, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await benchRig(40);
