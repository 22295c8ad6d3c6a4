/** What is typed for a new batch, and the request it makes. */
import type { NewBatch } from '../../../shared/model/batch.ts';
import type { Drive } from '../../../shared/model/drive.ts';
import { defaultJobOptions } from '../../../shared/model/job.ts';
import { blockFormats, discFormats, type OutputFormat } from '../../../shared/model/output.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { isDiscDrive } from '../../words/disc.ts';

export type StopKind = NewBatch['settings']['stopFor'][number];
export const stopKinds = [
  'blank',
  'duplicate',
  'mismatch',
  'audio-only',
] as const satisfies readonly StopKind[];

export interface NewBatchForm {
  readonly name: string;
  readonly from: 'codes' | 'search';
  /** As typed: a code or a run in each line. */
  readonly codes: string;
  readonly query: string;
  readonly template: string;
  /** Empty: what suits each medium. */
  readonly formats: readonly OutputFormat[];
  readonly retries: string;
  readonly verifyPass: boolean;
  readonly subchannel: boolean;
  readonly eject: boolean;
  readonly drives: readonly string[];
  readonly start: 'insertion' | 'enter';
  readonly timeBox: string;
  readonly stopFor: readonly StopKind[];
}

export function firstForm(
  query: string | null,
  drives: readonly Drive[],
  defaults: Settings['defaults'] | undefined,
): NewBatchForm {
  const { retries, verifyPass, subchannel } = { ...defaultJobOptions, ...defaults };
  const usable = usableDrives(drives);
  return {
    name: '',
    from: query === null ? 'codes' : 'search',
    codes: '',
    query: query ?? '',
    template: '',
    formats: [],
    retries: String(retries),
    verifyPass,
    subchannel,
    eject: true,
    drives: usable.length === 1 ? usable.map(({ id }) => id) : [],
    start: 'insertion',
    timeBox: '3',
    stopFor: ['blank', 'duplicate', 'mismatch'],
  };
}

export function usableDrives(drives: readonly Drive[]): readonly Drive[] {
  return drives.filter(({ systemDisk }) => systemDisk === null);
}

/** Formats that every chosen drive's media can be written as. */
export function offeredFormats(chosen: readonly Drive[]): readonly OutputFormat[] {
  if (chosen.length === 0) return [];
  if (chosen.every(isDiscDrive)) return discFormats.filter((format) => format !== 'wav' && format !== 'iso');
  return chosen.some(isDiscDrive) ? [] : blockFormats;
}

export function typedCodes(text: string): readonly string[] {
  return text
    .split(/[\n,;]/)
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

export interface NewBatchProblems {
  readonly retries: boolean;
  readonly timeBox: boolean;
}

export function problemsOf({ retries, timeBox }: NewBatchForm): NewBatchProblems {
  const times = Number(timeBox.replace(',', '.'));
  return {
    retries: !/^\d{1,4}$/.test(retries.trim()) || Number(retries) > 1000,
    timeBox: timeBox.trim() === '' || !(times >= 0.01 && times <= 1000),
  };
}

/** @param carriers the codes, in the order of the stack @returns null while something is missing or wrong */
export function batchRequest(
  form: NewBatchForm,
  carriers: readonly string[],
  rootId: string,
): NewBatch | null {
  const problems = problemsOf(form);
  if (problems.retries || problems.timeBox || form.name.trim() === '' || rootId === '') return null;
  if (carriers.length === 0 || carriers.length > 2000 || form.drives.length === 0) return null;
  const { carrier: _, ...options } = defaultJobOptions;
  return {
    name: form.name.trim(),
    carriers: [...carriers],
    rootId,
    template: form.template.trim() === '' ? null : form.template.trim(),
    options: {
      ...options,
      formats: [...form.formats],
      retries: Number(form.retries),
      verifyPass: form.verifyPass,
      subchannel: form.subchannel,
      eject: form.eject,
    },
    settings: {
      drives: [...form.drives],
      start: form.start,
      timeBox: Number(form.timeBox.replace(',', '.')),
      stopFor: [...form.stopFor],
    },
  };
}
