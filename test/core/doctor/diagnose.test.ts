/** The doctor's judgement over facts: what is right is left alone, what is not says how to mend it. */
import { describe, expect, test } from 'vitest';
import { diagnose, type Examined } from '../../../src/main/core/doctor/diagnose.ts';
import { closingWords, reportText } from '../../../src/main/core/doctor/report-text.ts';
import type { DriveFacts, StationFacts } from '../../../src/main/core/doctor/station-facts.ts';
import { doctorReportSchema } from '../../../src/shared/model/doctor.ts';
import { doctorDrive, soundStation } from '../../support/fake-doctor.ts';

const upkeep = { folders: [], backups: [], lastGoodChecks: { quick: null, full: null } };

const sound: Examined = {
  station: soundStation,
  outputFolders: [{ path: '/home/archivist/Spindle', freeBytes: 500e9, writable: true }],
  catalogueFolder: { path: '/home/archivist/.local/share/spindle', freeBytes: 500e9, writable: true },
  catalogue: { kind: 'checked', path: '/home/archivist/c.db', findings: [], events: 12, dumps: 3, upkeep },
  profiles: [],
};

const withStation = (part: Partial<StationFacts>): Examined => ({
  ...sound,
  station: { ...soundStation, ...part },
});

function wanting(examined: Examined) {
  return diagnose(examined).lines.filter(({ state }) => state !== 'ok');
}

const floppy: DriveFacts = {
  drive: doctorDrive({ id: 'fd0', kind: 'floppy', address: '/dev/fd0', label: 'floppy drive' }),
  access: { readable: false, advice: 'Join the group "disk".', generic: null },
};

describe('a station that has everything', () => {
  const report = diagnose(sound);

  test('is ok in every line, and says so', () => {
    expect(report.state).toBe('ok');
    expect(report.lines.filter(({ state, mend }) => state !== 'ok' || mend !== null)).toEqual([]);
    expect(closingWords(report)).toBe('Everything a station needs is here.');
  });

  test('is what the contract promises', () => {
    expect(doctorReportSchema.parse(report)).toEqual(report);
  });
});

test('every line that is not ok says how to mend it', () => {
  const worst: Examined = {
    ...sound,
    station: {
      ...soundStation,
      program: {
        ...soundStation.program,
        nodeVersion: '22.1.0',
        systemCalls: { loads: false, why: 'Cannot find module koffi' },
        database: { loads: false, why: 'invalid ELF header' },
      },
      drives: [floppy],
    },
    outputFolders: [{ path: '/mnt', freeBytes: null, writable: false }],
    catalogueFolder: { path: '/mnt', freeBytes: null, writable: true },
    catalogue: { kind: 'refused', message: 'The catalogue is damaged.' },
  };
  const lines = wanting(worst);
  expect(lines.length).toBeGreaterThanOrEqual(8);
  for (const line of lines) expect(line.mend, line.what).toMatch(/\w{3}/);
});

describe('drives', () => {
  test('none at all wants attention and names practice', () => {
    expect(wanting(withStation({ drives: [] }))).toMatchObject([
      { what: 'Drives', state: 'attention', mend: expect.stringContaining('spindle demo') },
    ]);
  });

  test('one that may not be read is missing, with the group or rule that opens it', () => {
    expect(wanting(withStation({ drives: [floppy] }))).toMatchObject([
      { what: expect.stringContaining('/dev/fd0'), state: 'missing', mend: 'Join the group "disk".' },
      {
        what: 'udev rule for floppy drives',
        state: 'missing',
        mend: expect.stringContaining(
          'sudo cp /opt/spindle/assets/linux/70-spindle-floppy.rules /etc/udev/rules.d/',
        ),
      },
    ]);
  });

  test('the rule is not asked for where the drive may be read without it', () => {
    const readable = { ...floppy, access: { ...floppy.access!, readable: true } };
    expect(wanting(withStation({ drives: [readable] }))).toEqual([]);
  });

  test('a disc drive without its generic node: the module sg', () => {
    const [drive] = soundStation.drives;
    const access = { ...drive!.access!, generic: null };
    expect(wanting(withStation({ drives: [{ ...drive!, access }] }))).toMatchObject([
      { what: 'Generic node of /dev/sr0', state: 'attention', mend: 'sudo modprobe sg' },
    ]);
  });

  test('the disk of the system, fixed disks and loops are no business of the doctor', () => {
    const others = [
      doctorDrive({ kind: 'disk', removable: false }),
      doctorDrive({ kind: 'disk', systemDisk: 'holds /' }),
      doctorDrive({ kind: 'loop', removable: false }),
    ].map((drive) => ({ drive, access: floppy.access }));
    expect(wanting(withStation({ drives: [...soundStation.drives, ...others] }))).toEqual([]);
  });

  test('what was found out about a drive is told', () => {
    const { identity } = doctorDrive({});
    const { lines } = diagnose({
      ...sound,
      profiles: [
        {
          identity: { ...identity, serial: 'X1' },
          readForm: { c2: 294, subchannel: 'raw-pw', order: 'c2-first' },
          tried: [],
          dropsCache: true,
          overread: { leadIn: null, leadOut: true },
          maxTransferBytes: 65536,
          readOffset: 30,
        },
      ],
    });
    expect(lines.find(({ what }) => what === 'What is known of /dev/sr0')?.found).toBe(
      'C2 pointers 294 bytes, subchannel raw-pw, read offset +30 samples, forgets on command, reads into the lead-out',
    );
  });
});

describe('disk space', () => {
  test.each([
    [500e9, undefined],
    [12e9, 'attention'],
    [0.5e9, 'missing'],
  ])('%d bytes free for results', (freeBytes, state) => {
    const lines = wanting({ ...sound, outputFolders: [{ path: '/d', freeBytes, writable: true }] });
    expect(lines[0]?.state).toBe(state);
  });
});

describe('the catalogue', () => {
  test('not made yet is no lack', () => {
    expect(wanting({ ...sound, catalogue: { kind: 'not-made', path: '/c.db' } })).toEqual([]);
  });

  test('findings are told, a few of many', () => {
    const findings = Array.from({ length: 40 }, (_, index) => `Finding ${index}.`);
    const [line] = wanting({
      ...sound,
      catalogue: { kind: 'checked', path: '/c.db', findings, events: 1, dumps: 1, upkeep },
    });
    expect(line).toMatchObject({ state: 'attention', found: expect.stringContaining('And 35 more.') });
  });
});

describe('a report that is sent', () => {
  test('names no home folder, and no other that begins alike', () => {
    const text = reportText(
      diagnose({
        ...sound,
        outputFolders: [
          { path: '/home/archivist/Spindle', freeBytes: 1e12, writable: true },
          { path: '/home/archivist2/Spindle', freeBytes: 1e12, writable: true },
        ],
      }),
    ).join('\n');
    expect(text).toContain('~/Spindle');
    expect(text).not.toContain('/home/archivist/');
    expect(text).toContain('/home/archivist2/Spindle');
  });

  test('tells no serial numbers', () => {
    const drive = doctorDrive({ identity: { ...doctorDrive({}).identity, serial: 'SN-4711' } });
    const report = diagnose(withStation({ drives: [{ drive, access: null }] }));
    expect(JSON.stringify(report)).not.toContain('SN-4711');
  });

  test('holds no control characters a device may have named itself with', () => {
    const drive = doctorDrive({ label: 'evil\u001b[2Jdrive\n' });
    const text = reportText(diagnose(withStation({ drives: [{ drive, access: null }] }))).join('');
    expect(text).not.toMatch(/\p{Cc}/u);
  });
});
