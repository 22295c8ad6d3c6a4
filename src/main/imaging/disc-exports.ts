/** Files of a disc, made from its store: BIN/CUE, CloneCD, ISO, WAV, and the subchannel as it was read. */
import type { JobOptions, LogLine } from '../../shared/model/job.ts';
import type { Hashes, OutputFile, OutputFormat } from '../../shared/model/output.ts';
import type { DiscRecord } from '../../shared/model/sidecar.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { AudioChecksums } from '../core/identify/audio-checksums.ts';
import { writeCcd } from '../core/image/ccd/write-ccd.ts';
import { writeCue } from '../core/image/cue/write-cue.ts';
import { waveHeader } from '../core/image/wave-header.ts';
import { sectorBytes } from '../core/optical/sector-layout.ts';
import { subchannelBytes } from '../core/optical/subchannel.ts';
import { hasSync } from '../core/optical/track-mode.ts';
import { type TrackSpan, trackSpans } from '../core/optical/track-spans.ts';
import { userDataOf } from '../core/optical/user-data.ts';
import type { DiscDocument } from '../core/store/documents.ts';
import type { DiscReport } from './disc-now.ts';
import type { ExportFolder, ExportSet } from './export-folder.ts';
import { ImageHashes } from './image-hashes.ts';

export interface DiscExports {
  readonly store: DumpStore;
  readonly document: DiscDocument;
  readonly report: DiscReport;
  /** CD-TEXT packs as read, without their header. */
  readonly cdTextPacks: Uint8Array | null;
  readonly formats: readonly OutputFormat[];
  /** Of the whole working image; null for a CD, whose image is hashed while its files are made. */
  readonly hashes: Hashes | null;
  readonly options: Pick<JobOptions, 'subchannel'>;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly note: (level: LogLine['level'], text: string) => void;
}

type Bytes = Iterable<Uint8Array>;
type DiscTrackRecord = DiscRecord['tracks'][number];

const chunkSectors = 96;

export function discExports(asked: DiscExports): ExportSet {
  const exports = { ...asked, formats: truthfulFormats(asked) };
  const { document, report, hashes, store } = exports;
  const isCd = hashes === null;
  const spans = isCd ? trackSpans(report.disc, document.areas) : [];
  const names = fileNames(exports, spans);
  const image = new ImageHashes(store);
  return {
    suffixes: names,
    // An ISO of a DVD is the image itself; files of a CD are made from it.
    holdsImage: !isCd,
    async write(folder) {
      const files = isCd
        ? await writeCd(exports, spans, folder, image)
        : [publishDvd(folder, store.sizeBytes, hashes)];
      return {
        files: files.map(({ track: _, ...file }) => file),
        disc: recordOf(exports, files),
        imageHashes: hashes ?? image.finish(),
      };
    },
  };
}

/**
 * An ISO holds user data alone. A disc with sectors that have none (Form 2, Mode 0) is written as BIN/CUE instead, and the
 * log says why.
 */
function truthfulFormats(exports: DiscExports): readonly OutputFormat[] {
  const { formats, document } = exports;
  if (document.disc.tracks.length === 0 || !formats.includes('iso')) return formats;
  let without = 0;
  for (const chunk of allSectors(exports)) {
    for (let at = 0; at < chunk.length; at += sectorBytes) {
      const sector = chunk.subarray(at, at + sectorBytes);
      if (hasSync(sector) && userDataOf(sector) === null) without++;
    }
  }
  if (without === 0) return formats;
  exports.note(
    'warning',
    `No ISO is written: ${without} sectors of this disc hold no user data an ISO could hold (Form 2 or Mode 0). BIN/CUE keeps everything and is written instead.`,
  );
  const others = formats.filter((format) => format !== 'iso');
  return others.some((format) => format.startsWith('bincue') || format === 'ccd')
    ? others
    : [...others, 'bincue'];
}

/** A file, and the record of the track it holds where it holds just one. */
type Written = OutputFile & { readonly track?: DiscTrackRecord };

function publishDvd(folder: ExportFolder, sizeBytes: number, hashes: Hashes): Written {
  folder.publishImage('.iso');
  return { path: folder.fileName('.iso'), role: 'image', sizeBytes, ...hashes };
}

const trackSuffix = (span: TrackSpan, spans: readonly TrackSpan[], ending: string) =>
  spans.length === 1 ? ending : ` (Track ${String(span.track.number).padStart(2, '0')})${ending}`;

function fileNames({ formats, options, document }: DiscExports, spans: readonly TrackSpan[]): string[] {
  const names = new Set<string>();
  for (const format of formats) {
    if (format === 'bincue') for (const span of spans) names.add(trackSuffix(span, spans, '.bin'));
    if (format === 'bincue-single') names.add('.bin');
    if (format.startsWith('bincue')) names.add('.cue');
    if (format === 'ccd') for (const ending of ['.ccd', '.img', '.sub']) names.add(ending);
    if (format === 'iso') names.add('.iso');
    if (format === 'wav')
      for (const span of spans) if (span.track.mode === 'AUDIO') names.add(trackSuffix(span, spans, '.wav'));
  }
  if (options.subchannel && document.hasSubchannel) names.add('.sub');
  return [...names];
}

async function writeCd(
  exports: DiscExports,
  spans: readonly TrackSpan[],
  folder: ExportFolder,
  image: ImageHashes,
): Promise<Written[]> {
  const { formats, report, document, options } = exports;
  const files: Written[] = [];
  const pending = formats.length;
  for (const [index, format] of formats.entries()) {
    const progress = (share: number) => exports.onProgress((index + share) / pending);
    if (format === 'bincue') files.push(...(await writeTracks(exports, spans, folder, image, progress)));
    if (format === 'bincue-single') files.push(...(await writeSingle(exports, folder, image, progress)));
    if (format === 'ccd') files.push(...(await writeCloneCd(exports, folder, image)));
    if (format === 'iso') files.push(writeIso(exports, folder));
    if (format === 'wav') files.push(...writeWaves(exports, spans, folder));
  }
  const hasSub = files.some((file) => file.path === folder.fileName('.sub'));
  if (options.subchannel && document.hasSubchannel && !hasSub)
    files.push(folder.publishPieces('subchannel', '.sub', subchannelOf(exports)));
  if (options.subchannel && report.subchannel === null)
    exports.note('warning', 'No subchannel is written: this drive gave none.');
  return files;
}

async function writeTracks(
  exports: DiscExports,
  spans: readonly TrackSpan[],
  folder: ExportFolder,
  image: ImageHashes,
  onProgress: (share: number) => void,
): Promise<Written[]> {
  const { report } = exports;
  const checksums = new AudioChecksums(report.disc);
  const files: Written[] = [];
  for (const [index, span] of spans.entries()) {
    const suffix = trackSuffix(span, spans, '.bin');
    const pieces = checksums.watch(sectorsOf(exports, span), span.startLba);
    const file = publishSectors(folder, image, 'track', suffix, pieces, [span]);
    files.push({ ...file, track: trackRecord(span, file) });
    onProgress((index + 1) / spans.length);
  }
  const cue = await publishCue(exports, folder, 'per-track', files);
  // A track's sums end in the pause behind it, which is in the next file: known only once all is written.
  return [
    cue,
    ...files.map((file) =>
      file.track ? { ...file, track: { ...file.track, ...checksums.of(file.track.number) } } : file,
    ),
  ];
}

async function writeSingle(
  exports: DiscExports,
  folder: ExportFolder,
  image: ImageHashes,
  onProgress: (share: number) => void,
): Promise<Written[]> {
  const { document } = exports;
  function* all(): Bytes {
    for (const [index, area] of document.areas.entries()) {
      yield* sectorsOf(exports, area);
      onProgress((index + 1) / document.areas.length);
    }
  }
  const bin = publishSectors(folder, image, 'image', '.bin', all(), document.areas);
  return [await publishCue(exports, folder, 'single', [bin]), bin];
}

async function publishCue(
  { report, note }: DiscExports,
  folder: ExportFolder,
  form: 'per-track' | 'single',
  files: readonly OutputFile[],
): Promise<Written> {
  const { bytes, lost } = writeCue(report.disc, {
    form,
    files: files.map(({ path, sizeBytes }) => ({ name: path, sizeBytes })),
    hasSessionPregaps: false,
    dataSectorBytes: sectorBytes,
  });
  for (const what of lost) note('info', `The cue sheet leaves out: ${what}`);
  return folder.publishText('sheet', '.cue', bytes);
}

async function writeCloneCd(
  exports: DiscExports,
  folder: ExportFolder,
  hashes: ImageHashes,
): Promise<Written[]> {
  const { document, report, cdTextPacks } = exports;
  const image = publishSectors(folder, hashes, 'image', '.img', allSectors(exports), document.areas);
  const control = await folder.publishText('sheet', '.ccd', writeCcd(report.disc, cdTextPacks).bytes);
  if (!document.hasSubchannel) return [control, image];
  return [control, image, folder.publishPieces('subchannel', '.sub', subchannelOf(exports))];
}

/** User data of every sector; zeros where a sector was not read, which the map and the sidecar name. */
function writeIso(exports: DiscExports, folder: ExportFolder): Written {
  function* userData(): Bytes {
    for (const chunk of allSectors(exports)) {
      const user = new Uint8Array((chunk.length / sectorBytes) * 2048);
      for (let at = 0; at < chunk.length; at += sectorBytes) {
        const data = userDataOf(chunk.subarray(at, at + sectorBytes));
        if (data) user.set(data, (at / sectorBytes) * 2048);
      }
      yield user;
    }
  }
  return folder.publishPieces('image', '.iso', userData());
}

function writeWaves(exports: DiscExports, spans: readonly TrackSpan[], folder: ExportFolder): Written[] {
  return spans
    .filter((span) => span.track.mode === 'AUDIO')
    .map((span) => {
      const pieces = function* (): Bytes {
        yield waveHeader((span.endLba - span.startLba) * sectorBytes);
        yield* sectorsOf(exports, span);
      };
      return folder.publishPieces('track', trackSuffix(span, spans, '.wav'), pieces());
    });
}

interface Stretch {
  readonly startLba: number;
  readonly endLba: number;
}

/** Publishes sectors of the image as they are, from these stretches of it, and hashes the image on the way. */
function publishSectors(
  folder: ExportFolder,
  image: ImageHashes,
  role: OutputFile['role'],
  suffix: string,
  pieces: Bytes,
  stretches: readonly Stretch[],
): OutputFile {
  const startLba = stretches[0]!.startLba;
  const isOnePiece = stretches.every(
    ({ startLba: from }, at) => at === 0 || from === stretches[at - 1]!.endLba,
  );
  const shared = startLba === 0 && isOnePiece ? image.unbegun : null;
  if (shared) return folder.publishPieces(role, suffix, pieces, shared);
  return folder.publishPieces(
    role,
    suffix,
    isOnePiece ? image.watch(pieces, startLba * sectorBytes) : pieces,
  );
}

function* allSectors(exports: DiscExports): Bytes {
  for (const area of exports.document.areas) yield* sectorsOf(exports, area);
}

function* sectorsOf({ store }: DiscExports, { startLba, endLba }: Stretch): Bytes {
  const chunk = new Uint8Array(chunkSectors * sectorBytes);
  for (let lba = startLba; lba < endLba; lba += chunkSectors) {
    const part = chunk.subarray(0, Math.min(chunkSectors, endLba - lba) * sectorBytes);
    store.read(lba * sectorBytes, part);
    yield part;
  }
}

function* subchannelOf({ store, document }: DiscExports): Bytes {
  const chunk = new Uint8Array(chunkSectors * subchannelBytes);
  for (const { startLba, endLba } of document.areas) {
    for (let lba = startLba; lba < endLba; lba += chunkSectors) {
      const part = chunk.subarray(0, Math.min(chunkSectors, endLba - lba) * subchannelBytes);
      store.readSubchannel(lba, part);
      yield part;
    }
  }
}

function trackRecord({ track }: TrackSpan, file: OutputFile): DiscTrackRecord {
  const { crc32, md5, sha1, sha256, sizeBytes } = file;
  const none = { accurateRipV1: null, accurateRipV2: null, accurateRipConfidence: null };
  return { number: track.number, sizeBytes, crc32, md5, sha1, sha256, ...none };
}

function recordOf({ document, report }: DiscExports, files: readonly Written[]): DiscRecord {
  return {
    disc: report.disc,
    tocSha1: document.tocSha1,
    readOffset: document.readOffset,
    ...(document.readOffsetOrigin ? { readOffsetOrigin: document.readOffsetOrigin } : {}),
    tracks: files.flatMap(({ track }) => track ?? []),
    subchannel: report.subchannel,
  };
}
