/** Where everything of a cue sheet lies on the disc: each file is laid down once, after the one before. */
import { SpindleError } from '../../../../shared/errors.ts';
import type { DiscSession, TrackMode } from '../../../../shared/model/disc.ts';
import { pregapLba } from '../../../../shared/msf.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ImageTrack } from '../disc-image.ts';
import { type Extent, lastAddressableLba, type StoredForm, storedBytes } from '../extent-image.ts';
import type { SheetWarnings } from '../sheet-text.ts';
import type { CueFileType, CueIndex, CueSheet, CueTrack, CueTrackMode } from './cue-sheet.ts';

/** The part of a file that holds sectors: all of it, or the samples of a WAVE file. */
export interface CueData {
  readonly source: ByteSource;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

export interface CueLayout {
  readonly sessions: readonly DiscSession[];
  readonly tracks: readonly ImageTrack[];
  readonly extents: readonly Extent[];
  readonly endLba: number;
}

interface ModeForm {
  readonly mode: TrackMode;
  readonly form: StoredForm;
  readonly strideBytes: number;
}

const formOfMode: Readonly<Record<CueTrackMode, ModeForm>> = {
  AUDIO: { mode: 'AUDIO', form: 'audio-little-endian', strideBytes: 2352 },
  CDG: { mode: 'AUDIO', form: 'audio-little-endian', strideBytes: 2448 },
  'MODE1/2048': { mode: 'MODE1', form: 'mode1-2048', strideBytes: 2048 },
  'MODE1/2352': { mode: 'MODE1', form: 'raw-2352', strideBytes: 2352 },
  'MODE2/2048': { mode: 'MODE2', form: 'mode2-form1-2048', strideBytes: 2048 },
  'MODE2/2324': { mode: 'MODE2', form: 'mode2-form2-2324', strideBytes: 2324 },
  'MODE2/2336': { mode: 'MODE2', form: 'mode2-2336', strideBytes: 2336 },
  'MODE2/2352': { mode: 'MODE2', form: 'raw-2352', strideBytes: 2352 },
  'CDI/2336': { mode: 'CDI', form: 'mode2-2336', strideBytes: 2336 },
  'CDI/2352': { mode: 'CDI', form: 'raw-2352', strideBytes: 2352 },
};

/** Lead-out and lead-in between sessions (MMC-3 4.2.3.7): 1:30:00 behind the first, 0:30:00 behind others; 1:00:00. */
const firstLeadOutSectors = 6750;
const laterLeadOutSectors = 2250;
const leadInSectors = 4500;
const pregapSectors = 150;
/** Where the high density area of a GD-ROM begins: its first track's INDEX 01. */
const highDensityLba = 45_000;

const controlPreEmphasis = 1;
const controlCopyPermitted = 2;
const controlData = 4;
const controlFourChannel = 8;

function formOf(mode: CueTrackMode, fileType: CueFileType): ModeForm {
  const plain = formOfMode[mode];
  const isSwapped = fileType === 'MOTOROLA' && plain.mode === 'AUDIO';
  return isSwapped ? { ...plain, form: 'audio-big-endian' } : plain;
}

function controlOf(track: CueTrack): number {
  const isAudio = formOfMode[track.mode].mode === 'AUDIO';
  const copy = track.flags.includes('DCP') ? controlCopyPermitted : 0;
  if (!isAudio) return controlData | copy;
  const preEmphasis = track.flags.includes('PRE') ? controlPreEmphasis : 0;
  return copy | preEmphasis | (track.flags.includes('4CH') ? controlFourChannel : 0);
}

/** How far a file has been laid down. */
interface Progress {
  timeSectors: number;
  offsetBytes: number;
}

interface Point {
  readonly track: CueTrack;
  readonly index: CueIndex;
}

interface Placed {
  readonly track: CueTrack;
  readonly session: number;
  readonly pregapLba: number;
  endLba: number;
  readonly indices: { readonly number: number; readonly lba: number }[];
}

/**
 * @param data of each file of the sheet, null for files no track uses
 * @throws SpindleError bad-image when a wave file is said to hold data
 */
export function layoutCue(
  sheet: CueSheet,
  data: readonly (CueData | null)[],
  warnings: SheetWarnings,
): CueLayout {
  const extents: Extent[] = [];
  const placed: Placed[] = [];
  const leadOuts = new Map<number, number>();
  const progress = new Map<number, Progress>();
  const points: readonly Point[] = sheet.tracks.flatMap((track) =>
    track.indices.map((index) => ({ track, index })),
  );
  let lba = 0;
  let session = 1;

  function addEmpty(track: CueTrack, lengthSectors: number): void {
    if (lengthSectors <= 0) return;
    extents.push({ kind: 'generated', startLba: lba, lengthSectors, mode: formOfMode[track.mode].mode });
    lba += lengthSectors;
  }

  function addStored(point: Point, lengthSectors: number): void {
    const file = sheet.files[point.index.file]!;
    const { source, offsetBytes, lengthBytes } = data[point.index.file]!;
    const { form, strideBytes, mode } = formOf(point.track.mode, file.type);
    if (file.type === 'WAVE' && mode !== 'AUDIO') {
      throw new SpindleError(
        'bad-image',
        `${file.name} is a sound file, but track ${point.track.number} is data.`,
        {
          line: point.track.line,
        },
      );
    }
    const reached = reachedIn(point.index.file);
    if (lengthSectors > 0) {
      extents.push({
        kind: 'stored',
        startLba: lba,
        lengthSectors,
        form,
        source,
        offsetBytes: reached.offsetBytes,
        strideBytes,
        endBytes: offsetBytes + lengthBytes,
        subchannel: null,
      });
    }
    lba += lengthSectors;
    reached.timeSectors += lengthSectors;
    reached.offsetBytes += lengthSectors * strideBytes;
  }

  function reachedIn(file: number): Progress {
    const known = progress.get(file) ?? { timeSectors: 0, offsetBytes: data[file]!.offsetBytes };
    progress.set(file, known);
    return known;
  }

  /** Sectors from a point to the end of its file; a rest that fills no sector is samples, or nothing. */
  function restOfFile({ track, index }: Point): number {
    const file = sheet.files[index.file]!;
    const { offsetBytes, lengthBytes } = data[index.file]!;
    const { form, strideBytes, mode } = formOf(track.mode, file.type);
    const left = offsetBytes + lengthBytes - reachedIn(index.file).offsetBytes;
    if (left <= 0) {
      warnings.add(index.line, `${file.name} ends before this index; what is missing cannot be read.`);
      return 0;
    }
    const isRestKept = mode === 'AUDIO' || file.type !== 'BINARY';
    const rest = left % strideBytes;
    if (rest === 0 || rest >= storedBytes[form]) return Math.ceil(left / strideBytes);
    warnings.add(
      null,
      isRestKept
        ? `The last sector of ${file.name} is not whole; it ends in zeros.`
        : `${file.name} ends in ${rest} bytes that make no whole sector; they are left out.`,
    );
    return isRestKept ? Math.ceil(left / strideBytes) : Math.floor(left / strideBytes);
  }

  function beginTrack(track: CueTrack): void {
    const before = placed.at(-1);
    const entersHighDensity = track.isHighDensity && !(before?.track.isHighDensity ?? true);
    if (before && (track.session !== before.track.session || entersHighDensity)) {
      leadOuts.set(session, lba);
      session++;
      if (entersHighDensity) enterHighDensity(track);
      else {
        const leadOut = session === 2 ? firstLeadOutSectors : laterLeadOutSectors;
        lba += (track.gap.leadOutSectors ?? leadOut) + (track.gap.leadInSectors ?? leadInSectors);
      }
      placed.push({ track, session, pregapLba: lba, endLba: lba, indices: [] });
      const hasOwnPregap = entersHighDensity || track.indices[0]?.number === 0 || track.pregapSectors > 0;
      if (!hasOwnPregap) addEmpty(track, track.gap.pregapSectors ?? pregapSectors);
      addEmpty(track, track.pregapSectors);
    } else if (!before) {
      placed.push({ track, session, pregapLba, endLba: 0, indices: [] });
      lba = pregapLba;
      addEmpty(track, Math.max(pregapSectors, track.pregapSectors));
    } else {
      before.endLba = lba;
      placed.push({ track, session, pregapLba: lba, endLba: lba, indices: [] });
      addEmpty(track, track.pregapSectors);
    }
  }

  function enterHighDensity(track: CueTrack): void {
    const [zero, one] = track.indices;
    const inFile = zero?.number === 0 && one?.file === zero.file ? one.timeSectors - zero.timeSectors : 0;
    const start = highDensityLba - inFile - track.pregapSectors;
    if (start >= lba) lba = start;
    else
      warnings.add(
        track.line,
        'the single density area reaches into the high density area, which follows it here.',
      );
  }

  points.forEach((point, at) => {
    const { track, index } = point;
    const before = points[at - 1];
    const after = points[at + 1];
    if (before?.track !== track) beginTrack(track);
    const current = placed.at(-1)!;
    const skipped = index.timeSectors - reachedIn(index.file).timeSectors;
    if (skipped > 0 && before?.index.file !== index.file) addStored(point, skipped);
    current.indices.push({ number: index.number, lba });
    const isSameFile = after !== undefined && after.index.file === index.file;
    addStored(point, isSameFile ? after.index.timeSectors - index.timeSectors : restOfFile(point));
    if (after?.track !== track) {
      addEmpty(track, track.postgapSectors);
      current.endLba = lba;
    }
  });
  leadOuts.set(session, lba);
  if (lba - 1 > lastAddressableLba) {
    warnings.add(null, 'The image is longer than any CD; made sector headers start again from 00:00:00.');
  }
  const tracks = placed.map(imageTrack);
  return { sessions: sessionsOf(tracks, leadOuts), tracks, extents, endLba: lba };
}

function imageTrack({ track, session, pregapLba: firstLba, endLba, indices }: Placed): ImageTrack {
  return {
    number: track.number,
    session,
    mode: formOfMode[track.mode].mode,
    control: controlOf(track),
    pregapLba: firstLba,
    startLba: indices.find(({ number }) => number === 1)!.lba,
    indices: indices.filter(({ number }) => number > 1),
    endLba,
    isrc: track.isrc,
  };
}

function sessionsOf(tracks: readonly ImageTrack[], leadOuts: ReadonlyMap<number, number>): DiscSession[] {
  return [...leadOuts].map(([number, leadOutLba]) => {
    const own = tracks.filter((track) => track.session === number);
    const [first] = own;
    return {
      number,
      firstTrack: first!.number,
      lastTrack: own.at(-1)!.number,
      startLba: first!.startLba,
      leadOutLba,
    };
  });
}
