/** `spindle catalogue pack ...`: facts of others about discs, and what they say of a dump. */
import { basename, dirname, resolve } from 'node:path';
import { asSpindleError } from '../../../../shared/contract/client.ts';
import type { KnownDisc } from '../../../../shared/model/pack.ts';
import { counted, countWords } from '../../../../shared/words.ts';
import { withHub } from '../call.ts';
import { exitStatus, statusOfError } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

interface CatalogueOptions {
  readonly catalogue?: string;
}

export async function list(terminal: Terminal, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { packs } = await client.packs.list();
    for (const pack of packs) {
      terminal.emit({ ...pack, type: 'pack' });
      if (!terminal.json)
        terminal.say(
          `${pack.id}  ${pack.name} (${pack.date})  ${counted(pack.facts, 'fact')}  ${pack.source}`,
        );
    }
    terminal.emit({ type: 'result', packs: packs.length });
    if (packs.length === 0) terminal.say('There are no packs here.');
    return exitStatus.clean;
  });
}

/** One that is refused keeps no other out; the status is that of the last refusal. */
export async function importFiles(
  terminal: Terminal,
  files: string[],
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ hub, client }) => {
    let status: number = exitStatus.clean;
    let imported = 0;
    for (const file of files) {
      const path = resolve(file);
      try {
        const root = await hub.grantRoot(dirname(path), dirname(path));
        const report = await client.packs.import({ rootId: root.id, fileName: basename(path) });
        const { pack, replaced } = report;
        terminal.emit({ type: 'imported', path, ...report });
        terminal.say(
          `${pack.name} (${pack.date}): ${counted(pack.facts, 'fact')}${replaced ? `, in place of the edition of ${replaced.date}` : ''}.`,
        );
        imported++;
      } catch (error) {
        const refusal = asSpindleError(error);
        terminal.emit({ type: 'problem', path, code: refusal.code, what: refusal.message });
        terminal.warn(`spindle: ${file}: ${refusal.message}`);
        status = statusOfError({ code: refusal.code, message: refusal.message, details: {} });
      }
    }
    terminal.emit({ type: 'result', imported, refused: files.length - imported });
    return status;
  });
}

export async function exportFile(
  terminal: Terminal,
  packId: number,
  file: string,
  options: CatalogueOptions,
): Promise<number> {
  const path = resolve(file);
  return withHub(options.catalogue, async ({ hub, client }) => {
    const root = await hub.grantRoot(dirname(path), dirname(path));
    const { facts } = await client.packs.export({ packId, rootId: root.id, fileName: basename(path) });
    terminal.emit({ type: 'result', path, facts });
    terminal.say(`${path}: ${counted(facts, 'fact')}.`);
    return exitStatus.clean;
  });
}

export async function remove(terminal: Terminal, packId: number, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    await client.packs.remove({ packId });
    terminal.emit({ type: 'result', removed: packId });
    terminal.say('The pack is forgotten. No dump was touched.');
    return exitStatus.clean;
  });
}

export async function matches(
  terminal: Terminal,
  packId: number,
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { dumps, total } = await client.packs.matches({ packId });
    for (const { known, ...dump } of dumps) {
      terminal.emit({ type: 'match', ...dump, ...known });
      if (!terminal.json) terminal.say(`${dump.dump}${dump.carrier === null ? '' : ` (${dump.carrier})`}`);
      if (!terminal.json) for (const line of knownLines(known)) terminal.say(`  ${line}`);
    }
    terminal.emit({ type: 'result', matched: total });
    terminal.say(`${countWords(total)} dumps are known to this pack.`);
    return exitStatus.clean;
  });
}

export async function lookUp(
  terminal: Terminal,
  dumpId: string | undefined,
  options: CatalogueOptions,
): Promise<number> {
  if (dumpId === undefined) return list(terminal, options);
  return withHub(options.catalogue, async ({ client }) => {
    const known = await client.packs.lookUp({ dumpId });
    terminal.emit({ type: 'result', dumpId, ...known });
    const lines = knownLines(known);
    for (const line of lines.length > 0 ? lines : ['No pack knows this disc.']) terminal.say(line);
    return exitStatus.clean;
  });
}

export function knownLines({ descriptions, accurateRip }: KnownDisc): string[] {
  return [
    ...descriptions.map(({ pack, kind, title, artist, date }) => {
      const source = kind === 'cddb' ? 'CDDB' : 'MusicBrainz';
      const what = [artist, title].filter((part) => part !== '').join(': ');
      return `${source}: ${what}${date ? `, ${date}` : ''}  (${pack.name}, ${pack.date})`;
    }),
    ...accurateRip.map(({ pack, tracks }) => {
      const agreeing = tracks.filter(({ confidence }) => confidence > 0);
      const least = Math.min(...agreeing.map(({ confidence }) => confidence));
      const words =
        agreeing.length === tracks.length
          ? `every track matches ${countWords(least)} other rips at least`
          : agreeing.length > 0
            ? `${countWords(agreeing.length)} of ${countWords(tracks.length)} tracks match other rips, the others differ`
            : 'disc known, its tracks differ';
      return `AccurateRip: ${words}  (${pack.name}, ${pack.date})`;
    }),
  ];
}
