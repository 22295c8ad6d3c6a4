/** What is said of each exercise: its steps in the order of the hub's, and where it begins. */
import { type ExerciseName, practiceCodes } from '../../../shared/model/practice.ts';
import type { View } from '../../state/view.ts';

export const stepWords = {
  image: ['imageRead', 'imageSignedOff'],
  hurt: ['hurtRead', 'hurtNoted'],
  disc: ['discRead'],
  parked: ['parkedStopped', 'parkedContinued'],
  letter: ['letterRead', 'letterTagged'],
  decide: ['decideMet', 'decideBlank', 'decideDuplicate'],
  shifted: ['shiftedRead', 'shiftedMoved'],
  handOver: ['handOverChecked', 'handOverBagged'],
} as const;

export const beginAt: Readonly<Record<ExerciseName, View>> = {
  image: { screen: 'bench' },
  hurt: { screen: 'carrier', code: practiceCodes.worn },
  disc: { screen: 'bench' },
  parked: { screen: 'bench' },
  letter: { screen: 'catalogue', query: '' },
  decide: { screen: 'batches' },
  shifted: { screen: 'batches' },
  handOver: { screen: 'checks', page: 'fixity' },
};
