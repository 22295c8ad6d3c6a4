/** One sector, of a plain image, of a disc, and of a store that a job works on at this moment. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bootId } from '../../../src/main/adapters/boot-id.ts';
import { DumpStore } from '../../../src/main/adapters/files/dump-store.ts';
import { sectorLooker } from '../../../src/main/adapters/images/look-at-sector.ts';
import { openImage } from '../../../src/main/adapters/open-image.ts';
import { generateMode1 } from '../../../src/main/core/optical/generate-sector.ts';
import { Ledger } from '../../../src/main/core/store/ledger.ts';
import { defaultJobOptions } from '../../../src/shared/model/job.ts';
import type { SectorLook } from '../../../src/shared/model/sector-look.ts';
import { ownFolder } from '../../support/folders.ts';

async function look(path: string, lba: number): Promise<SectorLook> {
  const image = await openImage(path);
  try {
    return await sectorLooker(image).sector({ lba });
  } finally {
    image.close();
  }
}

function bytesOf({ bytes }: SectorLook): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes, 'base64');
}

describe('a sector of a plain image', () => {
  it('is shown with its place, and nothing is said of how it was read where nothing tells', async () => {
    const path = join(ownFolder(), 'a.img');
    writeFileSync(path, Buffer.alloc(20 * 512, 7));
    const seen = await look(path, 3);
    expect(seen).toMatchObject({
      ...{ state: null, sectorBytes: 512, tries: null, q: null, kind: null, files: [] },
      place: { file: 'a.img', offsetBytes: 3 * 512 },
      notKept: ['state', 'drive', 'tries', 'reads', 'rebuilding'],
    });
    expect(bytesOf(seen)).toEqual(Buffer.alloc(512, 7));
  });

  it('has no bytes where a map says that it was not read, whatever fills its place', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'a.img'), Buffer.alloc(20 * 512, 7));
    const map = '# Mapfile.\n0x0 + 1\n0x0000 0x0400 +\n0x0400 0x0200 -\n0x0600 0x2200 +\n';
    writeFileSync(join(folder, 'a.map'), map);
    const bad = await look(join(folder, 'a.img'), 2);
    expect([bad.state, bad.stateFrom, bad.bytes]).toEqual(['bad', 'a.map', null]);
    const good = await look(join(folder, 'a.img'), 3);
    expect([good.state, good.bytes === null]).toEqual(['good', false]);
  });

  it('is refused beyond the end of the medium', async () => {
    const path = join(ownFolder(), 'a.img');
    writeFileSync(path, Buffer.alloc(20 * 512));
    await expect(look(path, 20)).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('a sector of a disc', () => {
  const sectors = 20;
  function disc(damage: (raw: Uint8Array) => void = () => {}): string {
    const folder = ownFolder();
    const bin = new Uint8Array(sectors * 2352);
    for (let lba = 0; lba < sectors; lba++) generateMode1(bin.subarray(lba * 2352, (lba + 1) * 2352), lba);
    damage(bin.subarray(5 * 2352, 6 * 2352));
    writeFileSync(join(folder, 'd.bin'), bin);
    writeFileSync(
      join(folder, 'd.cue'),
      'FILE "d.bin" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n',
    );
    return join(folder, 'd.cue');
  }

  it('is told in its fields, with the address its header names and its place in the file', async () => {
    const seen = await look(disc(), 5);
    expect(seen).toMatchObject({
      ...{ kind: 'mode1', failures: [], headerLba: 5, sectorBytes: 2352 },
      place: { file: 'd.bin', offsetBytes: 5 * 2352 },
    });
    expect(seen.fields.reduce((sum, { length }) => sum + length, 0)).toBe(2352);
    expect(seen.fields.map(({ name }) => name)).toEqual([
      ...['sync', 'header', 'user', 'edc', 'zeros', 'ecc-p', 'ecc-q'],
    ]);
  });

  it('says which of its check bytes speak against it', async () => {
    const seen = await look(
      disc((raw) => {
        raw[100]! ^= 0xff;
      }),
      5,
    );
    expect(seen.failures).toEqual(expect.arrayContaining(['edc', 'ecc']));
  });
});

describe('a sector of a store', () => {
  it('is told as it is now, while the job works on: what was logged a moment ago counts', async () => {
    const directory = join(ownFolder(), 'w.spindle');
    mkdirSync(directory);
    const medium = {
      ...{ sizeBytes: 20 * 512, sectorSize: 512, totalSectors: 20 },
      ...{ writeProtected: true, removable: true, diskSequence: null },
    };
    const identity = { vendor: 'TEAC', product: 'FD-235HF', revision: '', serial: '', bus: 'platform' };
    const store = DumpStore.create(
      directory,
      {
        ...{ format: 'spindle-store', version: 1, name: 'w', medium, disc: null },
        dumpId: '7d1b0b7e-6a64-4d37-9c6b-0a3e2f1d5c11',
        startedAt: '2026-11-20T14:02:11+00:00',
        tool: { name: 'spindle', version: '0.1.0' },
      },
      bootId(),
    );
    const ledger = Ledger.begin(20, identity);
    store.checkpoint({ address: '/dev/fd0', options: defaultJobOptions, ...ledger.state() });
    const pass = { name: 'copy', number: 1, direction: 'forward' } as const;
    store.write(0, new Uint8Array(6 * 512).fill(9));
    store.log({
      request: { lba: 0, count: 8, pass, sweep: false },
      outcome: { goodSectors: 6 },
      durationMs: 12,
    });
    const image = await openImage(directory);
    const looker = sectorLooker(image);
    const read = await looker.sector({ lba: 4 });
    expect(read).toMatchObject({ state: 'good', tries: 0, drive: { product: 'FD-235HF' }, notKept: [] });
    expect(read.reads).toEqual([{ ...pass, result: 'read', sectors: 8 }]);
    expect(bytesOf(read)).toEqual(Buffer.alloc(512, 9));
    const failed = await looker.sector({ lba: 7 });
    expect(failed).toMatchObject({ state: 'skipped', tries: 1, bytes: null, drive: null });
    expect(failed.reads).toEqual([{ ...pass, result: 'failed', sectors: 8 }]);

    store.write(7 * 512, new Uint8Array(512).fill(3));
    const retry = { name: 'retry', number: 1, direction: 'forward' } as const;
    store.log({
      request: { lba: 7, count: 1, pass: retry, sweep: false },
      outcome: { goodSectors: 1 },
      durationMs: 90,
    });
    const later = await looker.sector({ lba: 7 });
    expect([later.state, bytesOf(later)?.[0]]).toEqual(['good-after-retry', 3]);
    expect(later.reads.map(({ name, result }) => `${name} ${result}`)).toEqual(['copy failed', 'retry read']);
    image.close();
    store.close();
  });
});
