/** What checks of a dump's files amount to: one event in the chain, in words that say what was compared. */
import type { FoundState } from '../../../shared/model/fixity.ts';
import type { DumpEvent } from '../../../shared/model/sidecar.ts';

/** What was found of one file whose storage is there. */
export interface FileFinding {
  readonly path: string;
  readonly state: FoundState;
  /** What differs or what the system said; null when all is well. */
  readonly detail: string | null;
  readonly readBytes: number;
  /** The first reading differed and the second, past the cache, did not: the file is well, this machine is not. */
  readonly firstReadDiffered: boolean;
}

export function fixityEvent(findings: readonly FileFinding[]): Pick<DumpEvent, 'outcome' | 'detail'> {
  const well = findings.filter((finding) => finding.state === 'ok');
  const faults = findings.filter((finding) => finding.state !== 'ok');
  const doubtful = well.filter((finding) => finding.firstReadDiffered);
  const files = well.length === 1 ? '1 file is as' : `${well.length} files are as`;
  const sentences = [
    ...faults.map(({ path, state, detail }) => `${path}: ${state}${detail ? ` (${detail})` : ''}.`),
    ...doubtful.map(
      ({ path }) => `${path} differed when first read and was right past the cache: suspect memory or cable.`,
    ),
    ...(well.length > 0 ? [`${files} recorded (size, SHA-256).`] : []),
  ];
  const outcome = faults.length > 0 ? 'fail' : doubtful.length > 0 ? 'warning' : 'success';
  return { outcome, detail: sentences.join(' ') };
}
