/** Discs for practice: built in, the same each time, with the behaviour a worn disc shows. */
import type { DiscSession } from '../../../shared/model/disc.ts';
import { pregapLba } from '../../../shared/msf.ts';
import { ledger, letter, readMe } from '../block/practice-files.ts';
import type { ByteSource } from '../image/byte-source.ts';
import type { DiscImage, ImageTrack } from '../image/disc-image.ts';
import { discImageOf, type Extent, type StoredForm, storedBytes } from '../image/extent-image.ts';
import { encodeCdText } from './encode-cd-text.ts';
import { practiceMusic } from './practice-music.ts';
import { buildPracticeVolume } from './practice-volume.ts';

export interface PracticeDisc {
  readonly kind: 'disc';
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly build: () => DiscImage;
  /** Keys of a behaviour file (docs/simulated-drives.md). */
  readonly behaviour: Readonly<Record<string, unknown>>;
}

const performer = 'The Reading Room';
/** The prefix 2 is for numbers of a house's own (GS1 General Specifications, 2.1.11). */
const mcn = '2000000000015';
const dataControl = 4;
const copyPermitted = 2;

interface PracticeTrack {
  readonly number: number;
  readonly session: number;
  readonly mode: ImageTrack['mode'];
  readonly control: number;
  readonly startLba: number;
  /** Silence of INDEX 00, or the pause before a session. */
  readonly gapSectors: number;
  readonly form: StoredForm;
  readonly source: ByteSource;
  readonly title: string;
  readonly isrc: string | null;
  readonly indices: ImageTrack['indices'];
}

function memory(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (offsetBytes, into) => into.set(bytes.subarray(offsetBytes, offsetBytes + into.length)),
  };
}

function lengthOf({ source, form }: PracticeTrack): number {
  return source.sizeBytes / storedBytes[form];
}

function song(
  number: number,
  startLba: number,
  gapSectors: number,
  lengthSectors: number,
  title: string,
): PracticeTrack {
  return {
    number,
    session: 1,
    mode: 'AUDIO',
    control: number % 2 === 0 ? copyPermitted : 0,
    startLba,
    gapSectors,
    form: 'audio-little-endian',
    source: practiceMusic(number, lengthSectors),
    title,
    isrc: `ZZSPN98${String(number).padStart(5, '0')}`,
    indices: [],
  };
}

function extentsOf(track: PracticeTrack): readonly Extent[] {
  const { startLba, gapSectors, mode, form, source } = track;
  const gap: Extent = {
    kind: 'generated',
    startLba: startLba - gapSectors,
    lengthSectors: gapSectors,
    mode,
  };
  const stored: Extent = {
    kind: 'stored',
    startLba,
    lengthSectors: lengthOf(track),
    form,
    source,
    offsetBytes: 0,
    strideBytes: storedBytes[form],
    endBytes: source.sizeBytes,
    subchannel: null,
  };
  return gapSectors > 0 ? [gap, stored] : [stored];
}

function imageTrack(track: PracticeTrack): ImageTrack {
  const { number, session, mode, control, startLba, gapSectors, indices, isrc } = track;
  const endLba = startLba + lengthOf(track);
  return {
    number,
    session,
    mode,
    control,
    pregapLba: startLba - gapSectors,
    startLba,
    indices,
    endLba,
    isrc,
  };
}

function sessionsOf(tracks: readonly ImageTrack[]): DiscSession[] {
  return [...new Set(tracks.map(({ session }) => session))].map((number) => {
    const own = tracks.filter(({ session }) => session === number);
    const first = own[0]!;
    const last = own.at(-1)!;
    return {
      number,
      firstTrack: first.number,
      lastTrack: last.number,
      startLba: first.startLba,
      leadOutLba: last.endLba,
    };
  });
}

function discOf(album: string, practiceTracks: readonly PracticeTrack[]): DiscImage {
  const tracks = practiceTracks.map(imageTrack);
  const cdText = {
    english: {
      album: { title: album, performer },
      tracks: practiceTracks.map(({ number, title }) => ({ number, title, performer })),
    },
  };
  return discImageOf({
    sessions: sessionsOf(tracks),
    tracks,
    mcn,
    cdTextPacks: encodeCdText(cdText).packs,
    endLba: tracks.at(-1)!.endLba,
    warnings: [],
    extents: practiceTracks.flatMap(extentsOf),
  });
}

const firstPregapSectors = -pregapLba;
const archiveFiles = [
  readMe('disc'),
  letter,
  ledger('LEDGER.TXT', 'Ledger of accessions', 26_000),
  ledger('INDEX.TXT', 'Index of correspondents', 14_000),
];

const bookletFiles = [
  readMe('disc'),
  letter,
  ledger('LEDGER.TXT', 'Ledger of loans', 4000),
  ledger('INDEX.TXT', 'Index of songs', 3000),
];

function mixedMode(): DiscImage {
  const data: PracticeTrack = {
    number: 1,
    session: 1,
    mode: 'MODE1',
    control: dataControl,
    startLba: 0,
    gapSectors: firstPregapSectors,
    form: 'mode1-2048',
    source: memory(buildPracticeVolume('PRACTICE_MIXED', archiveFiles)),
    title: 'Papers of the estate',
    isrc: null,
    indices: [],
  };
  const firstSong = song(2, lengthOf(data) + 150, 150, 900, 'Boathouse');
  const secondLba = firstSong.startLba + 900 + 110;
  const secondSong = song(3, secondLba, 110, 900, 'Three shoe boxes');
  const indexed = { ...secondSong, indices: [{ number: 2, lba: secondLba + 450 }] };
  return discOf('Practice, mixed mode', [data, firstSong, indexed]);
}

function audio(): DiscImage {
  const first = song(1, 0, firstPregapSectors, 1500, 'Opening hours');
  const second = song(2, 1500 + 75, 75, 1350, 'Reading lamp');
  const third = song(3, second.startLba + 1350, 0, 1200, 'Closing bell');
  return discOf('Practice, audio', [first, second, third]);
}

/** Lead-out of the first session, 1:30:00, lead-in of the second, 1:00:00 (MMC-3, 4.2.3.7). */
const sessionGapSectors = 6750 + 4500;

function extra(): DiscImage {
  const first = song(1, 0, firstPregapSectors, 1000, 'Front matter');
  const second = song(2, 1000 + 100, 100, 900, 'Back matter');
  const startLba = second.startLba + 900 + sessionGapSectors + firstPregapSectors;
  const data: PracticeTrack = {
    number: 3,
    session: 2,
    mode: 'MODE2',
    control: dataControl,
    startLba,
    gapSectors: firstPregapSectors,
    form: 'mode2-form1-2048',
    source: memory(buildPracticeVolume('PRACTICE_EXTRA', bookletFiles, startLba)),
    title: 'Booklet',
    isrc: null,
    indices: [],
  };
  return discOf('Practice, CD-Extra', [first, second, data]);
}

const drive = { vendor: 'SPINDLE', product: 'Practice CD', revision: '1', speed: 48, cmd_ms: 1 };

export const practiceDiscs: readonly PracticeDisc[] = [
  {
    kind: 'disc',
    id: 'cd-mixed',
    title: 'Practice CD, mixed mode, worn',
    description:
      'Data and two songs. Six sectors are dead, some come after some tries, a scratch goes over the first song.',
    build: mixedMode,
    behaviour: {
      ...drive,
      serial: 'D1',
      fail: [
        { lba: [700, 703] },
        { lba: [1900, 1901] },
        { lba: [300, 303], first: 2 },
        { lba: 1000, first: 4 },
        { lba: 2600, first: 3 },
      ],
      c2_errors: [
        { lba: [1700, 1705], first: 2, bytes: 24 },
        { lba: [2000, 2040], prob: 0.3, bytes: 6 },
      ],
      q_errors: [{ lba: [1500, 2300], prob: 0.1 }],
      slow: [{ lba: [695, 710], ms: 15 }],
      seed: 3,
    },
  },
  {
    kind: 'disc',
    id: 'cd-audio',
    title: 'Practice CD, audio',
    description: 'Three songs with CD-TEXT, in good health: every sector reads at once.',
    build: audio,
    behaviour: { ...drive, serial: 'D2' },
  },
  {
    kind: 'disc',
    id: 'cd-extra',
    title: 'Practice CD, CD-Extra',
    description: 'Two songs, and data in a second session; in good health.',
    build: extra,
    behaviour: { ...drive, serial: 'D3' },
  },
];
