/** A disc image as a list of stretches, each stored in a file in one form, or made: what every sheet comes down to. */
import { SpindleError } from '../../../shared/errors.ts';
import type { TrackMode } from '../../../shared/model/disc.ts';
import { lbaOfMsf, pregapLba } from '../../../shared/msf.ts';
import {
  generateMode1,
  generateMode2Form1,
  generateMode2Form2,
  writeSyncAndHeader,
} from '../optical/generate-sector.ts';
import { submodeAt, submodeForm2 } from '../optical/sector-layout.ts';
import { deinterleaveSubchannel, subchannelBytes } from '../optical/subchannel.ts';
import type { ByteSource } from './byte-source.ts';
import type { DiscImage, SectorOrigin } from './disc-image.ts';

/** What a file keeps of each sector. */
export type StoredForm =
  | 'raw-2352'
  | 'audio-little-endian'
  | 'audio-big-endian'
  | 'mode1-2048'
  | 'mode2-form1-2048'
  | 'mode2-form2-2324'
  | 'mode2-2336';

export interface SubchannelPart {
  readonly source: ByteSource;
  /** Of the extent's first sector. */
  readonly offsetBytes: number;
  readonly strideBytes: number;
  /** P to W one after the other, or as on the wire: 96 symbols, bit 7 being P. */
  readonly order: 'channels' | 'symbols';
}

export interface StoredExtent {
  readonly kind: 'stored';
  readonly startLba: number;
  readonly lengthSectors: number;
  readonly form: StoredForm;
  readonly source: ByteSource;
  /** Of the first sector. */
  readonly offsetBytes: number;
  /** From one sector to the next. */
  readonly strideBytes: number;
  /** Where what belongs to this stretch ends in the source; what is missing before is absent. */
  readonly endBytes: number;
  readonly subchannel: SubchannelPart | null;
}

export interface GeneratedExtent {
  readonly kind: 'generated';
  readonly startLba: number;
  readonly lengthSectors: number;
  readonly mode: TrackMode;
}

export type Extent = StoredExtent | GeneratedExtent;

export const storedBytes: Readonly<Record<StoredForm, number>> = {
  'raw-2352': 2352,
  'audio-little-endian': 2352,
  'audio-big-endian': 2352,
  'mode1-2048': 2048,
  'mode2-form1-2048': 2048,
  'mode2-form2-2324': 2324,
  'mode2-2336': 2336,
};

/** Where the stored bytes stand in the 2352 of the sector. */
const storedAt: Readonly<Record<StoredForm, number>> = {
  'raw-2352': 0,
  'audio-little-endian': 0,
  'audio-big-endian': 0,
  'mode1-2048': 16,
  'mode2-form1-2048': 24,
  'mode2-form2-2324': 24,
  'mode2-2336': 16,
};

export const rawSectorBytes = 2352;

/** No CD, not even one of 99 minutes, has an address behind this; headers of longer images count from 00:00:00 again. */
const addressSpan = 100 * 60 * 75;
export const lastAddressableLba = lbaOfMsf({ minute: 99, second: 59, frame: 74 });

/** The XA submode of a form 1 sector that is nothing but data. */
const submodeData = 0x08;

export interface DiscLayout extends Omit<DiscImage, 'readSector' | 'readSubchannel' | 'placeOf'> {
  /** Ascending, none overlapping another; what lies between them is absent. */
  readonly extents: readonly Extent[];
}

function addressable(lba: number): number {
  return lba <= lastAddressableLba ? lba : ((lba - pregapLba) % addressSpan) + pregapLba;
}

function swapPairs(samples: Uint8Array): void {
  for (let at = 0; at + 1 < samples.length; at += 2) {
    const low = samples[at]!;
    samples[at] = samples[at + 1]!;
    samples[at + 1] = low;
  }
}

function checkRoom(into: Uint8Array, needed: number): void {
  if (into.length !== needed) throw new RangeError(`${needed} bytes are filled, not ${into.length}`);
}

function checkOrder(extents: readonly Extent[]): void {
  let end = Number.NEGATIVE_INFINITY;
  for (const extent of extents) {
    if (extent.startLba < end) {
      throw new SpindleError('bad-image', 'The image puts two sectors at one address, which no disc does.', {
        lba: extent.startLba,
      });
    }
    end = extent.startLba + extent.lengthSectors;
  }
}

/** @throws SpindleError bad-image when extents overlap */
export function discImageOf(layout: DiscLayout): DiscImage {
  const { extents, ...rest } = layout;
  checkOrder(extents);
  const symbols = new Uint8Array(subchannelBytes);
  let lastFound = 0;

  function extentAt(lba: number): Extent | null {
    const near = extents[lastFound];
    if (near && lba >= near.startLba && lba < near.startLba + near.lengthSectors) return near;
    let low = 0;
    let high = extents.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const extent = extents[middle]!;
      if (lba < extent.startLba) high = middle - 1;
      else if (lba >= extent.startLba + extent.lengthSectors) low = middle + 1;
      else {
        lastFound = middle;
        return extent;
      }
    }
    return null;
  }

  function makeEmpty(mode: TrackMode, lba: number, into: Uint8Array): void {
    into.fill(0);
    if (mode === 'AUDIO') return;
    if (mode === 'MODE1') generateMode1(into, addressable(lba));
    else {
      into[submodeAt] = submodeForm2;
      generateMode2Form2(into, addressable(lba));
    }
  }

  function complete(form: StoredForm, lba: number, into: Uint8Array): void {
    switch (form) {
      case 'mode1-2048':
        generateMode1(into, lba);
        return;
      case 'mode2-form1-2048':
        into[submodeAt] = submodeData;
        generateMode2Form1(into, lba);
        return;
      case 'mode2-form2-2324':
        into[submodeAt] = submodeForm2;
        generateMode2Form2(into, lba);
        return;
      case 'mode2-2336':
        // Subheader, EDC and ECC are stored, right or wrong, and stay so.
        writeSyncAndHeader(into, lba, 2);
        return;
      case 'raw-2352':
      case 'audio-little-endian':
      case 'audio-big-endian':
        return;
    }
  }

  function readStored(extent: StoredExtent, lba: number, into: Uint8Array): SectorOrigin {
    const offset = extent.offsetBytes + (lba - extent.startLba) * extent.strideBytes;
    const wanted = storedBytes[extent.form];
    const present = Math.min(wanted, Math.min(extent.endBytes, extent.source.sizeBytes) - offset);
    // The rest of a raw data sector cannot be made up; samples and user data that a file cuts short end in zeros.
    if (present <= 0 || (extent.form === 'raw-2352' && present < wanted)) {
      into.fill(0);
      return 'absent';
    }
    const at = storedAt[extent.form];
    if (present < rawSectorBytes) into.fill(0);
    extent.source.read(offset, into.subarray(at, at + present));
    if (extent.form === 'audio-big-endian') swapPairs(into);
    complete(extent.form, addressable(lba), into);
    return wanted === rawSectorBytes && present === wanted ? 'stored' : 'generated';
  }

  return {
    ...rest,
    readSector(lba, into) {
      checkRoom(into, rawSectorBytes);
      const extent = extentAt(lba);
      if (extent === null) {
        into.fill(0);
        return 'absent';
      }
      if (extent.kind === 'stored') return readStored(extent, lba, into);
      makeEmpty(extent.mode, lba, into);
      return 'generated';
    },
    readSubchannel(lba, into) {
      checkRoom(into, subchannelBytes);
      const extent = extentAt(lba);
      const part = extent?.kind === 'stored' ? extent.subchannel : null;
      if (!extent || !part) return false;
      const offset = part.offsetBytes + (lba - extent.startLba) * part.strideBytes;
      if (offset + subchannelBytes > part.source.sizeBytes) return false;
      if (part.order === 'channels') part.source.read(offset, into);
      else {
        part.source.read(offset, symbols);
        deinterleaveSubchannel(symbols, 0, into, 0);
      }
      return true;
    },
    placeOf(lba) {
      const extent = extentAt(lba);
      if (extent?.kind !== 'stored') return null;
      const offsetBytes = extent.offsetBytes + (lba - extent.startLba) * extent.strideBytes;
      return offsetBytes < extent.endBytes ? { source: extent.source, offsetBytes } : null;
    },
  };
}
