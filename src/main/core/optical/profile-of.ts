import type { Drive } from '../../../shared/model/drive.ts';
import type { DriveProfile } from '../../../shared/model/drive-profile.ts';
import { sameModelName } from './known-read-offset.ts';

/** What earlier jobs found out about an optical drive. The system may not know the serial number that the drive itself told. */
export function profileOf(drive: Drive, profiles: readonly DriveProfile[]): DriveProfile | undefined {
  const { vendor, product, serial } = drive.identity;
  if (drive.kind !== 'optical') return undefined;
  return profiles.find(
    ({ identity }) =>
      sameModelName(identity.vendor, vendor) &&
      sameModelName(identity.product, product) &&
      (serial === '' || identity.serial === serial),
  );
}
