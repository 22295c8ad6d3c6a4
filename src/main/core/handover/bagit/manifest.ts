/** `manifest-ALGORITHM.txt` and `tagmanifest-ALGORITHM.txt`: one digest and one path a line (RFC 8493, 2.1.3, 2.2.1). */
import { decodePath, encodePath } from './bag-path.ts';
import type { BagVersion } from './declaration.ts';
import { type BagFinding, error, warning } from './finding.ts';
import { splitLines } from './tag-lines.ts';

export interface ManifestName {
  readonly fileName: string;
  readonly kind: 'payload' | 'tag';
  /** Lower case, without punctuation: `sha512`. */
  readonly algorithm: string;
}

export interface ManifestEntry {
  /** Lower case hex. */
  readonly digest: string;
  /** Decoded, without a leading `./`. */
  readonly path: string;
  /** As the line has it: what a writer that encodes nothing meant. */
  readonly literalPath: string;
}

export interface Manifest extends ManifestName {
  readonly entries: readonly ManifestEntry[];
  readonly findings: readonly BagFinding[];
}

/** @returns null for a name that is no manifest's */
export function manifestName(fileName: string): ManifestName | null {
  const match = /^(tag)?manifest-([A-Za-z0-9-]{1,40})\.txt$/.exec(fileName);
  if (!match) return null;
  return {
    fileName,
    kind: match[1] ? 'tag' : 'payload',
    algorithm: match[2]!.toLowerCase().replaceAll('-', ''),
  };
}

export function parseManifest(name: ManifestName, text: string, version: BagVersion): Manifest {
  const entries: ManifestEntry[] = [];
  const findings: BagFinding[] = [];
  let starred = 0;
  splitLines(text).forEach((line, index) => {
    if (line.trim() === '') return;
    const match = /^([0-9A-Fa-f]+)[ \t]+(\*?)(.+)$/.exec(line);
    if (!match) {
      findings.push(error(name.fileName, `has no digest and path in line ${index + 1}`));
      return;
    }
    if (match[2] === '*') starred++;
    const literalPath = match[3]!.startsWith('./') ? match[3]!.slice(2) : match[3]!;
    entries.push({ digest: match[1]!.toLowerCase(), path: decodePath(literalPath, version), literalPath });
  });
  if (starred > 0)
    findings.push(
      warning(name.fileName, 'marks paths with an asterisk, as md5sum does; it is taken for no part of them'),
    );
  return { ...name, entries, findings };
}

export function manifestLine(digest: string, path: string): string {
  return `${digest}  ${encodePath(path)}\n`;
}
