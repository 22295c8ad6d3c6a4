/** docs/formats/sidecar.md names what the schema has, and nothing else. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sectorStates } from '../../../src/shared/model/sector-state.ts';
import { sidecarSchema } from '../../../src/shared/model/sidecar.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/formats/sidecar.md'), 'utf8');

test('every key has its row, and every row its key', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`(\w+)`/g)].map(([, key]) => key!));
  expect(named.sort()).toEqual(Object.keys(sidecarSchema.shape).sort());
});

test('the states are those of the map', () => {
  for (const state of sectorStates) expect(page).toContain(`\`${state}\``);
});
