/** The thread that converts for the hub: it plans, converts, refuses in words, and leaves nothing when it is ended. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planConversion, startConversion } from '../../../src/main/adapters/images/start-conversion.ts';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import type { ConversionEnd } from '../../../src/main/core/ports.ts';
import type { ConvertFormat } from '../../../src/shared/model/convert-formats.ts';
import { ownFolder } from '../../support/folders.ts';
import { madeDisc } from '../../support/made-disc.ts';

const tool = { name: 'spindle', version: '0' };

function floppyFile(): { readonly folder: string; readonly path: string } {
  const folder = ownFolder();
  const path = join(folder, 'disk.img');
  writeFileSync(path, practiceMedia[0]!.build());
  return { folder, path };
}

function discFile(lengthSectors: number): { readonly folder: string; readonly path: string } {
  const folder = ownFolder();
  const { bytes } = madeDisc([{ mode: 'MODE1', lengthSectors }]);
  writeFileSync(join(folder, 'disc.bin'), bytes);
  const path = join(folder, 'disc.cue');
  writeFileSync(path, 'FILE "disc.bin" BINARY\n TRACK 01 MODE1/2352\n  INDEX 01 00:00:00\n');
  return { folder, path };
}

function converted(path: string, directory: string, format: ConvertFormat, name = 'made') {
  const shares: number[] = [];
  const ended = Promise.withResolvers<ConversionEnd>();
  const running = startConversion(
    path,
    { format, directory, name, tool },
    { onProgress: ({ share }) => shares.push(share), onEnd: ended.resolve },
  );
  return { shares, running, ended: ended.promise };
}

describe('what an image could become', () => {
  it('is told for every format, with what is lost or why not', async () => {
    const { path } = floppyFile();
    const plan = await planConversion(path);
    expect(plan).toMatchObject({ path, kind: 'block', sourceFormat: 'raw', warnings: [] });
    const of = (format: ConvertFormat) => plan.formats.find((each) => each.format === format)!;
    expect(of('imz')).toEqual({ format: 'imz', possible: true, lost: [], generated: [] });
    expect(of('imd')).toMatchObject({ possible: true });
    expect(of('bincue')).toMatchObject({ possible: false, why: expect.stringMatching(/format of discs/) });
    expect(of('adf')).toMatchObject({ possible: false, why: expect.stringMatching(/Amiga/) });
  });

  it('is told of a disc too', async () => {
    const { path } = discFile(20);
    const { kind, formats } = await planConversion(path);
    expect(kind).toBe('disc');
    expect(formats.find(({ format }) => format === 'iso')).toMatchObject({
      possible: true,
      lost: ['sync-header-edc-ecc'],
    });
    expect(formats.find(({ format }) => format === 'img')).toMatchObject({ possible: false });
  });

  it('of what is no image, why it cannot be opened', async () => {
    await expect(planConversion(join(ownFolder(), 'none.img'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a conversion for the hub', () => {
  it('writes the files under their names and says so', async () => {
    const { folder, path } = floppyFile();
    const { ended, shares } = converted(path, join(folder, 'out'), 'img');
    const end = await ended;
    expect(end).toMatchObject({ state: 'done', result: { name: 'made', sectors: { bad: 0 } } });
    if (end.state !== 'done') return;
    expect(end.result.files.map(({ role }) => role)).toEqual(['image', 'sidecar']);
    expect(readFileSync(end.result.files[0]!.path).equals(readFileSync(path))).toBe(true);
    expect(shares.at(-1)).toBe(1);
  });

  it('that would lie is refused, and writes nothing', async () => {
    const { folder, path } = floppyFile();
    const end = await converted(path, join(folder, 'out'), 'iso').ended;
    expect(end).toMatchObject({ state: 'failed', error: { code: 'unsupported' } });
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  });

  it('that is ended leaves nothing behind', async () => {
    const { folder, path } = discFile(20_000);
    const { running, ended } = converted(path, join(folder, 'out'), 'bincue');
    await running.cancel();
    expect((await ended).state).toBe('cancelled');
    expect(existsSync(join(folder, 'out')) ? readdirSync(join(folder, 'out')) : []).toEqual([]);
  });
});
