import { expect, it } from 'vitest';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import { foreignFormat, refuseForeignFormat } from '../../../src/main/core/image/foreign-format.ts';
import { corpusImages, unpacked } from '../../support/corpus-images.ts';
import { bytesOf, memorySource } from '../../support/image-files.ts';
import { hasCorpus } from '../../support/needs.ts';

const headOf = (text: string) => {
  const bytes = new Uint8Array(4096);
  bytes.set(bytesOf(text));
  return memorySource(bytes);
};

it('a format that cannot be read is named, with what to do about it', () => {
  expect(() => refuseForeignFormat('a.dsk', headOf('EXTENDED CPC DSK File'))).toThrow(
    /^a\.dsk is an extended CPC disk image, which cannot be read here\. .*dsktrans/,
  );
  expect(() => refuseForeignFormat('a.vmdk', headOf('KDMV'))).toThrow(/VMDK.*qemu-img/);
  const teledisk = new Uint8Array(100);
  teledisk.set([0x54, 0x44, 0, 7, 21, 0, 3, 0, 0, 2]);
  expect(foreignFormat(memorySource(teledisk))?.name).toBe('a Teledisk image');
  teledisk[9] = 7;
  expect(foreignFormat(memorySource(teledisk))).toBeNull();
});

it('no image of sectors is taken for one, nor a file of a few bytes', () => {
  for (const { build } of practiceMedia) expect(foreignFormat(memorySource(build()))).toBeNull();
  for (const size of [0, 1, 3]) expect(foreignFormat(memorySource(new Uint8Array(size)))).toBeNull();
  if (!hasCorpus()) return;
  const images = corpusImages('floppy', 'iso').filter(({ path }) => !/\.(imz|xz)$/.test(path));
  expect(images.filter((image) => foreignFormat(memorySource(unpacked(image))) !== null)).toEqual([]);
});
