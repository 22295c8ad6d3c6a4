/** The practice desk: exercises for whoever is new, on carriers that are nobody's. */
import { z } from 'zod';

/** In the order in which they are best done, and of each what is to be seen of it in the catalogue and beside it. */
export const exerciseSteps = {
  image: ['read', 'signedOff'],
  hurt: ['read', 'noted'],
  disc: ['read'],
  parked: ['stopped', 'continued'],
  letter: ['read', 'tagged'],
  decide: ['met', 'blank', 'duplicate'],
  shifted: ['read', 'moved'],
  handOver: ['checked', 'bagged'],
} as const;
export type ExerciseName = keyof typeof exerciseSteps;
export const exerciseNames = Object.keys(exerciseSteps) as [ExerciseName, ...ExerciseName[]];

export const exerciseStateSchema = z.object({
  name: z.enum(exerciseNames),
  /** In the order of {@link exerciseSteps}. */
  done: z.array(z.boolean()),
});
export type ExerciseState = z.infer<typeof exerciseStateSchema>;

/** Of the carriers the exercises speak of. */
export const practiceCodes = {
  collection: 'PRACTICE',
  clean: 'PR-001',
  worn: 'PR-002',
  disc: 'PR-003',
  blank: 'PR-004',
  copy: 'PR-005',
  slow: 'PR-006',
  /** What the list of the stack says; the second disk is not in it. */
  stack: ['PR-011', 'PR-012', 'PR-013', 'PR-014', 'PR-015'],
} as const;

/** A disk on the shelf beside the practice drive: by its code, or by its place in the stack, where codes are not to be trusted. */
export const practiceDiskSchema = z.object({
  id: z.string(),
  code: z.string().nullable(),
  place: z.int().nullable(),
});
export type PracticeDisk = z.infer<typeof practiceDiskSchema>;
