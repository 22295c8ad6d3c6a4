/**
 * Every image of the corpus, opened from its file as `info` and `ls` open it, beside what other programs said of it. The
 * table that is printed has a line for each thing compared: agreed, or argued with the reason.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectImageFile } from '../../src/main/adapters/inspect-image.ts';
import { openImage } from '../../src/main/adapters/open-image.ts';
import { walk } from '../../src/main/core/filesystem/walk.ts';
import { parseCue } from '../../src/main/core/image/cue/parse-cue.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import { argued as arguedRecognition } from '../support/corpus-arguments.ts';
import { listingsOf, tracksByCdInfo, tracksByCdrdao, verdictOfFsck } from '../support/corpus-facts.ts';
import { type CorpusImage, corpusImages, factsOf } from '../support/corpus-images.ts';
import { treeOf } from '../support/filesystem-tree.ts';
import { corpus, hasCorpus, hasProgram } from '../support/needs.ts';

const here = hasCorpus() && hasProgram('xz', 'xz-utils');
const blockFolders = ['floppy', 'fat-corrupt', 'fs', 'iso'] as const;
const sheetFolders = ['cd', 'cue', 'toc', 'ccd', 'audio-sheets'] as const;

const silentBytes = 90 * 60 * 75 * 2352;
const silence = Buffer.alloc(44);
silence.write('RIFF', 0);
silence.writeUInt32LE(36 + silentBytes, 4);
silence.write('WAVEfmt ', 8);
silence.set([16, 0, 0, 0, 1, 0, 2, 0, 0x44, 0xac, 0, 0, 0x10, 0xb1, 2, 0, 4, 0, 16, 0], 16);
silence.write('data', 36);
silence.writeUInt32LE(silentBytes, 40);

interface Argument {
  readonly ours: string;
  readonly why: string;
}

const shared = (what: string) =>
  Object.entries(arguedRecognition).flatMap(([image, { why, ...ours }]) => {
    const said = {
      filesystems: ours.filesystems?.toSorted().join(', '),
      label: ours.label,
      geometry: ours.geometry,
    };
    const mine = what === 'geometry' && ours.geometry === null ? 'none' : said[what as keyof typeof said];
    return mine == null ? [] : ([[`${image} ${what}`, { ours: mine, why }]] as const);
  });

const paddedNames =
  'names that are empty or begin with a blank: each program makes up something else for them';

/** By image and what is compared. Where a program says something else, and why we are right to. */
const argued: ReadonlyMap<string, Argument> = new Map([
  ...shared('filesystems'),
  ...shared('label'),
  ...shared('geometry'),
  [
    'fat-corrupt/dosfstools/check-bad_names.img.xz ls beside 7z',
    { ours: 'FAT16: 4:  AME1.BIN, N>ME4.BIN, NAME3.BIN, [no name]', why: paddedNames },
  ],
  [
    'fat-corrupt/dosfstools/check-bad_names.img.xz ls beside mdir',
    { ours: 'FAT16: 4:  AME1.BIN, N>ME4.BIN, NAME3.BIN, [no name]', why: paddedNames },
  ],
  [
    'floppy/adflib/testffs.adf ls beside unadf',
    {
      ours: 'Amiga FFS (directory cache): 26: dir_1, dir_1/textfile.txt, dir_2, dir_2/blue2c.gif ...',
      why: 'unadf leaves out the seven links',
    },
  ],
  [
    'floppy/adflib/testofs.adf ls beside unadf',
    {
      ours: 'Amiga OFS (international): 2: MOON.GIF, français',
      why: 'the facts lost the c with cedilla, which is E7h in Latin-1',
    },
  ],
  [
    'floppy/fluxengine/amiga.adf ls beside unadf',
    {
      ours: 'Amiga FFS (long names): 2: Trashcan, Trashcan.info',
      why: 'unadf knows no long names and prints two empty ones',
    },
  ],
  [
    'floppy/fluxfox/demo.imz filesystems',
    { ours: 'FAT12', why: 'blkid sees the zip file, we the floppy in it; 7z lists disk.ima' },
  ],
  [
    'floppy/openmsx/ktst31.dsk faults',
    {
      ours: 'sound',
      why: 'the boot sector has no label: MSX code stands where fsck.fat looks for one, without the 29h in front',
    },
  ],
  [
    'audio-sheets/cuetools-net/Headcandy.cue verdict on the sheet',
    {
      ours: 'refused: Line 3 of the cue sheet cannot be used: "MODEx/2xxx" is no mode of a track.',
      why: 'the index says so too: libcdio refuses it, cueprint prints messages',
    },
  ],
  [
    'cue/audiocuesheeteditor/Playlist-#36-Frames.cue verdict on the sheet',
    {
      ours: 'warned: Line 7: the first index of a file is not 00:00:00; what lies before it is its pregap.',
      why: 'a sheet of a mix; the warning says how it is read',
    },
  ],
  [
    'cue/libcue/issue10.cue verdict on the sheet',
    {
      ours: 'warned: Line 4: track 1 has no INDEX 01; it is taken to begin at its INDEX 00.',
      why: 'the sheet of a bug report: accepted as others do, with a word',
    },
  ],
  [
    'cue/rcue/bad_indentation.cue verdict on the sheet',
    { ours: 'accepted', why: 'blanks mean nothing in a cue sheet; cueprint counts the same two tracks' },
  ],
  [
    'cue/rcue/catalog.cue verdict on the sheet',
    {
      ours: 'warned: Line 5: "TESTCATALOG-ID 64" is no catalogue number of 13 digits and is left out.',
      why: 'libcdio refuses it altogether; the tracks are right',
    },
  ],
  [
    'toc/libcdio/vcd2.toc tracks beside cdrdao',
    {
      ours: '1 data 0, 2 data 305, 3 data 308, end 333',
      why: 'cdrdao follows ../data/cdda.bin out of the folder; only a file beside the sheet is taken here, and it is there',
    },
  ],
]);

interface Row {
  readonly image: string;
  readonly what: string;
  readonly theirs: string;
  readonly ours: string;
}

const rows: Row[] = [];
/** What was said of damage, in both wordings. */
const notes: string[] = [];
const folder = here ? mkdtempSync(join(tmpdir(), 'spindle-corpus-')) : '';

function copied({ path }: CorpusImage): string {
  const to = join(folder, path.replace(/\.xz$/, ''));
  mkdirSync(dirname(to), { recursive: true });
  if (!path.endsWith('.xz')) copyFileSync(join(corpus, path), to);
  // Written by xz itself, which leaves holes where there are zeros.
  else execFileSync('sh', ['-c', 'cp "$0" "$1.xz" && xz -d "$1.xz"', join(corpus, path), to]);
  return to;
}

async function refusal(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SpindleError)) throw error;
    return `refused: ${error.message}`;
  }
}

async function compareBlock(image: CorpusImage): Promise<void> {
  const path = copied(image);
  const facts = factsOf(image);
  const row = (what: string, theirs: string, ours: string) =>
    rows.push({ image: image.path, what, theirs, ours });
  const inspection = await inspectImageFile(path);
  const types = inspection.filesystems.map(({ type }) => type).toSorted();
  row('filesystems', facts.filesystems.toSorted().join(', '), types.join(', '));
  const labels = inspection.filesystems.map(({ label }) => label).filter((label) => label !== '');
  if (facts.label !== null && labels.length > 0)
    row('label', facts.label, labels.includes(facts.label) ? facts.label : labels.join(', '));
  const [best] = inspection.hypotheses;
  if (facts.geometry !== null)
    row(
      'geometry',
      facts.geometry,
      best && best.confidence >= 0.3 ? `${best.cylinders}/${best.heads}/${best.sectorsPerTrack}` : 'none',
    );
  const opened = await openImage(path);
  try {
    const trees = opened.filesystems.map(({ filesystem }) => ({
      type: filesystem.type,
      paths: [...walk(filesystem)]
        .map(({ path: each }) => each)
        .filter((each) => !each.startsWith('[BOOT]'))
        .toSorted(),
    }));
    const fsck = verdictOfFsck(image.path);
    const fat = opened.filesystems.find(({ filesystem }) => filesystem.type.startsWith('FAT'))?.filesystem;
    if (fsck !== null) {
      const faults = fat ? treeOf(fat).warnings : ['no FAT was opened'];
      row('faults', fsck, fsck !== 'sound' && faults.length > 0 ? `${fsck}` : (faults[0] ?? 'sound'));
      if (fsck !== 'sound') notes.push(`${image.path} fsck.fat: ${fsck} | we: ${faults.join(' ')}`);
    }
    for (const { program, paths } of listingsOf(image.path)) {
      const same = trees.find((tree) => tree.paths.join('\n') === paths.join('\n'));
      const nearest = trees.toSorted((a, b) => missing(a.paths, paths) - missing(b.paths, paths))[0];
      const ours = same ? paths : (nearest?.paths ?? []);
      row(
        `ls beside ${program}`,
        words(paths),
        same ? words(paths) : `${nearest?.type ?? 'no tree'}: ${words(ours)}`,
      );
    }
  } finally {
    opened.close();
  }
}

function missing(ours: readonly string[], theirs: readonly string[]): number {
  return (
    theirs.filter((path) => !ours.includes(path)).length +
    ours.filter((path) => !theirs.includes(path)).length
  );
}

function words(paths: readonly string[]): string {
  const shown = paths.slice(0, 4).join(', ');
  return paths.length === 0 ? 'nothing' : `${paths.length}: ${shown}${paths.length > 4 ? ' ...' : ''}`;
}

async function compareDisc(image: CorpusImage, theirs: string, program: string): Promise<void> {
  const ours = await refusal(async () => {
    const { disc, medium } = await inspectImageFile(join(folder, image.path));
    const tracks = disc!.tracks.map(
      ({ number, mode, startLba }) => `${number} ${mode === 'AUDIO' ? 'audio' : 'data'} ${startLba}`,
    );
    return [...tracks, `end ${medium.totalSectors}`].join(', ');
  });
  rows.push({
    image: image.path,
    what: `tracks beside ${program}`,
    theirs,
    ours: theirs === 'refused' && ours.startsWith('refused') ? 'refused' : ours,
  });
}

/** By the name of a sheet or its folder: FLAC's and rcue's say what is wrong with it. */
function compareSheet({ path }: CorpusImage): void {
  const name = basename(path);
  const isBad = /^bad|^orphan|^duplicate_title|^unknown/.test(name);
  let ours = 'accepted';
  try {
    const { warnings } = parseCue(readFileSync(join(corpus, path)));
    if (warnings.length > 0) ours = isBad ? 'refused or warned' : `warned: ${warnings[0]}`;
    notes.push(`${path} ${warnings.length > 0 ? `warned: ${warnings.join(' ')}` : 'accepted'}`);
  } catch (error) {
    if (!(error instanceof SpindleError)) throw error;
    ours = isBad ? 'refused or warned' : `refused: ${error.message}`;
    notes.push(`${path} refused: ${error.message}`);
  }
  rows.push({
    image: path,
    what: 'verdict on the sheet',
    theirs: isBad ? 'refused or warned' : 'accepted',
    ours,
  });
}

function table(): string {
  const line = ({ image, what, theirs, ours }: Row) => {
    const difference = argued.get(`${image} ${what}`);
    const told =
      theirs === ours
        ? `agrees    ${ours}`
        : `argued    they: ${theirs}; we: ${ours}; ${difference?.why ?? 'NO ARGUMENT'}`;
    return `${image.padEnd(52)} ${what.padEnd(22)} ${told}`;
  };
  const agreed = rows.filter(({ theirs, ours }) => theirs === ours).length;
  return [
    ...rows.map(line),
    ...notes,
    `${rows.length} comparisons: ${agreed} agree, ${rows.length - agreed} argued`,
  ].join('\n');
}

describe.skipIf(!here)('the corpus beside other programs', () => {
  beforeAll(() => {
    for (const each of sheetFolders) cpSync(join(corpus, each), join(folder, each), { recursive: true });
    // As it was where cdrdao was asked: 90 minutes of silence beside the sheets that name no other file.
    writeFileSync(join(folder, 'audio-sheets/whipper/data.wav'), silence);
    truncateSync(join(folder, 'audio-sheets/whipper/data.wav'), 44 + silentBytes);
  });
  afterAll(() => {
    console.log(table());
    rmSync(folder, { recursive: true });
  });

  it.each(corpusImages(...blockFolders))('$path', async (image) => {
    await compareBlock(image);
  });

  it.each(corpusImages(...sheetFolders).filter(({ path }) => /\.(cue|toc|nrg|ccd)$/.test(path)))(
    '$path',
    async (image) => {
      if (image.path.endsWith('.cue')) compareSheet(image);
      const byCdrdao = tracksByCdrdao(image.path);
      const byCdInfo = tracksByCdInfo(image.path);
      // Of its own sheets cdrdao is the reference (the corpus' own words): libcdio does not make SILENCE and ZERO.
      if (byCdInfo !== null && byCdrdao === null) await compareDisc(image, byCdInfo, 'cd-info');
      if (byCdrdao !== null) await compareDisc(image, byCdrdao, 'cdrdao');
    },
  );

  it('is agreed with, or argued with', () => {
    const differing = rows.filter(({ theirs, ours }) => theirs !== ours);
    const open = differing.filter(({ image, what, ours }) => argued.get(`${image} ${what}`)?.ours !== ours);
    expect(open).toEqual([]);
    const named = new Set(differing.map(({ image, what }) => `${image} ${what}`));
    expect([...argued.keys()].filter((key) => !named.has(key))).toEqual([]);
  });
});
