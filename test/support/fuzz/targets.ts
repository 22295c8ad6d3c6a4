/** Everything that reads what somebody else wrote, each with sound files of its kind. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { inspectImage } from '../../../src/main/core/block/inspect.ts';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import { ClrMameProReader } from '../../../src/main/core/dats/clrmamepro.ts';
import { openAmiga } from '../../../src/main/core/filesystem/amiga/open-amiga.ts';
import { openCdi } from '../../../src/main/core/filesystem/cdi/open-cdi.ts';
import { openFat } from '../../../src/main/core/filesystem/fat/open-fat.ts';
import type { OpenFilesystem } from '../../../src/main/core/filesystem/filesystem.ts';
import { openHfs } from '../../../src/main/core/filesystem/hfs/open-hfs.ts';
import { openHfsPlus } from '../../../src/main/core/filesystem/hfsplus/open-hfs-plus.ts';
import {
  openHighSierra,
  openIso9660,
  openJoliet,
  openRockRidge,
} from '../../../src/main/core/filesystem/iso9660/open-iso9660.ts';
import { sessionPlaces } from '../../../src/main/core/filesystem/later-sessions.ts';
import { openFilesystems, wholeMedium } from '../../../src/main/core/filesystem/open-filesystems.ts';
import { openUdf } from '../../../src/main/core/filesystem/udf/open-udf.ts';
import { walk } from '../../../src/main/core/filesystem/walk.ts';
import { parseAccurateRipResponse } from '../../../src/main/core/identify/accuraterip-response.ts';
import {
  platformsOfDisc,
  platformsOfDisk,
} from '../../../src/main/core/identify/platforms/find-platforms.ts';
import { memoryReader, type SectorReader } from '../../../src/main/core/identify/sector-reader.ts';
import type { ByteSource, FindSibling } from '../../../src/main/core/image/byte-source.ts';
import { writeDiskCopy } from '../../../src/main/core/image/dc42/disk-copy.ts';
import type { DiscImage } from '../../../src/main/core/image/disc-image.ts';
import { discOfImage } from '../../../src/main/core/image/disc-of-image.ts';
import { writeImd } from '../../../src/main/core/image/imd/write-imd.ts';
import { writeMsa } from '../../../src/main/core/image/msa/write-msa.ts';
import { openBlockContainer } from '../../../src/main/core/image/open-block-container.ts';
import { openDiscImage } from '../../../src/main/core/image/open-disc-image.ts';
import { findWaveData } from '../../../src/main/core/image/wave.ts';
import { parseCdText } from '../../../src/main/core/optical/cd-text.ts';
import { parseConfiguration } from '../../../src/main/core/optical/configuration.ts';
import { parseFullToc } from '../../../src/main/core/optical/full-toc.ts';
import { parseSense } from '../../../src/main/core/optical/sense.ts';
import { parseToc } from '../../../src/main/core/optical/toc.ts';
import { parseMapfile, sectorsOfMapfile } from '../../../src/main/core/rescue/mapfile.ts';
import { cdiDisc } from '../cdi-disc.ts';
import { blankSource, bytesOf, memorySource } from '../image-files.ts';
import { d88, dmg, mds } from '../made-containers.ts';
import { corpus, hasCorpus } from '../needs.ts';
import type { Seed } from './mutate.ts';
import {
  amigaSeeds,
  corpusFiles,
  fatSeeds,
  hfsPlusSeeds,
  hfsPlusVolumes,
  hfsSeeds,
  isoSeeds,
  udfSeeds,
} from './seeds.ts';
import { ccd, cue, dat, drive, fullToc, map, packs, toc, twoMg, vhd, wave } from './small-files.ts';

export type Verdict = 'accepted' | 'refused';

export interface FuzzTarget {
  readonly name: string;
  /** Cases of a thousand. */
  readonly share: number;
  readonly seeds: () => readonly Uint8Array[];
  /** Reads it through to the end. @throws SpindleError when refused; anything else is a finding */
  readonly run: (source: ByteSource, reader: SectorReader) => Verdict;
}

const inflate = {
  zlib: (packed: Uint8Array, most: number) => inflateSync(packed, { maxOutputLength: Math.max(1, most) }),
  gzip: (packed: Uint8Array, most: number) => gunzipSync(packed, { maxOutputLength: Math.max(1, most) }),
};
const unzip = (packed: Uint8Array, most: number) =>
  inflateSync(packed, { maxOutputLength: Math.max(1, most) });

const mostEntries = 20_000;
const pieceBytes = 4096;

function allOf(source: ByteSource): Uint8Array {
  const bytes = new Uint8Array(source.sizeBytes);
  source.read(0, bytes);
  return bytes;
}

function textOf(source: ByteSource): string {
  return new TextDecoder('latin1').decode(allOf(source));
}

function verdictOf(result: unknown): Verdict {
  return result === null ? 'refused' : 'accepted';
}

/** Lists all of it, and reads the beginning and the end of each file and fork. */
function filesOf(open: OpenFilesystem): FuzzTarget['run'] {
  return (_, reader) => {
    const filesystem = open(reader, { inflate: unzip });
    if (!filesystem) return 'refused';
    let entries = 0;
    const into = new Uint8Array(pieceBytes);
    for (const { entry } of walk(filesystem, { withDeleted: true })) {
      if (++entries > mostEntries) throw new Error(`more than ${mostEntries} entries`);
      if (/[/\0]/.test(entry.name) || ['', '.', '..'].includes(entry.name))
        throw new Error(`an entry is named ${JSON.stringify(entry.name)}`);
      if (entry.kind !== 'file') continue;
      for (const at of [0, Math.max(0, entry.sizeBytes - pieceBytes)])
        filesystem.read(entry, at, into.subarray(0, Math.min(pieceBytes, Math.max(0, entry.sizeBytes - at))));
      for (const { name, sizeBytes } of entry.forks)
        filesystem.read(entry, 0, into.subarray(0, Math.min(pieceBytes, sizeBytes)), name);
    }
    filesystem.conclude?.();
    return 'accepted';
  };
}

function readDisc(image: DiscImage): Verdict {
  discOfImage(image, () => new Uint8Array(20));
  const sector = new Uint8Array(2352);
  const channels = new Uint8Array(96);
  for (const { pregapLba, startLba, endLba } of image.tracks)
    for (const lba of [pregapLba - 1, pregapLba, startLba, endLba - 1, endLba]) {
      image.readSector(lba, sector);
      image.readSubchannel(lba, channels);
    }
  return 'accepted';
}

/** Every file a sheet may name is there: zeros, long enough for most of them. */
const anySibling: FindSibling = (name) =>
  /\.(wav|wave|cdt)$/i.test(name) ? memorySource(wave(2352 * 40)) : blankSource(2352 * 400_000);

function discImage(name: string): FuzzTarget['run'] {
  return (source) => readDisc(openDiscImage(name, source, anySibling));
}

function blockImage(name: string): FuzzTarget['run'] {
  return (source) => {
    const image = openBlockContainer(name, source, inflate);
    if (!image) return 'refused';
    if (!Number.isSafeInteger(image.sizeBytes)) throw new Error(`an image of ${image.sizeBytes} bytes`);
    const into = new Uint8Array(Math.min(pieceBytes, image.sizeBytes));
    for (const at of [0, image.sizeBytes - into.length, Math.floor((image.sizeBytes - into.length) / 2)])
      image.read(at, into);
    for (const { offsetBytes, lengthBytes } of image.flaws)
      if (offsetBytes < 0 || offsetBytes + lengthBytes > image.sizeBytes)
        throw new Error(`a flaw at ${offsetBytes} of ${image.sizeBytes}`);
    return 'accepted';
  };
}

function corpusFile(path: string): Uint8Array[] {
  return hasCorpus() ? [Uint8Array.from(readFileSync(join(corpus, path)))] : [];
}

const floppy = practiceMedia[0]!;
const imdDisk = { cylinders: 80, heads: 2, sectorsPerTrack: 18, sectorSize: 512, mode: 3 };

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'cue sheet',
    share: 90,
    run: discImage('a.cue'),
    seeds: () => [bytesOf(cue), ...corpusFiles(/\.cue$/, 'cue', 'audio-sheets', 'cd')],
  },
  {
    name: 'cdrdao toc',
    share: 60,
    run: discImage('a.toc'),
    seeds: () => [bytesOf(toc), ...corpusFiles(/\.toc$/, 'toc', 'audio-sheets', 'cd')],
  },
  {
    name: 'CloneCD',
    share: 50,
    run: discImage('a.ccd'),
    seeds: () => [bytesOf(ccd), ...corpusFiles(/\.ccd$/, 'ccd')],
  },
  {
    name: 'MDS',
    share: 50,
    run: discImage('a.mds'),
    seeds: () => [
      mds([
        { mode: 0xaa, control: 4, sectorBytes: 2352, startLba: 0, startAt: 0, pregap: 150, sectors: 300 },
        {
          mode: 0xa9,
          control: 0,
          sectorBytes: 2448,
          startLba: 450,
          startAt: 705_600,
          pregap: 150,
          sectors: 100,
          subchannel: true,
        },
      ]),
    ],
  },
  { name: 'NRG', share: 20, run: discImage('a.nrg'), seeds: () => corpusFile('cd/libcdio-p1-nrg/p1.nrg') },
  {
    name: 'ISO strides',
    share: 20,
    run: discImage('a.iso'),
    seeds: () => corpusFiles(/misc-corkami|misc-file|libarchive\/test_read_format_iso\.iso/, 'iso'),
  },
  {
    name: 'WAVE',
    share: 30,
    run: (source) => verdictOf(findWaveData(source, 'a.wav')),
    seeds: () => [wave(2352 * 4)],
  },
  {
    name: 'ImageDisk',
    share: 40,
    run: blockImage('a.imd'),
    seeds: () => [
      writeImd(floppy.build(), [{ state: 'bad', offsetBytes: 1024, lengthBytes: 512 }], {
        ...imdDisk,
        comment: 'x',
        written: 'y',
      }),
      ...corpusFiles(/\.imd$/, 'floppy'),
    ],
  },
  {
    name: 'MSA',
    share: 40,
    run: blockImage('a.msa'),
    seeds: () => [writeMsa(new Uint8Array(9 * 512 * 4), { cylinders: 2, heads: 2, sectorsPerTrack: 9 })],
  },
  {
    name: 'Disk Copy',
    share: 20,
    run: blockImage('a.image'),
    seeds: () => [writeDiskCopy(new Uint8Array(409_600), new Uint8Array(9600), 'x')],
  },
  {
    name: 'D88',
    share: 50,
    run: blockImage('a.d88'),
    seeds: () => [
      d88('Disk', [
        [
          { id: 1, fill: 7 },
          { id: 2, fill: 8 },
        ],
        [{ id: 2, fill: 8, status: 0xe0 }],
      ]),
    ],
  },
  {
    name: 'ADZ',
    share: 20,
    run: blockImage('a.adz'),
    seeds: () => [gzipSync(new Uint8Array(40_000).fill(3))],
  },
  { name: 'VHD', share: 30, run: blockImage('a.vhd'), seeds: () => [vhd()] },
  {
    name: 'DMG',
    share: 40,
    run: blockImage('a.dmg'),
    seeds: () => [
      dmg([
        { kind: 0x8000_0005, bytes: new Uint8Array(8192).fill(5) },
        { kind: 1, bytes: new Uint8Array(1024).fill(6) },
        { kind: 0, bytes: new Uint8Array(2048) },
      ]),
    ],
  },
  { name: '2IMG', share: 20, run: blockImage('a.2mg'), seeds: () => [twoMg()] },
  {
    name: 'ddrescue map',
    share: 40,
    seeds: () => [bytesOf(map), ...corpusFiles(/mapfile/, 'ddrescue')],
    run: (source) => {
      const parsed = parseMapfile(textOf(source));
      if (parsed) sectorsOfMapfile(parsed, 2880, 512);
      return verdictOf(parsed);
    },
  },
  {
    name: 'ClrMamePro DAT',
    share: 20,
    seeds: () => [bytesOf(dat), ...corpusFiles(/\.dat$/, 'dat')],
    run: (source) => {
      const reader = new ClrMameProReader({ header: () => {}, game: () => {} });
      reader.write(textOf(source));
      reader.end();
      return 'accepted';
    },
  },
  {
    name: 'CD-TEXT',
    share: 40,
    seeds: () => [packs(), ...corpusFiles(/\.cdt$/, 'cdtext')],
    run: (source) => verdictOf(parseCdText(allOf(source))),
  },
  {
    name: 'drive answers',
    share: 60,
    seeds: () => [fullToc(), drive(), ...corpusFiles(/scsi\.toc/, 'rip-logs')],
    run: (source) => {
      const bytes = allOf(source);
      return [parseFullToc(bytes), parseToc(bytes), parseConfiguration(bytes), parseSense(bytes)].some(
        (one) => one !== null,
      )
        ? 'accepted'
        : 'refused';
    },
  },
  {
    name: 'AccurateRip answer',
    share: 20,
    seeds: () => corpusFiles(/dBAR.*\.bin$/, 'accuraterip'),
    run: (source) => verdictOf(parseAccurateRipResponse(allOf(source))),
  },
  {
    name: 'recognition',
    share: 40,
    seeds: () => [
      floppy.build(),
      ...corpusFiles(/freedos.*(160|360)|minix|exfat|ktst|\.adf$|corkami|misc-file/, 'floppy', 'fs', 'iso'),
    ],
    run: (_, reader) => (inspectImage(reader, 'a.img').filesystems.length > 0 ? 'accepted' : 'refused'),
  },
  {
    name: 'platforms',
    share: 20,
    seeds: () => [cdiDisc(), ...corpusFiles(/corkami|misc-sleuthkit|multi_extent/, 'iso')],
    run: (_, reader) =>
      platformsOfDisk(reader).length + platformsOfDisc(reader, [wholeMedium(reader)], null).length > 0
        ? 'accepted'
        : 'refused',
  },
  {
    name: 'partitions',
    share: 20,
    seeds: hfsPlusSeeds,
    run: (_, reader) => (openFilesystems(reader, sessionPlaces(reader)).length > 0 ? 'accepted' : 'refused'),
  },
  { name: 'FAT', share: 45, seeds: fatSeeds, run: filesOf(openFat) },
  { name: 'ISO 9660', share: 25, seeds: isoSeeds, run: filesOf(openIso9660) },
  { name: 'Joliet', share: 20, seeds: isoSeeds, run: filesOf(openJoliet) },
  { name: 'Rock Ridge', share: 35, seeds: isoSeeds, run: filesOf(openRockRidge) },
  { name: 'High Sierra', share: 5, seeds: isoSeeds, run: filesOf(openHighSierra) },
  { name: 'UDF', share: 40, seeds: udfSeeds, run: filesOf(openUdf) },
  { name: 'HFS', share: 30, seeds: hfsSeeds, run: filesOf(openHfs) },
  {
    name: 'HFS Plus',
    share: 15,
    seeds: hfsPlusVolumes,
    run: filesOf(openHfsPlus),
  },
  { name: 'CD-i', share: 15, seeds: () => [cdiDisc()], run: filesOf(openCdi) },
  { name: 'Amiga', share: 25, seeds: amigaSeeds, run: filesOf(openAmiga) },
];

const telling = 65_536;

/** The offsets a target reads of a sound file, in pieces small enough to be structure and not content. */
export function seedOf(given: Uint8Array, run: FuzzTarget['run']): Seed {
  // A Buffer shares its memory where an array would be copied.
  const bytes = Uint8Array.from(given);
  const seen = new Set<number>();
  const note = (offsetBytes: number, lengthBytes: number) => {
    if (lengthBytes > 4096) return;
    for (let at = offsetBytes; at < offsetBytes + lengthBytes && seen.size < telling; at++) seen.add(at);
  };
  const inner = memoryReader(bytes, 2048);
  const source = memorySource(bytes);
  const reader = {
    ...inner,
    readAt(offsetBytes: number, lengthBytes: number) {
      note(offsetBytes, lengthBytes);
      return inner.readAt(offsetBytes, lengthBytes);
    },
  };
  const noted: ByteSource = {
    sizeBytes: bytes.length,
    read(offsetBytes, into) {
      note(offsetBytes, into.length);
      source.read(offsetBytes, into);
    },
  };
  try {
    run(noted, reader);
  } catch {
    // Some of the corpus is refused; where it was looked at until then tells all the same.
  }
  return { bytes, telling: [...seen].filter((at) => at >= 0 && at < bytes.length) };
}
