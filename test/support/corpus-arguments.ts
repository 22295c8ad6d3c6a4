/** Differences between us and the programs the facts of the corpus are from. */

/** Where we say something else than the programs do, and why we are right to. */
export interface Difference {
  readonly why: string;
  readonly filesystems?: readonly string[];
  readonly label?: string;
  readonly geometry?: string | null;
}

export const argued: Readonly<Record<string, Difference>> = {
  'floppy/fluxengine/amiga.adf': {
    why: 'DOS\\7 is FFS with long names (AmigaOS 3.1.4); ADFlib reads the 7 as bits, but the root block has no directory cache (its extension, at 504, is 0)',
    filesystems: ['Amiga FFS (long names)'],
  },
  'floppy/fluxengine/atarist720.st': {
    why: 'blkid wants 55 AA in the boot sector, which TOS never wrote; mdir and fsck.fat read the volume',
    filesystems: ['FAT12'],
  },
  'floppy/openmsx/ktst31.dsk': {
    why: 'blkid wants 55 AA in the boot sector, which MSX-DOS never wrote; mdir lists nine files',
    filesystems: ['FAT12'],
  },
  'floppy/rust-fatfs/fat12.img': {
    why: 'minfo repeats 64 heads of 32 sectors from the boot sector, which no floppy drive has',
    geometry: null,
  },
  'fat-corrupt/dosfstools/check-bad_names.img.xz': {
    why: '250 MB with 64 heads is no floppy: minfo repeats the boot sector',
    geometry: null,
  },
  'fat-corrupt/dosfstools/check-label-different.img.xz': { why: 'as above, 34 MB', geometry: null },
  'fs/util-linux/fat32_mkdosfs_label1.img.xz': { why: 'as above, 34 MB', geometry: null },
  'fs/util-linux/fat32_xp_none.img.xz': { why: 'as above, 34 MB', geometry: null },
  'fs/util-linux/exfat.img.xz': {
    why: 'the text is shown by blkid in cat -v notation; the upstream test says it in UTF-8',
    label: 'Новый том',
  },
  'fs/util-linux/udf.img.xz': {
    why: 'a bridge: blkid names one of the two volumes, isoinfo reads the other',
    filesystems: ['ISO 9660', 'UDF'],
  },
  'iso/isolyzer/iso9660_udf.iso': { why: 'a bridge', filesystems: ['ISO 9660', 'UDF'] },
  'iso/libcdio/test-udf1.iso': { why: 'a bridge', filesystems: ['ISO 9660', 'UDF'] },
  'iso/isolyzer/iso9660_hfs.iso': {
    why: 'hmount reads the HFS volume beside ISO 9660; the partition table blkid names has only empty entries',
    filesystems: ['HFS', 'ISO 9660'],
  },
  'iso/boot-memtest/memtest86+x64.iso.xz': {
    why: 'the second partition is the EFI system partition, a FAT12 volume (7z lists EFI/BOOT/bootx64.efi in it)',
    filesystems: ['ISO 9660', 'MBR', 'FAT12'],
  },
};
