import { describe, expect, it } from 'vitest';
import { discFacts } from '../../../src/main/core/catalogue/disc-facts.ts';
import { dumpFacts } from '../../../src/main/core/catalogue/dump-facts.ts';
import { mixedDisc, mixedDiscRecord } from '../../support/disc-record.ts';
import { plainSidecar } from '../../support/sidecar-arbitrary.ts';

describe('the facts of a disc', () => {
  it('are its title, its tracks, everything it says of itself and every identifier', () => {
    const facts = discFacts(mixedDiscRecord());
    expect(facts).toMatchObject({
      ...{ profile: 'CD-ROM', title: 'Shelf Marks', performer: 'The Reading Room' },
      ...{ sessions: 1, audioTracks: 3, dataTracks: 1 },
      texts: [
        'Accession',
        'Deckle Edge',
        'Foxing',
        'Shelf Marks',
        'Signaturen',
        'Stockflecken',
        'The Reading Room',
      ],
    });
    expect(facts.identifiers.map(({ scheme, value }) => `${scheme} ${value}`)).toEqual([
      'accuraterip 0003b1d2-000bd6a9-2a03e604',
      'cddb 2a03e604',
      'isrc DEX012600002',
      'isrc DEX012600003',
      'isrc DEX012600004',
      'mcn 2000000000015',
      'musicbrainz Wn8eRBtfLDfM0qjYPdxrz.Zjs_U-',
      `toc-sha1 ${'77'.repeat(20)}`,
    ]);
  });

  it('are the TOC alone where a disc says nothing of itself', () => {
    const silent = mixedDisc({
      tracks: [],
      sessions: [],
      mcn: null,
      cdText: null,
      ids: null,
      profile: 'DVD-ROM',
    });
    expect(discFacts(mixedDiscRecord(silent))).toEqual({
      ...{ profile: 'DVD-ROM', title: null, performer: null, sessions: 0, audioTracks: 0, dataTracks: 0 },
      identifiers: [{ scheme: 'toc-sha1', value: '77'.repeat(20) }],
      texts: [],
    });
  });

  it('take the title from the first language by name where there is no English', () => {
    const cdText = {
      japanese: { album: { title: '棚' }, tracks: [] },
      german: { album: { title: 'Regal' }, tracks: [] },
    };
    expect(discFacts(mixedDiscRecord(mixedDisc({ cdText }))).title).toBe('Regal');
  });
});

it('the gap between two sessions is no part of a disc: nothing of it is missing', () => {
  const { rows } = dumpFacts(
    plainSidecar({
      kind: 'optical',
      states: [
        [1000, 'good'],
        [11_400, 'generated'],
        [500, 'good'],
      ],
      counts: { total: 1500, good: 1500, goodAfterRetry: 0, bad: 0, pending: 0 },
      extents: [],
      disc: mixedDiscRecord(),
    }),
  );
  expect(rows.errors).toEqual([]);
  expect(rows.outcome).toBe('complete');
});
