import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { factKeys, knownDisc } from '../../../core/packs/known-disc.ts';
import type { DatLibrary } from '../../../core/ports.ts';
import { entryUrl } from '../../entry-url.ts';
import { startThread, type ThreadLink } from '../thread-link.ts';
import type { DatCalls } from './dat-messages.ts';

/** What is parsed is thrown away set by set: a small heap holds a list of any size. */
const heapLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 48 };

/**
 * The DATs beside a catalogue, `NAME.dats.db`. The file is made with the first import and opened at the first
 * question; as long as there is none, nothing is known and nothing costs anything.
 */
export function datLibrary(cataloguePath: string): DatLibrary {
  const path = `${resolve(cataloguePath).replace(/\.db$/i, '')}.dats.db`;
  let thread: Promise<ThreadLink<DatCalls>> | null = null;
  const opened = () => {
    thread ??= startThread<DatCalls>(path, entryUrl('adapters/sqlite/dats/dat-thread'), heapLimits);
    // One that could not be opened is tried again at the next question.
    thread.catch(() => {
      thread = null;
    });
    return thread;
  };
  const isEmpty = () => !thread && !existsSync(path);
  return {
    import: async (file) => (await opened()).call('import', resolve(file)),
    list: async () => (isEmpty() ? [] : (await opened()).call('list')),
    remove: async (id) => (await opened()).call('remove', id),
    match: async (contents) =>
      isEmpty() ? { kind: 'none', games: [] } : (await opened()).call('match', contents),
    packs: {
      import: async (file) => (await opened()).call('packImport', resolve(file)),
      export: async (id, file) => (await opened()).call('packExport', id, resolve(file)),
      list: async () => (isEmpty() ? [] : (await opened()).call('packList')),
      remove: async (id) => (await opened()).call('packRemove', id),
      matches: async (id) => (await opened()).call('packMatches', id, resolve(cataloguePath)),
      lookUp: async (disc) => {
        const facts = isEmpty() ? [] : await (await opened()).call('packFind', factKeys(disc));
        return knownDisc(disc, facts);
      },
    },
    coverage: async (id) => (await opened()).call('coverage', id, resolve(cataloguePath)),
    close: async () => (await thread?.catch(() => null))?.close(),
  };
}
