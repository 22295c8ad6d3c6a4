/** `spindle demo`: the whole way of a carrier, on a practice drive, in a folder of its own. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { OutputFormat } from '../../../../shared/model/output.ts';
import { makeOutputFolder } from '../../../adapters/files/make-folder.ts';
import { practiceAddress } from '../../../adapters/simulated/describe-drive.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { imageWith } from './image.ts';
import { verify } from './verify.ts';

const practice = [
  { medium: 'floppy-clean', carrier: 'PRACTICE-1', format: ['img', 'imz'], expected: exitStatus.clean },
  {
    medium: 'floppy-worn',
    carrier: 'PRACTICE-2',
    format: ['img', 'imz'],
    expected: exitStatus.someUnreadable,
  },
  { medium: 'cd-mixed', carrier: 'PRACTICE-3', format: ['bincue'], expected: exitStatus.someUnreadable },
] satisfies readonly {
  readonly medium: string;
  readonly carrier: string;
  readonly format: OutputFormat[];
  readonly expected: number;
}[];

export async function demo(terminal: Terminal, options: { out?: string }): Promise<number> {
  const directory = options.out ? resolve(options.out) : mkdtempSync(join(tmpdir(), 'spindle-demo-'));
  makeOutputFolder(directory);
  const catalogue = join(directory, 'catalogue.db');
  let status: number = exitStatus.clean;
  await withHub(catalogue, async (local) => {
    for (const { medium, carrier, format, expected } of practice) {
      terminal.say(`\nImaging the practice medium ${medium} as carrier ${carrier}:`);
      const end = await imageWith(local, terminal, practiceAddress(medium), carrier, {
        out: directory,
        format,
        fill: 0,
        retries: 3,
        carrier,
      });
      if (end !== expected) status = exitStatus.failed;
    }
    const { total } = await local.client.search.find({ query: 'practice', limit: 1 });
    terminal.say(`\nThe catalogue finds "practice" on ${total.count} carriers.`);
  });
  terminal.say('\nReading the results again and comparing them with their sidecars:');
  const verified = await verify(terminal, [directory]);
  terminal.say(`\nEverything is in ${directory}`);
  terminal.say(`  look around:  npx spindle catalogue search practice --catalogue ${catalogue}`);
  terminal.say(`  on a screen:  npx spindle serve --catalogue ${catalogue} --root ${directory}`);
  return status === exitStatus.clean ? verified : status;
}
