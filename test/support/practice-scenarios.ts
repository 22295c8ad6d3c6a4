/** The practice desk after a morning: something done, something begun, most of it still to come. */
import { exerciseNames, exerciseSteps } from '../../src/shared/model/practice.ts';
import type { FakeHubData } from './fake-hub.ts';
import { makeDrive } from './scenarios.ts';

const done: Readonly<Record<string, readonly boolean[]>> = {
  image: [true, true],
  hurt: [true, false],
  disc: [true],
  decide: [true, true, false],
};

export const practiceDesk: FakeHubData = {
  drives: [
    makeDrive('practice-floppy', {
      kind: 'simulated',
      label: 'Practice floppy drive',
      address: 'sim:/home/anna/.local/share/spindle/practice/drive',
      sizeBytes: 0,
    }),
    makeDrive('practice-disc', {
      kind: 'simulated',
      label: 'Practice CD, mixed mode, worn',
      address: 'sim:practice/cd-mixed',
      sectorSize: 2352,
    }),
  ],
  exercises: exerciseNames.map((name) => ({
    name,
    done: exerciseSteps[name].map((_step, index) => done[name]?.[index] ?? false),
  })),
};
