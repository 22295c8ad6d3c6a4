/**
 * A process that lists a dump and takes in photos, again and again until it is killed, as the hub does:
 * `node recording-process.ts CATALOGUE CARRIER ROUND`.
 */
import { randomBytes } from 'node:crypto';
import { assetFolder, assetsBeside } from '../../src/main/adapters/files/asset-folder.ts';
import { openCatalogue } from '../../src/main/adapters/sqlite/catalogue-client.ts';
import { imageLister } from '../../src/main/adapters/sqlite/listing/image-lister.ts';
import { png } from './photos.ts';

const [path, code, round] = process.argv.slice(2) as [string, string, string];
const catalogue = await openCatalogue(path);
const lister = imageLister(path);
const folder = assetFolder(assetsBeside(path));

async function list(): Promise<void> {
  const scope = { everything: true, contents: true, dumpId: null };
  const [task] = await catalogue.listings.pending(scope, 1);
  console.log('listing');
  await catalogue.listings.listed(task!, await lister.list(task!, { contents: true }));
  console.log('listed');
}

async function photograph(name: string): Promise<void> {
  // What follows the picture is not looked at: each is another photo, large enough to be killed in.
  const picture = await folder.keep(Buffer.concat([png, randomBytes(1 << 20)]), 1 << 24);
  await catalogue.collection.addAsset('test', {
    ...{ code, role: 'front', note: '', picture, name, thumbnailPath: null },
  });
  console.log(`photo ${picture.sha256}`);
}

async function forever(work: (number: number) => Promise<void>): Promise<void> {
  for (let number = 0; ; number++) await work(number);
}

await Promise.all([forever(list), forever((number) => photograph(`${round}-${number}`))]);
