/** A station as a doctor may find it: a disc drive without its generic node, and not much room. */
import type { DoctorPorts } from '../../src/main/app/doctor.ts';
import type { StationFacts } from '../../src/main/core/doctor/station-facts.ts';
import type { DoctorReport } from '../../src/shared/model/doctor.ts';
import type { Drive } from '../../src/shared/model/drive.ts';

export function doctorDrive(part: Partial<Drive>): Drive {
  return {
    id: 'sr0',
    kind: 'optical',
    address: '/dev/sr0',
    label: 'PLEXTOR DVDR PX-716A',
    identity: { vendor: 'PLEXTOR', product: 'DVDR PX-716A', revision: '1.11', serial: '', bus: 'ata' },
    removable: true,
    writeProtected: null,
    sizeBytes: 0,
    sectorSize: 2048,
    systemDisk: null,
    ...part,
  };
}

export const soundStation: StationFacts = {
  program: {
    version: '0.1.0',
    nodeVersion: '24.21.0',
    electronVersion: null,
    system: 'Linux 6.1.0 x64',
    systemCalls: { loads: true, version: '3.3.4' },
    database: { loads: true, version: '3.53.0' },
  },
  drives: [
    {
      drive: doctorDrive({}),
      access: {
        readable: true,
        advice: 'Join the group "cdrom".',
        generic: { path: '/dev/sg0', writable: true, advice: 'Join the group "cdrom".' },
      },
    },
  ],
  floppyRule: { installedAt: null, source: '/opt/spindle/assets/linux/70-spindle-floppy.rules' },
  loadGenericDriver: 'sudo modprobe sg',
  homeFolder: '/home/archivist',
};

export const fakeDoctor: DoctorPorts = {
  stationFacts: async () => soundStation,
  folderFacts: async (path) => ({ path, freeBytes: 500e9, writable: true }),
  cataloguePath: '/home/archivist/.local/share/spindle/catalogue.db',
};

export const examinedStation: DoctorReport = {
  state: 'missing',
  version: '0.1.0',
  system: 'Linux 6.1.0 x64',
  lines: [
    { area: 'program', what: 'Node', state: 'ok', found: '24.21.0', mend: null },
    {
      area: 'drives',
      what: '/dev/fd0 (floppy, 1.44M 3.5" floppy drive)',
      state: 'missing',
      found: 'may not be read by this user',
      mend: 'Nothing was read; install the udev rule 70-spindle-floppy.rules, or add this user to the group "disk" and log in again.',
    },
    {
      area: 'space',
      what: 'Output folder ~/Spindle',
      state: 'attention',
      found: '12.0 GB free: a few CDs fill it',
      mend: 'Choose a folder on a larger disk with --out, or make room. A job that fills the disk is parked and loses nothing.',
    },
  ],
};
