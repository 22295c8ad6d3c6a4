import { describe, expect, it } from 'vitest';
import { openCdi } from '../../../../src/main/core/filesystem/cdi/open-cdi.ts';
import { walk } from '../../../../src/main/core/filesystem/walk.ts';
import { identify } from '../../../../src/main/core/identify/identify.ts';
import { memoryReader } from '../../../../src/main/core/identify/sector-reader.ts';
import { cdiContent, cdiDisc } from '../../../support/cdi-disc.ts';
import { contentOf, readerWithout, sha256, treeOf } from '../../../support/filesystem-tree.ts';

const hash = (text: string) => sha256(Buffer.from(text));

describe('a CD-i disc', () => {
  it('is recognised, listed and read', () => {
    const reader = memoryReader(cdiDisc(), 2048);
    expect(identify(reader).map(({ type, label }) => [type, label])).toEqual([['CD-i', 'FILMS']]);
    const disc = openCdi(reader)!;
    expect(disc.label).toBe('FILMS');
    const { entries, warnings } = treeOf(disc);
    expect(warnings).toEqual([]);
    expect(entries).toMatchObject({
      FOLDER: 'directory',
      'FOLDER/inner': hash(cdiContent.inner),
      cdi_readme: hash(cdiContent.readme),
    });
    const walked = [...walk(disc)];
    expect(walked.map(({ path }) => path)).toEqual([
      'FOLDER',
      'FOLDER/inner',
      'cdi_readme',
      'secret',
      'film.rtf',
    ]);
    expect(walked[2]!.entry.modified).toBe('1992-04-01T12:30:15');
    expect(walked[3]!.entry.facts).toEqual({ attributes: 'hidden' });
  });

  it('gives its real-time files as the raw sectors they are, where the image has them', () => {
    const raw = (lba: number) => new Uint8Array(2352).fill(lba);
    const disc = openCdi({ ...memoryReader(cdiDisc(), 2048), rawSectorAt: raw })!;
    const film = [...walk(disc)].find(({ path }) => path === 'film.rtf')!.entry;
    expect(film.sizeBytes).toBe(cdiContent.filmSectors * 2352);
    expect(film.facts.sectors).toBe('interleaved, shown raw');
    const bytes = contentOf(disc, film);
    expect([0, 2352, 2 * 2352].map((at) => bytes[at]! - cdiContent.firstFilmLba)).toEqual([0, 1, 2]);
  });

  it('whose path table or directory is lost says so', () => {
    const lost = (block: number) => treeOf(openCdi(readerWithout(cdiDisc(), [block], 2048))!).warnings.join();
    expect(lost(18)).toMatch(/no files can be listed/);
    expect(lost(21)).toMatch(/FOLDER: A sector of the directory cannot be read/);
    expect(openCdi(memoryReader(new Uint8Array(2048 * 30), 2048))).toBeNull();
  });

  it('whose directory holds itself ends', () => {
    const bytes = cdiDisc();
    const at = bytes.indexOf(21, 20 * 2048 + 60);
    bytes[at] = 20;
    expect([...walk(openCdi(memoryReader(bytes, 2048))!)].length).toBeLessThan(10);
  });
});
