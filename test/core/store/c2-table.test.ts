import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { c2MarkOf, c2NotKnown } from '../../../src/main/core/optical/c2-pointers.ts';
import { C2Table, c2EntryBytes } from '../../../src/main/core/store/c2-table.ts';
import { c2RecordSchema } from '../../../src/shared/model/c2-record.ts';

const tableOf = (sectors: number) => new C2Table(new Uint8Array(sectors * c2EntryBytes));
/** A read in which each sector had so many flagged bytes; null: its C2 is not known. */
const readOf = (...flagged: readonly (number | null)[]) => {
  const marks = Uint16Array.from(flagged, (bytes) => (bytes === null ? c2NotKnown : c2MarkOf(bytes)));
  return { first: marks, kept: marks };
};

describe('what C2 said of a disc', () => {
  it('is nothing as long as no sector came with it', () => {
    const table = tableOf(100);
    table.note(0, 100, null, true);
    table.note(5, 1, readOf(null), true);
    expect(table.record()).toBeNull();
  });

  it('tells the first reading from what is kept', () => {
    const table = tableOf(4);
    table.note(0, 4, readOf(0, 12, 300, 7), true);
    table.note(1, 2, readOf(0, 5), true);
    table.note(3, 1, readOf(90), false);
    expect(table.record()).toEqual({
      knownSectors: 4,
      first: { sectors: 3, bytes: 319, worst: { lba: 2, bytes: 300 } },
      kept: { sectors: 2, bytes: 12, worst: { lba: 3, bytes: 7 } },
      stretches: [
        [0, 1, 1, 0, 0, 0, 0],
        [1, 1, 1, 1, 12, 0, 0],
        [2, 1, 1, 1, 300, 1, 5],
        [3, 1, 1, 1, 7, 1, 7],
      ],
    });
  });

  it('says nothing of bytes that another drive put there without C2', () => {
    const table = tableOf(2);
    table.note(0, 2, readOf(9, 4), true);
    table.note(0, 1, null, true);
    expect(table.record()).toMatchObject({
      knownSectors: 2,
      first: { sectors: 2, bytes: 13 },
      kept: { sectors: 1, bytes: 4 },
    });
  });

  it('is short where nothing is wrong, and leaves out what was not read', () => {
    const table = tableOf(300_000);
    const clean = readOf(...new Array<number>(200).fill(0));
    for (let lba = 0; lba < 150_000; lba += 200) table.note(lba, 200, clean, true);
    expect(table.record()!.stretches).toEqual([[0, 150_000, 150_000, 0, 0, 0, 0]]);
  });

  it('comes to the same however it is read: again, in pieces, and from what was kept of it', () => {
    const read = fc.record({
      lba: fc.nat(1490),
      flagged: fc.array(fc.oneof(fc.constant(0), fc.nat(2352), fc.constant(null)), {
        minLength: 1,
        maxLength: 10,
      }),
      isKept: fc.boolean(),
      isAsked: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(read), (reads) => {
        const table = tableOf(1500);
        const again = tableOf(1500);
        const file = new Uint8Array(1500 * c2EntryBytes);
        for (const { lba, flagged, isKept, isAsked } of reads) {
          const note = (to: C2Table) => to.note(lba, flagged.length, readOf(...flagged), isKept);
          note(table);
          note(again);
          if (isAsked) again.record();
          note(again);
          file.set(table.bytesOf(lba, flagged.length), lba * c2EntryBytes);
        }
        const record = table.record();
        expect(again.record()).toEqual(record);
        expect(new C2Table(file).record()).toEqual(record);
        if (record === null) return;
        c2RecordSchema.parse(record);
        const sum = (at: number) => record.stretches.reduce((total, stretch) => total + stretch[at]!, 0);
        expect([2, 3, 4, 5, 6].map(sum)).toEqual([
          record.knownSectors,
          ...[record.first.sectors, record.first.bytes, record.kept.sectors, record.kept.bytes],
        ]);
      }),
    );
  });
});
