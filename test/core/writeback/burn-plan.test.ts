/** Which program burns what, and what its lines say. */
import { describe, expect, it } from 'vitest';
import { burnArguments, burnShare, planBurn } from '../../../src/main/core/writeback/burn-plan.ts';
import { type MadeTrack, madeDisc } from '../../support/made-disc.ts';

const both = { cdrdao: true, xorriso: true };
const disc = (...tracks: MadeTrack[]) => madeDisc(tracks).image;
const data: MadeTrack = { mode: 'MODE1', lengthSectors: 300 };
const song: MadeTrack = { mode: 'AUDIO', lengthSectors: 300 };

describe('what burns a disc', () => {
  it('is xorriso for an ISO, cdrdao for everything a CD can be', () => {
    expect(planBurn(disc(data), 'iso', both)).toMatchObject({ burner: 'xorriso', totalSectors: 300 });
    expect(planBurn(disc(data), 'cue', both)).toMatchObject({ burner: 'cdrdao' });
    expect(planBurn(disc(data, song), 'cue', both)).toMatchObject({ burner: 'cdrdao' });
    expect(planBurn(disc(data), 'iso', { ...both, xorriso: false })).toMatchObject({ burner: 'cdrdao' });
  });

  it('is nothing where it would be another disc, or the program is missing', () => {
    const sessions = disc(song, { ...data, opensSession: true });
    expect(planBurn(sessions, 'cue', both)).toMatchObject({ refusal: expect.stringMatching(/2 sessions/) });
    expect(planBurn(disc(song), 'cue', { cdrdao: false, xorriso: true })).toMatchObject({
      refusal: expect.stringMatching(/cdrdao, which is not installed/),
    });
    expect(planBurn(disc(data), 'iso', { cdrdao: false, xorriso: false })).toMatchObject({
      refusal: expect.stringMatching(/xorriso, which is not installed/),
    });
  });

  it('is asked to add and to blank nothing', () => {
    expect(burnArguments('xorriso', '/dev/sr0', '/a.iso').join(' ')).toBe(
      '-as cdrecord -v dev=/dev/sr0 -dao padsize=0 /a.iso',
    );
    expect(burnArguments('cdrdao', '/dev/sr0', '/a.toc').join(' ')).toBe(
      'write --device /dev/sr0 -n -v 1 /a.toc',
    );
  });

  it('says in its own words how far it is', () => {
    const line = 'xorriso : UPDATE :   87 of  348 MB written (fifo  0%) [buf  50%]  50.3x.';
    expect(burnShare('xorriso', line)).toBe(0.25);
    expect(burnShare('cdrdao', 'Wrote 13 of 52 MB (Buffers 100%  98%).')).toBe(0.25);
    expect(burnShare('cdrdao', 'Writing finished successfully.')).toBe(null);
    expect(burnShare('xorriso', 'xorriso : UPDATE :    0 of    0 MB written')).toBe(null);
  });
});
