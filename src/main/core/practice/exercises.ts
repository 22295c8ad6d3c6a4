/** How far the exercises of the practice desk are, by what stands in its catalogue and lies beside it. Nobody ticks anything. */
import type { Carrier } from '../../../shared/model/collection.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';
import {
  type ExerciseName,
  type ExerciseState,
  exerciseNames,
  exerciseSteps,
  practiceCodes,
} from '../../../shared/model/practice.ts';
import { hurtFile, letterTag, stackLabels } from './practice-collection.ts';

export interface PracticeDumpFacts {
  readonly outcome: Outcome;
  readonly badSectors: number;
  readonly volumeLabels: readonly string[];
  /** How often somebody sat down to read it: more than once where it was parked and continued. */
  readonly readings: number;
  /** Its files were read again and found as they were. */
  readonly isChecked: boolean;
  readonly isBagged: boolean;
}

export type PracticeCarrierFacts = Pick<
  Carrier,
  'tags' | 'note' | 'conditionNote' | 'exception' | 'disposition' | 'signedOff'
> & {
  readonly dumps: readonly PracticeDumpFacts[];
  /** A job of it rests half way. */
  readonly isParked: boolean;
};

/** By code; carriers somebody took away are not there. */
export type PracticeFacts = ReadonlyMap<string, PracticeCarrierFacts>;

type StepsOf<Name extends ExerciseName> = Record<(typeof exerciseSteps)[Name][number], boolean>;

export function exerciseStates(facts: PracticeFacts): ExerciseState[] {
  const found: { readonly [Name in ExerciseName]: StepsOf<Name> } = findings(facts);
  return exerciseNames.map((name) => {
    const steps: Readonly<Record<string, boolean>> = found[name];
    return { name, done: exerciseSteps[name].map((step) => steps[step] ?? false) };
  });
}

function findings(facts: PracticeFacts): { readonly [Name in ExerciseName]: StepsOf<Name> } {
  const of = (code: string) => facts.get(code);
  const dumpsOf = (code: string) => of(code)?.dumps ?? [];
  const [clean, worn, slow, blank, copy] = [
    of(practiceCodes.clean),
    of(practiceCodes.worn),
    of(practiceCodes.slow),
    of(practiceCodes.blank),
    of(practiceCodes.copy),
  ];
  const continued = dumpsOf(practiceCodes.slow).some(({ readings }) => readings > 1);
  const isMet = (carrier: PracticeCarrierFacts | undefined) =>
    carrier !== undefined && (carrier.exception !== null || carrier.disposition !== null);
  return {
    image: {
      read: dumpsOf(practiceCodes.clean).some(({ outcome }) => outcome === 'complete'),
      signedOff: clean?.signedOff != null,
    },
    hurt: {
      read: dumpsOf(practiceCodes.worn).some(({ badSectors }) => badSectors > 0),
      noted: worn !== undefined && names(hurtFile, worn),
    },
    disc: { read: dumpsOf(practiceCodes.disc).length > 0 },
    parked: { stopped: continued || (slow?.isParked ?? false), continued },
    letter: {
      read: dumpsOf(practiceCodes.slow).length > 0,
      tagged: slow?.tags.some((tag) => sameWord(tag, letterTag)) ?? false,
    },
    decide: {
      met: isMet(blank) || isMet(copy),
      blank: blank?.disposition === 'blank',
      duplicate: copy?.disposition === 'duplicate',
    },
    shifted: {
      read: practiceCodes.stack.flatMap((code) => dumpsOf(code)).length >= stackLabels.length,
      moved: stackIsRight(dumpsOf),
    },
    handOver: {
      checked: dumpsOf(practiceCodes.clean).some(({ isChecked }) => isChecked),
      bagged: dumpsOf(practiceCodes.clean).some(({ isBagged }) => isBagged),
    },
  };
}

/** Every disk of the stack lies with its own record, and none with another. */
function stackIsRight(dumpsOf: (code: string) => readonly PracticeDumpFacts[]): boolean {
  return practiceCodes.stack.every((code) => {
    const own = stackLabels.find(({ belongsTo }) => belongsTo === code);
    const labels = dumpsOf(code).flatMap(({ volumeLabels }) => volumeLabels);
    return own ? labels.length > 0 && labels.every((label) => label === own.label) : labels.length === 0;
  });
}

/** Whether what a person wrote about a carrier names a file, with its ending or without. */
function names(file: string, { note, conditionNote }: PracticeCarrierFacts): boolean {
  const stem = file.slice(0, file.lastIndexOf('.'));
  return `${note ?? ''} ${conditionNote ?? ''}`.toLowerCase().includes(stem.toLowerCase());
}

const sameWord = (a: string, b: string) => a.trim().toLowerCase() === b.toLowerCase();
