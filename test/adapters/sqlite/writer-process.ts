/** A process that records dumps until it is done or killed: `node writer-process.ts CATALOGUE FIRST COUNT`. */
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import { numberedSidecar } from './numbered-sidecar.ts';

const [path, first, count] = process.argv.slice(2) as [string, string, string];
const catalogue = await openCatalogue(path);
console.log('open');
for (let number = Number(first); number < Number(first) + Number(count); number++) {
  await catalogue.record(numberedSidecar(number), `/images/${number}`);
  console.log(`recorded ${number}`);
}
await catalogue.close();
