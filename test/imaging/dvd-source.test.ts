import { describe, expect, it } from 'vitest';
import type { DvdImage } from '../../src/main/adapters/simulated/optical/disc.ts';
import type { MmcTransport } from '../../src/main/core/ports.ts';
import { discSourceOver } from '../../src/main/imaging/disc-source.ts';
import { driveOf } from '../support/disc-rescue.ts';

const totalSectors = 4000;
const blockBytes = 2048;
const options = { readOffset: null, speed: null };

/** Sector 16 is a primary volume descriptor of a volume of `volumeSectors` (ECMA-119, 8.4). */
function dvd(volumeSectors: number | null = totalSectors): DvdImage {
  return {
    kind: 'dvd',
    totalSectors,
    readBlock(lba, into) {
      into.fill(lba & 0xff);
      if (lba !== 16 || volumeSectors === null) return;
      into.fill(0);
      into.set([1, 0x43, 0x44, 0x30, 0x30, 0x31, 1]);
      const view = new DataView(into.buffer, into.byteOffset, blockBytes);
      view.setUint32(80, volumeSectors, true);
      view.setUint16(128, blockBytes, true);
    },
  };
}

/** A drive whose answers to READ DISC STRUCTURE of one format, or to another command, are these. */
function answering(drive: MmcTransport, answers: Record<string, (into: Uint8Array) => number>): MmcTransport {
  return {
    ...drive,
    execute(command) {
      const [operation, , , , , , , format] = command.cdb;
      const change = answers[operation === 0xad ? `structure ${format}` : `${operation!.toString(16)}`];
      if (!change) return drive.execute(command);
      const transferredBytes = change(command.data);
      return { kind: 'answered', status: 0, sense: new Uint8Array(0), transferredBytes };
    },
  };
}

function pfi(layers: number, firstPsn: number, lastPsn: number, layer0LastPsn: number) {
  return (into: Uint8Array) => {
    into.fill(0, 0, 2052);
    const view = new DataView(into.buffer, into.byteOffset);
    view.setUint16(0, 2050);
    into.set([0x01, 0x02, layers, 0x00], 4);
    view.setUint32(8, firstPsn);
    view.setUint32(12, lastPsn & 0xff_ffff);
    view.setUint32(16, layer0LastPsn);
    return 2052;
  };
}

const codesOf = (transport: MmcTransport) =>
  discSourceOver(transport, options).warnings.map(({ code }) => code);

describe('a DVD in a drive', () => {
  it('is as large as drive, disc and volume agree, and its structures are kept', () => {
    const { medium, warnings, disc } = discSourceOver(driveOf(dvd()), options);
    expect(medium).toMatchObject({ totalSectors, sectorSize: blockBytes });
    expect(warnings).toEqual([]);
    expect([...disc.blobs.keys()]).toEqual(
      expect.arrayContaining(['configuration', 'capacity', 'pfi', 'dmi']),
    );
    expect(disc.blobs.get('pfi')).toHaveLength(2052);
  });

  it('says that its sectors are encrypted and stored as they are', () => {
    const css = answering(driveOf(dvd()), {
      'structure 1': (into) => {
        into.set([0, 6, 0, 0, 1, 0xfe, 0, 0]);
        return 8;
      },
    });
    expect(discSourceOver(css, options).warnings).toEqual([
      { code: 'encrypted', message: expect.stringContaining('encrypted (CSS) and are stored as they are') },
    ]);
  });

  it('says where the laser changes to the second layer', () => {
    // Opposite track path: layer 1 ends where the complement of its first sector counts down from (ECMA-267, 16.1).
    const layer0LastPsn = 0x03_0000 + 2199;
    const lastPsn = ~layer0LastPsn + (totalSectors - 2200) - 1;
    const dual = answering(driveOf(dvd()), { 'structure 0': pfi(0x31, 0x03_0000, lastPsn, layer0LastPsn) });
    const { warnings, notes } = discSourceOver(dual, options);
    expect(warnings).toEqual([{ code: 'layer-break', message: expect.stringContaining('LBA 2200') }]);
    expect(notes).toContain('Layer 1 begins at LBA 2200.');
  });

  it('is read as far as the drive goes, and a different opinion of the disc is told', () => {
    const larger = answering(driveOf(dvd()), { 'structure 0': pfi(0x01, 0x03_0000, 0x03_0000 + 4999, 0) });
    const source = discSourceOver(larger, options);
    expect(source.medium.totalSectors).toBe(totalSectors);
    expect(source.warnings).toEqual([
      { code: 'capacity', message: expect.stringContaining('the disc itself 5000') },
    ]);
  });

  it('tells of a volume longer than the disc, and of one much shorter', () => {
    expect(codesOf(driveOf(dvd(totalSectors + 1)))).toEqual(['capacity']);
    expect(codesOf(driveOf(dvd(totalSectors - 1000)))).toEqual(['capacity']);
    expect(codesOf(driveOf(dvd(totalSectors - 150)))).toEqual([]);
    expect(codesOf(driveOf(dvd(null)))).toEqual([]);
  });

  it('is taken at its own word where the drive does not say how large it is', () => {
    const silent = answering(driveOf(dvd()), { '25': () => 0 });
    const source = discSourceOver(silent, options);
    expect(source.medium.totalSectors).toBe(totalSectors);
    expect(source.warnings.map(({ code }) => code)).toEqual(['capacity']);
  });

  it('is refused when nobody says how large it is', () => {
    const nothing = answering(driveOf(dvd(null)), { '25': () => 0, 'structure 0': () => 0 });
    expect(() => discSourceOver(nothing, options)).toThrow(
      expect.objectContaining({ code: 'unreadable-disc' }),
    );
  });

  it('makes nothing of structures that are cut short or full of nonsense', () => {
    for (const lengthBytes of [0, 1, 3, 4, 5, 20, 21]) {
      const torn = answering(driveOf(dvd()), {
        'structure 0': (into) => {
          into.fill(0xff, 0, lengthBytes);
          return lengthBytes;
        },
        'structure 1': (into) => {
          into.fill(0xff, 0, 4);
          return 4;
        },
      });
      expect(discSourceOver(torn, options).medium.totalSectors).toBe(totalSectors);
    }
  });
});
