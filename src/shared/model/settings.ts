import { z } from 'zod';
import { defaultJobOptions, jobOptionsSchema } from './job.ts';

/** What a person who looks elsewhere may be told of, in the order in which settings offer it. */
export const newsKinds = [
  /** A job has ended, and every sector was read. */
  'complete',
  /** A job has ended, and sectors are missing or in doubt. */
  'errors',
  /** A conversion, a writing, a hand-over or a fixity run has ended, and nothing is wrong. */
  'work',
  /** A job or a batch cannot go on by itself; other work failed, or found what is wrong. */
  'stopped',
  /** A rescue gets nowhere any more, or a stack has shifted: somebody has to say what to do. */
  'decision',
  /** A drive of a batch waits for hands. */
  'next',
] as const;
const newsKindSchema = z.enum(newsKinds);
export type NewsKind = z.infer<typeof newsKindSchema>;

/** Where nobody comes, nothing goes on. */
export const newsThatWants: readonly NewsKind[] = ['stopped', 'decision', 'next'];

const tellingSchema = z.object({
  /** By the system's notifications, and by asking for attention in the task bar. */
  notify: z.array(newsKindSchema),
  sound: z.array(newsKindSchema),
  /** In percent. */
  volume: z.int().min(0).max(100),
});
const defaultTelling: z.infer<typeof tellingSchema> = { notify: [...newsThatWants], sound: [], volume: 60 };

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
  telling: tellingSchema.default(defaultTelling),
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
  telling: defaultTelling,
  defaults: { ...defaults, formats: ['img'] },
  nameTemplate: '{code}',
  practiceDrives: [],
};
