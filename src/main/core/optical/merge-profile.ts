import type { DriveProfile } from '../../../shared/model/drive-profile.ts';

/** What a job did not come to try stays as an earlier one found it. */
export function mergeProfile(before: DriveProfile | null, now: DriveProfile): DriveProfile {
  if (before === null) return now;
  const wasTried = now.readForm !== null || now.tried.length > 0;
  return {
    ...now,
    readForm: now.readForm ?? before.readForm,
    tried: wasTried ? now.tried : before.tried,
    dropsCache: now.dropsCache ?? before.dropsCache,
    overread: {
      leadIn: now.overread.leadIn ?? before.overread.leadIn,
      leadOut: now.overread.leadOut ?? before.overread.leadOut,
    },
    readOffset: now.readOffset ?? before.readOffset,
  };
}

export function isSameDrive({ identity: a }: DriveProfile, { identity: b }: DriveProfile): boolean {
  return (
    a.vendor === b.vendor && a.product === b.product && a.revision === b.revision && a.serial === b.serial
  );
}
