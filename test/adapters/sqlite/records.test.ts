import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import type { Catalogue } from '../../../src/main/core/ports.ts';
import type { DumpEvent, Sidecar } from '../../../src/shared/model/sidecar.ts';
import { ownFolder } from '../../support/folders.ts';
import { plainSidecar } from '../../support/sidecar-arbitrary.ts';
import { failsWith } from './support.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const event = (number: number, detail = 'Imaged.'): DumpEvent => ({
  ...{ uuid: uuid(1000 + number), type: 'ima', at: '2026-11-20T20:13:05+01:00', outcome: 'success', detail },
});
const numbered = (number: number, change: Partial<Sidecar> = {}): Sidecar =>
  plainSidecar({
    ...{ dumpId: uuid(number), name: `disk-${number}`, events: [event(number)] },
    endedAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    ...change,
  });
const partial: Partial<Sidecar> = {
  outcome: 'partial',
  states: [
    [1000, 'good'],
    [1880, 'untried'],
  ],
  counts: { total: 2880, good: 1000, goodAfterRetry: 0, bad: 0, pending: 1880 },
  extents: [{ lba: 0, lengthSectors: 1000, drive: 0 }],
  files: [],
};

let catalogue: Catalogue;
beforeEach(async () => {
  catalogue = await openCatalogue(join(ownFolder(), 'new', 'folders', 'catalogue.db'));
});
afterEach(() => catalogue.close());

describe('recording a dump', () => {
  it('shows it as its sidecar says, with the place of its files and its events', async () => {
    const sidecar = plainSidecar();
    expect(await catalogue.record(sidecar, '/images/1')).toEqual({ added: true });
    const shown = await catalogue.showDump(sidecar.dumpId);
    expect(shown.record).toEqual(sidecar);
    expect(shown.directory).toBe('/images/1');
    expect(shown.events).toEqual([
      { ...sidecar.events[0], sequence: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(shown.summary).toEqual({
      dumpId: sidecar.dumpId,
      name: 'disk-0001',
      carrier: 'A-001',
      attempt: 1,
      outcome: 'complete',
      endedAt: '2026-11-20T20:13:05.120+01:00',
      sizeBytes: 1_474_560,
      totalSectors: 2880,
      badSectors: 0,
      formatName: null,
      volumeLabels: ['LETTERS'],
      driveLabel: 'TEAC FD-05PUB',
      disc: null,
    });
  });

  it('changes nothing the second time but the place', async () => {
    await catalogue.record(plainSidecar(), '/images/1');
    const before = await catalogue.showDump(plainSidecar().dumpId);
    expect(await catalogue.record(plainSidecar(), '/images/moved')).toEqual({ added: false });
    const after = await catalogue.showDump(plainSidecar().dumpId);
    expect(after).toEqual({ ...before, directory: '/images/moved' });
    expect(await catalogue.check()).toMatchObject({ ok: true, findings: [], events: 1, dumps: 1 });
  });

  it('replaces a partial dump by its improvement and keeps the events of both', async () => {
    await catalogue.record(numbered(1, partial), '/images/1');
    const parked = await catalogue.showDump(uuid(1));
    expect(parked.summary).toMatchObject({ outcome: 'partial', badSectors: 1880 });
    const improved = numbered(1, {
      endedAt: '2026-02-01T10:00:00+01:00',
      events: [event(1), event(2, 'Resumed.')],
    });
    expect(await catalogue.record(improved, '/images/1')).toEqual({ added: false });
    const shown = await catalogue.showDump(uuid(1));
    expect(shown.record).toEqual(improved);
    expect(shown.summary).toMatchObject({ outcome: 'complete', badSectors: 0, attempt: 1 });
    expect(shown.events.map(({ sequence, detail }) => [sequence, detail])).toEqual([
      [1, 'Imaged.'],
      [2, 'Resumed.'],
    ]);
    expect(await catalogue.check()).toMatchObject({ ok: true, findings: [], dumps: 1 });
  });

  it('never replaces a dump by what it was before', async () => {
    const improved = numbered(1, { endedAt: '2026-02-01T10:00:00+01:00' });
    await catalogue.record(improved, '/images/1');
    expect(await catalogue.record(numbered(1, partial), '/backup/1')).toEqual({ added: false });
    expect(await catalogue.showDump(uuid(1))).toMatchObject({ record: improved, directory: '/images/1' });
  });

  it('counts attempts per carrier, in the order they were recorded', async () => {
    for (const number of [3, 1, 2]) await catalogue.record(numbered(number), '/images');
    await catalogue.record(numbered(4, { carrier: 'A-002' }), '/images');
    await catalogue.record(numbered(5, { carrier: null }), '/images');
    const { code, dumps } = await catalogue.showCarrier('A-001');
    expect(code).toBe('A-001');
    expect(dumps.map(({ name, attempt }) => [name, attempt])).toEqual([
      ['disk-3', 1],
      ['disk-1', 2],
      ['disk-2', 3],
    ]);
    expect((await catalogue.showDump(uuid(4))).summary.attempt).toBe(1);
    expect((await catalogue.showDump(uuid(5))).summary).toMatchObject({ attempt: 1, carrier: null });
  });

  it('is refused, and changes nothing, to a sidecar that contradicts itself or retells an event', async () => {
    await catalogue.record(numbered(1), '/images');
    const laundered = numbered(2, {
      states: [
        [2879, 'good'],
        [1, 'bad'],
      ],
    });
    await expect(catalogue.record(laundered, '/images')).rejects.toEqual(failsWith('bad-sidecar'));
    const retold = numbered(3, { events: [event(3), event(1, 'Never happened.')] });
    await expect(catalogue.record(retold, '/images')).rejects.toEqual(failsWith('bad-sidecar'));
    const formless = { ...numbered(4), outcome: 'splendid' } as unknown as Sidecar;
    await expect(catalogue.record(formless, '/images')).rejects.toEqual(failsWith('bad-sidecar'));
    expect(await catalogue.check()).toMatchObject({ ok: true, findings: [], events: 1, dumps: 1 });
  });
});

describe('the list of dumps', () => {
  it('pages through all of them once, newest first, whatever the page', async () => {
    for (const number of [5, 2, 7, 1, 6, 3, 4]) await catalogue.record(numbered(number), '/images');
    // Ended at the same moment: the id decides.
    await catalogue.record(numbered(8, { endedAt: numbered(4).endedAt }), '/images');
    const wanted = ['disk-7', 'disk-6', 'disk-5', 'disk-8', 'disk-4', 'disk-3', 'disk-2', 'disk-1'];
    for (const limit of [1, 3, 8, 100]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await catalogue.list(after, limit);
        expect(page.total).toBe(8);
        expect(page.dumps.length).toBeLessThanOrEqual(limit);
        seen.push(...page.dumps.map((dump) => dump.name));
        after = page.next;
      } while (after !== null);
      expect(seen).toEqual(wanted);
    }
  });

  it('is empty in a new catalogue', async () => {
    expect(await catalogue.list(null, 10)).toEqual({ dumps: [], next: null, total: 0 });
  });

  it('answers a place or a length it cannot understand with words', async () => {
    await expect(catalogue.list('; DROP TABLE dump', 10)).rejects.toEqual(failsWith('bad-request'));
    for (const limit of [0, -1, 1.5, Number.NaN]) {
      await expect(catalogue.list(null, limit)).rejects.toEqual(failsWith('bad-request'));
    }
  });
});

describe('showing a dump or a carrier', () => {
  it('takes as much of an id as is unique, with or without dashes, in any case', async () => {
    await catalogue.record(numbered(1, { dumpId: 'abcdef01-2345-4789-8abc-def012345678' }), '/images');
    await catalogue.record(numbered(2, { dumpId: 'abcd0000-2345-4789-8abc-def012345678' }), '/images');
    for (const prefix of [
      'abcde',
      'ABCDEF01',
      'abcdef012345',
      'abcdef01-23',
      'abcdef01-2345-4789-8abc-def012345678',
    ]) {
      expect((await catalogue.showDump(prefix)).summary.name, prefix).toBe('disk-1');
    }
    await expect(catalogue.showDump('abcd')).rejects.toEqual(failsWith('bad-request'));
  });

  it('names what was asked for when there is none', async () => {
    for (const asked of ['abcdef', '', 'no such thing', "x' OR 1=1 --", '%']) {
      const error = await catalogue.showDump(asked).catch((thrown: unknown) => thrown as Error);
      expect(error).toEqual(failsWith('not-found'));
      expect((error as Error).message).toContain(`"${asked}"`);
    }
    const error = await catalogue.showCarrier('Z-9').catch((thrown: unknown) => thrown as Error);
    expect(error).toEqual(failsWith('not-found'));
    expect((error as Error).message).toMatch(/"Z-9".*Search/);
  });

  it('finds a carrier in another case only where that is one carrier', async () => {
    await catalogue.record(numbered(1, { carrier: 'Box-a' }), '/images');
    expect((await catalogue.showCarrier('BOX-A')).code).toBe('Box-a');
    await catalogue.record(numbered(2, { carrier: 'BOX-a' }), '/images');
    expect((await catalogue.showCarrier('BOX-a')).code).toBe('BOX-a');
    await expect(catalogue.showCarrier('box-a')).rejects.toEqual(failsWith('not-found'));
  });
});

describe('whatever a sidecar says', () => {
  it('is kept to the letter: labels with quotes, NULs, halves of characters', async () => {
    const labels = ['it\'s "quoted"', 'nul\0inside', 'half \ud83d', '', '🖫 ディスク'];
    const filesystems = labels.map((label) => ({ type: 'FAT12', label, startLba: 0, evidence: [] }));
    const sidecar = numbered(1, { filesystems, events: [event(1, 'half \udc00')] });
    await catalogue.record(sidecar, '/images');
    expect((await catalogue.showDump(uuid(1))).record).toEqual(sidecar);
    expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });
  });

  it('costs no more than its size: a hundred thousand runs', async () => {
    const states = Array.from(
      { length: 50_000 },
      () =>
        [
          [1, 'good'],
          [1, 'bad'],
        ] as const,
    ).flat();
    const counts = { total: 100_000, good: 50_000, goodAfterRetry: 0, bad: 50_000, pending: 0 };
    const sidecar = numbered(1, {
      states: states.map(([n, s]) => [n, s]),
      counts,
      outcome: 'complete-with-errors',
    });
    await catalogue.record(sidecar, '/images');
    expect((await catalogue.showDump(uuid(1))).summary.badSectors).toBe(50_000);
    expect(await catalogue.check()).toMatchObject({ ok: true });
  });
});
