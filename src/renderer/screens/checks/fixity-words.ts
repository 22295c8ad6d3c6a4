/** The six states a file can be in, for people. */
import type { FixityState } from '../../../shared/model/fixity.ts';
import type { Tone } from '../../words/stage.ts';

export const fixityWords: Readonly<Record<FixityState, string>> = {
  ok: 'As recorded',
  mismatch: 'Different',
  missing: 'Missing',
  unreadable: 'Unreadable',
  offline: 'Storage away',
  never: 'Not checked yet',
};

export const fixityTones: Readonly<Record<FixityState, Tone>> = {
  ok: 'good',
  mismatch: 'bad',
  missing: 'bad',
  unreadable: 'bad',
  offline: 'warn',
  never: 'neutral',
};
