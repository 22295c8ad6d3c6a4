/** What a medium was made for: a console, a player, a standard of discs. Told beside its filesystems, with evidence. */
import { z } from 'zod';
import { evidenceSchema } from './drive.ts';

export const platformSchema = z.object({
  /** `PlayStation`, `Sega Saturn`, `Video CD 2.0` ... */
  platform: z.string(),
  /** As the medium names itself; empty where it does not. */
  title: z.string(),
  /** Product number, version, date, region ... as they stand there. */
  facts: z.record(z.string(), z.string()),
  startLba: z.number(),
  evidence: z.array(evidenceSchema),
});
export type Platform = z.infer<typeof platformSchema>;
