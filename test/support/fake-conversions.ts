/** Conversions and writings of the made-up hub, which a test moves on. */
import { randomUUID } from 'node:crypto';
import type { Conversion, ConversionPlan } from '../../src/shared/model/conversion.ts';
import { type ConvertFormat, convertFormats } from '../../src/shared/model/convert-formats.ts';
import type { WriteCheck, WriteTarget, Writing } from '../../src/shared/model/write-back.ts';
import { FakeFeed } from './fake-feed.ts';

export const floppyPlan: ConversionPlan = {
  path: '/dumps/disk-0001.imd',
  kind: 'block',
  sourceFormat: 'ImageDisk',
  warnings: [],
  formats: convertFormats.map((format) => {
    if (['img', 'ima', 'imz'].includes(format))
      return { format, possible: true, lost: ['bad-sector-flags', 'comment'], generated: [] };
    if (format === 'imd') return { format, possible: true, lost: [], generated: [] };
    const isOfDiscs = ['bincue', 'bincue-single', 'ccd', 'toc', 'iso', 'wav', 'chd'].includes(format);
    return {
      format,
      possible: false,
      why: isOfDiscs
        ? 'it is a disk, and this is a format of discs: tracks and sectors would have to be made up'
        : 'its 1474560 bytes are not those of an Amiga disk',
    };
  }),
};

export const writeTargetsShown: readonly WriteTarget[] = [
  {
    sourceId: 'fd0',
    address: '/dev/fd0',
    label: '1.44M 3.5" floppy drive',
    kind: 'floppy',
    sizeBytes: null,
    model: '1.44M 3.5" floppy drive',
    needsModel: false,
    refused: null,
  },
  {
    sourceId: 'sdb',
    address: '/dev/sdb',
    label: 'Kingston DataTraveler',
    kind: 'disk',
    sizeBytes: 128_000_000,
    model: 'Kingston DataTraveler',
    needsModel: true,
    refused: null,
  },
  {
    sourceId: 'sda',
    address: '/dev/sda',
    label: 'Samsung SSD 870',
    kind: 'disk',
    sizeBytes: 500_107_862_016,
    model: 'Samsung SSD 870',
    needsModel: true,
    refused: {
      code: 'system-disk',
      message: '/dev/sda is never written to: it holds / of this system. Nothing was opened for writing.',
      details: { address: '/dev/sda' },
    },
  },
];

const checkShown: WriteCheck = {
  path: '/dumps/disk-0001.img',
  address: '/dev/fd0',
  imageBytes: 1_474_560,
  method: 'sectors',
  medium: {
    sizeBytes: 1_474_560,
    sectorSize: 512,
    totalSectors: 2880,
    description: '80 cylinders, 2 heads, 18 sectors a track',
  },
  model: '1.44M 3.5" floppy drive',
  needsModel: false,
  unsoundSectors: 0,
  warnings: [],
};

const conversionBegun: Omit<Conversion, 'revision'> = {
  state: 'running',
  error: null,
  format: 'img',
  share: 0,
  lost: [],
  generated: [],
  faults: [],
  faultCount: 0,
  result: null,
};

export class FakeConversions {
  readonly conversion = new FakeFeed(conversionBegun);
  plan: ConversionPlan = floppyPlan;

  start(format: ConvertFormat): { conversionId: string } {
    this.conversion.set({ ...conversionBegun, format });
    return { conversionId: randomUUID() };
  }
}

const writingBegun: Omit<Writing, 'revision'> = {
  state: 'running',
  error: null,
  path: checkShown.path,
  address: checkShown.address,
  step: null,
  report: null,
  isNoted: null,
};

export class FakeWritings {
  readonly writing = new FakeFeed(writingBegun);
  targets: readonly WriteTarget[] = writeTargetsShown;
  /** What looking at a medium gives; an error speaks against it. */
  check: WriteCheck | Error = checkShown;

  checked(targetId: string): WriteCheck {
    if (this.check instanceof Error) throw this.check;
    const target = this.targets.find(({ sourceId }) => sourceId === targetId);
    return target
      ? { ...this.check, address: target.address, model: target.model, needsModel: target.needsModel }
      : this.check;
  }

  start(targetId: string): { writingId: string } {
    this.writing.set({ ...writingBegun, address: this.checked(targetId).address });
    return { writingId: randomUUID() };
  }
}
