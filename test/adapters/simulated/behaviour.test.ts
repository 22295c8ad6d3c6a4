/** Behaviour files: an unknown key or a wrong value is an error that names it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  behaviourKeys,
  parseBehaviour,
  readBehaviour,
} from '../../../src/main/adapters/simulated/behaviour.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { ownFolder } from '../../support/folders.ts';

function refusal(value: unknown): SpindleError {
  try {
    parseBehaviour(value, 'The behaviour file b.json');
  } catch (error) {
    if (error instanceof SpindleError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a behaviour', () => {
  it('may have every key of the rig', () => {
    // The example of the rig's description, which one file must serve as well.
    const example = {
      vendor: 'PLEXTOR',
      product: 'DVDR   PX-716A',
      revision: '1.11',
      serial: 'X',
      read_offset: 30,
      overread_leadin: true,
      overread_leadout: true,
      fail: [{ lba: [300, 302] }, { lba: 400, first: 3 }, { lba: [1000, 1200], prob: 0.3, sense: 'seek' }],
      c2_errors: [
        { lba: 500, first: 2, bytes: 20 },
        { lba: 600, first: 1, bytes: 5, silent: true },
      ],
      q_errors: [{ lba: [700, 720], prob: 0.5 }],
      slow: [{ lba: [800, 810], ms: 500 }],
      seed: 7,
      speed: 16,
      seek_ms: 80,
      cmd_ms: 1,
      cache_sectors: 900,
      yank_at_read: 6,
      hang_at_read: 2,
      hang_ms: 4000,
      reset_at_read: 9,
      becoming_ready: 3,
      tray_open: true,
      c2: false,
      subchannel: false,
      rw: false,
      cdtext_read: false,
      plextor_d8: false,
      c2_block_first: true,
      check_edc: false,
      session_gap_05_21: true,
      max_speed: 48,
      xa: true,
      media: 'dvd',
      sub: 'disc.sub',
    };
    expect(parseBehaviour(example, 'x')).toMatchObject({ vendor: 'PLEXTOR', hang_ms: 4000 });
  });

  it.each([
    [{ fial: [] }, 'fial'],
    [{ fail: [{ lba: 1, frist: 2 }] }, 'fail.0'],
    [{ fail: [{ lba: [5, 3] }] }, 'fail.0'],
    [{ fail: [{ lba: 1, prob: 1.5 }] }, 'fail.0'],
    [{ fail: [{ lba: 1, sense: 'sulk' }] }, 'fail.0'],
    [{ fail: 3 }, 'fail'],
    [{ slow: [{ lba: 1 }] }, 'slow.0.ms'],
    [{ hang_ms: -1 }, 'hang_ms'],
    [{ hang_ms: 1e12 }, 'hang_ms'],
    [{ yank_at_read: 0 }, 'yank_at_read'],
    [{ speed: 0 }, 'speed'],
    [{ seed: 1.5 }, 'seed'],
    [{ sector_size: 500 }, 'sector_size'],
    [{ tray_open: 'yes' }, 'tray_open'],
    [{ vendor: 7 }, 'vendor'],
    [[], 'its top'],
    [null, 'its top'],
    ['x', 'its top'],
  ])('%j is refused, naming %s', (value, named) => {
    const error = refusal(value);
    expect(error.code).toBe('bad-behaviour');
    expect(error.message).toContain('The behaviour file b.json');
    expect(error.message).toContain(named);
  });

  it('with an unknown key is told which there are', () => {
    expect(refusal({ hang_mss: 1 }).message).toContain('hang_ms,');
    expect(behaviourKeys).toContain('read_offset');
  });

  it('of any JSON is accepted or refused in words', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...behaviourKeys), fc.jsonValue({ maxDepth: 3 })),
        (value) => {
          try {
            parseBehaviour(value, 'x');
          } catch (error) {
            expect(error).toMatchObject({ code: 'bad-behaviour' });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a behaviour file', () => {
  it('that is not there, or is no JSON, is refused by its name', () => {
    const path = join(ownFolder(), 'b.json');
    expect(() => readBehaviour(path)).toThrow(/b\.json cannot be read \(ENOENT\)/);
    writeFileSync(path, '{"fail":[');
    expect(() => readBehaviour(path)).toThrow(/b\.json is no JSON/);
  });
});
