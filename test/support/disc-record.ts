/** A mixed-mode disc with CD-TEXT, as the catalogue and the screens meet it. */
import type { CdText, Disc, DiscTrack } from '../../src/shared/model/disc.ts';
import type { DiscRecord } from '../../src/shared/model/sidecar.ts';

export function makeTrack(
  number: number,
  startLba: number,
  lengthSectors: number,
  part: Partial<DiscTrack> = {},
): DiscTrack {
  return {
    number,
    session: 1,
    mode: 'AUDIO',
    startLba,
    lengthSectors,
    pregapSectors: null,
    indices: [],
    isrc: null,
    preEmphasis: false,
    copyPermitted: false,
    fourChannel: false,
    ...part,
  };
}

export const readingRoomText: CdText = {
  english: {
    album: { title: 'Shelf Marks', performer: 'The Reading Room' },
    tracks: [
      { number: 2, title: 'Accession', performer: 'The Reading Room' },
      { number: 3, title: 'Foxing' },
      { number: 4, title: 'Deckle Edge' },
    ],
  },
  german: { album: { title: 'Signaturen' }, tracks: [{ number: 3, title: 'Stockflecken' }] },
};

/** One data track and three of sound; a second session with data when asked for. */
export function mixedDisc(part: Partial<Disc> = {}): Disc {
  return {
    profile: 'CD-ROM',
    sessions: [{ number: 1, firstTrack: 1, lastTrack: 4, startLba: 0, leadOutLba: 75_000 }],
    tracks: [
      makeTrack(1, 0, 19_850, { mode: 'MODE1', copyPermitted: true }),
      makeTrack(2, 20_150, 18_700, { pregapSectors: 300, isrc: 'DEX012600002' }),
      makeTrack(3, 39_000, 15_925, { pregapSectors: 150, isrc: 'DEX012600003' }),
      makeTrack(4, 55_000, 20_000, { pregapSectors: 75, isrc: 'DEX012600004' }),
    ],
    mcn: '2000000000015',
    cdText: readingRoomText,
    ids: {
      musicbrainz: 'Wn8eRBtfLDfM0qjYPdxrz.Zjs_U-',
      cddb: '2a03e604',
      accurateRip: '0003b1d2-000bd6a9-2a03e604',
    },
    ...part,
  };
}

export function mixedDiscRecord(disc: Disc = mixedDisc()): DiscRecord {
  return {
    disc,
    tocSha1: '77'.repeat(20),
    readOffset: 30,
    tracks: [],
    subchannel: { sectors: 75_000, validQ: 74_912 },
  };
}
