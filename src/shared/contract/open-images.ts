/** Images a person points at, wherever they lie below a granted folder, and what they are. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { imageDescriptionSchema } from '../model/image-files.ts';
import {
  browsedPageSchema,
  browseFolderSchema,
  findImageSchema,
  foundImagesSchema,
  imagePlaceSchema,
} from '../model/image-places.ts';
import { imagePortraitSchema } from '../model/image-portrait.ts';

const imageRef = z.object({ imageId: z.uuid() });
const opened = imageRef.extend(imageDescriptionSchema.shape);

export const openImagesContract = {
  /** An image, a sheet, a sidecar or a working store below a granted folder; it is never left, by no link either. */
  openFile: oc.input(imagePlaceSchema).output(opened),
  /** One that is open already: the host was handed it, or it was opened before. */
  reopen: oc.input(imageRef).output(opened),
  browse: oc.input(browseFolderSchema).output(browsedPageSchema),
  /** Looks below all granted folders for a file of this name and size. */
  find: oc.input(findImageSchema).output(foundImagesSchema),
  portrait: oc.input(imageRef).output(imagePortraitSchema),
};
