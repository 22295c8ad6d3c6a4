/** What a person chooses before a job, and the request it makes. */
import type { Drive, Inspection } from '../../../shared/model/drive.ts';
import { defaultJobOptions, type StartJob } from '../../../shared/model/job.ts';
import {
  blockFormats,
  discFormats,
  nameProblem,
  type OutputFormat,
  type OutputRoot,
  safeName,
} from '../../../shared/model/output.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { hexByte } from '../../../shared/words.ts';

export interface StartChoices {
  /** What this kind of medium can be written as. */
  readonly offered: readonly OutputFormat[];
  readonly formats: readonly OutputFormat[];
  readonly rootId: string;
  readonly name: string;
  /** As typed. */
  readonly retries: string;
  /** As typed, hexadecimal. */
  readonly fillByte: string;
  readonly carrier: string;
  readonly keepStore: boolean;
  /** Go on with the parked dump of this name instead of making a new one. */
  readonly resume: boolean;
}

/** What the dialog proposes. Never a carrier: a wrong pairing of record and disk is the costliest mistake. */
export function firstChoices(
  drive: Drive,
  inspection: Inspection | null,
  roots: readonly OutputRoot[],
  defaults: Settings['defaults'] = defaultJobOptions,
): StartChoices {
  const label = inspection?.filesystems.find((filesystem) => filesystem.label.trim() !== '')?.label;
  const offered = offeredFormats(inspection);
  const wanted = defaults.formats.filter((format) => offered.includes(format));
  return {
    offered,
    formats: wanted.length > 0 ? wanted : offered.slice(0, 1),
    rootId: roots[0]?.id ?? '',
    name: safeName(label ?? drive.label),
    retries: String(defaults.retries),
    fillByte: hexByte(defaults.fillByte),
    carrier: '',
    keepStore: defaults.keepStore,
    resume: false,
  };
}

function offeredFormats(inspection: Inspection | null): readonly OutputFormat[] {
  if (!inspection?.disc) return blockFormats;
  return inspection.disc.tracks.length > 0 ? discFormats : ['iso'];
}

export interface ChoiceProblems {
  readonly formats: string | null;
  readonly name: string | null;
  readonly retries: string | null;
  readonly fillByte: string | null;
}

/** Why a choice will not do, in the imperative; null where it will. */
export function problemsOf(choices: StartChoices): ChoiceProblems {
  const retries = Number(choices.retries);
  const named = nameProblem(choices.name);
  return {
    formats: choices.formats.length === 0 ? 'Choose at least one format.' : null,
    name: named && `Choose another name: ${named}.`,
    retries: /^\d+$/.test(choices.retries) && retries <= 1000 ? null : 'Give a whole number from 0 to 1000.',
    fillByte: /^[0-9a-f]{1,2}$/i.test(choices.fillByte) ? null : 'Give two hexadecimal digits, 00 to FF.',
  };
}

/** The request for the hub, or null while something is missing or wrong. */
export function startRequest(sourceId: string, choices: StartChoices): StartJob | null {
  const wrong = Object.values(problemsOf(choices)).some((problem) => problem !== null);
  if (wrong || choices.rootId === '') return null;
  const carrier = choices.carrier.trim();
  return {
    sourceId,
    rootId: choices.rootId,
    name: choices.name,
    options: {
      ...defaultJobOptions,
      formats: [...choices.formats],
      retries: Number(choices.retries),
      fillByte: Number.parseInt(choices.fillByte, 16),
      keepStore: choices.keepStore,
      carrier: carrier === '' ? null : carrier.slice(0, 200),
    },
    resume: choices.resume,
  };
}
