/** How far the exercises are: told by facts of the catalogue, each step by its own. */
import { describe, expect, test } from 'vitest';
import {
  exerciseStates,
  type PracticeCarrierFacts,
  type PracticeDumpFacts,
  type PracticeFacts,
} from '../../../src/main/core/practice/exercises.ts';
import { practiceCarriers, shelvedDisks } from '../../../src/main/core/practice/practice-collection.ts';
import { stepWords } from '../../../src/renderer/screens/practice/exercise-words.ts';
import {
  type ExerciseName,
  exerciseNames,
  exerciseSteps,
  practiceCodes,
} from '../../../src/shared/model/practice.ts';

const untouched: PracticeCarrierFacts = {
  ...{ tags: [], note: null, conditionNote: null, exception: null, disposition: null, signedOff: null },
  ...{ dumps: [], isParked: false },
};
const dump = (facts: Partial<PracticeDumpFacts> = {}): PracticeDumpFacts => ({
  ...{ outcome: 'complete', badSectors: 0, volumeLabels: [], readings: 1 },
  ...{ isChecked: false, isBagged: false },
  ...facts,
});

function desk(changed: Readonly<Record<string, Partial<PracticeCarrierFacts>>> = {}): PracticeFacts {
  return new Map(practiceCarriers.map(({ code }) => [code, { ...untouched, ...changed[code] }]));
}

function stepsDone(name: ExerciseName, facts: PracticeFacts): readonly boolean[] {
  return exerciseStates(facts).find((state) => state.name === name)!.done;
}

const labelled = (...labels: string[]) => ({ dumps: labels.map((label) => dump({ volumeLabels: [label] })) });
const signature = { dumpId: 'd', at: '2026-03-04T05:06:07Z', by: 'anna' };

describe('an exercise', () => {
  test('is not begun at a desk nobody has worked at, nor where its carriers were taken away', () => {
    for (const facts of [desk(), new Map()]) {
      expect(exerciseStates(facts).map(({ name }) => name)).toEqual(exerciseNames);
      expect(exerciseStates(facts).flatMap(({ done }) => done)).not.toContain(true);
    }
  });

  test.each<[ExerciseName, string, Parameters<typeof desk>[0], readonly boolean[]]>([
    ['image', 'read', { 'PR-001': { dumps: [dump()] } }, [true, false]],
    [
      'image',
      'read with gaps only',
      { 'PR-001': { dumps: [dump({ outcome: 'complete-with-errors' })] } },
      [false, false],
    ],
    ['image', 'signed off', { 'PR-001': { dumps: [dump()], signedOff: signature } }, [true, true]],
    ['hurt', 'read', { 'PR-002': { dumps: [dump({ badSectors: 16 })] } }, [true, false]],
    [
      'hurt',
      'noted by the name of the file',
      { 'PR-002': { dumps: [dump({ badSectors: 16 })], note: 'The ledger.txt has two gaps.' } },
      [true, true],
    ],
    ['hurt', 'another file noted', { 'PR-002': { note: 'INDEX.TXT' } }, [false, false]],
    ['disc', 'read', { 'PR-003': { dumps: [dump({ badSectors: 6 })] } }, [true]],
    ['parked', 'stopped', { 'PR-006': { isParked: true } }, [true, false]],
    ['parked', 'read in one go', { 'PR-006': { dumps: [dump()] } }, [false, false]],
    ['parked', 'continued', { 'PR-006': { dumps: [dump({ readings: 2 })] } }, [true, true]],
    ['letter', 'read', { 'PR-006': { dumps: [dump()] } }, [true, false]],
    ['letter', 'tagged', { 'PR-006': { dumps: [dump()], tags: ['berlin'] } }, [true, true]],
    ['letter', 'the wrong one tagged', { 'PR-001': { dumps: [dump()], tags: ['Berlin'] } }, [false, false]],
    ['decide', 'met', { 'PR-004': { exception: 'blank' } }, [true, false, false]],
    ['decide', 'decided once', { 'PR-004': { disposition: 'blank' } }, [true, true, false]],
    [
      'decide',
      'decided twice',
      { 'PR-004': { disposition: 'blank' }, 'PR-005': { disposition: 'duplicate' } },
      [true, true, true],
    ],
    [
      'decide',
      'decided otherwise',
      { 'PR-004': { disposition: 'unreadable' }, 'PR-005': { disposition: 'blank' } },
      [true, false, false],
    ],
    [
      'shifted',
      'read as the list has it',
      {
        'PR-011': labelled('ACCOUNTS'),
        'PR-012': labelled('PHOTOGRAPHS'),
        'PR-013': labelled('MINUTES1994'),
        'PR-014': labelled('CUTTINGS'),
      },
      [true, false],
    ],
    [
      'shifted',
      'moved',
      {
        'PR-011': labelled('ACCOUNTS'),
        'PR-013': labelled('PHOTOGRAPHS'),
        'PR-014': labelled('MINUTES1994'),
        'PR-015': labelled('CUTTINGS'),
      },
      [true, true],
    ],
    ['handOver', 'checked', { 'PR-001': { dumps: [dump({ isChecked: true })] } }, [true, false]],
    [
      'handOver',
      'checked and bagged',
      { 'PR-001': { dumps: [dump({ isChecked: true, isBagged: true })] } },
      [true, true],
    ],
  ])('%s: %s', (name, _how, changed, done) => {
    expect(stepsDone(name, desk(changed))).toEqual(done);
  });

  test('has words for each of its steps', () => {
    for (const name of exerciseNames) expect(stepWords[name]).toHaveLength(exerciseSteps[name].length);
  });
});

describe('the shelf', () => {
  test('has a record for every disk with a code, and one disk less than the list of the stack', () => {
    const codes = practiceCarriers.map(({ code }) => code);
    for (const { code } of shelvedDisks) if (code !== null) expect(codes).toContain(code);
    expect(codes).toEqual(expect.arrayContaining([practiceCodes.disc, ...practiceCodes.stack]));
    expect(shelvedDisks.filter(({ place }) => place !== null)).toHaveLength(practiceCodes.stack.length - 1);
  });

  test('has a worn disk whose dead sectors lie in one file only', () => {
    const { build, behaviour } = shelvedDisks.find(({ id }) => id === practiceCodes.worn)!;
    const bytes = build();
    for (const { lba } of behaviour.fail as readonly { lba: readonly [number, number] }[])
      for (let sector = lba[0]; sector <= lba[1]; sector++)
        expect(Buffer.from(bytes.subarray(sector * 512, (sector + 1) * 512)).toString('latin1')).toContain(
          'Ledger of accessions',
        );
  });

  test('has a copy that is the same disk, and a disk of nothing', () => {
    const bytesOf = (wanted: string) => shelvedDisks.find(({ id }) => id === wanted)!.build();
    expect(bytesOf('PR-005')).toEqual(bytesOf('PR-001'));
    expect(new Set(bytesOf('PR-004')).size).toBe(1);
  });
});
