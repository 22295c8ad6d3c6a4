/** What a person chooses before a job, and the request it makes. */
import { discSummary } from '../../../shared/model/disc-summary.ts';
import type { Drive, Inspection } from '../../../shared/model/drive.ts';
import { defaultJobOptions, type JobOptions, type StartJob } from '../../../shared/model/job.ts';
import {
  blockFormats,
  discFormats,
  type OutputFormat,
  type OutputRoot,
  safeName,
} from '../../../shared/model/output.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { messagesOf } from '../../messages/messages.ts';
import { titleWords } from '../../words/disc.ts';
import { nameWords } from '../../words/name-faults.ts';
import { hexByte } from '../../words/numbers.ts';

const t = messagesOf('start');

export interface DiscAsks {
  readonly isDisc: boolean;
  readonly hasAudio: boolean;
  readonly hasData: boolean;
  /** A CD has tracks and a subchannel; DVD and BD have neither. */
  readonly isCd: boolean;
  /** Multiples of single speed worth asking for. */
  readonly speeds: readonly number[];
}

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
  /** What can be asked of this kind of medium. */
  readonly asks: DiscAsks;
  /** As typed, in samples; empty where nobody has said. */
  readonly readOffset: string;
  /** A multiple of single speed; empty for as fast as the drive likes. */
  readonly speed: string;
  readonly subchannel: boolean;
  readonly verifyPass: boolean;
  readonly eject: boolean;
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
  const offered = offeredFormats(inspection);
  const wanted = defaults.formats.filter((format) => offered.includes(format));
  return {
    offered,
    formats: wanted.length > 0 ? wanted : offered.slice(0, 1),
    rootId: roots[0]?.id ?? '',
    name: safeName(nameOf(inspection) ?? drive.label),
    retries: String(defaults.retries),
    fillByte: hexByte(defaults.fillByte),
    carrier: '',
    keepStore: defaults.keepStore,
    asks: discAsks(inspection),
    readOffset: defaults.readOffset === null ? '' : String(defaults.readOffset),
    speed: defaults.speed === null ? '' : String(defaults.speed),
    subchannel: defaults.subchannel,
    verifyPass: defaults.verifyPass,
    eject: defaults.eject,
    resume: false,
  };
}

/** What the medium calls itself: the album of a CD, the volume of a filesystem. */
export function nameOf(inspection: Inspection | null): string | undefined {
  const album = inspection?.disc && titleWords(discSummary(inspection.disc));
  return album ?? inspection?.filesystems.find((filesystem) => filesystem.label.trim() !== '')?.label;
}

function discAsks(inspection: Inspection | null): DiscAsks {
  const disc = inspection?.disc;
  if (!disc) return { isDisc: false, hasAudio: false, hasData: false, isCd: false, speeds: [] };
  const isCd = disc.tracks.length > 0;
  return {
    isDisc: true,
    hasAudio: disc.tracks.some(({ mode }) => mode === 'AUDIO'),
    hasData: !isCd || disc.tracks.some(({ mode }) => mode !== 'AUDIO'),
    isCd,
    speeds: isCd ? [4, 8, 16, 24, 32, 48] : disc.profile.startsWith('BD') ? [2, 4, 6, 8] : [2, 4, 8, 12, 16],
  };
}

/** An ISO cannot hold sound, a WAV holds nothing else: neither is offered where it could only lie. */
function offeredFormats(inspection: Inspection | null): readonly OutputFormat[] {
  const { isDisc, isCd, hasAudio, hasData } = discAsks(inspection);
  if (!isDisc) return blockFormats;
  if (!isCd) return ['iso'];
  return discFormats.filter((format) =>
    format === 'iso' ? !hasAudio : format === 'wav' ? hasAudio : hasData || hasAudio,
  );
}

/** Both would write the same cue sheet. */
const rivals: Partial<Record<OutputFormat, OutputFormat>> = {
  bincue: 'bincue-single',
  'bincue-single': 'bincue',
};

/** The formats after one was ticked or unticked, in the order they are offered. */
export function withFormat(
  { offered, formats }: Pick<StartChoices, 'offered' | 'formats'>,
  format: OutputFormat,
  on: boolean,
): OutputFormat[] {
  return offered.filter((one) =>
    one === format ? on : formats.includes(one) && !(on && rivals[format] === one),
  );
}

export interface ChoiceProblems {
  readonly formats: string | null;
  readonly name: string | null;
  readonly retries: string | null;
  readonly fillByte: string | null;
  readonly readOffset: string | null;
}

const mostOffset = 5880;

/** Why a choice will not do, in the imperative; null where it will. */
export function problemsOf(choices: StartChoices): ChoiceProblems {
  const retries = Number(choices.retries);
  return {
    formats: formatsProblem(choices),
    name: nameWords(choices.name),
    retries: /^\d+$/.test(choices.retries) && retries <= 1000 ? null : t('giveRetries'),
    fillByte: /^[0-9a-f]{1,2}$/i.test(choices.fillByte) ? null : t('giveFill'),
    readOffset: offsetProblem(choices.readOffset),
  };
}

function formatsProblem({ formats, asks }: StartChoices): string | null {
  if (formats.length === 0) return t('chooseFormat');
  if (asks.hasData && formats.every((format) => format === 'wav')) return t('wavAlone');
  return null;
}

function offsetProblem(typed: string): string | null {
  const text = typed.trim();
  const isOffset = /^[+-]?\d{1,4}$/.test(text) && Math.abs(Number(text)) <= mostOffset;
  return text === '' || isOffset ? null : t('giveOffset', { most: String(mostOffset) });
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
      ...discOptions(choices),
    },
    resume: choices.resume,
  };
}

/** Only what was asked of this kind of disc: a choice that was not shown has no effect. */
function discOptions({
  asks,
  readOffset,
  speed,
  subchannel,
  verifyPass,
  eject,
}: StartChoices): Partial<JobOptions> {
  if (!asks.isDisc) return {};
  return {
    readOffset: asks.hasAudio && readOffset.trim() !== '' ? Number(readOffset) : null,
    speed: speed === '' ? null : Number(speed),
    subchannel: asks.isCd && subchannel,
    verifyPass,
    eject,
  };
}
