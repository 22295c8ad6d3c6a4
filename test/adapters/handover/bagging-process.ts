/** A process that bags files until it is done or killed: `node bagging-process.ts TARGET SOURCE...`. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { writeBag } from '../../../src/main/adapters/handover/write-bag.ts';

const [target, ...sources] = process.argv.slice(2) as [string, ...string[]];
const payload = sources.map((source) => ({
  path: `data/${basename(source)}`,
  source,
  expected: null,
  sizeBytes: statSync(source).size,
}));
console.log('begun');
await writeBag(target, { payload, tagFiles: [], info: [] });
console.log('done');
