/** Where everything of a toc file lies on the disc: track after track, part after part, from LBA 0. */
import { SpindleError } from '../../../../shared/errors.ts';
import type { TrackMode } from '../../../../shared/model/disc.ts';
import { pregapLba } from '../../../../shared/msf.ts';
import { subchannelBytes } from '../../optical/subchannel.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ImageTrack } from '../disc-image.ts';
import type { Extent, StoredForm } from '../extent-image.ts';
import type { SheetWarnings } from '../sheet-text.ts';
import { subchannelOrder } from '../subchannel-order.ts';
import type { TocLength, TocPart, TocSheet, TocTrack, TocTrackMode } from './toc-sheet.ts';
import { refuseToc } from './toc-tokens.ts';

/** The part of a file that holds sectors, and whether its samples are little-endian, as in a WAVE file. */
export interface TocData {
  readonly source: ByteSource;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly isLittleEndian: boolean;
}

export interface TocLayout {
  readonly tracks: readonly ImageTrack[];
  readonly extents: readonly Extent[];
  readonly endLba: number;
}

interface ModeForm {
  readonly mode: TrackMode;
  readonly form: StoredForm;
  readonly bytes: number;
}

const formOfMode: Readonly<Record<TocTrackMode, ModeForm>> = {
  AUDIO: { mode: 'AUDIO', form: 'audio-big-endian', bytes: 2352 },
  MODE1: { mode: 'MODE1', form: 'mode1-2048', bytes: 2048 },
  MODE1_RAW: { mode: 'MODE1', form: 'raw-2352', bytes: 2352 },
  MODE2: { mode: 'MODE2', form: 'mode2-2336', bytes: 2336 },
  MODE2_RAW: { mode: 'MODE2', form: 'raw-2352', bytes: 2352 },
  MODE2_FORM1: { mode: 'MODE2', form: 'mode2-form1-2048', bytes: 2048 },
  MODE2_FORM2: { mode: 'MODE2', form: 'mode2-form2-2324', bytes: 2324 },
  MODE2_FORM_MIX: { mode: 'MODE2', form: 'mode2-2336', bytes: 2336 },
};

const sampleBytes = 4;
const controlPreEmphasis = 1;
const controlCopyPermitted = 2;
const controlData = 4;
const controlFourChannel = 8;
/** Two hours: more than any CD. */
const mostSectors = 120 * 60 * 75;

type FilePart = Exclude<TocPart, { kind: 'empty' }>;

function controlOf(track: TocTrack): number {
  const copy = track.isCopyPermitted ? controlCopyPermitted : 0;
  if (track.mode !== 'AUDIO') return controlData | copy;
  return (
    copy | (track.hasPreEmphasis ? controlPreEmphasis : 0) | (track.isFourChannel ? controlFourChannel : 0)
  );
}

function strideOf(track: TocTrack): number {
  return formOfMode[track.mode].bytes + (track.hasSubchannel ? subchannelBytes : 0);
}

function bytesOf(length: TocLength, track: TocTrack): number {
  if (length.unit === 'sectors') return length.sectors * strideOf(track);
  return length.count * (track.mode === 'AUDIO' ? sampleBytes : 1);
}

function isToEnd(length: TocLength | null): length is null {
  return length === null || (length.unit === 'sectors' ? length.sectors : length.count) === 0;
}

/** A part that ends inside a sector would share it with the next: only the last of a track may. */
function wholeSectors(bytes: number, strideBytes: number, isLast: boolean, part: TocPart): number {
  if (bytes % strideBytes !== 0 && !isLast)
    throw new SpindleError(
      'unsupported',
      `Line ${part.line} of the toc file: this part ends inside a sector, which cannot be read yet.`,
      { line: part.line },
    );
  return Math.ceil(bytes / strideBytes);
}

interface FileStretch {
  readonly offsetBytes: number;
  readonly lengthSectors: number;
  readonly endBytes: number;
}

function stretchOf(
  part: FilePart,
  track: TocTrack,
  data: TocData,
  isLast: boolean,
  warnings: SheetWarnings,
): FileStretch {
  const strideBytes = strideOf(track);
  const start = part.kind === 'audio-file' ? bytesOf(part.start, track) : 0;
  const offsetBytes = data.offsetBytes + part.offsetBytes + start;
  const endOfFile = data.offsetBytes + data.lengthBytes;
  if (offsetBytes >= endOfFile)
    throw refuseToc(
      part.line,
      `it begins at byte ${offsetBytes} of ${part.name}, which has ${data.source.sizeBytes}`,
    );
  const left = endOfFile - offsetBytes;
  const wanted = isToEnd(part.length) ? left : bytesOf(part.length, track);
  const lengthSectors = wholeSectors(wanted, strideBytes, isLast || wanted === left, part);
  if (lengthSectors * strideBytes > left) {
    const missing = lengthSectors * strideBytes - left;
    warnings.add(part.line, `${part.name} is ${missing} bytes too short for the sectors it should hold.`);
  }
  return {
    offsetBytes,
    lengthSectors,
    endBytes: Math.min(endOfFile, offsetBytes + lengthSectors * strideBytes),
  };
}

function formOf(part: FilePart, track: TocTrack, data: TocData): StoredForm {
  const { form, mode } = formOfMode[track.mode];
  if (mode !== 'AUDIO') return form;
  const isSwapped = part.kind === 'audio-file' && part.isSwapped;
  return data.isLittleEndian !== isSwapped ? 'audio-little-endian' : 'audio-big-endian';
}

function storedExtent(
  part: FilePart,
  track: TocTrack,
  data: TocData,
  stretch: FileStretch,
  startLba: number,
): Extent {
  const strideBytes = strideOf(track);
  const subchannelAt = stretch.offsetBytes + strideBytes - subchannelBytes;
  const order = track.hasSubchannel ? subchannelOrder(data.source, subchannelAt, strideBytes) : null;
  return {
    kind: 'stored',
    startLba,
    form: formOf(part, track, data),
    source: data.source,
    strideBytes,
    subchannel: order && { source: data.source, offsetBytes: subchannelAt, strideBytes, order },
    ...stretch,
  };
}

/** @throws SpindleError bad-image where a part begins behind its file, or INDEX 01 or another behind its track */
export function layoutToc(
  sheet: TocSheet,
  dataOf: (part: FilePart) => TocData,
  warnings: SheetWarnings,
): TocLayout {
  const { mode: firstMode } = formOfMode[sheet.tracks[0]!.mode];
  const extents: Extent[] = [
    { kind: 'generated', startLba: pregapLba, lengthSectors: -pregapLba, mode: firstMode },
  ];
  let lba = 0;

  function addPart(part: TocPart, track: TocTrack, isLast: boolean): void {
    let lengthSectors: number;
    if (part.kind === 'empty') {
      lengthSectors = wholeSectors(bytesOf(part.length, track), strideOf(track), isLast, part);
      const { mode } = formOfMode[track.mode];
      if (lengthSectors > 0) extents.push({ kind: 'generated', startLba: lba, lengthSectors, mode });
    } else {
      const data = dataOf(part);
      const stretch = stretchOf(part, track, data, isLast, warnings);
      lengthSectors = stretch.lengthSectors;
      extents.push(storedExtent(part, track, data, stretch, lba));
    }
    lba += lengthSectors;
    if (lba > mostSectors) throw refuseToc(part.line, 'no CD has as many sectors as this needs');
  }

  const tracks = sheet.tracks.map((track, at): ImageTrack => {
    const beginLba = lba;
    const { start } = track;
    let startLba = start && 'sectors' in start ? beginLba + start.sectors : beginLba;
    track.parts.forEach((part, position) => {
      addPart(part, track, position === track.parts.length - 1);
      if (start && 'afterParts' in start && start.afterParts === position + 1) startLba = lba;
    });
    if (startLba >= lba) throw refuseToc(track.line, 'the track has nothing behind its START');
    const indices = track.indexSectors.map((sectors, index) => ({
      number: index + 2,
      lba: startLba + sectors,
    }));
    const isInOrder = indices.every(
      (index, position) => index.lba > (indices[position - 1]?.lba ?? startLba) && index.lba < lba,
    );
    if (!isInOrder || indices.length > 98)
      throw refuseToc(track.line, 'its INDEX lines are not in order inside the track');
    return {
      number: at + 1,
      session: 1,
      mode: formOfMode[track.mode].mode,
      control: controlOf(track),
      pregapLba: at === 0 ? pregapLba : beginLba,
      startLba,
      indices,
      endLba: lba,
      isrc: track.isrc,
    };
  });
  return { tracks, extents, endLba: lba };
}
