import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open2mg } from '../../../../src/main/core/image/2mg/open-2mg.ts';
import { openAdz } from '../../../../src/main/core/image/adz/open-adz.ts';
import { type BlockImage, type Flaw, sectorReaderOf } from '../../../../src/main/core/image/block-image.ts';
import type { ByteSource } from '../../../../src/main/core/image/byte-source.ts';
import { openD88 } from '../../../../src/main/core/image/d88/open-d88.ts';
import {
  diskCopyChecksum,
  openDiskCopy,
  writeDiskCopy,
} from '../../../../src/main/core/image/dc42/disk-copy.ts';
import { openDmg } from '../../../../src/main/core/image/dmg/open-dmg.ts';
import { openImd } from '../../../../src/main/core/image/imd/open-imd.ts';
import { writeImd } from '../../../../src/main/core/image/imd/write-imd.ts';
import type { Inflate } from '../../../../src/main/core/image/inflate.ts';
import { openMsa } from '../../../../src/main/core/image/msa/open-msa.ts';
import { writeMsa } from '../../../../src/main/core/image/msa/write-msa.ts';
import {
  blockContainerOf,
  openBlockContainer,
} from '../../../../src/main/core/image/open-block-container.ts';
import { openFixedVhd } from '../../../../src/main/core/image/vhd/open-fixed-vhd.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { bytesOf, memorySource } from '../../../support/image-files.ts';
import { d88, dmg } from '../../../support/made-containers.ts';
import { corpus, hasCorpus, hasProgram } from '../../../support/needs.ts';

const inflate: Inflate = {
  zlib: (packed, mostBytes) => inflateSync(packed, { maxOutputLength: mostBytes }),
  gzip: (packed, mostBytes) => gunzipSync(packed, { maxOutputLength: mostBytes }),
};

function contentOf(image: ByteSource): Uint8Array {
  const bytes = new Uint8Array(image.sizeBytes);
  image.read(0, bytes);
  return bytes;
}

/** Runs and noise by turns, as on real disks. */
const sectorArbitrary = (sizeBytes: number) =>
  fc.oneof(
    fc.nat(255).map((byte) => new Uint8Array(sizeBytes).fill(byte)),
    fc.uint8Array({ minLength: sizeBytes, maxLength: sizeBytes }),
    fc
      .tuple(fc.nat(255), fc.nat(sizeBytes))
      .map(([byte, at]) => new Uint8Array(sizeBytes).fill(0xe5).fill(byte, at)),
  );

const diskArbitrary = fc
  .record({
    cylinders: fc.integer({ min: 1, max: 4 }),
    heads: fc.integer({ min: 1, max: 2 }),
    sectorsPerTrack: fc.integer({ min: 1, max: 11 }),
    sectors: fc.array(sectorArbitrary(512), { minLength: 4, maxLength: 8 }),
  })
  .map(({ sectors, ...geometry }) => {
    const count = geometry.cylinders * geometry.heads * geometry.sectorsPerTrack;
    const bytes = new Uint8Array(count * 512);
    for (let at = 0; at < count; at++) bytes.set(sectors[at % sectors.length]!, at * 512);
    return { geometry, bytes };
  });

describe('MSA', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(diskArbitrary, ({ geometry, bytes }) => {
        const image = openMsa(memorySource(writeMsa(bytes, geometry)));
        expect(image.geometry).toEqual(geometry);
        expect(image.flaws).toEqual([]);
        expect(contentOf(image)).toEqual(bytes);
      }),
      { numRuns: 60, seed: 20261121 },
    );
  });

  it('tells what of a cut file is missing', () => {
    const file = writeMsa(
      new Uint8Array(2 * 512 * 9).map((_, at) => at % 251),
      {
        cylinders: 2,
        heads: 1,
        sectorsPerTrack: 9,
      },
    );
    const image = openMsa(memorySource(file.subarray(0, file.length - 1000)));
    expect(image.flaws).toEqual([{ state: 'missing', offsetBytes: 2 * 9 * 512 - 1000, lengthBytes: 1000 }]);
    expect(sectorReaderOf(image).readAt(2 * 9 * 512 - 512, 512)).toBeNull();
    expect(sectorReaderOf(image).readAt(0, 512)).not.toBeNull();
  });
});

describe('Disk Copy 4.2', () => {
  it('keeps data, tags and name, and counts both checksums', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(409_600, 819_200),
        fc.boolean(),
        fc.nat(255),
        (sizeBytes, hasTags, seed) => {
          const data = new Uint8Array(sizeBytes).map((_, at) => (at * 7 + seed) & 0xff);
          const tags = new Uint8Array(hasTags ? (sizeBytes / 512) * 12 : 0).map(
            (_, at) => (at ^ seed) & 0xff,
          );
          const file = writeDiskCopy(data, tags, 'Système Disk');
          const image = openDiskCopy(memorySource(file));
          expect(image).toMatchObject({ comment: 'Syst?me Disk', areChecksumsRight: true, warnings: [] });
          expect(Buffer.compare(contentOf(image), data)).toBe(0);
          expect(Buffer.compare(image.tags, tags)).toBe(0);
          file[100] = file[100]! ^ 1;
          expect(openDiskCopy(memorySource(file)).areChecksumsRight).toBe(false);
        },
      ),
      { numRuns: 6, seed: 20261121 },
    );
  });

  it('sums as Apple does: a word added, the sum turned right by one', () => {
    expect(diskCopyChecksum(Uint8Array.of(0, 1))).toBe(0x8000_0000);
    expect(diskCopyChecksum(Uint8Array.of(0, 2, 0, 3))).toBe(2);
  });
});

const flawArbitrary = fc.array(
  fc.record({ state: fc.constantFrom('bad' as const, 'missing' as const), sector: fc.nat(500) }),
  { maxLength: 6 },
);

function flawsOf(picks: readonly { state: Flaw['state']; sector: number }[], sectors: number): Flaw[] {
  const states = new Map(picks.map(({ state, sector }) => [sector % sectors, state]));
  return [...states]
    .sort(([one], [other]) => one - other)
    .map(([sector, state]) => ({ state, offsetBytes: sector * 512, lengthBytes: 512 }));
}

function perSector({ flaws }: BlockImage): Flaw[] {
  return flaws.flatMap(({ state, offsetBytes, lengthBytes }) =>
    Array.from({ length: lengthBytes / 512 }, (_, at) => ({
      state,
      offsetBytes: offsetBytes + at * 512,
      lengthBytes: 512,
    })),
  );
}

describe('ImageDisk', () => {
  it('gives back bytes and flaws: bad sectors with what was read, missing ones as zeros', () => {
    fc.assert(
      fc.property(diskArbitrary, flawArbitrary, ({ geometry, bytes }, picks) => {
        const sectors = bytes.length / 512;
        const firsts = geometry.cylinders * geometry.heads;
        // At least one sector per side tells how many cylinders, heads and sectors there are.
        fc.pre(picks.length < sectors && firsts > 0);
        const flaws = flawsOf(picks, sectors);
        const disk = {
          ...geometry,
          sectorSize: 512,
          mode: 5,
          comment: 'Kept',
          written: '21/11/2026 12:00:00',
        };
        const image = openImd(memorySource(writeImd(bytes, flaws, disk)));
        const expected = bytes.slice();
        for (const { state, offsetBytes } of flaws)
          if (state === 'missing') expected.fill(0, offsetBytes, offsetBytes + 512);
        expect(perSector(image)).toEqual(flaws);
        expect(contentOf(image)).toEqual(expected);
        expect(image.geometry).toEqual(geometry);
        expect(image.comment).toContain('Kept');
        for (const { offsetBytes } of flaws)
          expect(sectorReaderOf(image).readAt(offsetBytes, 512)).toBeNull();
      }),
      { numRuns: 60, seed: 20261121 },
    );
  });

  it.runIf(hasCorpus())('holds the disk that dsktrans makes of it', () => {
    // corpus floppy/fluxfox: the same disk as ImageDisk file and as plain image.
    const image = openImd(memorySource(readFileSync(join(corpus, 'floppy/fluxfox/sector_test_360k.imd'))));
    const plain = readFileSync(join(corpus, 'floppy/fluxfox/sector_test_360k.img'));
    expect(image).toMatchObject({
      sectorSize: 512,
      geometry: { cylinders: 40, heads: 2, sectorsPerTrack: 9 },
      flaws: [],
    });
    expect(Buffer.compare(contentOf(image), plain)).toBe(0);
  });

  it.runIf(hasProgram('dsktrans', 'libdsk-utils'))('is read by libdsk as the plain image', () => {
    const folder = mkdtempSync(join(tmpdir(), 'spindle-imd-'));
    try {
      const bytes = new Uint8Array(737_280).map((_, at) => (at >> 9) & 0xff);
      const disk = { cylinders: 80, heads: 2, sectorsPerTrack: 9, sectorSize: 512, mode: 5 };
      const file = writeImd(bytes, [], { ...disk, comment: '', written: '21/11/2026 12:00:00' });
      writeFileSync(join(folder, 'a.imd'), file);
      const args = ['-itype', 'imd', '-otype', 'raw', '-format', 'ibm720', 'a.imd', 'a.img'];
      expect(spawnSync('dsktrans', args, { cwd: folder }).status).toBe(0);
      expect(Buffer.compare(readFileSync(join(folder, 'a.img')), bytes)).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('D88', () => {
  it('orders sectors by their numbers, and knows which are bad, missing and deleted', () => {
    const full = [1, 3, 2, 4].map((id) => ({ id, fill: id }));
    const hurt = [
      { id: 4, fill: 4 },
      { id: 1, fill: 1, status: 0xb0 },
      { id: 2, fill: 2, deleted: true, status: 0x10 },
    ];
    const { disks } = openD88(memorySource(d88('Disk', [full, full, full, hurt])));
    expect(disks).toHaveLength(1);
    const [disk] = disks;
    expect(disk).toMatchObject({
      comment: 'Disk',
      sectorSize: 256,
      geometry: { cylinders: 2, heads: 2, sectorsPerTrack: 4 },
      flaws: [
        { state: 'bad', offsetBytes: 12 * 256, lengthBytes: 256 },
        { state: 'missing', offsetBytes: 14 * 256, lengthBytes: 256 },
      ],
    });
    expect(contentOf(disk!).filter((_, at) => at % 256 === 0)).toEqual(
      Uint8Array.of(1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 0, 4),
    );
    expect(disk!.warnings.join()).toContain('deleted');
  });

  it('holds several disks, and names an unformatted one', () => {
    const one = d88('A', [[{ id: 1, fill: 7 }]]);
    const file = Buffer.concat([one, d88('B', []), d88('C', [[{ id: 1, fill: 9 }]])]);
    const { disks, warnings } = openD88(memorySource(file));
    expect(disks.map(({ comment }) => comment)).toEqual(['A', 'C']);
    expect(warnings).toHaveLength(1);
  });
});

describe('images of disks in other clothes', () => {
  it('ADZ is unpacked, and no larger than a floppy', () => {
    const disk = new Uint8Array(901_120).map((_, at) => at >> 10);
    const image = openAdz(memorySource(gzipSync(disk)), inflate);
    expect(image.geometry).toEqual({ cylinders: 80, heads: 2, sectorsPerTrack: 11 });
    expect(Buffer.compare(contentOf(image), disk)).toBe(0);
    const bomb = gzipSync(new Uint8Array(65 * 1024 * 1024));
    expect(() => openAdz(memorySource(bomb), inflate)).toThrow(SpindleError);
    expect(() => openAdz(memorySource(gzipSync(disk).subarray(0, 500)), inflate)).toThrow(SpindleError);
  });

  it('a fixed VHD is what stands before its footer', () => {
    const disk = new Uint8Array(1024 * 512).map((_, at) => at >> 9);
    const file = new Uint8Array(disk.length + 512);
    file.set(disk);
    const footer = file.subarray(disk.length);
    const view = new DataView(footer.buffer, footer.byteOffset);
    footer.set(bytesOf('conectix'));
    view.setUint32(52, disk.length);
    view.setUint16(56, 4);
    footer.set([16, 16], 58);
    view.setUint32(60, 2);
    view.setUint32(64, ~footer.reduce((sum, byte) => sum + byte, 0) >>> 0);
    const image = openFixedVhd(memorySource(file));
    expect(image).toMatchObject({ warnings: [], geometry: { cylinders: 4, heads: 16, sectorsPerTrack: 16 } });
    expect(Buffer.compare(contentOf(image), disk)).toBe(0);
    view.setUint32(60, 3);
    expect(() => openFixedVhd(memorySource(file))).toThrow(/only what was written/);
  });

  it('a 2IMG disk is found by its header', () => {
    const file = new Uint8Array(64 + 143_360).fill(7, 64);
    const view = new DataView(file.buffer);
    file.set(bytesOf('2IMGTEST'));
    view.setUint16(8, 64, true);
    view.setUint32(12, 1, true);
    view.setUint32(20, 280, true);
    view.setUint32(24, 64, true);
    const image = open2mg(memorySource(file));
    expect(image).toMatchObject({ format: '2IMG (ProDOS order)', sizeBytes: 143_360, warnings: [] });
    expect(contentOf(image).every((byte) => byte === 7)).toBe(true);
  });
});

describe('DMG', () => {
  const noise = new Uint8Array(4096).map((_, at) => (at * 31) & 0xff);
  const parts = [
    { kind: 0x8000_0005, bytes: new Uint8Array(8192).fill(5) },
    { kind: 0, bytes: new Uint8Array(1024) },
    { kind: 1, bytes: noise },
    { kind: 0x8000_0005, bytes: noise },
  ];
  const whole = Buffer.concat(parts.map(({ bytes }) => bytes));

  it('is read across its parts', () => {
    const image = openDmg(memorySource(dmg(parts)), inflate);
    expect(image.flaws).toEqual([]);
    expect(Buffer.compare(contentOf(image), whole)).toBe(0);
    const piece = new Uint8Array(6000);
    image.read(7000, piece);
    expect(Buffer.compare(piece, whole.subarray(7000, 13_000))).toBe(0);
  });

  it('has no sectors where a packed part is damaged, and all others', () => {
    const file = dmg(parts);
    file.fill(0xff, 4, 12);
    const reader = sectorReaderOf(openDmg(memorySource(file), inflate));
    expect(reader.readAt(0, 512)).toBeNull();
    expect(Buffer.compare(reader.readAt(9216, 4096)!, noise)).toBe(0);
  });

  it('is refused when it claims to be larger than any disk', () => {
    const file = dmg(parts);
    file.fill(0xff, file.length - 20, file.length - 12);
    expect(() => openDmg(memorySource(file), inflate)).toThrow(/larger than any disk/);
  });

  it('names packers it does not have', () => {
    const file = dmg([{ kind: 0x8000_0006, bytes: noise }]);
    expect(() => openDmg(memorySource(file), inflate)).toThrow(/bzip2/);
  });
});

const samples: readonly (readonly [name: string, file: Uint8Array])[] = [
  ['a.msa', writeMsa(new Uint8Array(9 * 512 * 4), { cylinders: 2, heads: 2, sectorsPerTrack: 9 })],
  ['a.image', writeDiskCopy(new Uint8Array(409_600), new Uint8Array(9600), 'x')],
  ['a.d88', d88('Disk', [[{ id: 1, fill: 7 }], [{ id: 2, fill: 8, status: 0xe0 }]])],
  [
    'a.imd',
    writeImd(new Uint8Array(4 * 512).fill(3), [], {
      ...{ cylinders: 2, heads: 1, sectorsPerTrack: 2, sectorSize: 512, mode: 5 },
      ...{ comment: '', written: '' },
    }),
  ],
  ['a.adz', gzipSync(new Uint8Array(901_120))],
  ['a.dmg', dmg([{ kind: 0x8000_0005, bytes: new Uint8Array(8192).fill(5) }])],
];

describe('a container', () => {
  it('is known by what stands in it, and a plain image is none', () => {
    for (const [name, file] of samples)
      expect(blockContainerOf(name, memorySource(file)), name).toBe(name.replace('image', 'dc42').slice(2));
    expect(blockContainerOf('a.img', memorySource(new Uint8Array(368_640)))).toBeNull();
    expect(blockContainerOf('a.img', memorySource(new Uint8Array(3)))).toBeNull();
  });

  it('that is damaged is refused in words, or opened in bounds', () => {
    const change = fc.record({ at: fc.nat(900), value: fc.constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff) });
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        ([name, file], changes, share, isFromEnd) => {
          let bytes = Uint8Array.from(file);
          for (const { at, value } of changes) {
            const place = isFromEnd ? bytes.length - 1 - at : at;
            if (place >= 0 && place < bytes.length) bytes[place] = value;
          }
          if (share < 0.3) bytes = bytes.slice(0, Math.floor((bytes.length * share) / 0.3));
          try {
            const image = openBlockContainer(name, memorySource(bytes), inflate);
            if (!image) return;
            expect(image.sizeBytes).toBeLessThan(2 ** 53);
            for (const { offsetBytes, lengthBytes } of image.flaws)
              expect(offsetBytes + lengthBytes).toBeLessThanOrEqual(image.sizeBytes);
            image.read(0, new Uint8Array(Math.min(image.sizeBytes, 4096)));
            image.read(Math.max(0, image.sizeBytes - 512), new Uint8Array(Math.min(image.sizeBytes, 512)));
          } catch (error) {
            expect(error).toBeInstanceOf(SpindleError);
          }
        },
      ),
      { numRuns: 1500, seed: 20261121 },
    );
  });
});
