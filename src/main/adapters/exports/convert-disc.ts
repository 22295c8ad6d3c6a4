/** Writes a disc image in another format, from its sectors, and says what is known of each. */

import type { DiscTarget } from '../../../shared/model/convert-formats.ts';
import type { Disc } from '../../../shared/model/disc.ts';
import type { Hashes, OutputFile } from '../../../shared/model/output.ts';
import type { SectorRuns } from '../../../shared/model/sector-runs.ts';
import type { DiscRecord } from '../../../shared/model/sidecar.ts';
import { hasSubchannel } from '../../core/convert/plan-disc.ts';
import {
  type KnownStates,
  knownState,
  rawSectors,
  type SectorPlace,
  type Stretch,
  stateLog,
  stateOfOrigin,
} from '../../core/convert/sector-feed.ts';
import { extractUserData } from '../../core/convert/user-data-sectors.ts';
import { AudioChecksums } from '../../core/identify/audio-checksums.ts';
import { writeCcd } from '../../core/image/ccd/write-ccd.ts';
import { writeCue } from '../../core/image/cue/write-cue.ts';
import type { DiscImage, SectorOrigin } from '../../core/image/disc-image.ts';
import { writeToc } from '../../core/image/toc/write-toc.ts';
import { waveHeader } from '../../core/image/wave-header.ts';
import { sectorBytes, userDataBytes } from '../../core/optical/sector-layout.ts';
import { subchannelBytes } from '../../core/optical/subchannel.ts';
import { type TrackSpan, trackSpans } from '../../core/optical/track-spans.ts';
import { slotBytes } from '../files/hash-lanes.ts';
import { createChd } from './chd.ts';
import type { OutputSet } from './output-set.ts';

export interface DiscConversion {
  readonly image: DiscImage;
  readonly disc: Disc;
  readonly known: KnownStates;
  readonly output: OutputSet;
  /** A sector whose user data is wrong or missing, where it is looked at on the way. */
  readonly onFault: (lba: number, what: string) => void;
  readonly signal?: AbortSignal;
}

export interface ConvertedDisc {
  readonly files: readonly OutputFile[];
  readonly tracks: DiscRecord['tracks'];
  readonly states: SectorRuns;
  readonly sectorSize: number;
  readonly sizeBytes: number;
  /** Of all sectors from LBA 0 in the order of the disc, zeros between sessions. */
  readonly imageHashes: Hashes;
  /** What a sheet of this format leaves out, in words. */
  readonly notes: readonly string[];
}

type Bytes = Iterable<Uint8Array>;

/** Endings of the files a disc becomes; those of tracks by their numbers. */
export function discSuffixes(disc: Disc, format: DiscTarget): string[] {
  const spans = spansOf(disc);
  switch (format) {
    case 'bincue':
      return ['.cue', ...spans.map((span) => trackSuffix(span, spans, '.bin'))];
    case 'bincue-single':
      return ['.cue', '.bin'];
    case 'ccd':
      return ['.ccd', '.img', '.sub'];
    case 'toc':
      return ['.toc', '.bin'];
    case 'iso':
      return ['.iso'];
    case 'wav':
      return spans.map((span) => trackSuffix(span, spans, '.wav'));
    case 'chd':
      return ['.chd'];
  }
}

export function convertDisc(conversion: DiscConversion, format: DiscTarget): Promise<ConvertedDisc> {
  switch (format) {
    case 'bincue':
      return toTracks(conversion, '.bin');
    case 'wav':
      return toTracks(conversion, '.wav');
    case 'bincue-single':
      return toSingle(conversion);
    case 'ccd':
      return toCloneCd(conversion);
    case 'toc':
      return toToc(conversion);
    case 'iso':
      return toIso(conversion);
    case 'chd':
      return toChd(conversion);
  }
}

/** Sheets leave the pregap of a later session out of its files, as Redump does. */
function spansOf(disc: Disc): TrackSpan[] {
  const tracks = disc.tracks.map((track, at) =>
    at > 0 && disc.tracks[at - 1]!.session !== track.session ? { ...track, pregapSectors: 0 } : track,
  );
  return trackSpans({ tracks }, areasOf(disc)).map((span, at) =>
    at === 0 ? { ...span, startLba: 0 } : span,
  );
}

function areasOf({ sessions }: Disc) {
  return sessions.map(({ number, startLba, leadOutLba }, at) => ({
    session: number,
    kind: 'data' as const,
    startLba: at === 0 ? 0 : startLba,
    endLba: leadOutLba,
  }));
}

function trackSuffix(span: TrackSpan, spans: readonly TrackSpan[], ending: string): string {
  return spans.length === 1 ? ending : ` (Track ${String(span.track.number).padStart(2, '0')})${ending}`;
}

function endOf({ sessions }: Disc): number {
  return sessions.at(-1)!.leadOutLba;
}

/** Hashes the disc as a whole while its stretches pass in order, with zeros for what lies between sessions. */
function wholeHashes({ output, disc }: DiscConversion) {
  const hashes = output.hashes(endOf(disc) * sectorBytes);
  const zeros = new Uint8Array(256 * sectorBytes);
  return {
    hashes,
    pass(startLba: number, piece: Uint8Array) {
      for (let gap = startLba * sectorBytes - hashes.sizeBytes; gap > 0; gap -= zeros.length)
        hashes.update(zeros.subarray(0, Math.min(gap, zeros.length)));
      hashes.update(piece);
    },
  };
}

/** What lies before the first track counts as its pause. */
function placeAt({ tracks }: Disc, lba: number): SectorPlace {
  const track =
    tracks.findLast(({ startLba, pregapSectors }) => startLba - (pregapSectors ?? 0) <= lba) ?? tracks[0]!;
  return { isData: track.mode !== 'AUDIO', isPause: lba < track.startLba };
}

function noteStates({ disc, known }: DiscConversion, log: ReturnType<typeof stateLog>) {
  return (piece: Uint8Array, firstLba: number, origins: readonly SectorOrigin[]) => {
    origins.forEach((origin, index) => {
      const lba = firstLba + index;
      const sector = piece.subarray(index * sectorBytes, (index + 1) * sectorBytes);
      log.note(lba, knownState(known, lba) ?? stateOfOrigin(origin, sector, placeAt(disc, lba)));
    });
  };
}

async function toTracks(conversion: DiscConversion, ending: '.bin' | '.wav'): Promise<ConvertedDisc> {
  const { image, disc, output } = conversion;
  const spans = spansOf(disc);
  const log = stateLog();
  const note = noteStates(conversion, log);
  const whole = wholeHashes(conversion);
  const files: OutputFile[] = [];
  const checksums = new AudioChecksums(disc);
  const tracks: DiscRecord['tracks'] = [];
  // Of a disc that is one file, the file is the whole.
  const isOne = ending === '.bin' && spans.length === 1;
  for (const span of spans) {
    function* pieces(): Bytes {
      if (ending === '.wav') yield waveHeader((span.endLba - span.startLba) * sectorBytes);
      let lba = span.startLba;
      for (const piece of rawSectors(image, span, note)) {
        if (!isOne) whole.pass(lba, piece);
        lba += piece.length / sectorBytes;
        yield piece;
      }
    }
    const suffix = trackSuffix(span, spans, ending);
    const own = isOne ? whole.hashes : output.hashes((span.endLba - span.startLba) * sectorBytes);
    const passing = ending === '.bin' ? checksums.watch(pieces(), span.startLba) : pieces();
    const file = await output.write('track', suffix, passing, own);
    files.push(file);
    if (ending === '.bin') tracks.push(trackRecord(span, file));
  }
  const notes: string[] = [];
  if (ending === '.bin') {
    const { bytes, lost } = writeCue(disc, {
      form: 'per-track',
      files: files.map(({ path, sizeBytes }) => ({ name: path, sizeBytes })),
      hasSessionPregaps: false,
      dataSectorBytes: sectorBytes,
    });
    notes.push(...lost);
    files.unshift(await output.write('sheet', '.cue', [bytes]));
  }
  // A track's sums end in the pause behind it, which is in the next file: known only once all is written.
  const summed = tracks.map((track) => ({ ...track, ...checksums.of(track.number) }));
  return rawResult(conversion, files, summed, log, whole.hashes.digest(), notes);
}

function rawResult(
  { disc }: DiscConversion,
  files: readonly OutputFile[],
  tracks: DiscRecord['tracks'],
  log: ReturnType<typeof stateLog>,
  imageHashes: Hashes,
  notes: readonly string[],
): ConvertedDisc {
  const endLba = endOf(disc);
  return {
    files,
    tracks,
    states: log.runs(endLba),
    sectorSize: sectorBytes,
    sizeBytes: endLba * sectorBytes,
    imageHashes,
    notes,
  };
}

function trackRecord({ track }: TrackSpan, { sizeBytes, crc32, md5, sha1, sha256 }: OutputFile) {
  const none = { accurateRipV1: null, accurateRipV2: null, accurateRipConfidence: null };
  return { number: track.number, sizeBytes, crc32, md5, sha1, sha256, ...none };
}

/** Every sector of the sessions in one file, what lies between them left out. */
async function writeAllSectors(conversion: DiscConversion, suffix: string, isBigEndian = false) {
  const { image, disc, output } = conversion;
  const log = stateLog();
  const note = noteStates(conversion, log);
  const areas = areasOf(disc);
  const whole = wholeHashes(conversion);
  const isOne = areas.length === 1 && !isBigEndian;
  function* pieces(): Bytes {
    for (const area of areas) {
      let lba = area.startLba;
      for (const piece of rawSectors(image, area, note)) {
        if (!isOne) whole.pass(lba, piece);
        if (isBigEndian) swapSamples(disc, piece, lba);
        lba += piece.length / sectorBytes;
        yield piece;
      }
    }
  }
  const own = isOne ? whole.hashes : output.hashes(endOf(disc) * sectorBytes);
  const file = await output.write('image', suffix, pieces(), own);
  return { file, log, imageHashes: whole.hashes.digest() };
}

/** Of the sectors that are part of an audio track, its pause included. */
function swapSamples(disc: Disc, piece: Uint8Array, firstLba: number): void {
  for (let index = 0; index * sectorBytes < piece.length; index++) {
    if (placeAt(disc, firstLba + index).isData) continue;
    for (let at = index * sectorBytes; at < (index + 1) * sectorBytes; at += 2) {
      const low = piece[at]!;
      piece[at] = piece[at + 1]!;
      piece[at + 1] = low;
    }
  }
}

async function toSingle(conversion: DiscConversion): Promise<ConvertedDisc> {
  const { disc, output } = conversion;
  const { file, log, imageHashes } = await writeAllSectors(conversion, '.bin');
  const { bytes, lost } = writeCue(disc, {
    form: 'single',
    files: [{ name: file.path, sizeBytes: file.sizeBytes }],
    hasSessionPregaps: false,
    dataSectorBytes: sectorBytes,
  });
  const sheet = await output.write('sheet', '.cue', [bytes]);
  return rawResult(conversion, [sheet, file], [], log, imageHashes, lost);
}

async function toCloneCd(conversion: DiscConversion): Promise<ConvertedDisc> {
  const { image, disc, output } = conversion;
  const { file, log, imageHashes } = await writeAllSectors(conversion, '.img');
  const files = [file];
  if (hasSubchannel(image)) files.push(await output.write('subchannel', '.sub', subchannelOf(image, disc)));
  files.unshift(await output.write('sheet', '.ccd', [writeCcd(disc, image.cdTextPacks).bytes]));
  return rawResult(conversion, files, [], log, imageHashes, []);
}

/** Zeros where a part of the disc was kept without. */
function* subchannelOf(image: DiscImage, disc: Disc): Bytes {
  const sectors = 1024;
  const bytes = new Uint8Array(sectors * subchannelBytes);
  for (const { startLba, endLba } of areasOf(disc))
    for (let lba = startLba; lba < endLba; lba += sectors) {
      const count = Math.min(sectors, endLba - lba);
      for (let index = 0; index < count; index++) {
        const own = bytes.subarray(index * subchannelBytes, (index + 1) * subchannelBytes);
        if (!image.readSubchannel(lba + index, own)) own.fill(0);
      }
      yield bytes.subarray(0, count * subchannelBytes);
    }
}

async function toToc(conversion: DiscConversion): Promise<ConvertedDisc> {
  const { disc, output } = conversion;
  const { file, log, imageHashes } = await writeAllSectors(conversion, '.bin', true);
  const { bytes, lost } = writeToc(disc, file.path);
  const sheet = await output.write('sheet', '.toc', [bytes]);
  return rawResult(conversion, [sheet, file], [], log, imageHashes, lost);
}

/** As much user data as the hashes have room for at once. */
const isoPieceSectors = slotBytes / userDataBytes;

async function toIso(conversion: DiscConversion): Promise<ConvertedDisc> {
  const { image, disc, known, output, onFault } = conversion;
  const log = stateLog();
  const area: Stretch = { startLba: 0, endLba: endOf(disc) };
  const hashes = output.hashes(area.endLba * userDataBytes);
  function* pieces(): Bytes {
    let firstLba = 0;
    let origins: readonly SectorOrigin[] = [];
    const judge = (_: Uint8Array, lba: number, told: readonly SectorOrigin[]) => {
      firstLba = lba;
      origins = told;
    };
    for (const raw of rawSectors(image, area, judge, isoPieceSectors)) {
      const sizeBytes = (raw.length / sectorBytes) * userDataBytes;
      // Made where the hashes are taken from it, and written from there.
      const user = hashes.room();
      const faults = new Map<number, 'bad' | 'suspect'>();
      extractUserData(raw, firstLba, user, (lba, fault) => {
        faults.set(lba, fault === 'edc' ? 'suspect' : 'bad');
        if (knownState(known, lba) !== null) return;
        onFault(lba, fault === 'edc' ? 'EDC wrong' : 'no data sector: zeros stand for it');
      });
      origins.forEach((origin, index) => {
        const lba = firstLba + index;
        log.note(lba, knownState(known, lba) ?? (origin === 'absent' ? 'bad' : (faults.get(lba) ?? 'good')));
      });
      yield user.subarray(0, sizeBytes);
    }
  }
  const file = await output.write('image', '.iso', pieces(), hashes);
  return {
    files: [file],
    tracks: [],
    states: log.runs(area.endLba),
    sectorSize: userDataBytes,
    sizeBytes: file.sizeBytes,
    imageHashes: hashes.digest(),
    notes: [],
  };
}

/** chdman reads a sheet: it gets one beside the result, which goes when it is done. */
async function toChd(conversion: DiscConversion): Promise<ConvertedDisc> {
  const { output, signal } = conversion;
  const scratch = output.scratch();
  const inner = await toSingle({ ...conversion, output: scratch });
  scratch.publish();
  await createChd(scratch.pathOf('.cue'), output.partPath('.chd'), signal);
  const file = await output.add('image', '.chd');
  return { ...inner, files: [file] };
}
