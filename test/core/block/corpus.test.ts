/** What Spindle says of images made by others, beside what blkid, minfo, mlabel, hmount and unadf say of them. */
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../src/main/core/block/inspect.ts';
import { memoryReader } from '../../../src/main/core/identify/sector-reader.ts';
import type { Inspection } from '../../../src/shared/model/drive.ts';
import { argued } from '../../support/corpus-arguments.ts';
import { type CorpusImage, corpusImages, factsOf, unpacked } from '../../support/corpus-images.ts';
import { hasCorpus, hasProgram } from '../../support/needs.ts';

const here = hasCorpus() && hasProgram('xz', 'xz-utils');

/** Not images of sectors but containers of them, which this level does not open. */
const containers = /\.(imz|imd)$/;

function inspected(image: CorpusImage): Inspection {
  return inspectImage(memoryReader(unpacked(image)), image.fileName);
}

function layoutOf({ hypotheses }: Inspection): string | null {
  const [best] = hypotheses;
  return best && best.confidence >= 0.3 ? `${best.cylinders}/${best.heads}/${best.sectorsPerTrack}` : null;
}

const images = here ? corpusImages('floppy', 'fat-corrupt', 'fs', 'iso') : [];

describe.skipIf(!here)('beside other programs', () => {
  it.each(images.filter(({ path }) => !containers.test(path)))('$path', (image) => {
    const facts = factsOf(image);
    const difference = argued[image.path];
    const inspection = inspected(image);
    const types = inspection.filesystems.map(({ type }) => type);
    expect(types.toSorted()).toEqual([...(difference?.filesystems ?? facts.filesystems)].sort());
    const labels = inspection.filesystems.map(({ label }) => label);
    if (labels.length > 0) expect(labels).toContain(difference?.label ?? facts.label ?? '');
    if (facts.geometry !== null)
      expect(layoutOf(inspection)).toBe(
        difference?.geometry === undefined ? facts.geometry : difference.geometry,
      );
    for (const { evidence } of inspection.filesystems) expect(evidence).not.toHaveLength(0);
  });

  it('has an argument for no image that is gone or agrees', () => {
    for (const [path, difference] of Object.entries(argued)) {
      const image = images.find((one) => one.path === path);
      expect(image, path).toBeDefined();
      const facts = factsOf(image!);
      const differs =
        (difference.filesystems !== undefined &&
          difference.filesystems.toSorted().join() !== facts.filesystems.toSorted().join()) ||
        (difference.label !== undefined && difference.label !== facts.label) ||
        (difference.geometry !== undefined && difference.geometry !== facts.geometry);
      expect(differs, path).toBe(true);
    }
  });

  it('keeps the argument about the Amiga disk: no directory cache hangs on its root block', () => {
    const cacheOf = (path: string) => {
      const bytes = unpacked({ path, fileName: '' });
      return new DataView(bytes.buffer, bytes.byteOffset).getUint32(880 * 512 + 504);
    };
    expect(cacheOf('floppy/fluxengine/amiga.adf')).toBe(0);
    // file(1): "directory cache block 0x371"
    expect(cacheOf('floppy/adflib/testffs.adf')).toBe(0x371);
  });
});

describe.skipIf(!here)('sizes that several formats share', () => {
  const hypothesesOf = (path: string) => {
    const image = images.find((one) => one.path === path)!;
    const { hypotheses, warnings } = inspected(image);
    return { names: hypotheses.map(({ name }) => name), hypotheses, codes: warnings.map(({ code }) => code) };
  };

  it('are ranked by what is on the disk, and every rival is told with what speaks against it', () => {
    const mac = hypothesesOf('floppy/fluxengine/mac800.dsk');
    expect(mac.names[0]).toBe('Mac 800K');
    expect(mac.names).toEqual(
      expect.arrayContaining([
        'Atari ST 800K',
        'Ensoniq 800K',
        'Acorn ADFS D/E',
        'Commodore 1581',
        'Linux D800',
      ]),
    );
    for (const rival of mac.hypotheses.slice(1)) {
      expect(rival.confidence).toBeLessThan(mac.hypotheses[0]!.confidence / 2);
      expect(rival.against).not.toHaveLength(0);
    }
    expect(hypothesesOf('floppy/fluxengine/amiga.adf').names).toEqual([
      'Amiga DD',
      'Atari ST 880K',
      'Linux H880',
    ]);
    expect(hypothesesOf('floppy/openmsx/ktst31.dsk').names[0]).toBe('MSX 720K');
    expect(hypothesesOf('floppy/hatari/blank-a.st.gz').names[0]).toBe('Atari ST 720K');
    expect(hypothesesOf('floppy/fluxengine/atarist720.st').names[0]).toBe('Atari ST 720K');
    expect(hypothesesOf('floppy/freedos/freedos.boot.disk.160K.img').names).toEqual(['160K', 'Acorn ADFS S']);
    expect(hypothesesOf('floppy/opf-hfs/hello-world-untitled-volume.img').names).toEqual([
      'Mac 1.44M',
      '1.44M',
    ]);
  });

  it('stay open, with a warning, where nothing on the disk decides', () => {
    const blank = hypothesesOf('floppy/fluxfox/sector_test_360k.img');
    expect(blank.names).toEqual(['360K', 'MSX 360K', 'Atari ST 360K']);
    expect(new Set(blank.hypotheses.map(({ confidence }) => confidence)).size).toBe(1);
    expect(blank.codes).toContain('format-unclear');
  });

  it('do not make a floppy of a disc image', () => {
    for (const path of ['fs/util-linux/iso-joliet.img.xz', 'iso/libarchive/test_read_format_iso_xorriso.iso'])
      expect(hypothesesOf(path).hypotheses[0]!.confidence).toBeLessThan(0.2);
  });
});

describe.skipIf(!here)('what only looks like a file system', () => {
  it.each([
    ...corpusImages('cd').filter(({ path }) => path.endsWith('.bin')),
    ...images.filter(({ path }) => containers.test(path) || path.endsWith('sector_test_360k.img')),
  ])('$path is named as none', (image) => {
    expect(inspected(image).filesystems).toEqual([]);
  });
});
