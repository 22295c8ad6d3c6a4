/** A backup of the catalogue put back through the station that has it open. */
import { expect, test } from 'vitest';
import { openRealStation, refusalOf } from '../support/real-station.ts';

test('the open catalogue becomes its backup; settings stay, and no other file is taken for one', async () => {
  const station = await openRealStation();
  try {
    const { client } = station;
    const codes = async () => (await client.search.find({ query: '', limit: 10 })).groups.map(({ id }) => id);
    await client.collection.carriers.create({ code: 'B-1', title: 'Before' });
    const { made } = await client.upkeep.backUp();
    await client.collection.carriers.create({ code: 'B-2', title: 'After' });
    const settings = await client.settings.get();
    await client.settings.set({ ...settings, language: 'de' });
    expect(await codes()).toEqual(['B-1', 'B-2']);
    const { path } = made[0]!;
    expect(await client.upkeep.compare({ path })).toMatchObject({
      carriers: { lacking: 1, newest: ['B-2'], gone: 0 },
    });
    expect(await refusalOf(client.upkeep.restore({ path: `${station.folder}/catalogue.db` }))).toBe(
      'not-found',
    );
    const restored = await client.upkeep.restore({ path });
    expect(restored.formerPath).toMatch(/catalogue\.db\.replaced-/);
    expect(await codes()).toEqual(['B-1']);
    expect((await client.settings.get()).language).toBe('de');
    await client.collection.carriers.create({ code: 'B-3', title: 'Later' });
    expect(await codes()).toEqual(['B-1', 'B-3']);
    expect(await client.catalogue.check()).toMatchObject({ ok: true });
  } finally {
    await station.close();
  }
});
