/** Sound files to be broken: made here, made by programs that are installed, and those of the corpus that are small. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import { findHfsPlus } from '../../../src/main/core/identify/macintosh.ts';
import { findApm } from '../../../src/main/core/identify/partitions.ts';
import { memoryReader } from '../../../src/main/core/identify/sector-reader.ts';
import { corpusImages, unpacked } from '../corpus-images.ts';
import { corpus } from '../needs.ts';
import { metadataVolume } from '../udf-volume.ts';

const largestBytes = 1_500_000;
const sparse = /memtest|rockridge\.iso\.xz|fat32_|hfs\.img\.xz/;

/** Images of the corpus whose path matches, without those too large to be copied a thousand times. */
export function corpusFiles(pattern: RegExp, ...folders: readonly string[]): Uint8Array[] {
  if (!existsSync(corpus)) return [];
  return corpusImages(...folders)
    .filter(({ path }) => pattern.test(path) && !sparse.test(path))
    .map(unpacked)
    .filter(({ length }) => length <= largestBytes);
}

function fillFolder(folder: string): void {
  mkdirSync(join(folder, 'deep', 'er', 'still'), { recursive: true });
  writeFileSync(join(folder, 'read me.txt'), 'hello\n'.repeat(500));
  writeFileSync(join(folder, 'a rather long name, näïve.text'), 'é');
  writeFileSync(join(folder, 'deep', 'er', 'still', 'leaf'), new Uint8Array(5000).fill(7));
  for (let index = 0; index < 60; index++) writeFileSync(join(folder, 'deep', `file ${index}`), `${index}`);
  symlinkSync('../read me.txt', join(folder, 'deep', 'link'));
}

/** What programs make of a folder; nothing where they are not installed. */
function made(name: string, steps: readonly (readonly string[])[]): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'spindle-fuzz-'));
  try {
    mkdirSync(join(folder, 'files'));
    fillFolder(join(folder, 'files'));
    for (const [program, ...args] of steps) {
      const { status } = spawnSync(program!, args, { cwd: folder, env: { ...process.env, HOME: folder } });
      if (status !== 0) return [];
    }
    const bytes = readFileSync(join(folder, name));
    return bytes.length <= 2 * largestBytes ? [Uint8Array.from(bytes)] : [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function isoSeeds(): Uint8Array[] {
  return [
    ...made('disc.iso', [['genisoimage', '-quiet', '-J', '-R', '-hfs', '-o', 'disc.iso', 'files']]),
    ...made('disc.iso', [
      ['mkzftree', 'files', 'packed'],
      ['genisoimage', '-quiet', '-R', '-z', '-o', 'disc.iso', 'packed'],
    ]),
    ...corpusFiles(/./, 'iso'),
    ...corpusFiles(/iso/, 'fs'),
  ];
}

export function udfSeeds(): Uint8Array[] {
  return [
    metadataVolume(),
    ...made('disc.iso', [['genisoimage', '-quiet', '-udf', '-o', 'disc.iso', 'files']]),
    ...corpusFiles(/udf/, 'iso', 'fs'),
  ];
}

export function fatSeeds(): Uint8Array[] {
  return [
    practiceMedia[0]!.build(),
    ...made('disk.img', [
      ['mformat', '-C', '-f', '360', '-i', 'disk.img', '::'],
      ['mcopy', '-s', '-i', 'disk.img', 'files', '::'],
      ['mdel', '-i', 'disk.img', '::files/read me.txt'],
    ]),
    ...corpusFiles(/freedos\.boot\.disk\.(160|360)|rust-fatfs|hatari/, 'floppy'),
  ];
}

export function hfsSeeds(): Uint8Array[] {
  return [
    ...made('disk.img', [
      ['truncate', '-s', '819200', 'disk.img'],
      ['hformat', '-l', 'Seed', 'disk.img'],
      ['hmount', 'disk.img'],
      ['hmkdir', ':Folder'],
      ['hcopy', '-r', 'files/read me.txt', ':Folder'],
      ['humount'],
    ]),
    ...corpusFiles(/mac800|opf-hfs/, 'floppy'),
  ];
}

export function hfsPlusSeeds(): Uint8Array[] {
  const args = ['-outdev', 'disc.iso', '-hfsplus', 'on', '-padding', '0', '-map', 'files', '/', '-commit'];
  return made('disc.iso', [['xorriso', ...args]]);
}

/** The partitions of such a disc alone. */
export function hfsPlusVolumes(): Uint8Array[] {
  return hfsPlusSeeds().flatMap((disc) =>
    (findApm(memoryReader(disc, 2048))?.parts ?? [])
      .map(({ startBytes, sizeBytes }) => disc.slice(startBytes, startBytes + sizeBytes))
      .filter((part) => findHfsPlus(memoryReader(part)) !== null),
  );
}

export function amigaSeeds(): Uint8Array[] {
  return corpusFiles(/\.adf/, 'floppy');
}
