/** Slow: whole discs through the optical drivers of a real Linux kernel, clean, shifted, damaged and pulled. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openByteFile, siblingFiles } from '../../src/main/adapters/files/byte-file.ts';
import type { DiscImage, ImageTrack } from '../../src/main/core/image/disc-image.ts';
import { openDiscImage } from '../../src/main/core/image/open-disc-image.ts';
import type { JobOptions } from '../../src/shared/model/job.ts';
import { rangesWhere } from '../../src/shared/model/sector-runs.ts';
import { hasProgram, rig } from '../support/needs.ts';
import type { Rip, RipResult } from '../support/rip-list.ts';
import { hasRig, nodeInRig, probeInRig, runInRig, spindleInRig } from '../support/run-in-rig.ts';

const here = hasRig() && hasProgram('genisoimage', 'genisoimage');
const dvdSectors = 32_768;

interface Case {
  readonly disc: string;
  readonly behaviour?: Readonly<Record<string, unknown>>;
  readonly options?: Partial<JobOptions>;
}

const overread = { overread_leadin: true, overread_leadout: true };
const shifted = (disc: string, offset: number, more: object = {}): Case => ({
  disc,
  behaviour: { read_offset: offset, ...more },
  options: { readOffset: offset },
});

const both: Partial<JobOptions> = { formats: ['bincue', 'ccd'] };

const clean: Readonly<Record<string, Case>> = {
  audio: { disc: 'audio', options: both },
  mixed: { disc: 'mixed', options: both },
  mixed2048: { disc: 'mixed2048', options: both },
  xa: { disc: 'xa', options: both },
  xa2336: { disc: 'xa2336', options: both },
  extra: { disc: 'extra', options: both },
  htoa: { disc: 'htoa', options: both },
  'audio +30': shifted('audio', 30, overread),
  'audio -12': shifted('audio', -12, overread),
  'mixed +30': shifted('mixed', 30, overread),
  'mixed -12': shifted('mixed', -12, overread),
  'htoa -12': shifted('htoa', -12, overread),
  'extra +30': shifted('extra', 30, overread),
};

/** Where the drive does not read over the ends: what must be missing. */
const cut: Readonly<
  Record<string, Case & { readonly lba: number; readonly fromByte: number; readonly bytes: number }>
> = {
  'audio +30 cut': { ...shifted('audio', 30), lba: 4762, fromByte: 2352 - 120, bytes: 120 },
  'audio -12 cut': { ...shifted('audio', -12), lba: 0, fromByte: 0, bytes: 48 },
};

const dataFails = [{ lba: [100, 102] }, 1700];
const damaged: Readonly<
  Record<string, Case & { readonly missing: readonly number[]; readonly outcome: string }>
> = {
  'fails three times': {
    disc: 'audio',
    behaviour: {
      fail: [
        { lba: [300, 303], first: 3 },
        { lba: 4000, first: 3 },
      ],
    },
    options: { retries: 2 },
    missing: [],
    outcome: 'complete',
  },
  'fails always': {
    disc: 'audio',
    behaviour: { fail: [{ lba: [300, 302] }, { lba: [2000, 2040] }, 4762] },
    missing: [300, 301, 302, ...Array.from({ length: 41 }, (_, at) => 2000 + at), 4762],
    outcome: 'complete-with-errors',
  },
  'data and audio fail': {
    disc: 'mixed',
    behaviour: { fail: dataFails },
    missing: [100, 101, 102, 1700],
    outcome: 'complete-with-errors',
  },
  'wrong bytes, flagged and not': {
    disc: 'audio',
    behaviour: {
      c2_errors: [
        { lba: [500, 520], first: 2, bytes: 30 },
        { lba: [900, 902], first: 1, bytes: 9, silent: true },
      ],
    },
    options: { verifyPass: true },
    missing: [],
    outcome: 'complete-after-retries',
  },
  'answers from memory': {
    disc: 'audio',
    behaviour: { cache_sectors: 900, c2_errors: [{ lba: [500, 505], first: 3, bytes: 20 }] },
    options: { retries: 2 },
    missing: [],
    outcome: 'complete-after-retries',
  },
  'poor Q': {
    disc: 'audio',
    behaviour: { q_errors: [{ lba: [0, 4762], prob: 0.4 }], seed: 3 },
    missing: [],
    outcome: 'complete',
  },
  reset: { disc: 'mixed', behaviour: { reset_at_read: 20 }, missing: [], outcome: 'complete' },
  hang: { disc: 'xa', behaviour: { hang_at_read: 5, hang_ms: 3000 }, missing: [], outcome: 'complete' },
};

const drivesOfDamaged = Object.keys(damaged).length;
const pulled = drivesOfDamaged;
const dvd = drivesOfDamaged + 1;
const empty = drivesOfDamaged + 2;
const atTheDoor = drivesOfDamaged + 3;

let folder = '';

function discPath(disc: string): string {
  return disc === 'empty' ? disc : join(folder, 'discs', disc);
}

/** Boots once with all the drives, and runs a shell script there that writes to /out. */
function boot(cases: readonly Case[], out: string, script: string): string {
  mkdirSync(out);
  const drives = cases.flatMap(({ disc, behaviour = {} }) => [
    ...['--disc', discPath(disc)],
    ...['--behaviour', JSON.stringify(behaviour)],
  ]);
  const run = runInRig([...drives, '--share', `${out}:/out`, '--timeout', '900'], [script]);
  expect(run.status, run.stderr.slice(-3000) + run.stdout.slice(-3000)).toBe(0);
  return run.stdout;
}

const ripAll = `${nodeInRig} ${probeInRig('rip-discs')} /out/list.json /out > /out/results.json`;

function rip(
  cases: readonly Case[],
  name: string,
  list: readonly Rip[],
  more = 'true',
): Record<string, RipResult> {
  const out = join(folder, name);
  const listFile = join(folder, `${name}.json`);
  writeFileSync(listFile, JSON.stringify(list));
  boot(cases, out, `cp ${listFile} /out/list.json && ${ripAll} && ${more}`);
  return JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
}

/** Opens an image for as long as `look` looks. */
function withImage<T>(path: string, look: (image: DiscImage) => T): T {
  const file = openByteFile(path);
  const siblings = siblingFiles(dirname(path));
  try {
    return look(openDiscImage(basename(path), file, siblings.find));
  } finally {
    siblings.close();
    file.close();
  }
}

function structureOf({ tracks, sessions, mcn }: DiscImage) {
  const firsts = sessions.slice(1).map(({ firstTrack }) => firstTrack);
  return {
    mcn,
    sessions,
    tracks: tracks.map(({ pregapLba, ...track }: ImageTrack) => ({
      ...track,
      indices: [...track.indices],
      // What lies before a later session is told by the sheet, and never read.
      pregapLba: firsts.includes(track.number) ? null : Math.max(0, pregapLba),
    })),
  };
}

/** LBAs whose sectors differ between the source of a disc and what was made of it. */
function differences(disc: string, made: string): number[] {
  return withImage(join(discPath(disc), 'disc.cue'), (source) =>
    withImage(made, (ours) => {
      expect(structureOf(ours)).toEqual(structureOf(source));
      const a = new Uint8Array(2352);
      const b = new Uint8Array(2352);
      const lbas: number[] = [];
      for (let lba = 0; lba < source.endLba; lba++) {
        source.readSector(lba, a);
        ours.readSector(lba, b);
        if (Buffer.compare(a, b) !== 0) lbas.push(lba);
      }
      return lbas;
    }),
  );
}

function ended(result: RipResult | undefined) {
  if (!result || 'refusedBy' in result) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

const notRead = (result: RipResult | undefined) =>
  rangesWhere(ended(result).states, (state) => !state.startsWith('good') && state !== 'generated').flatMap(
    ({ lba, lengthSectors }) => Array.from({ length: lengthSectors }, (_, at) => lba + at),
  );

function ripsOf(cases: Readonly<Record<string, Case>>): Rip[] {
  return Object.entries(cases).map(([label, { options }], drive) => ({
    label,
    drive,
    name: `disc${drive}`,
    ...(options ? { options } : {}),
  }));
}

describe.skipIf(!here)('/dev/sr0 of a real kernel', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spindle-rig-'));
    const made = spawnSync(join(rig, 'make-discs.py'), [join(folder, 'discs')], { encoding: 'utf8' });
    expect(made.status, made.stderr).toBe(0);
    const iso = join(folder, 'discs', 'dvd.iso');
    writeFileSync(iso, Buffer.alloc(64 * 1024, 0x41));
    truncateSync(iso, dvdSectors * 2048);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe('with clean discs', () => {
    const all = { ...clean, ...cut };
    const rips = ripsOf(all);
    let results: Record<string, RipResult> = {};
    const madeOf = (label: string, ending: string) =>
      join(folder, 'clean', `disc${Object.keys(all).indexOf(label)}${ending}`);

    beforeAll(() => {
      results = rip(Object.values(all), 'clean', rips);
    }, 600_000);

    it.each(Object.keys(clean))('%s comes whole, bytes and structure', (label) => {
      expect(ended(results[label]).outcome).toBe('complete');
      expect(ended(results[label]).warnings).toEqual([]);
      expect(differences(clean[label]!.disc, madeOf(label, '.cue'))).toEqual([]);
      if (clean[label]!.options === both)
        expect(differences(clean[label]!.disc, madeOf(label, '.ccd'))).toEqual([]);
    });

    it.each(Object.keys(cut))('%s lacks just the samples behind the end, and says so', (label) => {
      const { disc, lba, fromByte, bytes } = cut[label]!;
      expect(ended(results[label]).outcome).toBe('complete-with-errors');
      expect(notRead(results[label])).toEqual([lba]);
      expect(ended(results[label]).warnings[0]).toContain(`${bytes / 4} samples`);
      expect(differences(disc, madeOf(label, '.cue'))).toEqual([lba]);
      const sector = new Uint8Array(2352);
      const ours = new Uint8Array(2352);
      withImage(join(discPath(disc), 'disc.cue'), (source) => source.readSector(lba, sector));
      withImage(madeOf(label, '.cue'), (image) => image.readSector(lba, ours));
      sector.fill(0, fromByte, fromByte + bytes);
      expect(ours).toEqual(sector);
    });
  });

  describe('with damaged discs', () => {
    let results: Record<string, RipResult> = {};
    const out = () => join(folder, 'damaged');
    const exitStatusOf = (run: string) => Number(readFileSync(join(out(), `${run}.status`), 'utf8'));
    const wordOf = (run: string) =>
      JSON.parse(
        readFileSync(join(out(), `${run}.jsonl`), 'utf8')
          .trim()
          .split('\n')
          .at(-1)!,
      );

    beforeAll(() => {
      const cases: Case[] = [
        ...Object.values(damaged),
        { disc: 'audio', behaviour: { yank_at_read: 20 } },
        { disc: 'dvd.iso', behaviour: { media: 'dvd', fail: [1000, { lba: [20_000, 20_003] }] } },
        { disc: 'empty' },
        { disc: 'xa', behaviour: { yank_at_read: 9, fail: [500] } },
      ];
      const rips: Rip[] = [
        ...ripsOf(damaged),
        { label: 'pulled', drive: pulled, name: 'pulled' },
        { label: 'another', drive: pulled, name: 'pulled', goesOn: true, before: ['insert disc2'] },
        {
          label: 'put back',
          drive: pulled,
          name: 'pulled',
          goesOn: true,
          before: ['open', `insert disc${pulled}`],
        },
        { label: 'dvd', drive: dvd, name: 'dvd' },
        { label: 'empty', drive: empty, name: 'empty' },
      ];
      const image = `${nodeInRig} ${spindleInRig} image /dev/sr${atTheDoor} --out /out --name door --no-catalogue --json --resume`;
      const door = [
        `${image} > /out/yanked.jsonl; echo $? > /out/yanked.status`,
        `echo insert disc${atTheDoor} > /run/rig/mmc${atTheDoor}`,
        `${image} > /out/resumed.jsonl; echo $? > /out/resumed.status`,
        `${nodeInRig} ${spindleInRig} info /dev/sr${empty} --json > /out/empty.jsonl; echo $? > /out/empty.status`,
      ].join('; ');
      results = rip(cases, 'damaged', rips, `{ ${door}; }`);
    }, 600_000);

    it.each(Object.keys(damaged))('%s: all but what can never be read', (label) => {
      const { disc, missing, outcome } = damaged[label]!;
      const result = ended(results[label]);
      expect(notRead(result)).toEqual(missing);
      if (outcome === 'complete') expect(result.outcome).toMatch(/^complete(-after-retries)?$/);
      else expect(result.outcome).toBe(outcome);
      const place = Object.keys(damaged).indexOf(label);
      expect(differences(disc, join(out(), `disc${place}.cue`))).toEqual(missing);
    });

    it('C2 tells which sectors came wrong at first, and that none of them is kept', () => {
      const { c2, counts } = ended(results['wrong bytes, flagged and not']);
      // Those that are not flagged are not told either.
      expect(c2).toMatchObject({ knownSectors: counts.total, first: { sectors: 21 }, kept: { sectors: 0 } });
      expect(c2!.first.worst!.lba).toBeGreaterThanOrEqual(500);
      expect(c2!.first.worst!.lba).toBeLessThanOrEqual(520);
      expect(c2!.first.bytes).toBeLessThanOrEqual(21 * 30);
    });

    it('a disc that is pulled is parked, another refused, and the same one read to its end', () => {
      expect(ended(results.pulled)).toMatchObject({ parkedBy: 'source-gone' });
      expect(results.another).toEqual({ refusedBy: 'wrong-medium' });
      expect(ended(results['put back'])).toMatchObject({ outcome: 'complete', parkedBy: null });
      expect(differences('audio', join(out(), 'pulled.cue'))).toEqual([]);
    });

    it('of a DVD only the blocks that cannot be read are missing', () => {
      const missing = [1000, 20_000, 20_001, 20_002, 20_003];
      expect(ended(results.dvd).outcome).toBe('complete-with-errors');
      expect(notRead(results.dvd)).toEqual(missing);
      const source = readFileSync(join(folder, 'discs', 'dvd.iso'));
      for (const lba of missing) source.fill(0, lba * 2048, (lba + 1) * 2048);
      expect(readFileSync(join(out(), 'dvd.iso')).equals(source)).toBe(true);
    });

    it('scripts are told by exit status and one word', () => {
      expect(results.empty).toEqual({ refusedBy: 'no-medium' });
      expect(exitStatusOf('yanked')).toBe(4);
      expect(exitStatusOf('resumed')).toBe(3);
      expect(wordOf('resumed')).toMatchObject({ outcome: 'complete-with-errors', sectors: { bad: 1 } });
      expect(exitStatusOf('empty')).toBe(2);
      expect(wordOf('empty')).toMatchObject({ type: 'error', code: 'no-medium' });
    });
  });
});
