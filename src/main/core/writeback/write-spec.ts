/** What is to be written where, as it passes from the hub to the process that does it. */
import { z } from 'zod';

export const writeSpecSchema = z.object({
  /** Of an image, a sheet or a sidecar. */
  path: z.string(),
  address: z.string(),
  /** As it was typed; null when nothing was. */
  model: z.string().nullable(),
  retries: z.int().min(0),
  /** Folders whose disks must not be taken for a medium. */
  protectedPaths: z.array(z.string()),
});
export type WriteSpec = z.infer<typeof writeSpecSchema>;

/** By what the catalogue may know an image: the sidecar beside it, or its SHA-256. */
export const imageIdentitySchema = z.object({ dumpId: z.string().nullable(), sha256: z.string().nullable() });
export type ImageIdentity = z.infer<typeof imageIdentitySchema>;
