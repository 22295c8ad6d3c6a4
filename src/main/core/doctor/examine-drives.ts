import type { DoctorLine } from '../../../shared/model/doctor.ts';
import type { Drive } from '../../../shared/model/drive.ts';
import type { DriveProfile } from '../../../shared/model/drive-profile.ts';
import { profileOf } from '../optical/profile-of.ts';
import type { DriveFacts, FloppyRuleFacts, NodeAccess, StationFacts } from './station-facts.ts';

type DriveQuestions = Pick<StationFacts, 'drives' | 'floppyRule' | 'loadGenericDriver'>;

export function examineDrives(
  { drives, floppyRule, loadGenericDriver }: DriveQuestions,
  profiles: readonly DriveProfile[],
): DoctorLine[] {
  const carriers = drives.filter(({ drive }) => readsCarriers(drive));
  const lines = carriers.flatMap((facts) => driveLines(facts, profiles, loadGenericDriver));
  if (carriers.length === 0) lines.push(noDrive);
  if (floppyRule !== null) lines.push(floppyRuleLine(floppyRule, carriers));
  return lines;
}

const noDrive: DoctorLine = {
  area: 'drives',
  what: 'Drives',
  state: 'attention',
  found: 'none is found',
  mend: 'Plug one in and look again; without one, practise with: spindle demo',
};

/** What carriers are put into. Fixed disks and images mounted as disks belong to the machine. */
function readsCarriers({ kind, removable, systemDisk }: Drive): boolean {
  return systemDisk === null && (kind === 'optical' || kind === 'floppy' || (kind === 'disk' && removable));
}

function driveLines(
  { drive, access }: DriveFacts,
  profiles: readonly DriveProfile[],
  loadGenericDriver: string | null,
): DoctorLine[] {
  const what = `${drive.address} (${drive.kind}, ${drive.label})`;
  const lines = [accessLine(what, access)];
  if (drive.kind !== 'optical') return lines;
  if (access !== null && loadGenericDriver !== null) {
    lines.push(genericLine(drive.address, access, loadGenericDriver));
  }
  lines.push(profileLine(drive, profiles));
  return lines;
}

function accessLine(what: string, access: NodeAccess | null): DoctorLine {
  if (access === null) {
    return {
      area: 'drives',
      what,
      state: 'ok',
      found: 'listed; whether it may be read shows when it is opened',
      mend: null,
    };
  }
  return access.readable
    ? { area: 'drives', what, state: 'ok', found: 'may be read', mend: null }
    : { area: 'drives', what, state: 'missing', found: 'may not be read by this user', mend: access.advice };
}

/** Most drives give C2 and subchannel to the block device too; vendor commands, and time limits below 7 s, need it. */
function genericLine(address: string, { generic }: NodeAccess, loadDriver: string): DoctorLine {
  const what = `Generic node of ${address}`;
  if (generic === null) {
    return {
      area: 'drives',
      what,
      state: 'attention',
      found: 'there is none (module sg): a drive that hangs is noticed late, and vendor commands are refused',
      mend: loadDriver,
    };
  }
  return generic.writable
    ? { area: 'drives', what, state: 'ok', found: `${generic.path} takes every command`, mend: null }
    : {
        area: 'drives',
        what,
        state: 'attention',
        found: `${generic.path} may not be used by this user: vendor commands are refused`,
        mend: generic.advice,
      };
}

function profileLine(drive: Drive, profiles: readonly DriveProfile[]): DoctorLine {
  const profile = profileOf(drive, profiles);
  return {
    area: 'drives',
    what: `What is known of ${drive.address}`,
    state: 'ok',
    found: profile ? profileWords(profile) : 'nothing yet; the first CD it reads shows what it can do',
    mend: null,
  };
}

function profileWords({ readForm, readOffset, dropsCache, overread }: DriveProfile): string {
  const parts = [
    readForm
      ? `C2 pointers ${readForm.c2 === 'none' ? 'none' : `${readForm.c2} bytes`}, subchannel ${readForm.subchannel}`
      : 'no CD tried yet',
    readOffset === null
      ? 'read offset unknown (give it once with --read-offset)'
      : `read offset ${readOffset > 0 ? '+' : ''}${readOffset} samples`,
    dropsCache === null ? '' : dropsCache ? 'forgets on command' : 'does not forget on command',
    overread.leadOut === true ? 'reads into the lead-out' : '',
    overread.leadIn === true ? 'reads into the lead-in' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function floppyRuleLine({ installedAt, source }: FloppyRuleFacts, drives: readonly DriveFacts[]): DoctorLine {
  const what = 'udev rule for floppy drives';
  if (installedAt !== null) return { area: 'drives', what, state: 'ok', found: installedAt, mend: null };
  const floppies = drives.filter(({ drive }) => drive.kind === 'floppy');
  if (floppies.length === 0) {
    return {
      area: 'drives',
      what,
      state: 'ok',
      found: 'not installed; there is no floppy drive',
      mend: null,
    };
  }
  if (floppies.every(({ access }) => access?.readable)) {
    return {
      area: 'drives',
      what,
      state: 'ok',
      found: 'not installed and not needed: this user may read the drives',
      mend: null,
    };
  }
  return {
    area: 'drives',
    what,
    state: 'missing',
    found: 'not installed',
    mend: `sudo cp ${source ?? '70-spindle-floppy.rules'} /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=block`,
  };
}
