import { z } from 'zod';
import { defaultJobOptions, jobOptionsSchema } from './job.ts';

/** More are no bench any more. */
export const mostPracticeDrives = 16;

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** `system`: as the system asks for. */
  contrast: z.enum(['system', 'normal', 'more']).default('system'),
  /** Of the screens; `system`: the browser's, if it is one of ours. */
  language: z.enum(['system', 'en', 'de']).default('system'),
  /** Whether single letters are shortcuts; off for whoever speaks or presses keys unawares (WCAG 2.1.4). */
  letterKeys: z.boolean().default(true),
  /** How maps of sectors are drawn: in rows, or as the medium lies where it is a disc or a floppy. */
  mapLook: z.enum(['rows', 'disc']).default('rows'),
  /** A person has imaged a first disk by the guide, or did without it. */
  firstStepsDone: z.boolean().default(false),
  /** What a start dialog proposes; the carrier is never proposed. */
  defaults: jobOptionsSchema.omit({ carrier: true }),
  /** Naming template of the files of a carrier. */
  nameTemplate: z.string().trim().min(1).max(200).default('{code}'),
  /** `sim:` addresses shown as drives on the bench. */
  practiceDrives: z.array(z.string().max(4096)).max(mostPracticeDrives),
});
export type Settings = z.infer<typeof settingsSchema>;

const { carrier: _, ...defaults } = defaultJobOptions;
export const defaultSettings: Settings = {
  theme: 'system',
  contrast: 'system',
  language: 'system',
  letterKeys: true,
  firstStepsDone: false,
  mapLook: 'rows',
  defaults: { ...defaults, formats: ['img'] },
  nameTemplate: '{code}',
  practiceDrives: [],
};
