/** `fetch.txt`: payload that is to be had elsewhere (RFC 8493, 2.2.3). Nothing is ever fetched here. */
import { decodePath, payloadPathProblem } from './bag-path.ts';
import type { BagVersion } from './declaration.ts';
import { type BagFinding, error } from './finding.ts';
import { splitLines } from './tag-lines.ts';

export const fetchName = 'fetch.txt';

export interface FetchEntry {
  readonly url: string;
  readonly path: string;
}

export function parseFetchList(
  text: string,
  version: BagVersion,
): { readonly entries: readonly FetchEntry[]; readonly findings: readonly BagFinding[] } {
  const entries: FetchEntry[] = [];
  const findings: BagFinding[] = [];
  splitLines(text).forEach((line, index) => {
    if (line.trim() === '') return;
    const match = /^(\S+)[ \t]+(\d+|-)[ \t]+(.+)$/.exec(line);
    if (!match) {
      findings.push(error(fetchName, `has no URL, length and path in line ${index + 1}`));
      return;
    }
    const path = decodePath(match[3]!, version);
    const problem = payloadPathProblem(path);
    if (problem) findings.push(error(fetchName, `wants a file at ${path}, which ${problem}`));
    else entries.push({ url: match[1]!, path });
  });
  return { entries, findings };
}
