/** Where results go: a root a person granted, and one safe name below it. */
import { z } from 'zod';

/** Containers for media of blocks: diskettes, sticks, disks. */
export const blockFormats = ['img', 'ima', 'imz'] as const;
export type BlockFormat = (typeof blockFormats)[number];
/** Containers for discs; DVD and BD go into `iso` only. */
export const discFormats = ['bincue', 'bincue-single', 'ccd', 'iso', 'wav'] as const;
export const outputFormats = [...blockFormats, ...discFormats] as const;
export const outputFormatSchema = z.enum(outputFormats);
export type OutputFormat = z.infer<typeof outputFormatSchema>;

export const maxNameBytes = 180;
const reservedOnWindows = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

export const forbiddenSigns = '/ \\ < > : " | ? *';

const nameFaults = {
  nameEmpty: 'the name is empty',
  nameLong: `the name is longer than ${maxNameBytes} bytes`,
  nameControl: 'the name has control characters',
  nameSign: `the name has one of the characters ${forbiddenSigns}`,
  nameSpace: 'the name starts or ends with a space',
  nameDot: 'the name starts or ends with a dot',
  nameReserved: 'the name is reserved on Windows',
} as const;
export type NameFault = keyof typeof nameFaults;

/** What is wrong with a name for a file on any system; null when nothing is. */
export function nameFault(name: string): NameFault | null {
  if (name.length === 0) return 'nameEmpty';
  if (new TextEncoder().encode(name).length > maxNameBytes) return 'nameLong';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'nameControl';
  if (/[/\\<>:"|?*]/.test(name)) return 'nameSign';
  if (/^\s|\s$/.test(name)) return 'nameSpace';
  if (name.startsWith('.') || name.endsWith('.')) return 'nameDot';
  return reservedOnWindows.test(name) ? 'nameReserved' : null;
}

/**
 * Says why `name` cannot be a file name on every system we write to, or null when it can. Names leave room for the
 * suffixes of a dump (200 bytes in all), have no separators, control or reserved characters, and do not hide.
 */
export function nameProblem(name: string): string | null {
  const fault = nameFault(name);
  return fault && nameFaults[fault];
}

export const outputNameSchema = z
  .string()
  .max(255)
  .check((context) => {
    const problem = nameProblem(context.value);
    if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value });
  });

/** A name made from anything a person or a device says: safe, readable, never empty. */
export function safeName(text: string): string {
  const cleaned = text
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is replaced
    .replace(/[\u0000-\u001f\u007f/\\<>:"|?*]+/g, '_')
    // They change the order of a line, and nobody sees them.
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const short = [...cleaned].slice(0, 60).join('').trim();
  return nameProblem(short) === null ? short : `disk ${short}`.trim();
}

export const outputRootSchema = z.object({
  id: z.string(),
  label: z.string(),
  path: z.string(),
  freeBytes: z.number().nullable(),
});
export type OutputRoot = z.infer<typeof outputRootSchema>;

export const hashesSchema = z.object({
  crc32: z.string().regex(/^[0-9a-f]{8}$/),
  md5: z.string().regex(/^[0-9a-f]{32}$/),
  sha1: z.string().regex(/^[0-9a-f]{40}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Hashes = z.infer<typeof hashesSchema>;

export const fileRoles = ['image', 'sheet', 'track', 'subchannel', 'map', 'log', 'sidecar'] as const;

/** A finished file beside its sidecar; `path` is a bare file name there and absolute in results. */
export const outputFileSchema = z.object({
  path: z.string(),
  role: z.enum(fileRoles),
  sizeBytes: z.int().nonnegative(),
  ...hashesSchema.shape,
});
export type OutputFile = z.infer<typeof outputFileSchema>;
