/** Whether an image is what the medium in the drive can hold, sector for sector. */
import { SpindleError } from '../../../shared/errors.ts';
import type { Medium } from '../../../shared/model/drive.ts';
import type { DeviceGeometry } from '../block/geometry.ts';
import type { BlockGeometry, BlockImage } from '../image/block-image.ts';

export interface Fit {
  readonly image: Pick<BlockImage, 'sizeBytes' | 'sectorSize' | 'flaws'>;
  /** Of the image, where it is certain. */
  readonly imageGeometry: BlockGeometry | null;
  readonly medium: Medium;
  readonly deviceGeometry: DeviceGeometry | null;
}

export function shapeWords({ cylinders, heads, sectorsPerTrack }: BlockGeometry): string {
  return `${cylinders} cylinders, ${heads} ${heads === 1 ? 'head' : 'heads'}, ${sectorsPerTrack} sectors a track`;
}

/** @throws SpindleError wrong-medium, before the first byte is written */
export function checkFit(address: string, { image, imageGeometry, medium, deviceGeometry }: Fit): void {
  const details = { address, imageBytes: image.sizeBytes, mediumBytes: medium.sizeBytes };
  if (medium.writeProtected === true)
    throw new SpindleError(
      'wrong-medium',
      `The medium in ${address} is write-protected. Nothing was written; close the hole of the diskette (or open the notch) if it is the one that is meant.`,
      details,
    );
  if (image.sizeBytes !== medium.sizeBytes)
    throw new SpindleError(
      'wrong-medium',
      `The image has ${image.sizeBytes} bytes, the medium in ${address} ${medium.sizeBytes}${deviceGeometry ? ` (${shapeWords(deviceGeometry)})` : ''}. Nothing was written; insert a medium formatted as the image is.`,
      details,
    );
  const differs =
    imageGeometry !== null &&
    deviceGeometry !== null &&
    medium.sectorSize === image.sectorSize &&
    shapeWords(imageGeometry) !== shapeWords(deviceGeometry);
  if (differs)
    throw new SpindleError(
      'wrong-medium',
      `The image is of ${shapeWords(imageGeometry)}, the medium in ${address} is formatted with ${shapeWords(deviceGeometry)}. Nothing was written; format it as the image is.`,
      details,
    );
}
