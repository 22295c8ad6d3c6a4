/** What `spindle doctor` says of a station: one line for each thing it needs, and how to mend what is not right. */
import { z } from 'zod';

/** `missing`: some work cannot be done. `attention`: it can, but not as well as it should. */
export const doctorStates = ['ok', 'attention', 'missing'] as const;
export type DoctorState = (typeof doctorStates)[number];

export const doctorAreas = ['program', 'drives', 'space', 'catalogue'] as const;
export type DoctorArea = (typeof doctorAreas)[number];

export const doctorLineSchema = z.object({
  area: z.enum(doctorAreas),
  /** The thing looked at: `Node`, `/dev/sr0`. */
  what: z.string(),
  state: z.enum(doctorStates),
  found: z.string(),
  /** What to do, as a sentence or a command; null where nothing needs to be done. */
  mend: z.string().nullable(),
});
export type DoctorLine = z.infer<typeof doctorLineSchema>;

export const doctorReportSchema = z.object({
  /** The worst of the lines. */
  state: z.enum(doctorStates),
  version: z.string(),
  system: z.string(),
  lines: z.array(doctorLineSchema),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
