/** Discs as fast-check makes them: sessions with their gaps, tracks with pregaps and indices, texts and identifiers. */
import fc from 'fast-check';
import type { Disc, DiscSession, DiscTrack } from '../../src/shared/model/disc.ts';

const isrc = fc.option(
  fc.integer({ min: 0, max: 9_999_999 }).map((number) => `GBAYE${String(number).padStart(7, '0')}`),
  { nil: null },
);
const title = fc.option(fc.constantFrom('One', 'Größe', 'Two words', "It's"), { nil: undefined });

const track = fc.record({
  mode: fc.constantFrom<DiscTrack['mode']>('AUDIO', 'AUDIO', 'MODE1', 'MODE2'),
  pregap: fc.constantFrom(0, 0, 1, 150),
  lengths: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 3 }),
  startsSession: fc.constantFrom(false, false, false, true),
  flags: fc.record({ preEmphasis: fc.boolean(), copyPermitted: fc.boolean(), fourChannel: fc.boolean() }),
  isrc,
  title,
});

export const discArbitrary: fc.Arbitrary<Disc> = fc
  .record({
    hiddenSectors: fc.constantFrom(0, 0, 33),
    tracks: fc.array(track, { minLength: 1, maxLength: 7 }),
    mcn: fc.option(fc.constant('0724385356926'), { nil: null }),
    album: title,
  })
  .map(({ hiddenSectors, tracks: recipes, mcn, album }): Disc => {
    const tracks: DiscTrack[] = [];
    const sessions: DiscSession[] = [];
    let lba = hiddenSectors;
    let session = 1;
    recipes.forEach((recipe, at) => {
      const opensSession = at > 0 && recipe.startsSession;
      if (opensSession) {
        lba += session === 1 ? 11_400 : 6900;
        session++;
      } else if (at > 0) lba += recipe.pregap;
      const isAudio = recipe.mode === 'AUDIO';
      const startLba = lba;
      const indices = recipe.lengths.slice(1).map((_, index) => ({
        number: index + 2,
        lba: startLba + recipe.lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 0),
      }));
      const lengthSectors = recipe.lengths.reduce((sum, length) => sum + length, 0);
      lba += lengthSectors;
      tracks.push({
        number: at + 1,
        session,
        mode: recipe.mode,
        startLba,
        lengthSectors,
        pregapSectors: at === 0 ? hiddenSectors : opensSession ? 150 : recipe.pregap,
        indices,
        isrc: recipe.isrc,
        preEmphasis: isAudio && recipe.flags.preEmphasis,
        copyPermitted: recipe.flags.copyPermitted,
        fourChannel: isAudio && recipe.flags.fourChannel,
      });
      const open = sessions.at(-1);
      if (open?.number === session)
        sessions[sessions.length - 1] = { ...open, lastTrack: at + 1, leadOutLba: lba };
      else
        sessions.push({ number: session, firstTrack: at + 1, lastTrack: at + 1, startLba, leadOutLba: lba });
    });
    const texts = recipes.flatMap((recipe, at) =>
      recipe.title ? [{ number: at + 1, title: recipe.title }] : [],
    );
    const hasTexts = album !== undefined || texts.length > 0;
    const cdText = hasTexts
      ? { english: { album: album === undefined ? {} : { title: album }, tracks: texts } }
      : null;
    return { profile: 'CD-ROM', sessions, tracks, mcn, cdText, ids: null };
  });
