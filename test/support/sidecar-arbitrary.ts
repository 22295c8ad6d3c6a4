/** Sidecars as any session of work could have left them: valid by the schema, and not contradicting themselves. */
import fc from 'fast-check';
import { outcomeOf } from '../../src/shared/model/outcome.ts';
import { fileRoles, type Hashes, nameProblem } from '../../src/shared/model/output.ts';
import { compactRuns, countStates, type SectorRuns } from '../../src/shared/model/sector-runs.ts';
import { sectorStates } from '../../src/shared/model/sector-state.ts';
import { type Sidecar, sidecarSchema, sidecarVersion } from '../../src/shared/model/sidecar.ts';

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));

const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', 'WORKBENCH', 'Große Häfen', 'A "quoted" label', 'nul\u0000inside'),
);

/** Names a dump may have. */
export const nameArbitrary = fc
  .oneof(fc.constantFrom('disk-0001', 'Letters 1991', 'Übung'), fc.string({ minLength: 1, maxLength: 24 }))
  .filter((name) => nameProblem(name) === null);

/** With `Z` or any offset of a whole minute below a day. */
export const timestampArbitrary = fc
  .tuple(
    fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2035, 0, 1) }),
    fc.option(fc.integer({ min: -14 * 60, max: 14 * 60 })),
  )
  .map(([utcMs, offset]) => {
    if (offset === null) return new Date(utcMs).toISOString();
    const local = new Date(utcMs + offset * 60_000).toISOString().slice(0, -1);
    const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');
    return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
  });

const statesArbitrary: fc.Arbitrary<SectorRuns> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.constantFrom(...sectorStates)), { maxLength: 12 })
  .map((runs) => compactRuns(runs));

const driveArbitrary = fc.record({
  vendor: fc.constantFrom('', 'TEAC', 'SONY', 'Mitsumi'),
  product: fc.constantFrom('', 'FD-05PUB', 'MPF920'),
  revision: fc.constantFrom('', '1.00', '3000'),
  serial: fc.oneof(fc.constant(''), hex(6)),
  bus: fc.constantFrom('', 'usb', 'platform'),
});

const hashesArbitrary = fc.record({ crc32: hex(8), md5: hex(32), sha1: hex(40), sha256: hex(64) });

const fileArbitrary = fc.record({
  path: nameArbitrary.map((name) => `${name}.img`).filter((name) => nameProblem(name) === null),
  role: fc.constantFrom(...fileRoles),
  sizeBytes: fc.nat(3_000_000),
  crc32: hex(8),
  md5: hex(32),
  sha1: hex(40),
  sha256: hex(64),
});

const eventArbitrary = fc.record({
  uuid: fc.uuid(),
  type: fc.constantFrom('ima', 'mes', 'fix', 'val'),
  at: timestampArbitrary,
  outcome: fc.constantFrom('success' as const, 'warning' as const, 'fail' as const),
  detail: text,
});

const hypothesisArbitrary = fc.record({
  name: fc.constantFrom('1.44M', '720K', 'Amiga DD', 'DMF 1.68M'),
  cylinders: fc.constant(80),
  heads: fc.constant(2),
  sectorsPerTrack: fc.integer({ min: 8, max: 36 }),
  bytesPerSector: fc.constant(512),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
  evidence: fc.array(fc.record({ what: text, offsetBytes: fc.nat() }, { requiredKeys: ['what'] }), {
    maxLength: 2,
  }),
  against: fc.array(text, { maxLength: 1 }),
});

const filesystemArbitrary = fc.record({
  type: fc.constantFrom('FAT12', 'Amiga OFS', 'ISO 9660'),
  label: text,
  startLba: fc.nat(2000),
  evidence: fc.constant([]),
});

const cdTextArbitrary = fc.record({ title: text, performer: text }, { requiredKeys: [] });

const discRecordArbitrary = fc
  .tuple(
    fc.array(fc.record({ isAudio: fc.boolean(), isrc: fc.option(text) }), { maxLength: 4 }),
    fc.option(text),
    fc.option(
      fc.dictionary(
        fc.constantFrom('english', 'german', 'unknown-5b'),
        fc.record({
          album: cdTextArbitrary,
          tracks: fc.array(
            cdTextArbitrary.map((words) => ({ number: 1, ...words })),
            { maxLength: 2 },
          ),
        }),
      ),
    ),
    fc.option(fc.record({ musicbrainz: fc.option(text), cddb: hex(8), accurateRip: fc.option(text) })),
    hex(40),
  )
  .map(([tracks, mcn, cdText, ids, tocSha1]) => ({
    disc: {
      profile: tracks.length > 0 ? 'CD-ROM' : 'DVD-ROM',
      sessions: [{ number: 1, firstTrack: 1, lastTrack: 4, startLba: 0, leadOutLba: 5000 }],
      tracks: tracks.map(({ isAudio, isrc }, index) => ({
        ...{ number: index + 1, session: 1, mode: isAudio ? 'AUDIO' : 'MODE1' },
        ...{ startLba: index * 1000, lengthSectors: 1000, pregapSectors: null, indices: [], isrc },
        ...{ preEmphasis: false, copyPermitted: false, fourChannel: false },
      })),
      ...{ mcn, cdText, ids },
    },
    ...{ tocSha1, readOffset: 0, tracks: [], subchannel: null },
  }));

const optionsArbitrary = fc.record({
  formats: fc.constantFrom<['img'] | ['img', 'imz']>(['img'], ['img', 'imz']),
  retries: fc.nat(9),
  fillByte: fc.nat(255),
  keepStore: fc.boolean(),
  carrier: fc.constant(null),
});

const c2Arbitrary = fc
  .record({ flagged: fc.nat(90), bytes: fc.nat(2351).map((bytes) => bytes + 1), isKept: fc.boolean() })
  .map(({ flagged, bytes, isKept }) => {
    const worst = flagged > 0 ? { lba: 700, bytes } : null;
    const first = { sectors: flagged, bytes: flagged * bytes, worst };
    const kept = isKept ? first : { sectors: 0, bytes: 0, worst: null };
    const sums = [first.sectors, first.bytes, kept.sectors, kept.bytes];
    return { knownSectors: 1000, first, kept, stretches: [[0, 1000, 1000, ...sums]] };
  });

export interface SidecarChoice {
  readonly carrier?: fc.Arbitrary<string | null>;
}

/** Any sidecar. `carrier` chooses from a few codes unless told otherwise, so that carriers have several attempts. */
export function sidecarArbitrary(choice: SidecarChoice = {}): fc.Arbitrary<Sidecar> {
  return fc
    .record({
      dumpId: fc.uuid(),
      name: nameArbitrary,
      carrier: choice.carrier ?? fc.constantFrom(null, 'A-001', 'A-002', 'Box 7/3'),
      times: fc.tuple(timestampArbitrary, timestampArbitrary),
      address: fc.constantFrom('/dev/fd0', '/dev/sdb', 'sim:practice.json'),
      states: statesArbitrary,
      hashes: hashesArbitrary,
      drives: fc.array(driveArbitrary, { minLength: 1, maxLength: 3 }),
      options: optionsArbitrary,
      hypotheses: fc.array(hypothesisArbitrary, { maxLength: 2 }),
      filesystems: fc.array(filesystemArbitrary, { maxLength: 2 }),
      files: fc.array(fileArbitrary, { maxLength: 3 }),
      events: fc.array(eventArbitrary, { maxLength: 4 }),
      disc: fc.option(discRecordArbitrary, { nil: null }),
      c2: fc.option(c2Arbitrary),
    })
    .map(composeSidecar);
}

/** The rest of what is drawn is checked by the schema in the end. */
interface Drawn {
  readonly times: readonly string[];
  readonly address: string;
  readonly states: SectorRuns;
  readonly hashes: Hashes;
  readonly disc: unknown;
  readonly c2: unknown;
}

function composeSidecar({ times, address, states, hashes, c2, ...drawn }: Drawn): Sidecar {
  const [startedAt, endedAt] = times.toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const shown = countStates(states);
  const pending = shown.untried + shown.skipped + shown.unscraped;
  const mapped = Object.values(shown).reduce((sum, count) => sum + count, 0);
  const total = mapped - shown.generated;
  const read = shown.good + shown.rebuilt + shown['good-after-retry'];
  const counts = {
    total,
    good: shown.good,
    goodAfterRetry: shown['good-after-retry'] + shown.rebuilt,
    bad: total - read - pending,
    pending,
  };
  return sidecarSchema.parse({
    format: 'spindle-sidecar',
    version: sidecarVersion,
    kind: drawn.disc ? 'optical' : 'block',
    tool: { name: 'spindle', version: '0.1.0' },
    ...drawn,
    startedAt,
    endedAt,
    outcome: pending > 0 ? 'partial' : outcomeOf(counts),
    source: { address, medium: mediumOf(mapped) },
    warnings: [],
    counts,
    states,
    extents: mapped === 0 ? [] : [{ lba: 0, lengthSectors: mapped, drive: 0 }],
    image: { sizeBytes: mapped * 512, ...hashes },
    ...(drawn.disc && c2 ? { c2 } : {}),
    passes: [],
  });
}

function mediumOf(totalSectors: number): Sidecar['source']['medium'] {
  return {
    sizeBytes: totalSectors * 512,
    sectorSize: 512,
    totalSectors,
    writeProtected: null,
    removable: true,
    diskSequence: null,
  };
}

const plainImage = {
  sizeBytes: 1_474_560,
  crc32: 'deadbeef',
  md5: '0123456789abcdef0123456789abcdef',
  sha1: '1111111122222222333333334444444455555555',
  sha256: 'aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffff0000000099999999',
};

/** One plain sidecar, changed where a test needs it: 2880 sectors, all read, one file, one event. */
export function plainSidecar(change: Partial<Sidecar> = {}): Sidecar {
  return sidecarSchema.parse({
    format: 'spindle-sidecar',
    version: sidecarVersion,
    dumpId: '0f9a3c5e-1b2d-4e6f-8a90-123456789abc',
    kind: 'block',
    name: 'disk-0001',
    carrier: 'A-001',
    tool: { name: 'spindle', version: '0.1.0' },
    startedAt: '2026-11-20T20:10:00.000+01:00',
    endedAt: '2026-11-20T20:13:05.120+01:00',
    outcome: 'complete',
    source: { address: '/dev/fd0', medium: mediumOf(2880) },
    drives: [{ vendor: 'TEAC', product: 'FD-05PUB', revision: '3000', serial: '', bus: 'usb' }],
    options: { formats: ['img'], retries: 1, fillByte: 0, keepStore: false, carrier: 'A-001' },
    hypotheses: [],
    filesystems: [{ type: 'FAT12', label: 'LETTERS', startLba: 0, evidence: [] }],
    warnings: [],
    counts: { total: 2880, good: 2880, goodAfterRetry: 0, bad: 0, pending: 0 },
    states: [[2880, 'good']],
    extents: [{ lba: 0, lengthSectors: 2880, drive: 0 }],
    image: plainImage,
    passes: [],
    files: [
      {
        path: 'disk-0001.img',
        role: 'image',
        ...plainImage,
      },
    ],
    events: [
      {
        uuid: '5b1f2a3c-4d5e-4f60-8123-456789abcdef',
        type: 'ima',
        at: '2026-11-20T20:13:05.120+01:00',
        outcome: 'success',
        detail: 'Imaged: 2880 of 2880 sectors.',
      },
    ],
    ...change,
  });
}
