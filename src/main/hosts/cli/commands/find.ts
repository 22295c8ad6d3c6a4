/** `spindle catalogue search`, `duplicates` and `index`: what is in the collection and inside its images. */
import type { HubClient } from '../../../../shared/contract/client.ts';
import { SpindleError } from '../../../../shared/errors.ts';
import type {
  FoundFile,
  FoundGroup,
  FoundText,
  Listing,
  SearchProblem,
} from '../../../../shared/model/search.ts';
import { visibleText } from '../../../../shared/visible-text.ts';
import { bytesWords, counted, countWords } from '../../../../shared/words.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

interface CatalogueOptions {
  readonly catalogue?: string;
}

interface SearchOptions extends CatalogueOptions {
  readonly limit: number;
  readonly facets?: boolean;
}

const groupsPerPage = 200;

export async function search(terminal: Terminal, words: string[], options: SearchOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const query = words.join(' ');
    return options.facets
      ? tellFacets(terminal, client, query)
      : tellHits(terminal, client, query, options.limit);
  });
}

/** A line for everything that was found, under its carrier. */
async function tellHits(
  terminal: Terminal,
  client: HubClient,
  query: string,
  limit: number,
): Promise<number> {
  let hits = 0;
  let tookMs = 0;
  let after: string | null = null;
  do {
    const page = await client.search.find({
      query,
      after,
      limit: Math.min(limit, groupsPerPage),
      filesPerGroup: 200,
    });
    refuse(page.problems, query);
    tookMs += page.tookMs;
    after = page.next;
    for (const group of page.groups) {
      if (hits >= limit) break;
      hits += tellGroup(terminal, group, limit - hits);
    }
    if (hits >= limit || after === null) {
      const { count, isExact } = page.total;
      terminal.emit({
        type: 'result',
        hits,
        tookMs,
        carriers: count,
        isExact: isExact && (hits < limit || after === null),
      });
      if (hits === 0) terminal.say('Nothing found.');
      else if (after !== null)
        terminal.say(`${countWords(count)}${isExact ? '' : ' or more'} carriers in all; --limit shows more.`);
    }
  } while (after !== null && hits < limit);
  return exitStatus.clean;
}

/** @returns how many lines of hits there were */
function tellGroup(terminal: Terminal, group: FoundGroup, limit: number): number {
  const found: (FoundText | FoundFile)[] = [...group.hits, ...group.files];
  if (found.length === 0)
    found.push({ kind: group.kind, id: group.id, title: group.title, matched: '', ranges: [] });
  if (!terminal.json) terminal.say(groupLine(group));
  for (const hit of found.slice(0, limit)) {
    if ('matched' in hit) terminal.emit({ type: 'hit', ...hit, group: group.id });
    else terminal.emit(fileHit(hit, group));
    if (!terminal.json) for (const line of hitLines(hit)) terminal.say(`  ${line}`);
  }
  const more = group.fileCount.count - group.files.length;
  if (!terminal.json && more > 0)
    terminal.say(`  and ${countWords(more)}${group.fileCount.isExact ? '' : ' or more'} files more`);
  return Math.min(limit, found.length);
}

/** A file inside an image: its path is the one in there. */
function fileHit({ dumpId, name, kind, ranges, ...file }: FoundFile, group: FoundGroup) {
  return {
    type: 'hit',
    kind: 'file',
    id: dumpId,
    title: name,
    matched: name,
    ranges,
    inside: true,
    entry: kind,
    ...file,
    group: group.id,
  };
}

function groupLine({ id, title, state, dump, kind }: FoundGroup): string {
  const unread = dump && dump.badSectors > 0 ? `${counted(dump.badSectors, 'sector')} not read` : '';
  return [
    kind === 'dump' ? `${dump?.name ?? ''} (${id.slice(0, 8)})` : id,
    title === id ? '' : title,
    state,
    unread,
  ]
    .filter((part) => part !== '')
    .join('  ');
}

function hitLines(hit: FoundText | FoundFile): string[] {
  if ('matched' in hit) {
    if (hit.matched === '' && hit.path === undefined) return [];
    return [`${hit.kind}  ${hit.title}  ${hit.matched}${hit.path ? `  ${hit.path}` : ''}`];
  }
  const state = hit.state === 'intact' ? '' : `  [${hit.state}]`;
  return [`inside  ${visibleText(hit.path)}  ${bytesWords(hit.sizeBytes)}${state}`];
}

/** @throws SpindleError bad-request: a query that is not understood is not half searched */
function refuse(problems: readonly SearchProblem[], query: string): void {
  const [first] = problems;
  if (!first) return;
  throw new SpindleError('bad-request', `${first.what} Nothing was searched.`, {
    query,
    problems: problems.map(({ from, to, what }) => `${from}-${to}: ${what}`),
  });
}

async function tellFacets(terminal: Terminal, client: HubClient, query: string): Promise<number> {
  const { facets, total, problems, tookMs } = await client.search.facets({ query, valuesPerFacet: 100 });
  refuse(problems, query);
  for (const { facet, values, more } of facets) {
    if (!terminal.json) terminal.say(`${facet}:`);
    for (const { value, chip, count } of values) {
      terminal.emit({ type: 'facet', facet, value, count, chip });
      if (!terminal.json) terminal.say(`  ${countWords(count).padStart(9)}  ${value}`);
    }
    if (more > 0 && !terminal.json) terminal.say(`  and ${countWords(more)} more`);
  }
  terminal.emit({ type: 'result', carriers: total.count, isExact: total.isExact, tookMs });
  terminal.say(`${countWords(total.count)}${total.isExact ? '' : ' or more'} carriers.`);
  return exitStatus.clean;
}

interface IndexOptions extends CatalogueOptions {
  readonly all?: boolean;
  readonly contents?: boolean;
}

export async function index(terminal: Terminal, dumps: string[], options: IndexOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { all = false, contents = false } = options;
    const asked =
      dumps.length === 0 ? [null] : await Promise.all(dumps.map((each) => dumpIdOf(client, each)));
    let queued = 0;
    for (const dumpId of asked) queued += (await client.search.index({ dumpId, all, contents })).queued;
    await followIndexing(terminal, client);
    const { listed, failed, dumps: total } = await client.search.indexing({ after: -1 });
    terminal.emit({ type: 'result', queued, dumps: total, listed, failed });
    terminal.say(
      `${counted(queued, 'image')} read; of ${countWords(total)} dumps ${countWords(listed)} are listed, ${countWords(failed)} cannot be.`,
    );
    return exitStatus.clean;
  });
}

/** Until nothing waits any more. */
export async function followIndexing(terminal: Terminal, client: HubClient): Promise<void> {
  for (let after = -1; ; ) {
    const { revision, waiting, now } = await client.search.indexing({ after });
    if (waiting === 0) return;
    after = revision;
    terminal.progress(`Listing ${now ?? ''}, ${counted(waiting, 'image')} to go`);
  }
}

async function dumpIdOf(client: HubClient, asked: string): Promise<string> {
  return (await client.catalogue.showDump({ dumpId: asked })).summary.dumpId;
}

export async function duplicates(
  terminal: Terminal,
  dump: string,
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const dumpId = await dumpIdOf(client, dump);
    let after: string | null = null;
    do {
      const page = await client.search.sameFiles({ dumpId, after, limit: 500 });
      refuseUnread(page.listing);
      for (const { file, elsewhere, copies } of page.files) {
        terminal.emit({
          type: 'duplicate',
          path: file.path,
          sizeBytes: file.sizeBytes,
          sha256: file.sha256,
          copies,
          elsewhere,
        });
        if (terminal.json) continue;
        terminal.say(`${visibleText(file.path)}  ${bytesWords(file.sizeBytes)}`);
        for (const other of elsewhere)
          terminal.say(
            `  ${[other.carrier, other.dump, visibleText(other.path)].filter(Boolean).join('  ')}`,
          );
        if (copies > elsewhere.length) terminal.say(`  and ${countWords(copies - elsewhere.length)} more`);
      }
      after = page.next;
      if (after !== null) continue;
      terminal.emit({ type: 'result', files: page.known, shared: page.shared });
      terminal.say(
        `${countWords(page.shared)} of ${countWords(page.known)} files are on other carriers too.`,
      );
    } while (after !== null);
    return exitStatus.clean;
  });
}

/** That nothing is known to be elsewhere must not look as if nothing were. */
function refuseUnread({ dumpId, hasContents }: Listing): void {
  if (hasContents) return;
  throw new SpindleError(
    'not-found',
    `The contents of this dump's files were not read yet: spindle catalogue index ${dumpId} --contents reads them.`,
    { dumpId },
  );
}
