/** GET CONFIGURATION: profile of the medium and features of the drive (MMC-6, 5 and 6.6). */
import { u8, u16be, u32be } from '../byte-fields.ts';
import { asciiField } from './ascii-field.ts';

export interface Feature {
  readonly code: number;
  readonly version: number;
  readonly isPersistent: boolean;
  /** Applies to the medium that is in the drive now. */
  readonly isCurrent: boolean;
  readonly data: Uint8Array;
}

export interface Configuration {
  /** 0 without a medium. */
  readonly profile: number;
  readonly features: readonly Feature[];
  readonly warnings: readonly string[];
}

export const features = {
  cdRead: 0x1e,
  dvdRead: 0x1f,
  bdRead: 0x40,
  css: 0x106,
  realTimeStreaming: 0x107,
  serialNumber: 0x108,
  aacs: 0x10d,
} as const;

const headerBytes = 8;
const descriptorBytes = 4;

/** @returns null for an answer without its header */
export function parseConfiguration(answer: Uint8Array): Configuration | null {
  if (answer.length < headerBytes) return null;
  const end = Math.min(answer.length, 4 + u32be(answer, 0));
  const found: Feature[] = [];
  const warnings: string[] = [];
  for (let at = headerBytes; at + descriptorBytes <= end; ) {
    const code = u16be(answer, at);
    const flags = u8(answer, at + 2);
    const dataEnd = at + descriptorBytes + u8(answer, at + 3);
    if (dataEnd > end) {
      warnings.push(`Feature ${code.toString(16)}h is cut short; it and what follows was left out.`);
      break;
    }
    found.push({
      code,
      version: (flags >> 2) & 0x0f,
      isPersistent: (flags & 0x02) !== 0,
      isCurrent: (flags & 0x01) !== 0,
      data: answer.slice(at + descriptorBytes, dataEnd),
    });
    at = dataEnd;
  }
  return { profile: u16be(answer, 6), features: found, warnings };
}

export function featureOf(configuration: Configuration, code: number): Feature | null {
  return configuration.features.find((feature) => feature.code === code) ?? null;
}

export interface CdReadFeature {
  readonly isCurrent: boolean;
  readonly hasCdText: boolean;
  readonly hasC2: boolean;
  /** DAP: the drive can leave bad audio as it is. */
  readonly hasDap: boolean;
}

/** What the drive claims; only reading proves it. */
export function cdReadFeatureOf(configuration: Configuration): CdReadFeature | null {
  const feature = featureOf(configuration, features.cdRead);
  if (feature === null) return null;
  const flags = feature.data[0] ?? 0;
  return {
    isCurrent: feature.isCurrent,
    hasCdText: (flags & 0x01) !== 0,
    hasC2: (flags & 0x02) !== 0,
    hasDap: (flags & 0x80) !== 0,
  };
}

/** Empty where the drive has none to tell. */
export function serialNumberOf(configuration: Configuration): string {
  const data = featureOf(configuration, features.serialNumber)?.data ?? new Uint8Array(0);
  return asciiField(data, 0, data.length);
}

const profiles: ReadonlyMap<number, string> = new Map([
  [0x08, 'CD-ROM'],
  [0x09, 'CD-R'],
  [0x0a, 'CD-RW'],
  [0x10, 'DVD-ROM'],
  [0x11, 'DVD-R'],
  [0x12, 'DVD-RAM'],
  [0x13, 'DVD-RW restricted overwrite'],
  [0x14, 'DVD-RW sequential'],
  [0x15, 'DVD-R DL'],
  [0x16, 'DVD-R DL layer jump'],
  [0x17, 'DVD-RW DL'],
  [0x1a, 'DVD+RW'],
  [0x1b, 'DVD+R'],
  [0x20, 'DDCD-ROM'],
  [0x21, 'DDCD-R'],
  [0x22, 'DDCD-RW'],
  [0x2a, 'DVD+RW DL'],
  [0x2b, 'DVD+R DL'],
  [0x40, 'BD-ROM'],
  [0x41, 'BD-R sequential'],
  [0x42, 'BD-R random'],
  [0x43, 'BD-RE'],
  [0x50, 'HD DVD-ROM'],
  [0x51, 'HD DVD-R'],
  [0x52, 'HD DVD-RAM'],
  [0x53, 'HD DVD-RW'],
  [0x58, 'HD DVD-R DL'],
  [0x5a, 'HD DVD-RW DL'],
]);

/** As people name media. @returns null for no medium and for numbers MMC does not know */
export function profileName(profile: number): string | null {
  return profiles.get(profile) ?? null;
}

export type DiscFamily = 'cd' | 'dvd' | 'bd' | 'hd-dvd';

/** @returns null for no medium and for numbers MMC does not know */
export function discFamilyOf(profile: number): DiscFamily | null {
  if (!profiles.has(profile)) return null;
  if (profile < 0x10 || (profile >= 0x20 && profile <= 0x22)) return 'cd';
  if (profile < 0x40) return 'dvd';
  return profile < 0x50 ? 'bd' : 'hd-dvd';
}
