/**
 * How a simulated drive behaves: a JSON file whose keys are those of the kernel-level drive of the test rig, so that one
 * file drives both. Keys that only concern discs are accepted for diskettes and have no effect there.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SpindleError } from '../../../shared/errors.ts';
import { systemName } from '../posix-faults.ts';

const range = z
  .tuple([z.int(), z.int()])
  .refine(([from, to]) => from <= to, { error: 'a range [first, last] must not run backwards' });
/** One LBA, an inclusive range, or several ranges. */
const lbas = z.union([z.int(), range, z.array(range).min(1)]);

const senses = ['medium', 'seek', 'crc', 'hardware', 'range', 'mode', 'aborted'] as const;
const byte = z.int().min(0).max(255);

const flag = z.union([z.boolean(), z.literal(0), z.literal(1)]);
const when = { lba: lbas, first: z.int().min(0).optional(), prob: z.number().min(0).max(1).optional() };
const orOnlyLbas = <T extends z.ZodObject>(rule: T) => z.array(z.union([rule, lbas]));

const failRule = z.strictObject({
  ...when,
  sense: z.union([z.enum(senses), z.tuple([byte, byte, byte])]).optional(),
});
const c2Rule = z.strictObject({
  ...when,
  bytes: z.int().min(0).max(2352).optional(),
  silent: flag.optional(),
});
const qRule = z.strictObject(when);
const slowRule = z.strictObject({ ...when, ms: z.number().min(0) });

const ordinal = z.int().min(1);
const milliseconds = z.number().min(0).max(86_400_000);

/** Keys that act on any medium. */
const commonKeys = {
  vendor: z.string(),
  product: z.string(),
  revision: z.string(),
  serial: z.string(),
  fail: orOnlyLbas(failRule),
  slow: z.array(slowRule),
  seed: z.int(),
  speed: z.number().positive(),
  seek_ms: milliseconds,
  cmd_ms: milliseconds,
  yank_at_read: ordinal,
  hang_at_read: ordinal,
  hang_ms: milliseconds,
  reset_at_read: ordinal,
  becoming_ready: z.int().min(0),
  tray_open: flag,
  comment: z.unknown(),
};

/** Keys of block media alone. */
const blockKeys = {
  write_protected: flag,
  sector_size: z.union([
    z.literal(128),
    z.literal(256),
    z.literal(512),
    z.literal(1024),
    z.literal(2048),
    z.literal(4096),
  ]),
};

/** Keys of discs alone. */
const discKeys = {
  read_offset: z.int(),
  overread_leadin: flag,
  overread_leadout: flag,
  c2_errors: orOnlyLbas(c2Rule),
  q_errors: orOnlyLbas(qRule),
  cache_sectors: z.int().min(0),
  c2: flag,
  subchannel: flag,
  rw: flag,
  cdtext_read: flag,
  plextor_d8: flag,
  c2_block_first: flag,
  check_edc: flag,
  session_gap_05_21: flag,
  q_pregap_to_1: flag,
  max_speed: z.number().positive(),
  xa: flag,
  media: z.enum(['cd', 'dvd']),
  sub: z.string(),
};

const behaviourSchema = z.strictObject({ ...commonKeys, ...blockKeys, ...discKeys }).partial();

export type Behaviour = z.infer<typeof behaviourSchema>;
export type LbaSet = z.infer<typeof lbas>;
export type Sense = NonNullable<z.infer<typeof failRule>['sense']>;

export const behaviourKeys: readonly string[] = Object.keys(behaviourSchema.shape);

/** @throws SpindleError bad-behaviour, naming the key and what was expected of it */
export function parseBehaviour(value: unknown, origin: string): Behaviour {
  const parsed = behaviourSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys' && at === '') {
    const key = issue.keys[0]!;
    throw new SpindleError(
      'bad-behaviour',
      `${origin} has the key "${key}", which no simulated drive knows. Known keys: ${behaviourKeys.join(', ')}.`,
      { origin, key, known: behaviourKeys },
    );
  }
  throw new SpindleError('bad-behaviour', `${origin} is wrong at ${at || 'its top'}: ${issueWords(issue)}.`, {
    origin,
    key: at,
  });
}

/** @throws SpindleError bad-behaviour */
export function readBehaviour(path: string): Behaviour {
  return parseBehaviour(parseJson(readText(path), path), `The behaviour file ${path}`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SpindleError(
      'bad-behaviour',
      `The behaviour file ${path} cannot be read (${systemName(error)}).`,
      { path, system: systemName(error) },
    );
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SpindleError('bad-behaviour', `The behaviour file ${path} is no JSON: ${why}.`, { path });
  }
}

/** Of a choice nothing matched, the innermost complaint of the most telling alternative. */
function issueWords(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const inner =
    issue.errors.flat().find((other) => other.code === 'unrecognized_keys') ?? issue.errors[0]?.[0];
  return inner ? issueWords(inner as z.core.$ZodIssue) : issue.message;
}
