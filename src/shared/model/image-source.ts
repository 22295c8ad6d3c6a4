/** An image work is done with: that of a dump in the catalogue, or one that was opened (`images.open...`). Never a path. */
import { z } from 'zod';

export const imageSourceSchema = z.union([
  z.strictObject({ dumpId: z.string() }),
  z.strictObject({ imageId: z.uuid() }),
]);
export type ImageSource = z.infer<typeof imageSourceSchema>;
