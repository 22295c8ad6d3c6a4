/** Slow: kills a program at random moments while it lists a disk of 500 files and takes in photos. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { assetFolder, assetsBeside } from '../../src/main/adapters/files/asset-folder.ts';
import { openCatalogue } from '../../src/main/adapters/sqlite/catalogue-client.ts';
import { catalogueSearch } from '../../src/main/adapters/sqlite/find/find-client.ts';
import { filesPath } from '../../src/main/adapters/sqlite/listing/files-path.ts';
import { filesSchema } from '../../src/main/adapters/sqlite/migrations/files/schema.ts';
import { openDatabase } from '../../src/main/adapters/sqlite/open-database.ts';
import { photoFindings } from '../../src/main/app/check-photos.ts';
import { buildFat12Floppy } from '../../src/main/core/block/fat12-floppy.ts';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** More tell more and take longer: SPINDLE_KILL_ROUNDS=200 */
const rounds = Number(process.env.SPINDLE_KILL_ROUNDS ?? 20);
const files = 500;
const carrier = 'AR-0001';
const recorder = fileURLToPath(new URL('../support/recording-process.ts', import.meta.url));

const layout = {
  ...{ sectorsPerTrack: 18, totalSectors: 2880, mediaId: 0xf0 },
  fat: { sectorsPerCluster: 1, rootEntries: 512, sectorsPerFat: 9 },
};

function diskOfManyFiles(): Uint8Array {
  const contents = Array.from({ length: files }, (_, index) => ({
    name: `F${String(index).padStart(3, '0')}.TXT`,
    content: new TextEncoder().encode(`This is file ${index}.\n`.repeat(40)),
  }));
  return buildFat12Floppy(layout, 'LETTERS', 1, contents);
}

interface Told {
  listed: number;
  readonly photos: string[];
}

/** Lets the recorder live for a while after it has begun, or ended, a listing, and kills it with everything in it. */
async function killRecorder(path: string, round: number, livesMs: number): Promise<Told> {
  const awaited = round % 3 === 0 ? 'listed' : 'listing';
  const args = [recorder, path, carrier, String(round)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: Told = { listed: 0, photos: [] };
  const lines = createInterface({ input: child.stdout });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  await new Promise<void>((reached) => {
    lines.on('line', (line) => {
      if (line === awaited) reached();
      if (line === 'listed') told.listed++;
      else if (line.startsWith('photo ')) told.photos.push(line.slice('photo '.length));
    });
  });
  await pause(livesMs);
  child.kill('SIGKILL');
  expect((await ended)[0][1]).toBe('SIGKILL');
  return told;
}

function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

async function lookAt(path: string, dumpId: string): Promise<{ listed: number; photos: string[] }> {
  const catalogue = await openCatalogue(path);
  const search = catalogueSearch(path);
  try {
    const { ok, findings } = await catalogue.check();
    expect({ ok, findings }).toEqual({ ok: true, findings: [] });
    expect(await photoFindings(catalogue.collection, assetFolder(assetsBeside(path)))).toEqual([]);
    const photos = await catalogue.collection.assetRecords(0, 10_000);
    const page = await search.filesOf({ dumpId, after: null, limit: 1000, onlyDamaged: false });
    return { listed: page.files.length, photos: photos.map(({ sha256 }) => sha256) };
  } finally {
    await search.close();
    await catalogue.close();
  }
}

/** Under its own name a photo is whole, and so is the record of a carrier beside it; what was cut short has another. */
function expectWholePhotos(path: string): void {
  const folder = assetsBeside(path);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.part')) continue;
    const file = join(entry.parentPath, entry.name);
    if (entry.name === `${carrier}.carrier.json`)
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
        format: 'spindle-carrier',
        code: carrier,
      });
    else expect(entry.name).toContain(sha256Of(file));
  }
}

it('loses no photo and no listing, and shows neither by halves', async () => {
  const folder = ownFolder();
  const path = join(folder, 'catalogue.db');
  writeFileSync(join(folder, 'letters.img'), diskOfManyFiles());
  const made = await spindle(
    ...['image', `sim:${join(folder, 'letters.img')}`, '--out', join(folder, 'out'), '--name', 'letters'],
    ...['--carrier', carrier, '--catalogue', path, '--json'],
  );
  expect(made.status, made.stderr).toBe(0);
  const { dumpId } = made.result!;
  const random = seededRandom(20261127);
  const photos: string[] = [];
  let listings = 0;
  for (let round = 0; round < rounds; round++) {
    const told = await killRecorder(path, round, random() * 300);
    listings += told.listed;
    photos.push(...told.photos);
    const shown = await lookAt(path, dumpId);
    expect(shown.listed).toBe(files);
    expect(shown.photos).toEqual(expect.arrayContaining(photos));
    expectWholePhotos(path);
  }
  // Otherwise it was killed before there was anything to lose.
  expect(photos.length).toBeGreaterThan(0);
  expect(listings).toBeGreaterThan(0);

  // Listed once more, nothing of what was begun is left.
  expect((await spindle('catalogue', 'index', '--all', '--catalogue', path, '--json')).status).toBe(0);
  const database = openDatabase(filesPath(path), filesSchema);
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.prepare('SELECT whole, entries FROM listing').all()).toEqual([
      { whole: 1, entries: files },
    ]);
    expect(database.prepare('SELECT count(*) FROM file').pluck().get()).toBe(files);
  } finally {
    database.close();
  }
});
