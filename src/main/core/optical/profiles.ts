/** MMC profiles: what kind of medium a drive says it holds (MMC-6, table "Profiles"). */
const names: Readonly<Record<number, string>> = {
  8: 'CD-ROM',
  9: 'CD-R',
  10: 'CD-RW',
  16: 'DVD-ROM',
  17: 'DVD-R',
  18: 'DVD-RAM',
  19: 'DVD-RW',
  20: 'DVD-RW',
  21: 'DVD-R DL',
  22: 'DVD-R DL',
  23: 'DVD-RW DL',
  26: 'DVD+RW',
  27: 'DVD+R',
  42: 'DVD+RW DL',
  43: 'DVD+R DL',
  64: 'BD-ROM',
  65: 'BD-R',
  66: 'BD-R',
  67: 'BD-RE',
  80: 'HD DVD-ROM',
  81: 'HD DVD-R',
  82: 'HD DVD-RAM',
  83: 'HD DVD-RW',
  88: 'HD DVD-R DL',
  90: 'HD DVD-RW DL',
};

/** Drives without GET CONFIGURATION know CDs only. */
export function profileName(profile: number): string {
  return names[profile] ?? (profile === 0 ? 'CD' : `profile ${profile.toString(16)}h`);
}

export type DiscFamily = 'cd' | 'dvd' | 'bd';

export function discFamily(profile: number): DiscFamily {
  if (profile < 0x10) return 'cd';
  return profile >= 0x40 && profile < 0x50 ? 'bd' : 'dvd';
}
