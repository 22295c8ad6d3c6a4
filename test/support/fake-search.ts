/** `search` of the contract over plain data: groups a test puts in, or one for each dump of the fake hub. */
import type { Os } from '../../src/main/app/implementer.ts';
import type { DumpSummary } from '../../src/shared/model/catalogue.ts';
import type {
  Facet,
  FoundGroup,
  Indexing,
  ListedFile,
  Listing,
  SameFile,
  SavedView,
  SearchPage,
} from '../../src/shared/model/search.ts';
import { parseSearchQuery } from '../../src/shared/search-query.ts';
import { FakeFeed } from './fake-feed.ts';

export interface FakeSearchData {
  readonly groups?: readonly FoundGroup[];
  readonly facets?: readonly Facet[];
  readonly views?: readonly SavedView[];
  readonly files?: readonly ListedFile[];
  /** What is elsewhere, once contents were read. */
  readonly same?: readonly SameFile[];
}

export class FakeSearch {
  readonly indexing = new FakeFeed<Indexing>({ dumps: 3, listed: 3, failed: 0, waiting: 0, now: null });
  /** Queries that were asked, in order. */
  readonly queries: string[] = [];
  views: readonly SavedView[];
  contentsRead = false;
  readonly data: FakeSearchData;
  readonly #dumps: () => readonly DumpSummary[];

  constructor(dumps: () => readonly DumpSummary[], data: FakeSearchData) {
    this.#dumps = dumps;
    this.data = data;
    this.views = data.views ?? [];
  }

  find(query: string, after: string | null, limit: number, skip = 0): SearchPage {
    this.queries.push(query);
    const { problems, terms } = parseSearchQuery(query);
    const all = this.data.groups ?? this.#dumps().map(groupOf);
    const words = terms.filter(({ negated }) => !negated).map(({ text }) => text.toLowerCase());
    const has = ({ id, title, hits, files }: FoundGroup, word: string) =>
      [id, title, ...hits.map(({ matched }) => matched), ...files.map(({ name }) => name)].some((text) =>
        text.toLowerCase().includes(word),
      );
    const found = problems.length > 0 ? [] : all.filter((group) => words.every((word) => has(group, word)));
    const first = (after === null ? 0 : Number(after)) + skip;
    const groups = found.slice(first, first + limit);
    return {
      groups,
      next: first + groups.length < found.length ? String(first + groups.length) : null,
      total: { count: found.length, isExact: true },
      problems: [...problems],
      tookMs: 4.2,
    };
  }

  listing(dumpId: string): Listing {
    const files = this.data.files ?? [];
    return {
      dumpId,
      state: files.length > 0 ? 'listed' : 'none',
      problem: '',
      hasContents: this.contentsRead,
      listedAt: files.length > 0 ? '2026-11-21T10:00:00.000Z' : null,
      entries: files.length,
      damaged: files.filter(({ state }) => state !== 'intact').length,
      filesystems: [],
    };
  }
}

function groupOf(dump: DumpSummary): FoundGroup {
  const { dumpId, name, carrier, outcome, endedAt, badSectors, volumeLabels } = dump;
  return {
    kind: carrier === null ? 'dump' : 'carrier',
    id: carrier ?? dumpId,
    title: volumeLabels[0] ?? name,
    state: outcome === 'complete' || outcome === 'complete-after-retries' ? 'imaged' : 'needs-attention',
    mediumKind: null,
    collection: null,
    location: null,
    tags: [],
    dump: { dumpId, name, outcome, endedAt, badSectors },
    dumps: 1,
    hits: [],
    files: [],
    fileCount: { count: 0, isExact: true },
  };
}

export function fakeSearchHandlers({ search: os }: Os, fake: FakeSearch) {
  const views = () => ({ views: [...fake.views] });
  return {
    find: os.find.handler(({ input }) => fake.find(input.query, input.after, input.limit, input.skip)),
    facets: os.facets.handler(({ input }) => {
      const { total, problems } = fake.find(input.query, null, 1);
      return { facets: [...(fake.data.facets ?? [])], total, problems, tookMs: 2.1 };
    }),
    savedViews: os.savedViews.handler(views),
    saveView: os.saveView.handler(({ input }) => {
      fake.views = [...fake.views.filter(({ name }) => name !== input.name), input];
      return views();
    }),
    removeView: os.removeView.handler(({ input }) => {
      fake.views = fake.views.filter(({ name }) => name !== input.name);
      return views();
    }),
    filesOf: os.filesOf.handler(({ input }) => {
      const files = (fake.data.files ?? []).filter(({ state }) => !input.onlyDamaged || state !== 'intact');
      const first = Number(input.after ?? 0);
      const page = files.slice(first, first + input.limit).map((file) => ({ ...file, filesystem: 0 }));
      const end = first + page.length;
      return {
        listing: fake.listing(input.dumpId),
        files: page,
        next: end < files.length ? String(end) : null,
      };
    }),
    sameFiles: os.sameFiles.handler(({ input }) => ({
      listing: fake.listing(input.dumpId),
      known: fake.contentsRead ? (fake.data.files ?? []).length : 0,
      shared: fake.contentsRead ? (fake.data.same ?? []).length : 0,
      files: fake.contentsRead ? [...(fake.data.same ?? [])] : [],
      next: null,
    })),
    indexing: os.indexing.handler(async ({ input, signal }) => {
      const { revision, value } = await fake.indexing.past(input.after, signal);
      return { ...value, revision };
    }),
    index: os.index.handler(({ input }) => {
      if (input.contents) fake.contentsRead = true;
      return { queued: 1 };
    }),
  };
}
