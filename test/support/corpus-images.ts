/** Images of the corpus, unpacked in memory, and what third-party programs said of them. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { corpus } from './needs.ts';

export interface CorpusImage {
  /** Below the corpus, as its index names it. */
  readonly path: string;
  /** Without the suffix of the packer. */
  readonly fileName: string;
}

/** Every image in these folders of the corpus, in the order of their paths. */
export function corpusImages(...folders: readonly string[]): CorpusImage[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.*`),
    { cwd: corpus },
  )
    .filter((path) => !/\.(txt|right)$/.test(path))
    .sort()
    .map((path) => ({ path, fileName: basename(path).replace(/\.(xz|gz)$/, '') }));
}

const largestBytes = 300 * 1024 * 1024;

export function unpacked({ path }: CorpusImage): Uint8Array {
  const file = join(corpus, path);
  if (path.endsWith('.xz')) return execFileSync('xz', ['-dc', file], { maxBuffer: largestBytes });
  return path.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file);
}

export interface Facts {
  /** By blkid and unadf, as Spindle calls them; empty when they found nothing. */
  readonly filesystems: readonly string[];
  /** By blkid, hmount, mlabel or unadf; null when none of them said. */
  readonly label: string | null;
  /** By minfo and unadf; cylinders, heads, sectors per track. */
  readonly geometry: string | null;
}

/** The program's outputs stand one after another in one file per image. */
export function factsOf({ path }: CorpusImage): Facts {
  const text = readFileSync(join(corpus, 'facts', `${path}.txt`), 'latin1');
  const tags = new Map(
    [...text.matchAll(/ ([A-Z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, value]) => [key!, value!]),
  );
  const amiga = /^Volume : .*?, "(.*)" between sectors .*\]\. (.*?) \. ?Filled/m.exec(text);
  return {
    filesystems: filesystemsOf(tags, amiga?.[2]),
    label: tags.get('LABEL') ?? amiga?.[1] ?? null,
    geometry: geometryOf(text),
  };
}

const namesOfBlkid: Readonly<Record<string, string>> = {
  hfs: 'HFS',
  iso9660: 'ISO 9660',
  udf: 'UDF',
  exfat: 'exFAT',
};

const namesOfUnadf: Readonly<Record<string, string>> = {
  FFS: 'Amiga FFS',
  'OFS INTL': 'Amiga OFS (international)',
  'FFS DIRCACHE': 'Amiga FFS (directory cache)',
  'FFS INTL DIRCACHE': 'Amiga FFS (international, directory cache)',
};

function filesystemsOf(tags: ReadonlyMap<string, string>, amiga: string | undefined): string[] {
  const names: string[] = [];
  const type = tags.get('TYPE');
  if (type === 'vfat') names.push(tags.get('VERSION')!);
  else if (type === 'minix') names.push(`Minix v${tags.get('VERSION')}`);
  else if (type) names.push(namesOfBlkid[type] ?? type);
  if (tags.get('PTTYPE') === 'dos') names.push('MBR');
  if (amiga) names.push(namesOfUnadf[amiga] ?? amiga);
  return names;
}

function geometryOf(text: string): string | null {
  const amiga = /Cylinders = (\d+), Heads = (\d+), Sectors = (\d+)/.exec(text);
  if (amiga) return amiga.slice(1).join('/');
  const minfo = /sectors per track: (\d+)\nheads: (\d+)\ncylinders: (\d+)/.exec(text);
  return minfo ? [minfo[3], minfo[2], minfo[1]].join('/') : null;
}
