/** Images converted and opened again: the same sectors, or exactly what was said to be lost. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareConversion } from '../../../src/main/adapters/exports/convert-image.ts';
import { verifySidecar } from '../../../src/main/adapters/files/verify-dump.ts';
import { verifyImage } from '../../../src/main/adapters/files/verify-image.ts';
import { openSectors } from '../../../src/main/adapters/open-sectors.ts';
import type { DiscImage } from '../../../src/main/core/image/disc-image.ts';
import { writeImd } from '../../../src/main/core/image/imd/write-imd.ts';
import type { ConvertFormat } from '../../../src/shared/model/convert-formats.ts';
import { sidecarSchema } from '../../../src/shared/model/sidecar.ts';
import { ownFolder } from '../../support/folders.ts';
import { type MadeTrack, madeDisc } from '../../support/made-disc.ts';
import { numberedImage } from '../../support/sim-medium.ts';

const tool = { name: 'spindle', version: '0' };

interface Outcome {
  readonly files: readonly string[];
  readonly lost: readonly string[];
  readonly generated: readonly string[];
  readonly faults: readonly number[];
  readonly folder: string;
}

async function convert(
  path: string,
  format: ConvertFormat,
  name = 'made',
  signal?: AbortSignal,
): Promise<Outcome> {
  const folder = join(path, '..', `to-${format}`);
  mkdirSync(folder, { recursive: true });
  const source = await openSectors(path, { scratch: folder });
  const faults: number[] = [];
  try {
    const prepared = prepareConversion({
      source,
      format,
      directory: folder,
      name,
      tool,
      onFault: (lba) => faults.push(lba),
      onProgress: () => {},
      ...(signal ? { signal } : {}),
    });
    const { files } = await prepared.run();
    return {
      files: files.map((file) => file.path),
      lost: prepared.lost,
      generated: prepared.generated,
      faults,
      folder,
    };
  } finally {
    source.close();
  }
}

/** As a single-file cue sheet, so that a disc in memory can be opened by path. */
function storeDisc(folder: string, tracks: readonly MadeTrack[]): { path: string; bytes: Uint8Array } {
  const { image, bytes } = madeDisc(tracks);
  const time = (sectors: number) =>
    [Math.floor(sectors / 4500), Math.floor(sectors / 75) % 60, sectors % 75]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
  const lines = image.tracks.flatMap(({ number, mode, pregapLba, startLba }) => [
    `  TRACK ${String(number).padStart(2, '0')} ${mode === 'AUDIO' ? mode : `${mode}/2352`}`,
    ...(pregapLba < startLba && pregapLba >= 0 ? [`    INDEX 00 ${time(pregapLba)}`] : []),
    `    INDEX 01 ${time(startLba)}`,
  ]);
  writeFileSync(join(folder, 'disc.bin'), bytes);
  writeFileSync(join(folder, 'disc.cue'), ['FILE "disc.bin" BINARY', ...lines].join('\n'));
  return { path: join(folder, 'disc.cue'), bytes };
}

function sectorsOf(image: DiscImage): Uint8Array {
  const bytes = new Uint8Array(image.endLba * 2352);
  for (let lba = 0; lba < image.endLba; lba++)
    image.readSector(lba, bytes.subarray(lba * 2352, (lba + 1) * 2352));
  return bytes;
}

async function discAt(path: string) {
  const opened = await openSectors(path, { scratch: path });
  if (opened.kind !== 'disc') throw new Error('no disc');
  const { tracks, sessions } = opened.image;
  const bytes = sectorsOf(opened.image);
  opened.close();
  return { tracks, sessions, bytes };
}

const mixed: readonly MadeTrack[] = [
  { mode: 'MODE1', lengthSectors: 60 },
  { mode: 'AUDIO', gapSectors: 20, lengthSectors: 40 },
  { mode: 'MODE2', gapSectors: 10, lengthSectors: 50 },
];

describe('a disc converted', () => {
  it.each(['bincue', 'bincue-single', 'ccd', 'toc'] as const)('to %s is the same disc', async (format) => {
    const { path } = storeDisc(ownFolder(), mixed);
    const { files, lost, folder } = await convert(path, format);
    expect(lost).toEqual([]);
    const before = await discAt(path);
    const after = await discAt(join(folder, files[0]!));
    expect(Buffer.compare(after.bytes, before.bytes)).toBe(0);
    expect(after.sessions).toEqual(before.sessions);
    expect(after.tracks).toEqual(before.tracks);
  });

  it('and checked has a sidecar that agrees with it and says where it came from', async () => {
    const { path } = storeDisc(ownFolder(), mixed);
    const { files, folder } = await convert(path, 'bincue');
    const sidecar = join(folder, files.at(-1)!);
    expect(await verifySidecar(sidecar)).toMatchObject({ result: { ok: true }, problems: [] });
    const { lineage, counts } = sidecarSchema.parse(JSON.parse(readFileSync(sidecar, 'utf8')));
    expect(lineage).toMatchObject({
      source: path,
      sourceFormat: 'cue',
      format: 'bincue',
      sourceDumpId: null,
    });
    expect(lineage!.sourceFiles.map((file) => file.path)).toEqual([path, join(path, '../disc.bin')]);
    expect(counts).toMatchObject({ total: 180, good: 180, bad: 0 });
    const problems: unknown[] = [];
    const verdict = await verifyImage(join(folder, files[0]!), {
      scratch: folder,
      onProblem: (problem) => problems.push(problem),
    });
    expect({ ...verdict, problems }).toMatchObject({ ok: true, checkedSectors: 120, problems: [] });
  });

  it('from raw sectors to an ISO and back is the same disc, its check bytes made anew and said to be', async () => {
    const { path, bytes } = storeDisc(ownFolder(), [{ mode: 'MODE1', lengthSectors: 80 }]);
    const iso = await convert(path, 'iso');
    expect(iso.lost).toEqual(['sync-header-edc-ecc']);
    const back = await convert(join(iso.folder, iso.files[0]!), 'bincue-single');
    expect(back.generated).toEqual(['sync-header-edc-ecc']);
    expect(Buffer.compare(readFileSync(join(back.folder, 'made.bin')), bytes)).toBe(0);
  });

  it('to an ISO names the sectors whose EDC is wrong, and fills those that are none', async () => {
    const { path, bytes } = storeDisc(ownFolder(), [{ mode: 'MODE1', lengthSectors: 40 }]);
    bytes[7 * 2352 + 900]! ^= 1;
    bytes.fill(0x55, 9 * 2352, 10 * 2352);
    writeFileSync(join(path, '../disc.bin'), bytes);
    const { faults, files, folder } = await convert(path, 'iso');
    expect(faults).toEqual([7, 9]);
    const { states } = sidecarSchema.parse(JSON.parse(readFileSync(join(folder, files.at(-1)!), 'utf8')));
    expect(states).toEqual([
      [7, 'good'],
      [1, 'suspect'],
      [1, 'good'],
      [1, 'bad'],
      [30, 'good'],
    ]);
  });

  it.each([
    ['iso', mixed, /tracks? 2 are audio|track 2/],
    ['iso', [{ mode: 'MODE2', lengthSectors: 20 }] as const, /Form 2/],
    ['wav', mixed, /are data/],
    ['img', mixed, /is a disc/],
  ] as const)('to %s is refused where that would lie', async (format, tracks, why) => {
    const { path } = storeDisc(ownFolder(), tracks);
    await expect(convert(path, format)).rejects.toThrow(why);
    expect(readdirSync(join(path, '..', `to-${format}`))).toEqual([]);
  });

  it('takes another name where its own is taken, and leaves what is there alone', async () => {
    const { path } = storeDisc(ownFolder(), mixed);
    const first = await convert(path, 'bincue-single');
    writeFileSync(join(first.folder, 'made.cue'), 'mine');
    const second = await convert(path, 'bincue-single');
    expect(second.files).toEqual(['made-2.cue', 'made-2.bin', 'made-2.spindle.json']);
    expect(readFileSync(join(first.folder, 'made.cue'), 'utf8')).toBe('mine');
  });

  it('beside its dump keeps its name, and has a sidecar behind its whole name', async () => {
    const { path } = storeDisc(ownFolder(), [{ mode: 'MODE1', lengthSectors: 20 }]);
    const first = await convert(path, 'iso');
    rmSync(join(first.folder, 'made.iso'));
    const again = await convert(path, 'iso');
    expect(again.files).toEqual(['made.iso', 'made.iso.spindle.json']);
    const sidecar = join(again.folder, 'made.iso.spindle.json');
    expect(await verifySidecar(sidecar)).toMatchObject({ problems: [] });
  });

  it('and interrupted leaves nothing', async () => {
    const { path } = storeDisc(ownFolder(), mixed);
    const stop = AbortSignal.abort();
    await expect(convert(path, 'bincue', 'made', stop)).rejects.toThrow();
    expect(readdirSync(join(path, '../to-bincue'))).toEqual([]);
  });
});

describe('a floppy converted', () => {
  async function bytesAt(path: string): Promise<Uint8Array> {
    const opened = await openSectors(path, { scratch: path });
    if (opened.kind !== 'block') throw new Error('no disk');
    const bytes = new Uint8Array(opened.image.sizeBytes);
    opened.image.read(0, bytes);
    opened.close();
    return bytes;
  }

  it.each([
    ['img', 1440],
    ['ima', 2880],
    ['imz', 2880],
    ['st', 1440],
    ['msa', 1440],
    ['adf', 1760],
    ['dc42', 1600],
    ['imd', 2880],
    ['hdm', 2464],
  ] as const)('to %s has the same sectors', async (format, sectors) => {
    const folder = ownFolder();
    const image = numberedImage(sectors);
    writeFileSync(join(folder, 'disk.img'), image);
    const { files, lost, folder: to } = await convert(join(folder, 'disk.img'), format);
    expect(lost).toEqual([]);
    expect(files).toEqual([`made.${format}`, 'made.spindle.json']);
    expect(Buffer.compare(await bytesAt(join(to, files[0]!)), image)).toBe(0);
    expect(await verifySidecar(join(to, files[1]!))).toMatchObject({ problems: [] });
    const back = await convert(join(to, files[0]!), 'img');
    expect(Buffer.compare(readFileSync(join(back.folder, back.files[0]!)), image)).toBe(0);
  });

  it('keeps the marks of bad sectors where the format has them, else in the sidecar, and says so', async () => {
    const folder = ownFolder();
    const flaws = [
      { state: 'bad' as const, offsetBytes: 512 * 5, lengthBytes: 512 },
      { state: 'missing' as const, offsetBytes: 512 * 8, lengthBytes: 1024 },
    ];
    const disk = { cylinders: 80, heads: 2, sectorsPerTrack: 9, sectorSize: 512, mode: 5 };
    const image = numberedImage(1440);
    image.fill(0, 8 * 512, 10 * 512);
    const imd = writeImd(image, flaws, { ...disk, comment: 'label', written: '01/02/2003 04:05:06' });
    writeFileSync(join(folder, 'disk.imd'), imd);
    const { lost, files, folder: to } = await convert(join(folder, 'disk.imd'), 'img');
    expect(lost).toEqual(['bad-sector-flags', 'comment', 'track-layout']);
    const { states, counts } = sidecarSchema.parse(JSON.parse(readFileSync(join(to, files[1]!), 'utf8')));
    expect(states.slice(0, 5)).toEqual([
      [5, 'good'],
      [1, 'suspect'],
      [2, 'good'],
      [2, 'bad'],
      [1430, 'good'],
    ]);
    expect(counts).toMatchObject({ total: 1440, good: 1437 });
    const back = await convert(join(to, files[0]!), 'imd');
    const opened = await openSectors(join(back.folder, back.files[0]!), { scratch: folder });
    expect(opened.kind === 'block' && opened.image.flaws).toEqual(flaws);
    opened.close();
  });

  it.each([
    ['adf', 2880],
    ['hdm', 2880],
    ['dc42', 720],
    ['iso', 2880],
    ['bincue', 2880],
  ] as const)('to %s is refused where its size or kind does not fit', async (format, sectors) => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'disk.img'), numberedImage(sectors));
    await expect(convert(join(folder, 'disk.img'), format)).rejects.toMatchObject({ code: 'unsupported' });
    expect(existsSync(join(folder, `to-${format}`, `made.${format}`))).toBe(false);
  });
});
