/** Slow: the simulated optical drive answers as the emulated one does through a real Linux kernel, byte for byte. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseBehaviour } from '../../src/main/adapters/simulated/behaviour.ts';
import { openSimulatedDisc } from '../../src/main/adapters/simulated/simulated-discs.ts';
import {
  answersOf,
  areAlike,
  describingSteps,
  type MmcAnswer,
  type MmcLayout,
  type MmcStep,
  randomReads,
  settlingSteps,
  traySteps,
} from '../support/mmc-steps.ts';
import { hasProgram, rig } from '../support/needs.ts';
import { hasRig, nodeInRig, probeInRig, runInRig } from '../support/run-in-rig.ts';
import { seededRandom } from '../support/seeded-random.ts';

const here = hasRig() && hasProgram('genisoimage', 'genisoimage');
const readsPerDisc = 350;

interface Drive {
  readonly disc: string;
  readonly behaviour: Readonly<Record<string, unknown>>;
  readonly layout: MmcLayout;
}

const faults = {
  fail: [
    { lba: [300, 302] },
    { lba: 340, first: 3 },
    { lba: [520, 560], prob: 0.4, sense: 'seek' },
    { lba: 345, first: 2, sense: [4, 0x3e, 2] },
  ],
  c2_errors: [
    { lba: [310, 312], first: 3, bytes: 20 },
    { lba: [600, 640], prob: 0.5, bytes: 7 },
    { lba: [320, 321], first: 2, bytes: 5, silent: true },
    330,
  ],
  q_errors: [{ lba: [280, 360], prob: 0.5 }, [590, 592]],
};
const faultMarks = [300, 310, 320, 330, 340, 345, 530, 600];

const drives: readonly Drive[] = [
  {
    disc: 'audio',
    behaviour: { ...faults, seed: 7 },
    layout: { endLba: 4763, lastTrack: 3, sessions: 1, marks: [1500, 1575, 3150, 3263, 3863, ...faultMarks] },
  },
  {
    disc: 'audio',
    behaviour: { read_offset: 667, overread_leadin: true, overread_leadout: true, q_pregap_to_1: true },
    layout: { endLba: 4763, lastTrack: 3, sessions: 1, marks: [1500, 3150, -4650, 4763 + 6750] },
  },
  {
    disc: 'mixed',
    behaviour: { ...faults, read_offset: -12, c2_block_first: true, cache_sectors: 40, seed: 11 },
    layout: { endLba: 2544, lastTrack: 3, sessions: 1, marks: [534, 684, 1584, 1644, ...faultMarks] },
  },
  {
    disc: 'mixed2048',
    behaviour: { c2: false, rw: false, plextor_d8: false, becoming_ready: 2, max_speed: 24 },
    layout: { endLba: 1284, lastTrack: 2, sessions: 1, marks: [534, 684] },
  },
  {
    disc: 'xa',
    behaviour: { ...faults, overread_leadout: true, overread_leadin: true, seed: 3 },
    layout: { endLba: 674, lastTrack: 1, sessions: 1, marks: [434, 440, 450, 674, ...faultMarks] },
  },
  {
    disc: 'xa2336',
    behaviour: { check_edc: false, subchannel: false, xa: false },
    layout: { endLba: 674, lastTrack: 1, sessions: 1, marks: [434, 440] },
  },
  {
    disc: 'htoa',
    behaviour: { read_offset: 102 },
    layout: { endLba: 1250, lastTrack: 2, sessions: 1, marks: [300, 900] },
  },
  {
    disc: 'extra',
    behaviour: { session_gap_05_21: true, read_offset: 6 },
    layout: { endLba: 13_284, lastTrack: 3, sessions: 2, marks: [750, 1500, 12_750, 12_900] },
  },
  {
    disc: 'extra',
    behaviour: { reset_at_read: 40, yank_at_read: 200 },
    layout: { endLba: 13_284, lastTrack: 3, sessions: 2, marks: [1500, 12_750, 12_900] },
  },
  {
    disc: 'mixed/data.iso',
    behaviour: { media: 'dvd', fail: [{ lba: [100, 101], first: 2 }] },
    layout: { endLba: 534, lastTrack: 1, sessions: 1, marks: [100, 300] },
  },
  {
    disc: 'bad-edc',
    behaviour: {},
    layout: { endLba: 60, lastTrack: 1, sessions: 1, marks: [10, 20, 30, 40] },
  },
];

/** A data track with wrong user data, a wrong sync, a mode nobody knows, and its last sector cut off. */
function makeBadDisc(folder: string): void {
  mkdirSync(join(folder, 'bad-edc'));
  const path = join(folder, 'bad-edc', 'disc.bin');
  spawnSync('cp', [join(folder, 'mixed', 'disc.bin'), path]);
  truncateSync(path, 60 * 2352 + 100);
  const patch = (lba: number, at: number, byte: number) => {
    spawnSync('dd', [`of=${path}`, 'bs=1', `seek=${lba * 2352 + at}`, 'conv=notrunc'], {
      input: Buffer.from([byte]),
    });
  };
  patch(10, 500, 0xa5);
  patch(20, 3, 0x12);
  patch(30, 15, 0x03);
  patch(40, 15, 0x00);
  patch(41, 15, 0x02);
  writeFileSync(
    join(folder, 'bad-edc', 'disc.cue'),
    'FILE "disc.bin" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n',
  );
}

function serialOf(place: number): string {
  return `SIM${place}`;
}

function behaviourOf({ behaviour }: Drive, place: number) {
  return { vendor: 'SPINDLE', product: 'Both', revision: '1.0', serial: serialOf(place), ...behaviour };
}

function stepsOf({ layout }: Drive, place: number): MmcStep[] {
  const describing = describingSteps(layout);
  const reads = randomReads(layout, readsPerDisc, seededRandom(1000 + place));
  return [...describing, ...reads, ...describing.slice(-60), ...traySteps];
}

describe.skipIf(!here)('the simulated drive beside the one of the rig', () => {
  let folder = '';
  let expected: Record<string, readonly MmcAnswer[]> = {};

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spindle-sim-'));
    const made = spawnSync(join(rig, 'make-discs.py'), [folder], { encoding: 'utf8' });
    expect(made.status, made.stderr).toBe(0);
    makeBadDisc(folder);
    const lists = Object.fromEntries(
      drives.map((drive, place) => [serialOf(place), [...settlingSteps, ...stepsOf(drive, place)]]),
    );
    const listFile = join(folder, 'lists.json');
    writeFileSync(listFile, JSON.stringify(lists));
    const discs = drives.flatMap((drive, place) => [
      ...['--disc', join(folder, drive.disc)],
      ...['--behaviour', JSON.stringify(behaviourOf(drive, place))],
    ]);
    const run = runInRig([...discs, '--timeout', '500'], [nodeInRig, probeInRig('mmc-lists'), listFile]);
    expect(run.status, run.stderr + run.stdout.slice(0, 2000)).toBe(0);
    expected = JSON.parse(run.stdout);
  }, 600_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(
    drives.map((drive, place) => ({ drive, place, name: `${drive.disc} ${Object.keys(drive.behaviour)}` })),
  )('answers alike: $name', ({ drive, place }) => {
    const behaviourFile = join(folder, `behaviour-${place}.json`);
    const behaviour = behaviourOf(drive, place);
    parseBehaviour(behaviour, 'this test');
    writeFileSync(behaviourFile, JSON.stringify(behaviour));
    const { transport } = openSimulatedDisc(`sim:${join(folder, drive.disc)}?behaviour=${behaviourFile}`);
    answersOf(transport, settlingSteps);
    const steps = stepsOf(drive, place);
    const ours = answersOf(transport, steps);
    const theirs = expected[serialOf(place)]!.slice(settlingSteps.length);
    transport.close();
    const differences = steps.flatMap((step, at) => {
      if (areAlike(ours[at]!, theirs[at]!, step)) return [];
      const cdb = Buffer.from(step.cdb).toString('hex');
      return [`${at} ${cdb}, ${step.bytes}\n${JSON.stringify(theirs[at])}\n${JSON.stringify(ours[at])}`];
    });
    expect(differences.slice(0, 5).join('\n'), `${differences.length} differ of ${steps.length}`).toBe('');
  });
});
