/** What a check of a bag found. An error makes it invalid; a warning is something a person should know of. */
export interface BagFinding {
  readonly level: 'error' | 'warning';
  /** Inside the bag, with `/`; empty for the bag itself. */
  readonly path: string;
  /** Words that continue the path: "is missing". */
  readonly what: string;
}

export type BagVerdict = 'valid' | 'valid-with-warnings' | 'invalid';

export function verdictOf(findings: readonly BagFinding[]): BagVerdict {
  if (findings.some(({ level }) => level === 'error')) return 'invalid';
  return findings.length > 0 ? 'valid-with-warnings' : 'valid';
}

export const error = (path: string, what: string): BagFinding => ({ level: 'error', path, what });
export const warning = (path: string, what: string): BagFinding => ({ level: 'warning', path, what });
