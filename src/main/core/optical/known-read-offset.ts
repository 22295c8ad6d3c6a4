/** The read offset of a drive by what is known of it, and of its model. */
import type { DriveIdentity } from '../../../shared/model/drive.ts';
import type { DriveProfile, KnownReadOffset, ModelReadOffset } from '../../../shared/model/drive-profile.ts';

/** Lists and drives differ in case and in the blanks that fill the fields of INQUIRY. */
export function sameModelName(a: string, b: string): boolean {
  const plain = (name: string) => name.trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(a) === plain(b);
}

/** All that is known, from the profiles of drives and the lists of models. */
export function knownReadOffsets(
  profiles: readonly DriveProfile[],
  models: readonly ModelReadOffset[],
): KnownReadOffset[] {
  return [
    ...profiles.flatMap(({ identity: { vendor, product, serial }, readOffset }) =>
      readOffset === null ? [] : [{ vendor, product, serial, samples: readOffset, origin: 'drive' as const }],
    ),
    ...models.map((model) => ({ ...model, serial: '', origin: 'model' as const })),
  ];
}

/**
 * What a dump was begun with on this drive stands: two offsets in one image would shift its parts against each other. Then
 * comes what was given for the drive itself, then what a list says of its model.
 */
export function readOffsetOf(
  known: readonly KnownReadOffset[],
  { vendor, product, serial }: Pick<DriveIdentity, 'vendor' | 'product' | 'serial'>,
): KnownReadOffset | null {
  const ofModel = known.filter(
    (entry) => sameModelName(entry.vendor, vendor) && sameModelName(entry.product, product),
  );
  const ofDrive = (origin: KnownReadOffset['origin']) =>
    ofModel.find((entry) => entry.origin === origin && entry.serial === serial);
  return ofDrive('dump') ?? ofDrive('drive') ?? ofModel.find((entry) => entry.origin === 'model') ?? null;
}
