/**
 * Every format that is written, from every source that suits it, and back: the same bytes and the same tracks, but for
 * what was said to be lost before it began.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareConversion } from '../../src/main/adapters/exports/convert-image.ts';
import { factsOf, planFormat } from '../../src/main/adapters/exports/plan-conversion.ts';
import {
  type BlockSectors,
  type DiscSectors,
  type ImageSectors,
  openSectors,
} from '../../src/main/adapters/open-sectors.ts';
import type { Flaw } from '../../src/main/core/image/block-image.ts';
import type { DiscImage } from '../../src/main/core/image/disc-image.ts';
import { discOfImage } from '../../src/main/core/image/disc-of-image.ts';
import { writeImd } from '../../src/main/core/image/imd/write-imd.ts';
import {
  type BlockTarget,
  blockTargets,
  type ConvertFormat,
} from '../../src/shared/model/convert-formats.ts';
import type { Loss } from '../../src/shared/model/losses.ts';
import { ownFolder } from '../support/folders.ts';
import { type MadeTrack, madeDisc } from '../support/made-disc.ts';
import { hasProgram } from '../support/needs.ts';

const sectorBytes = 2352;
const tool = { name: 'spindle', version: '0' };

interface Step {
  readonly lost: readonly Loss[];
  readonly paths: readonly string[];
}

async function converted(source: ImageSectors, format: ConvertFormat, folder: string): Promise<Step> {
  mkdirSync(folder, { recursive: true });
  const work = prepareConversion({
    source,
    format,
    directory: folder,
    name: 'made',
    tool,
    onFault: (lba, what) => expect.fail(`LBA ${lba}: ${what}`),
    onProgress: () => {},
  });
  const { files } = await work.run();
  return { lost: work.lost, paths: files.map(({ path }) => join(folder, path)) };
}

/** One format after the other, each from the files of the one before. @returns the last, and all that was lost */
async function through(first: ImageSectors, formats: readonly ConvertFormat[]) {
  const folder = ownFolder();
  const lost = new Set<Loss>();
  let source = first;
  for (const [at, format] of formats.entries()) {
    const step = await converted(source, format, join(folder, String(at)));
    source.close();
    for (const loss of step.lost) lost.add(loss);
    source = await openSectors(step.paths[0]!, { scratch: folder });
  }
  return { source, lost };
}

/** A disc in memory as if it lay in a file. */
function inMemory(image: DiscImage): DiscSectors {
  const path = join(ownFolder(), 'memory.cue');
  return { kind: 'disc', format: 'cue', cooked: null, path, files: [], image, close: () => {} };
}

/** All that a sheet says of the disc, without what was said to be lost. */
function facts(image: DiscImage, isKept: (loss: Loss) => boolean) {
  const { disc } = discOfImage(image, (bytes) => createHash('sha1').update(bytes).digest());
  const tracks = disc.tracks.map(({ isrc, ...track }) => ({
    ...track,
    isrc: isKept('isrc') ? isrc : null,
  }));
  return { tracks, sessions: disc.sessions, mcn: isKept('mcn') ? disc.mcn : null };
}

/** Of every sector the first one has. */
function expectSameSectors(before: DiscImage, after: DiscImage, what: string): void {
  const [one, other] = [new Uint8Array(sectorBytes), new Uint8Array(sectorBytes)];
  for (const { startLba, leadOutLba, number } of before.sessions)
    for (let lba = number === 1 ? 0 : startLba; lba < leadOutLba; lba++) {
      before.readSector(lba, one);
      after.readSector(lba, other);
      if (Buffer.compare(one, other) !== 0) expect.fail(`${what}: LBA ${lba} differs`);
    }
}

const trackArbitrary = fc.record({
  mode: fc.constantFrom<MadeTrack['mode']>('AUDIO', 'AUDIO', 'MODE1', 'MODE2'),
  gapSectors: fc.constantFrom(0, 0, 3, 30),
  lengthSectors: fc.integer({ min: 8, max: 60 }),
  copyPermitted: fc.boolean(),
  preEmphasis: fc.boolean(),
  hasIndex: fc.boolean(),
  isrc: fc.option(fc.constantFrom('GBAYE9300001', 'DEA123456789'), { nil: undefined }),
  opensSession: fc.constantFrom(false, false, false, true),
});

interface Recipe {
  readonly tracks: readonly (typeof trackArbitrary extends fc.Arbitrary<infer Track> ? Track : never)[];
  readonly mcn: string | null;
}

const discArbitrary: fc.Arbitrary<Recipe> = fc.record({
  tracks: fc.array(trackArbitrary, { minLength: 1, maxLength: 4 }),
  mcn: fc.option(fc.constant('4006381333931'), { nil: null }),
});

function discOf({ tracks, mcn }: Recipe): DiscImage {
  const made = tracks.map(({ copyPermitted, preEmphasis, hasIndex, isrc, gapSectors, ...track }, at) => ({
    ...track,
    // What is hidden before the first track is audio in every format, or nothing; a session begins with two seconds.
    gapSectors: at === 0 ? 0 : track.opensSession ? 150 : gapSectors,
    control: (track.mode === 'AUDIO' ? (preEmphasis ? 1 : 0) : 4) | (copyPermitted ? 2 : 0),
    ...(hasIndex ? { indices: [4] } : {}),
    ...(isrc === undefined ? {} : { isrc }),
  }));
  return madeDisc(made, { mcn }).image;
}

/** What sheets cannot always say. */
const sheetLosses: readonly Loss[] = ['session-pregaps', 'isrc'];
const sheets = ['bincue', 'bincue-single', 'ccd', 'toc'] as const;

describe('a disc through any two formats of discs', () => {
  it('is the same disc', async () => {
    await fc.assert(
      fc.asyncProperty(
        discArbitrary,
        fc.constantFrom(...sheets),
        fc.constantFrom(...sheets),
        async (recipe, first, second) => {
          const image = discOf(recipe);
          const formats = [first, second].filter(
            (format) => !('refusal' in planFormat(factsOf(inMemory(image)), format)),
          );
          const { source, lost } = await through(inMemory(image), formats);
          const after = (source as DiscSectors).image;
          expectSameSectors(image, after, formats.join(', '));
          const isKept = (loss: Loss) => !lost.has(loss);
          expect([...lost].filter((loss) => !sheetLosses.includes(loss))).toEqual([]);
          expect(facts(after, isKept), formats.join(', ')).toEqual(facts(image, isKept));
          source.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('and audio as WAV has every sample', async () => {
    await fc.assert(
      fc.asyncProperty(discArbitrary, async (recipe) => {
        const image = discOf(recipe);
        const planned = planFormat(factsOf(inMemory(image)), 'wav');
        fc.pre(!('refusal' in planned));
        const folder = ownFolder();
        const { paths } = await converted(inMemory(image), 'wav', folder);
        const samples = paths.slice(0, -1).map((path) => readFileSync(path).subarray(44));
        const disc = new Uint8Array(sectorBytes);
        const hash = createHash('sha1');
        for (const { startLba, leadOutLba, number } of image.sessions)
          for (let lba = number === 1 ? 0 : startLba; lba < leadOutLba; lba++) {
            image.readSector(lba, disc);
            hash.update(disc);
          }
        expect(createHash('sha1').update(Buffer.concat(samples)).digest('hex')).toBe(hash.digest('hex'));
      }),
      { numRuns: 15 },
    );
  });

  it('and one track of data as ISO comes back with the check bytes it had', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(...sheets),
        async (lengthSectors, format) => {
          const { image } = madeDisc([{ mode: 'MODE1', lengthSectors }]);
          const { source, lost } = await through(inMemory(image), ['iso', format]);
          expectSameSectors(image, (source as DiscSectors).image, format);
          expect([...lost]).toEqual(['sync-header-edc-ecc']);
          source.close();
        },
      ),
      { numRuns: 12 },
    );
  });

  it.skipIf(!hasProgram('chdman', 'mame-tools'))('and through chdman is the same disc', async () => {
    // chdman keeps neither flags nor numbers; every track begins at a multiple of four sectors in it.
    const { image } = madeDisc([
      { mode: 'MODE1', lengthSectors: 41 },
      { mode: 'AUDIO', gapSectors: 30, lengthSectors: 50 },
    ]);
    const { source, lost } = await through(inMemory(image), ['chd', 'bincue-single']);
    expectSameSectors(image, (source as DiscSectors).image, 'chd');
    expect([...lost]).toEqual([]);
    source.close();
  });
});

interface MadeDisk {
  readonly bytes: Uint8Array;
  readonly cylinders: number;
  readonly heads: number;
  readonly sectorsPerTrack: number;
}

/** 360K, 720K, 1.44M, Macintosh 800K is 1600 sectors of zones, so left to size alone. */
const diskArbitrary = fc
  .record({
    shape: fc.constantFrom([40, 2, 9], [80, 2, 9], [80, 2, 18], [80, 2, 15]),
    seed: fc.integer(),
    /** Tracks that hold one value: what packs. */
    isEven: fc.boolean(),
  })
  .map(({ shape: [cylinders, heads, sectorsPerTrack], seed, isEven }): MadeDisk => {
    const bytes = new Uint8Array(cylinders! * heads! * sectorsPerTrack! * 512);
    const words = new Uint32Array(bytes.buffer);
    for (let at = 0; at < words.length; at++)
      words[at] = isEven && (at >> 10) & 1 ? 0xe5e5e5e5 : Math.imul(at + seed, 0x9e3779b1);
    return { bytes, cylinders: cylinders!, heads: heads!, sectorsPerTrack: sectorsPerTrack! };
  });

const flawsArbitrary = fc.uniqueArray(fc.integer({ min: 0, max: 719 }), { maxLength: 5 }).map((sectors) =>
  sectors
    .sort((a, b) => a - b)
    .filter((sector, at) => at === 0 || sector > sectors[at - 1]! + 1)
    .map(
      (sector, at): Flaw => ({
        state: at % 2 === 0 ? 'bad' : 'missing',
        offsetBytes: sector * 512,
        lengthBytes: 512,
      }),
    ),
);

/** As ImageDisk keeps it, which knows its tracks and its flaws. */
async function storedDisk({ bytes, ...disk }: MadeDisk, flaws: readonly Flaw[]): Promise<BlockSectors> {
  const path = join(ownFolder(), 'disk.imd');
  const shape = { ...disk, sectorSize: 512, mode: 5, comment: '', written: '01/02/2003 04:05:06' };
  writeFileSync(path, writeImd(bytes, flaws, shape));
  return (await openSectors(path, { scratch: ownFolder() })) as BlockSectors;
}

function bytesOf({ image }: BlockSectors): Uint8Array {
  const bytes = new Uint8Array(image.sizeBytes);
  image.read(0, bytes);
  return bytes;
}

describe('a disk through any two formats of disks', () => {
  it('has the same bytes, and its bad sectors where they are not said to be lost', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        diskArbitrary,
        flawsArbitrary,
        fc.constantFrom(...blockTargets),
        fc.constantFrom(...blockTargets),
        async (disk, flaws, first, second) => {
          const stored = await storedDisk(disk, flaws);
          const before = bytesOf(stored);
          const formats: BlockTarget[] = [];
          const lost = new Set<Loss>();
          let source: BlockSectors = stored;
          const folder = ownFolder();
          for (const format of [first, second, 'imd' as const]) {
            if ('refusal' in planFormat(factsOf(source), format)) continue;
            formats.push(format);
            const step = await converted(source, format, join(folder, String(formats.length)));
            source.close();
            for (const loss of step.lost) lost.add(loss);
            // What the sidecar keeps is not what the format keeps.
            rmSync(step.paths.at(-1)!);
            source = (await openSectors(step.paths[0]!, { scratch: folder })) as BlockSectors;
          }
          expect(Buffer.compare(bytesOf(source), before), formats.join(', ')).toBe(0);
          const isMarked = source.image.format === 'ImageDisk';
          if (isMarked && !lost.has('bad-sector-flags')) expect(source.image.flaws).toEqual(flaws);
          else if (flaws.length > 0 && !isMarked) expect(lost.has('bad-sector-flags')).toBe(true);
          source.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});
