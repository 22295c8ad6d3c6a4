/** What a dump says of its carrier by itself: shown until a person says better. */
import type { CarrierKind } from '../../../shared/model/vocabulary.ts';

export interface DumpTraits {
  /** MMC profile in words; null for media of blocks. */
  readonly profile: string | null;
  readonly audioTracks: number;
  readonly dataTracks: number;
  /** Of the first explanation of the geometry. */
  readonly formatName: string | null;
  readonly sizeBytes: number;
  readonly discTitle: string | null;
  /** Of its file systems, in order. */
  readonly volumeLabels: readonly string[];
}

export interface AutoFacts {
  readonly kind: CarrierKind | null;
  readonly title: string | null;
}

export function autoFacts(traits: DumpTraits): AutoFacts {
  const label = traits.volumeLabels.map((text) => text.trim()).find((text) => text !== '');
  return { kind: kindOf(traits), title: traits.discTitle?.trim() || (label ?? null) };
}

const kindByProfile: Readonly<Record<string, CarrierKind>> = {
  'CD-ROM': 'cd-rom',
  'CD-R': 'cd-r',
  'CD-RW': 'cd-rw',
  'DVD-ROM': 'dvd-rom',
  'DVD-R': 'dvd-r',
  'DVD-RAM': 'dvd-ram',
  'DVD-RW': 'dvd-rw',
  'DVD+R': 'dvd+r',
  'DVD+RW': 'dvd+rw',
  'BD-ROM': 'bd-rom',
  'BD-R': 'bd-r',
  'BD-RE': 'bd-re',
  'HD DVD-ROM': 'hd-dvd',
};

/** Only what the medium itself tells: the same sectors may lie on a 3.5" and on a 5.25" disk. */
function kindOf({ profile, audioTracks, dataTracks, formatName }: DumpTraits): CarrierKind | null {
  if (profile !== null) {
    const known = Object.entries(kindByProfile).find(
      ([name]) => profile === name || profile.startsWith(`${name} `),
    );
    if (!known) return null;
    return known[1] === 'cd-rom' && audioTracks > 0 && dataTracks === 0 ? 'cd-da' : known[1];
  }
  return formatName === null ? null : (kindByFormat[formatName] ?? null);
}

/** Formats only one kind of disk has; those that lie on several are left to the person who holds it. */
const kindByFormat: Readonly<Record<string, CarrierKind>> = {
  '1.44M': 'fd-3.5-hd',
  '2.88M': 'fd-3.5-ed',
  '360K': 'fd-5.25-dd',
};
