import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QCollector } from '../../../src/main/core/optical/q-collector.ts';
import {
  buildIsrcQ,
  buildMcnQ,
  buildPositionQ,
  leadOutTrack,
} from '../../../src/main/core/optical/q-frame.ts';
import { loneBadQ, repairQ } from '../../../src/main/core/optical/q-repair.ts';
import { analyseQ, type TocForQ } from '../../../src/main/core/optical/q-track.ts';
import { seededRandom } from '../../support/seeded-random.ts';

interface Track {
  readonly number: number;
  readonly control: number;
  readonly pregapLba: number;
  readonly startLba: number;
  readonly indices?: readonly { readonly number: number; readonly lba: number }[];
  readonly isrc?: string;
}

interface Disc {
  readonly tracks: readonly Track[];
  readonly leadOutLba: number;
  readonly mcn?: string;
  /** What the last sector of a pause counts down to. */
  readonly pauseEnd?: 0 | 1;
}

const disc: Disc = {
  tracks: [
    { number: 1, control: 0, pregapLba: -150, startLba: 0, isrc: 'GBAYE0000351' },
    { number: 2, control: 2, pregapLba: 1500, startLba: 1575, isrc: 'USRC17607839' },
    {
      number: 3,
      control: 1,
      pregapLba: 3150,
      startLba: 3263,
      indices: [
        { number: 2, lba: 3863 },
        { number: 3, lba: 4000 },
      ],
    },
    { number: 4, control: 0, pregapLba: 4500, startLba: 4500 },
  ],
  leadOutLba: 5200,
  mcn: '4006381333931',
};

const toc: TocForQ = { tracks: disc.tracks, sessions: [{ number: 1, leadOutLba: disc.leadOutLba }] };
const silentToc: TocForQ = {
  ...toc,
  tracks: disc.tracks.map((track) => ({ ...track, control: track.control & ~1 })),
};

function trackAt({ tracks, leadOutLba }: Disc, lba: number): Track | null {
  return lba >= leadOutLba ? null : tracks.findLast(({ pregapLba }) => pregapLba <= lba)!;
}

function positionQ(what: Disc, lba: number): Uint8Array {
  const track = trackAt(what, lba);
  if (!track) {
    const relativeSectors = lba - what.leadOutLba;
    return buildPositionQ({ control: 0, track: leadOutTrack, index: 1, relativeSectors, absoluteLba: lba });
  }
  const { control, number, startLba, indices = [] } = track;
  if (lba < startLba) {
    const relativeSectors = startLba - lba - 1 + (what.pauseEnd ?? 0);
    return buildPositionQ({ control, track: number, index: 0, relativeSectors, absoluteLba: lba });
  }
  const index = indices.findLast((entry) => entry.lba <= lba)?.number ?? 1;
  return buildPositionQ({ control, track: number, index, relativeSectors: lba - startLba, absoluteLba: lba });
}

function qAt(what: Disc, lba: number): Uint8Array {
  const track = trackAt(what, lba);
  const control = track?.control ?? 0;
  if (what.mcn && lba % 100 === 40) return buildMcnQ(control, what.mcn, lba);
  if (track?.isrc && lba % 100 === 80 && lba >= track.startLba) return buildIsrcQ(control, track.isrc, lba);
  return positionQ(what, lba);
}

/** P rises a sector behind the pause, as on pressed discs. */
function pAt(what: Disc, lba: number): boolean {
  const track = trackAt(what, lba - 1);
  return track !== null && lba - 1 < track.startLba;
}

interface Reading {
  readonly from?: number;
  readonly to?: number;
  readonly shiftSectors?: number;
  readonly withP?: boolean;
  /** Changes the Q of an LBA of the disc; null: not read. */
  readonly change?: (q: Uint8Array, lba: number) => Uint8Array | null;
}

function read(what: Disc, { from = 0, to = 5250, shiftSectors = 0, withP = false, change }: Reading = {}) {
  const collector = new QCollector();
  for (let lba = from; lba < to; lba++) {
    const q = change ? change(qAt(what, lba), lba) : qAt(what, lba);
    if (q) collector.note(lba - shiftSectors, q, 0, withP ? pAt(what, lba) : null);
  }
  return collector;
}

function withBits(q: Uint8Array, ...bits: number[]): Uint8Array {
  for (const bit of bits) q[bit >> 3]! ^= 0x80 >> (bit & 7);
  return q;
}

function expectedTracks(what: Disc, firstPregap: number | null) {
  return what.tracks.map(({ number, control, pregapLba, startLba, indices = [], isrc = null }, at) => ({
    number,
    pregapLba: at === 0 ? firstPregap : pregapLba,
    startLba,
    indices,
    control,
    isrc,
  }));
}

describe('Q of a whole disc', () => {
  it('tells pauses, indices, control, MCN and ISRC, and finds nothing against the TOC', () => {
    const analysis = analyseQ(read(disc), toc);
    expect(analysis.tracks).toEqual(expectedTracks(disc, null));
    expect(analysis).toMatchObject({ mcn: disc.mcn, shiftSectors: 0, displaced: 0, warnings: [] });
  });

  it('knows the first pause where it was read', () => {
    expect(analyseQ(read(disc, { from: -150 }), toc).tracks).toEqual(expectedTracks(disc, -150));
  });

  it('finds a hidden track before the first INDEX 01', () => {
    const hidden = { ...disc, tracks: disc.tracks.map((track) => ({ ...track })) };
    hidden.tracks[0] = { ...hidden.tracks[0]!, startLba: 700 };
    const analysis = analyseQ(read(hidden), { ...toc, tracks: hidden.tracks });
    expect(analysis.tracks[0]).toMatchObject({ pregapLba: 0, startLba: 700 });
    expect(analysis.warnings).toEqual([]);
  });

  it('is the same from a master whose pauses count down to one', () => {
    const analysis = analyseQ(read({ ...disc, pauseEnd: 1 }), toc);
    expect(analysis.tracks).toEqual(expectedTracks(disc, null));
    expect(analysis.pauseEnd).toBe(1);
  });

  it('undoes a constant shift of the drive', () => {
    for (const shiftSectors of [-3, 2]) {
      const analysis = analyseQ(read(disc, { shiftSectors }), toc);
      expect(analysis.shiftSectors).toBe(shiftSectors);
      expect(analysis.tracks).toEqual(expectedTracks(disc, null));
      expect(analysis.warnings).toHaveLength(1);
    }
  });

  it('stands a few wrong bits in a third of all Q', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const bit = () => Math.floor(random() * 96);
        const change = (q: Uint8Array) => (random() < 0.33 ? withBits(q, bit(), bit(), bit()) : q);
        expect(analyseQ(read(disc, { change }), toc).tracks).toEqual(expectedTracks(disc, null));
      }),
      { numRuns: 8 },
    );
  });

  it('settles a boundary among broken Q by their likeness', () => {
    const change = (q: Uint8Array, lba: number) =>
      Math.abs(lba - 1500) <= 6 || Math.abs(lba - 4500) <= 6 || Math.abs(lba - 3863) <= 6
        ? withBits(q, 30, 85)
        : q;
    const analysis = analyseQ(read(disc, { change }), toc);
    expect(analysis.tracks).toEqual(expectedTracks(disc, null));
    expect(analysis.warnings).toEqual([]);
  });

  it('settles a boundary hidden under other Q by the rising edge of P', () => {
    const change = (q: Uint8Array, lba: number) =>
      lba >= 1498 && lba <= 1503 ? buildMcnQ(0, disc.mcn!, lba) : q;
    const analysis = analyseQ(read(disc, { change, withP: true }), toc);
    expect(analysis.tracks).toEqual(expectedTracks(disc, null));
    expect(analysis.warnings).toEqual([]);
  });

  it('says where it cannot tell', () => {
    const change = (q: Uint8Array, lba: number) =>
      lba >= 1498 && lba <= 1503 ? buildMcnQ(0, disc.mcn!, lba) : q;
    const { warnings, tracks } = analyseQ(read(disc, { change }), toc);
    expect(warnings).toEqual([
      'INDEX 00 of track 2 begins between LBA 1498 and 1504; Q does not tell where.',
    ]);
    expect(tracks[1]).toMatchObject({ pregapLba: 1504, startLba: 1575 });
  });

  it('claims no pause and no lack of one where nothing was read', () => {
    const change = (q: Uint8Array, lba: number) => (lba >= 1400 && lba < 1700 ? null : q);
    const { tracks } = analyseQ(read(disc, { change }), toc);
    expect(tracks[1]).toMatchObject({ pregapLba: null, startLba: 1575 });
  });

  it('reports pre-emphasis, control, starts and lead-outs the TOC has otherwise', () => {
    const differing: TocForQ = {
      tracks: [
        { number: 1, control: 4, startLba: 0 },
        { number: 2, control: 2, startLba: 1570 },
        { number: 3, control: 0, startLba: 3263 },
      ],
      sessions: [{ number: 1, leadOutLba: 5199 }],
    };
    expect(analyseQ(read(disc), differing).warnings).toEqual([
      'Track 1 has control 4 by the TOC, but 0 by Q.',
      'Track 2 starts at LBA 1570 by the TOC, at 1575 by Q.',
      'Track 3 has pre-emphasis by Q, but not by the TOC.',
      'Q names track 4, which is not in the TOC.',
      "A lead-out begins at LBA 5200 by Q, at none of the TOC's.",
    ]);
    expect(analyseQ(read(disc), silentToc).warnings).toEqual([
      'Track 3 has pre-emphasis by Q, but not by the TOC.',
    ]);
  });

  it('is not turned by a few valid Q that lie about their track or their place', () => {
    const change = (q: Uint8Array, lba: number) => {
      if (lba >= 700 && lba < 703)
        return buildPositionQ({ control: 0, track: 9, index: 1, relativeSectors: 5, absoluteLba: lba });
      if (lba === 2000)
        return buildPositionQ({ control: 0, track: 1, index: 1, relativeSectors: lba, absoluteLba: lba });
      if (lba === 2500) return positionQ(disc, 4100);
      return q;
    };
    const analysis = analyseQ(read(disc, { change }), toc);
    expect(analysis.tracks).toEqual(expectedTracks(disc, null));
    expect(analysis.displaced).toBe(1);
    expect(analysis.warnings).toHaveLength(2);
  });

  it('takes the MCN most Q tell, and says what others told', () => {
    const change = (q: Uint8Array, lba: number) =>
      lba === 140 || lba === 240 ? buildMcnQ(0, '0000000000017', lba) : q;
    const { mcn, warnings } = analyseQ(read(disc, { change }), toc);
    expect(mcn).toBe(disc.mcn);
    expect(warnings).toEqual([
      'Q does not agree on the MCN of the disc: mostly 4006381333931, but also 0000000000017 (2 times).',
    ]);
  });

  it('knows nothing without a subchannel', () => {
    const empty = read(disc, { change: () => new Uint8Array(12) });
    for (const collector of [new QCollector(), empty]) {
      const { tracks, shiftSectors, warnings } = analyseQ(collector, toc);
      expect(shiftSectors).toBe(null);
      expect(warnings).toHaveLength(1);
      for (const track of tracks)
        expect(track).toMatchObject({ pregapLba: null, startLba: null, isrc: null });
      expect(repairQ(collector, analyseQ(collector, toc), 10)).toBe(null);
      expect(loneBadQ(collector, analyseQ(collector, toc))).toEqual([]);
    }
  });

  it('keeps sessions apart', () => {
    const collector = read(disc, { to: 5230 });
    const second: Disc = {
      tracks: [{ number: 5, control: 4, pregapLba: 16_450, startLba: 16_600 }],
      leadOutLba: 17_000,
    };
    for (let lba = 16_450; lba < 17_010; lba++) collector.note(lba, qAt(second, lba));
    const { tracks, warnings } = analyseQ(collector, {
      tracks: [...disc.tracks, ...second.tracks],
      sessions: [
        { number: 1, leadOutLba: 5200 },
        { number: 2, leadOutLba: 17_000 },
      ],
    });
    expect(tracks).toEqual([...expectedTracks(disc, null), ...expectedTracks(second, 16_450)]);
    expect(warnings).toEqual([]);
  });

  it('ends well on any Q, right CRC or not', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const any = (limit: number) => Math.floor(random() * limit);
        const collector = new QCollector();
        for (let lba = 0; lba < 300; lba++) {
          const absoluteLba = random() < 0.8 ? lba : any(400_000);
          const track = random() < 0.1 ? leadOutTrack : 1 + any(99);
          const position = {
            control: any(16),
            track,
            index: any(100),
            relativeSectors: any(450_000),
            absoluteLba,
          };
          if (random() < 0.9)
            collector.note(lba, withBits(buildPositionQ(position), ...(random() < 0.3 ? [any(96)] : [])));
        }
        const analysis = analyseQ(collector, toc);
        for (let lba = 0; lba < 300; lba++) repairQ(collector, analysis, lba);
        loneBadQ(collector, analysis);
      }),
      { numRuns: 30 },
    );
  });
});

describe('collecting Q', () => {
  it('never gives up a right one', () => {
    const collector = new QCollector();
    const right = qAt(disc, 5);
    collector.note(5, withBits(right.slice(), 3));
    expect(collector.stateOf(5)).toBe('invalid');
    collector.note(5, right);
    collector.note(5, withBits(right.slice(), 3));
    collector.note(5, qAt(disc, 6));
    expect(collector.qOf(5)).toEqual(right);
    expect(collector).toMatchObject({ noted: 1, valid: 1, contradictions: 1, firstLba: 5, endLba: 6 });
    expect(collector.stateOf(6)).toBe('absent');
  });

  it('refuses places no CD has', () => {
    for (const lba of [-45_151, 449_850, 0.5, Number.NaN]) {
      expect(() => new QCollector().note(lba, new Uint8Array(12))).toThrow(RangeError);
    }
    expect(() => new QCollector().note(0, new Uint8Array(12), 1)).toThrow(RangeError);
  });
});

describe('broken Q', () => {
  it('are repaired beside the reading, never in it', () => {
    const broken = new Set([100, 140, 180, 1500, 1580, 3863, 5210]);
    const collector = read(disc, { change: (q, lba) => (broken.has(lba) ? withBits(q, 11, 50) : q) });
    const analysis = analyseQ(collector, toc);
    for (const lba of broken) {
      const before = collector.qOf(lba)!.slice();
      expect(repairQ(collector, analysis, lba)).toEqual({ q: qAt(disc, lba), distanceBits: 2 });
      expect(collector.qOf(lba)).toEqual(before);
    }
    expect(repairQ(collector, analysis, 101)).toEqual({ q: qAt(disc, 101), distanceBits: 0 });
  });

  it('are not repaired out of noise', () => {
    const noise = Uint8Array.of(0x9a, 0x31, 0xee, 0x07, 0x5c, 0xb2, 0x4d, 0xf0, 0x8b, 0x66, 0x1d, 0xc3);
    const collector = read(disc, { change: (q, lba) => (lba === 900 ? noise : q) });
    expect(repairQ(collector, analyseQ(collector, toc), 900)).toBe(null);
  });

  it('are listed where they stand alone: LibCrypt pairs and SecuROM marks, not scratches', () => {
    // LibCrypt spoils x and x+5; SecuROM stores CRC XOR 8001h.
    const securom = 4200;
    const change = (q: Uint8Array, lba: number) => {
      if (lba === 2755 || lba === 2760) return withBits(q, 40, 72);
      if (lba === securom) return withBits(q, 80, 95);
      if (lba >= 600 && lba < 640) return withBits(q, 17);
      return q;
    };
    const collector = read(disc, { change, shiftSectors: -3 });
    const found = loneBadQ(collector, analyseQ(collector, toc));
    expect(found.map(({ lba }) => lba)).toEqual([2755, 2760, securom]);
    expect(found.map(({ expected }) => expected)).toEqual([2755, 2760, securom].map((lba) => qAt(disc, lba)));
    expect(found[2]!.crcDifference).toBe(0x8001);
  });
});
