/** What the page asks of the window around it, for whoever looks elsewhere. */
import { z } from 'zod';

export const windowNoticeSchema = z.object({
  /** A newer notice takes the place of one with the same tag. */
  tag: z.string().min(1).max(300),
  title: z.string().min(1).max(500),
  body: z.string().min(1).max(2000),
  /** A link of ours: what is shown when the notice is clicked. */
  link: z.string().max(1024),
});
export type WindowNotice = z.infer<typeof windowNoticeSchema>;

export const windowStandingSchema = z.object({
  /** `indeterminate`: something runs, and nobody knows yet how long. */
  mode: z.enum(['none', 'normal', 'indeterminate', 'paused', 'error']),
  /** 0 to 1. */
  share: z.number().min(0).max(1),
  /** A person is wanted who has not looked since. */
  isWanted: z.boolean(),
});
export type WindowStanding = z.infer<typeof windowStandingSchema>;
