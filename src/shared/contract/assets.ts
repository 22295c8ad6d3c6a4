/** Photos and scans of carriers. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { changeResultSchema } from '../model/collection.ts';
import { assetRoles } from '../model/vocabulary.ts';

const uuidRef = z.object({ uuid: z.uuid() });

export const assetsContract = {
  /** A photo that was uploaded, and a small picture of it where the screen could make one. Both are checked. */
  add: oc
    .input(
      z.object({
        code: z.string().min(1).max(200),
        role: z.enum(assetRoles),
        /** As the person's system called it: a label, never a path. */
        name: z.string().max(255).default(''),
        /** Of `collection.uploads.put`. */
        uploadId: z.uuid(),
        thumbnailId: z.uuid().nullable().default(null),
        note: z.string().max(2000).default(''),
      }),
    )
    .output(changeResultSchema),
  /** The photo leaves the record; its file stays for as long as an undo may want it. */
  remove: oc.input(uuidRef).output(changeResultSchema),
  /** A piece of the file, base64; the whole of a thumbnail. */
  read: oc
    .input(uuidRef.extend({ thumbnail: z.boolean(), offsetBytes: z.int().min(0).default(0) }))
    .output(z.object({ mediaType: z.string(), sizeBytes: z.int(), bytes: z.base64() })),
};
