/** A small estate: carriers in every state, one of them described at length. */
import type { CarrierDetail } from '../../src/shared/model/collection.ts';
import type { Dat, DatMatchReport } from '../../src/shared/model/dat.ts';
import type { Facet, FoundGroup, ListedFile, SameFile } from '../../src/shared/model/search.ts';
import { type FakeCollectionData, makeCarrier } from './fake-collection.ts';
import type { FakeHubData } from './fake-hub.ts';
import { dumpSummaryNumber } from './scenarios.ts';

const at = '2026-11-20T14:00:00+00:00';

function makeGroup(number: number, part: Partial<FoundGroup>): FoundGroup {
  const code = `AR-${String(number).padStart(4, '0')}`;
  return {
    kind: 'carrier',
    id: code,
    title: '',
    state: 'expected',
    mediumKind: null,
    collection: null,
    location: null,
    tags: [],
    dump: null,
    dumps: 0,
    hits: [],
    files: [],
    fileCount: { count: 0, isExact: true },
    ...part,
  };
}

const dumpOf = (number: number, outcome: 'complete' | 'complete-with-errors', badSectors = 0) => ({
  dumpId: `0193a1f0-0000-7000-8000-${String(number).padStart(12, '0')}`,
  name: `AR-${String(number).padStart(4, '0')}`,
  outcome,
  endedAt: at,
  badSectors,
});

const groups: readonly FoundGroup[] = [
  makeGroup(412, {
    title: 'Letters to the editor, 1993',
    state: 'signed-off',
    mediumKind: 'fd-3.5-hd',
    collection: 'NACHLASS',
    location: 'BOX-7',
    dump: dumpOf(412, 'complete'),
    dumps: 2,
  }),
  makeGroup(413, {
    title: 'Minutes of the council',
    state: 'needs-attention',
    mediumKind: 'fd-3.5-hd',
    location: 'BOX-7',
    dump: dumpOf(413, 'complete-with-errors', 12),
    dumps: 1,
    files: [
      {
        dumpId: dumpOf(413, 'complete').dumpId,
        path: 'MINUTES/1993/LETTER03.DOC',
        name: 'LETTER03.DOC',
        kind: 'file',
        sizeBytes: 24_064,
        modified: '1993-03-14T09:20:00',
        lba: 311,
        state: 'damaged',
        sha256: null,
        ranges: [[0, 6]],
      },
    ],
    fileCount: { count: 14, isExact: true },
  }),
  makeGroup(414, {
    title: 'Sounds of the harbour',
    state: 'imaged',
    mediumKind: 'cd-da',
    dump: dumpOf(414, 'complete'),
    dumps: 1,
  }),
  makeGroup(415, { title: 'Letters, second box', mediumKind: 'fd-5.25-dd', location: 'BOX-8' }),
  makeGroup(416, { state: 'set-aside', mediumKind: 'cd-r' }),
];

const facets: readonly Facet[] = [
  {
    facet: 'state',
    values: [
      { value: 'expected', chip: 'state:expected', count: 88, isChosen: false },
      { value: 'imaged', chip: 'state:imaged', count: 301, isChosen: false },
      { value: 'needs-attention', chip: 'state:needs-attention', count: 7, isChosen: false },
      { value: 'signed-off', chip: 'state:signed-off', count: 204, isChosen: false },
    ],
    more: 0,
  },
  {
    facet: 'kind',
    values: [
      { value: 'fd-3.5-hd', chip: 'kind:fd-3.5-hd', count: 412, isChosen: false },
      { value: 'cd-da', chip: 'kind:cd-da', count: 96, isChosen: false },
    ],
    more: 3,
  },
  {
    facet: 'errors',
    values: [{ value: 'yes', chip: 'has:errors', count: 7, isChosen: false }],
    more: 0,
  },
];

const letters = makeCarrier(412, {
  title: { auto: 'LETTERS 93', manual: 'Letters to the editor, 1993' },
  kind: { auto: 'fd-3.5-hd', manual: null },
  item: { uuid: '01900000-0000-7000-8000-000000000900', title: 'Papers of N. Thorsen' },
  collection: 'NACHLASS',
  location: 'BOX-7',
  sequence: 2,
  sequenceTotal: 6,
  labelText: 'letters 93\nold ones on disk 1',
  condition: 'label-residue',
  state: 'imaged',
  stateReason: 'All sectors read',
  tags: ['letters', '1993'],
  dumps: 2,
});

const [first, second] = [dumpSummaryNumber(0), dumpSummaryNumber(1)];

const lettersDetail: Partial<CarrierDetail> = {
  item: {
    uuid: '01900000-0000-7000-8000-000000000900',
    rev: 1,
    title: 'Papers of N. Thorsen',
    collection: 'NACHLASS',
    callNumber: 'N 77',
    accessionNo: null,
    dateText: '1988\u20131996',
    dateFrom: '1988',
    dateTo: '1996',
    rights: null,
    note: '',
    carriers: 6,
  },
  locationPath: ['ROOM-2', 'SHELF-4', 'BOX-7'],
  identifiers: [
    {
      uuid: '01900000-0000-7000-8000-000000000a01',
      scheme: 'volume-label',
      value: 'LETTERS 93',
      source: 'auto',
      verified: true,
    },
    {
      uuid: '01900000-0000-7000-8000-000000000a02',
      scheme: 'barcode',
      value: '4006381333931',
      source: 'operator',
      verified: true,
    },
  ],
  dumps: [
    {
      ...first,
      attempt: 1,
      outcome: 'complete-with-errors',
      badSectors: 12,
      carrier: 'AR-0412',
      preferred: false,
    },
    { ...second, attempt: 2, outcome: 'complete', badSectors: 0, carrier: 'AR-0412', preferred: true },
  ],
  events: [
    {
      uuid: '01900000-0000-7000-8000-000000000b01',
      sequence: 41,
      type: 'mem',
      at,
      outcome: 'success',
      detail: 'Edited the carrier AR-0412. By archivist.',
    },
  ],
};

const insideFiles: readonly ListedFile[] = (['intact', 'damaged', 'unread'] as const).map((state, index) => ({
  dumpId: '',
  path: `LETTERS/LETTER0${index + 1}.DOC`,
  name: `LETTER0${index + 1}.DOC`,
  kind: 'file',
  sizeBytes: 12_800,
  modified: '1993-05-01T12:00:00',
  lba: 40 + index,
  state,
  sha256: null,
}));

const sameFiles: readonly SameFile[] = [
  {
    file: insideFiles[0]!,
    elsewhere: [{ dumpId: 'd-9', dump: 'backup', carrier: 'AR-0413', path: 'OLD/LETTER01.DOC' }],
    copies: 3,
  },
];

const exampleList: Dat = {
  ...{ id: 1, source: 'tosec', name: 'Office disks', description: '', version: '', date: '2026-01-31' },
  ...{ author: '', fileName: 'office.dat', fileSizeBytes: 4_000, fileSha256: '00'.repeat(32) },
  ...{ importedAt: at, games: 12, roms: 12 },
};

const listMatch: DatMatchReport = {
  kind: 'partial',
  games: [
    {
      dat: exampleList,
      game: 'Letters (1993)',
      ...{ hit: 1, total: 2, missing: ['letters-2.img'], unlisted: [], isBadDump: true },
    },
  ],
};

export const estateCollection: FakeCollectionData = {
  carriers: [
    letters,
    makeCarrier(413, {
      title: { auto: null, manual: 'Minutes of the council' },
      state: 'needs-attention',
      stateReason: '12 of 2 880 sectors not read',
      exception: 'damaged',
      dumps: 1,
    }),
    makeCarrier(416, { state: 'needs-attention', stateReason: 'No data on the disc', exception: 'blank' }),
    makeCarrier(417, {}),
  ],
  details: { 'AR-0412': lettersDetail },
  collections: [
    {
      uuid: '01900000-0000-7000-8000-000000000c01',
      rev: 1,
      code: 'NACHLASS',
      title: 'Papers of N. Thorsen',
      note: '',
      parent: null,
      carriers: 240,
    },
  ],
  locations: [
    {
      uuid: '01900000-0000-7000-8000-000000000d01',
      rev: 1,
      code: 'ROOM-2',
      kind: 'room',
      note: '',
      parent: null,
      carriers: 0,
    },
    {
      uuid: '01900000-0000-7000-8000-000000000d02',
      rev: 1,
      code: 'SHELF-4',
      kind: 'shelf',
      note: '',
      parent: 'ROOM-2',
      carriers: 0,
    },
    {
      uuid: '01900000-0000-7000-8000-000000000d03',
      rev: 1,
      code: 'BOX-7',
      kind: 'box',
      note: '',
      parent: 'SHELF-4',
      carriers: 24,
    },
  ],
  items: [lettersDetail.item!],
  table: {
    encoding: 'Windows-1252',
    delimiter: ';',
    columns: [
      { name: 'Media ID', samples: ['AR-0418', 'AR-0419', 'AR-0420'], field: 'code' },
      { name: 'Label', samples: ['council 94', 'council 95', ''], field: 'label' },
      { name: 'Format', samples: ['3.5" disk, HD', 'cassette', 'CD-ROM'], field: 'kind' },
      { name: 'Remarks', samples: ['', 'torn', ''], field: 'note' },
    ],
    counts: { new: 48, changed: 1, same: 0, refused: 1 },
    rows: [
      {
        line: 2,
        code: 'AR-0418',
        does: 'new',
        changes: [
          { field: 'label', from: null, to: 'council 94' },
          { field: 'kind', from: null, to: 'fd-3.5-hd' },
        ],
      },
    ],
    refused: [{ line: 3, why: '"cassette" is no kind this catalogue knows' }],
    makes: { items: [], collections: [], locations: ['BOX-9'] },
  },
  transactions: [
    {
      txn: '01900000-0000-7000-8000-000000000e02',
      at,
      by: 'archivist',
      kind: 'import',
      summary: 'Took 48 new carriers and changes of 0 from carriers.csv.',
      changed: 51,
      undoes: null,
      undoneBy: null,
    },
    {
      txn: '01900000-0000-7000-8000-000000000e01',
      at,
      by: 'archivist',
      kind: 'edit',
      summary: 'Edited the carrier AR-0412.',
      changed: 1,
      undoes: null,
      undoneBy: '01900000-0000-7000-8000-000000000e03',
    },
  ],
};

export const estate: FakeHubData = {
  collection: estateCollection,
  match: listMatch,
  checks: { dats: [exampleList] },
  search: {
    groups,
    facets,
    files: insideFiles,
    same: sameFiles,
    views: [{ name: 'To look at', query: 'state:needs-attention' }],
  },
};
