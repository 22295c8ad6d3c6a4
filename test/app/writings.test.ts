/** Writing to media as the hub leads it: the process does the work, the catalogue is told, one medium has one writer. */
import { describe, expect, it } from 'vitest';
import { type Writings, writings } from '../../src/main/app/writings.ts';
import type { CatalogueSearch } from '../../src/main/core/catalogue/search-port.ts';
import type { WriteSpec } from '../../src/main/core/writeback/write-spec.ts';
import type { DumpEvent } from '../../src/shared/model/sidecar.ts';
import type { WriteCheck, WrittenReport } from '../../src/shared/model/write-back.ts';
import { fakeCatalogue, fakeLauncher } from '../support/fake-imaging.ts';

const spec: WriteSpec = {
  path: '/dumps/a.img',
  address: '/dev/fd0',
  model: null,
  retries: 3,
  protectedPaths: ['/catalogue'],
};
const report: WrittenReport = {
  method: 'sectors',
  totalSectors: 2880,
  goodSectors: 2879,
  failed: [[7, 1]],
  rewrittenSectors: 0,
  said: [],
};
const check: WriteCheck = {
  path: spec.path,
  address: spec.address,
  imageBytes: 1_474_560,
  method: 'sectors',
  medium: { sizeBytes: 1_474_560, sectorSize: 512, totalSectors: 2880, description: '' },
  model: '',
  needsModel: false,
  unsoundSectors: 0,
  warnings: [],
};

function opened() {
  const launcher = fakeLauncher();
  const events: { dumpId: string; event: DumpEvent }[] = [];
  const catalogue = {
    ...fakeCatalogue(),
    appendEvent: async (dumpId: string, event: DumpEvent) => void events.push({ dumpId, event }),
  };
  const search = {
    find: async ({ query }: { query: string }) => ({
      groups: query === 'sha256:abc' ? [{ hits: [{ kind: 'file', id: 'found' }] }] : [],
    }),
  } as unknown as CatalogueSearch;
  return { launcher, events, work: writings({ launcher, catalogue, search }) };
}
async function settled(work: Writings, id: string) {
  for (let after = -1; ; ) {
    const seen = await work.watch(id, after);
    if (seen.state !== 'running') return seen;
    after = seen.revision;
  }
}

describe('writing to a medium', () => {
  it('is followed step by step, and noted with the dump the image is of', async () => {
    const { launcher, events, work } = opened();
    const id = work.start(spec, 'd1');
    const process = launcher.launched[0]!;
    expect(process.heard).toEqual([{ type: 'write', spec }]);
    process.say({ type: 'write-step', step: { phase: 'write', lba: 18, share: 0.5 } });
    expect((await work.watch(id, 0)).step).toEqual({ phase: 'write', lba: 18, share: 0.5 });
    process.say({ type: 'written', report, image: { dumpId: null, sha256: 'abc' } });
    process.end();
    expect(await settled(work, id)).toMatchObject({ state: 'done', report, isNoted: true });
    expect(events).toMatchObject([{ dumpId: 'd1', event: { type: 'rep', outcome: 'warning' } }]);
  });

  it('of an image the catalogue knows by its hash only is noted too', async () => {
    const { launcher, events, work } = opened();
    const id = work.start(spec, null);
    launcher.launched[0]!.say({
      type: 'written',
      report: { ...report, failed: [], goodSectors: 2880 },
      image: { dumpId: null, sha256: 'abc' },
    });
    await settled(work, id);
    expect(events).toMatchObject([{ dumpId: 'found', event: { outcome: 'success' } }]);
  });

  it('has a medium for itself, until its process has ended', async () => {
    const { launcher, work } = opened();
    const id = work.start(spec, null);
    expect(() => work.start(spec, null)).toThrowError(/being written/);
    expect(() => work.check(spec)).toThrowError(/being written/);
    launcher.launched[0]!.say({ type: 'write-stopped' });
    launcher.launched[0]!.end();
    expect((await settled(work, id)).state).toBe('cancelled');
    work.start(spec, null);
    expect(launcher.launched).toHaveLength(2);
  });

  it('is counted until it has ended, and told of then', () => {
    const { launcher, work } = opened();
    const counts: number[] = [];
    work.onActivity(() => counts.push(work.running()));
    work.start(spec, null);
    const process = launcher.launched[0]!;
    process.say({ type: 'write-step', step: { phase: 'write', lba: 18, share: 0.5 } });
    process.say({ type: 'write-stopped' });
    process.end();
    expect(counts).toEqual([1, 0]);
  });

  it('whose process dies is failed, and says what is on the medium', async () => {
    const { launcher, work } = opened();
    const id = work.start(spec, null);
    launcher.launched[0]!.end(null, 'SIGKILL');
    const { state, error } = await settled(work, id);
    expect(state).toBe('failed');
    expect(error).toMatchObject({
      code: 'worker-lost',
      message: expect.stringMatching(/a part of the image/),
    });
  });

  it('is told to end when a person wants that', async () => {
    const { launcher, work } = opened();
    const id = work.start(spec, null);
    const cancelling = work.cancel(id);
    expect(launcher.launched[0]!.heard.at(-1)).toEqual({ type: 'park' });
    launcher.launched[0]!.say({ type: 'write-stopped' });
    launcher.launched[0]!.end();
    await cancelling;
    expect((await settled(work, id)).state).toBe('cancelled');
  });

  it('can be looked at first, and what speaks against it is thrown', async () => {
    const { launcher, work } = opened();
    const looking = work.check(spec);
    launcher.launched[0]!.say({ type: 'write-checked', check });
    launcher.launched[0]!.end();
    expect(await looking).toEqual(check);
    const refused = work.check(spec);
    launcher.launched[1]!.say({
      type: 'write-failed',
      error: { code: 'wrong-medium', message: 'It is write-protected.', details: {} },
    });
    launcher.launched[1]!.end();
    await expect(refused).rejects.toMatchObject({ code: 'wrong-medium' });
  });
});
