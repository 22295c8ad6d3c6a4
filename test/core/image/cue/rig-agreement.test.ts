/** The rig's drive reads the same sheets: both must put every track, gap and byte of a file at the same address. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { CueData } from '../../../../src/main/core/image/cue/layout-cue.ts';
import { layoutCue } from '../../../../src/main/core/image/cue/layout-cue.ts';
import { parseCue } from '../../../../src/main/core/image/cue/parse-cue.ts';
import type { Extent } from '../../../../src/main/core/image/extent-image.ts';
import { sheetWarnings } from '../../../../src/main/core/image/sheet-text.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { formatDuration } from '../../../../src/shared/msf.ts';
import { blankSource, bytesOf } from '../../../support/image-files.ts';
import { has, hasProgram, rig } from '../../../support/needs.ts';

const sectorBytesOf = {
  AUDIO: 2352,
  'MODE1/2048': 2048,
  'MODE1/2352': 2352,
  'MODE2/2048': 2048,
  'MODE2/2336': 2336,
  'MODE2/2352': 2352,
  'CDI/2352': 2352,
} as const;
type Mode = keyof typeof sectorBytesOf;

interface TrackRecipe {
  readonly mode: Mode;
  readonly pregap: number;
  readonly postgap: number;
  readonly gapInFile: number | null;
  readonly lengths: readonly number[];
  readonly flags: readonly string[];
  readonly startsFile: boolean;
  readonly startsSession: 'no' | 'plain' | 'spelled out';
}

const sheetArbitrary = fc.record({
  type: fc.constantFrom('BINARY', 'MOTOROLA'),
  spareBytes: fc.constantFrom(0, 0, 0, 100),
  tracks: fc.array(
    fc.record({
      mode: fc.constantFrom(...(Object.keys(sectorBytesOf) as Mode[])),
      pregap: fc.constantFrom(0, 0, 150, 200),
      postgap: fc.constantFrom(0, 0, 30),
      gapInFile: fc.constantFrom(null, 0, 75, 150),
      lengths: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 3 }),
      flags: fc.subarray(['DCP', 'PRE', '4CH']),
      startsFile: fc.boolean(),
      startsSession: fc.constantFrom('no' as const, 'no' as const, 'plain' as const, 'spelled out' as const),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

interface Written {
  readonly text: string;
  readonly sizes: readonly number[];
}

function write(type: string, spareBytes: number, tracks: readonly TrackRecipe[], name: string): Written {
  const lines: string[] = [];
  const sizes: number[] = [];
  let session = 1;
  let time = 0;
  tracks.forEach((track, at) => {
    if (at > 0 && track.startsSession !== 'no') {
      session++;
      if (track.startsSession === 'spelled out') lines.push('REM LEAD-OUT 00:40:00');
      lines.push(`REM SESSION ${session}`);
      if (track.startsSession === 'spelled out') lines.push('REM LEAD-IN 00:50:00', 'REM PREGAP 00:03:00');
    }
    if (at === 0 || track.startsFile) {
      lines.push(`FILE "${name}-${sizes.length}.bin" ${type}`);
      sizes.push(0);
      time = 0;
    }
    lines.push(`  TRACK ${String(at + 1).padStart(2, '0')} ${track.mode}`);
    if (track.flags.length > 0) lines.push(`    FLAGS ${track.flags.join(' ')}`);
    if (track.pregap > 0) lines.push(`    PREGAP ${formatDuration(track.pregap)}`);
    const point = (number: number, length: number) => {
      lines.push(`    INDEX ${String(number).padStart(2, '0')} ${formatDuration(time)}`);
      time += length;
      sizes[sizes.length - 1]! += length * sectorBytesOf[track.mode];
    };
    if (track.gapInFile !== null) point(0, track.gapInFile);
    track.lengths.forEach((length, index) => {
      point(index + 1, length);
    });
    if (track.postgap > 0) lines.push(`    POSTGAP ${formatDuration(track.postgap)}`);
  });
  return { text: `${lines.join('\r\n')}\r\n`, sizes: sizes.map((size) => size + spareBytes) };
}

const planKinds: Readonly<Record<string, string>> = {
  audio: 'audio-little-endian',
  audiobe: 'audio-big-endian',
  m1raw: 'raw-2352',
  m2raw: 'raw-2352',
  m1_2048: 'mode1-2048',
  m2_2048: 'mode2-form1-2048',
  m2_2336: 'mode2-2336',
  zaudio: 'AUDIO',
  zm1: 'MODE1',
  zm2: 'MODE2',
};

/** Lines of the rig's plan, only those about the layout, with our names of kinds. */
function fromPlan(plan: string): readonly string[] {
  return plan.split('\n').flatMap((line) => {
    const [what, ...values] = line.split(' ');
    if (what === 'session') return [`session ${values.slice(0, 4).join(' ')}`];
    if (what === 'track') return [`track ${[...values.slice(0, 3), ...values.slice(4, 7)].join(' ')}`];
    if (what === 'index') return [line];
    if (what !== 'ext') return [];
    const [lba, length, kind, file, offset] = values;
    const isMade = kind!.startsWith('z');
    return [`ext ${lba} ${length} ${planKinds[kind!]} ${isMade ? '' : `${file} ${offset}`}`];
  });
}

/** The rig's plan never lets a made stretch run across LBA 0. */
function splitAtZero(extent: Extent): readonly Extent[] {
  const behind = extent.startLba + extent.lengthSectors;
  if (extent.kind === 'stored' || extent.startLba >= 0 || behind <= 0) return [extent];
  return [
    { ...extent, lengthSectors: -extent.startLba },
    { ...extent, startLba: 0, lengthSectors: behind },
  ];
}

function ours(sheetText: string, sizes: readonly number[]): readonly string[] | null {
  const sheet = parseCue(bytesOf(sheetText));
  const sources = sizes.map(blankSource);
  const data: CueData[] = sources.map((source) => ({
    source,
    offsetBytes: 0,
    lengthBytes: source.sizeBytes,
  }));
  const { sessions, tracks, extents } = layoutCue(sheet, data, sheetWarnings());
  const extent = (each: Extent) => {
    const made = each.kind === 'generated';
    const kind = made ? (each.mode === 'CDI' ? 'MODE2' : each.mode) : each.form;
    const where = made ? '' : `${sources.indexOf(each.source)} ${each.offsetBytes}`;
    return `ext ${each.startLba} ${each.lengthSectors} ${kind} ${where}`;
  };
  return [
    ...sessions.map(
      (each) => `session ${each.number} ${each.firstTrack} ${each.lastTrack} ${each.leadOutLba}`,
    ),
    ...tracks.flatMap((each) => [
      `track ${each.number} ${each.session} ${each.control} ${each.pregapLba} ${each.startLba} ${each.endLba}`,
      ...each.indices.map((index) => `index ${each.number} ${index.number} ${index.lba}`),
    ]),
    ...extents.flatMap(splitAtZero).map(extent),
  ];
}

const planner = `
import json, sys
sys.path.insert(0, sys.argv[1])
import cuedisc
out = []
for path in sys.argv[2:]:
    try: out.append(cuedisc.plan(path))
    except Exception as error: out.append(None)
print(json.dumps(out))
`;

function plansOf(paths: readonly string[]): readonly (string | null)[] {
  const run = spawnSync('python3', ['-B', '-c', planner, rig, ...paths], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

const isReady = has(existsSync(join(rig, 'cuedisc.py')), "needs the rig's cuedisc.py beside the checkout");
const folder = mkdtempSync(join(tmpdir(), 'spindle-cue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!isReady || !hasProgram('python3', 'python3'))('the layout of a cue sheet', () => {
  it("is that of the rig's drive", () => {
    const sheets = fc
      .sample(sheetArbitrary, { numRuns: 150, seed: 11 })
      .map(({ type, spareBytes, tracks }, at) => {
        const { text, sizes } = write(type, spareBytes, tracks, `s${at}`);
        const path = join(folder, `s${at}.cue`);
        writeFileSync(path, text);
        sizes.forEach((size, file) => {
          const bin = join(folder, `s${at}-${file}.bin`);
          writeFileSync(bin, '');
          truncateSync(bin, size);
          expect(statSync(bin).size).toBe(size);
        });
        return { path, text, sizes };
      });
    const plans = plansOf(sheets.map((sheet) => sheet.path));
    sheets.forEach(({ path, text, sizes }, at) => {
      const plan = plans[at];
      if (plan === null || plan === undefined) throw new Error(`the rig refuses ${basename(path)}\n${text}`);
      const sorted = (lines: readonly string[]) => [...lines].sort();
      expect(sorted(ours(text, sizes) ?? []), text).toEqual(sorted(fromPlan(plan)));
    });
  });

  it('is refused where the rig refuses', () => {
    const text =
      'FILE "b.bin" BINARY\nTRACK 01 AUDIO\nINDEX 01 00:00:10\nTRACK 02 AUDIO\nINDEX 01 00:00:05\n';
    writeFileSync(join(folder, 'b.bin'), new Uint8Array(2352));
    writeFileSync(join(folder, 'b.cue'), text);
    expect(plansOf([join(folder, 'b.cue')])).toEqual([null]);
    expect(() => parseCue(bytesOf(text))).toThrow(SpindleError);
  });
});
