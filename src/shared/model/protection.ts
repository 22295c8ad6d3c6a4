/** What shows that a disc was protected against copying: found, never guessed, and confirmed by a person. */
import { z } from 'zod';

export const protectionSystems = [
  'safedisc',
  'laserlok',
  'securom',
  'cd-cops',
  'cactus',
  'discguard',
  'css',
  'cprm',
  'aacs',
] as const;
export type ProtectionSystem = (typeof protectionSystems)[number];

/** Proper names, the same in every language. */
export const protectionNames: Readonly<Record<ProtectionSystem, string>> = {
  safedisc: 'SafeDisc',
  laserlok: 'LaserLok',
  securom: 'SecuROM',
  'cd-cops': 'CD-Cops',
  cactus: 'Cactus Data Shield',
  discguard: 'DiscGuard',
  css: 'CSS',
  cprm: 'CPRM',
  aacs: 'AACS',
};

export const protectionSchema = z.object({
  system: z.enum(protectionSystems),
  /** Paths on the disc that this system puts there. */
  files: z.array(z.string()),
  /** The tables of the disc say it themselves. */
  inStructure: z.boolean(),
  /** Where sectors that could not be read may be so on purpose: a hypothesis until a person has confirmed it. */
  suspected: z
    .object({
      lba: z.int().nonnegative(),
      lengthSectors: z.int().positive(),
      unreadSectors: z.int().positive(),
    })
    .nullable(),
});
export type Protection = z.infer<typeof protectionSchema>;
