/** Whether a disk can become a format, how its tracks lie, and what it loses. */

import type { BlockTarget } from '../../../shared/model/convert-formats.ts';
import type { Loss } from '../../../shared/model/losses.ts';
import { formatsOfSize } from '../block/floppy-formats.ts';
import type { BlockGeometry, BlockImage } from '../image/block-image.ts';
import type { Planned } from './plan-disc.ts';

/** No floppy, and no format of floppies, is larger. */
const largestFloppyBytes = 4 * 1024 * 1024;
const systemOfTarget: Readonly<Partial<Record<BlockTarget, { system: readonly string[]; what: string }>>> = {
  st: { system: ['atari-st'], what: 'an Atari ST disk' },
  msa: { system: ['atari-st'], what: 'an Atari ST disk' },
  adf: { system: ['amiga'], what: 'an Amiga disk' },
  hdm: { system: ['pc-98', 'x68000'], what: 'a PC-98 or X68000 disk of 1.2 MB' },
  dc42: { system: [], what: 'a Macintosh disk of 400, 800, 720 or 1440 KB' },
};
const diskCopySizes = [409_600, 819_200, 737_280, 1_474_560];

/** @param geometry as the container or the evidence in the image says; null where that is not certain */
export function planBlock(image: BlockImage, geometry: BlockGeometry | null, format: BlockTarget): Planned {
  const refusal = refusalOf(image, geometry, format);
  return refusal === null ? { lost: lossesOf(image, format), generated: [] } : { refusal };
}

function refusalOf(image: BlockImage, geometry: BlockGeometry | null, format: BlockTarget): string | null {
  const { sizeBytes } = image;
  const wanted = systemOfTarget[format];
  const isOfSystem =
    format === 'dc42'
      ? diskCopySizes.includes(sizeBytes)
      : !wanted || formatsOfSize(sizeBytes).some(({ system }) => wanted.system.includes(system));
  // PC disks of 9 sectors a track are Atari ST disks too, and the reverse.
  const isStSize = (format === 'st' || format === 'msa') && sizeBytes <= 2 * 1024 * 1024 && geometry !== null;
  if (wanted && !isOfSystem && !isStSize) return `its ${sizeBytes} bytes are not those of ${wanted.what}`;
  if ((format === 'imd' || format === 'msa') && geometry === null)
    return `how its ${sizeBytes} bytes lie on tracks is not known`;
  if (format === 'msa' && image.sectorSize !== 512)
    return `its sectors have ${image.sectorSize} bytes, not 512`;
  const isFloppyFormat = format !== 'img';
  if (isFloppyFormat && format !== 'imz' && sizeBytes > largestFloppyBytes)
    return `${sizeBytes} bytes are more than any floppy has`;
  return null;
}

const plainFormats = ['raw', 'IMZ', 'ADZ'];

function lossesOf(image: BlockImage, format: BlockTarget): Loss[] {
  const has: Partial<Record<Loss, boolean>> = {
    tags: format !== 'dc42' && 'tags' in image && (image.tags as Uint8Array).length > 0,
    'bad-sector-flags': format !== 'imd' && image.flaws.length > 0,
    comment: image.comment !== '' && format !== 'imd' && format !== 'dc42',
    'track-layout': ['D88', 'ImageDisk'].includes(image.format) && format !== 'imd',
  };
  if (plainFormats.includes(image.format)) return has['bad-sector-flags'] ? ['bad-sector-flags'] : [];
  return (Object.keys(has) as Loss[]).filter((loss) => has[loss] === true);
}
