/** Images a person points at, wherever they lie below a granted folder, and what they are. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { imageCheckSchema } from '../model/image-check.ts';
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
const checkRef = z.object({ checkId: z.uuid() });
const opened = imageRef.extend(imageDescriptionSchema.shape);

export const openImagesContract = {
  /** An image, a sheet, a sidecar or a working store below a granted folder; it is never left, by no link either. */
  openFile: oc.input(imagePlaceSchema).output(opened),
  /** One that is open already: the host was handed it, or it was opened before. */
  reopen: oc.input(imageRef).output(opened),
  browse: oc.input(browseFolderSchema).output(browsedPageSchema),
  /** Looks below all granted folders for a file of this name and size. */
  find: oc.input(findImageSchema).output(foundImagesSchema),
  /** Reads all of it: check bytes of sectors, sheets against files, hashes against the sidecar. Writes nothing. */
  check: oc.input(imageRef).output(checkRef),
  watchCheck: oc.input(checkRef.extend({ after: z.int().min(-1) })).output(imageCheckSchema),
  cancelCheck: oc.input(checkRef).output(z.object({})),
  portrait: oc.input(imageRef).output(imagePortraitSchema),
};
