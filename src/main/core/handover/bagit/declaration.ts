/** `bagit.txt`: the two lines that make a folder a bag (RFC 8493, 2.1.1). */
import { type BagFinding, error, warning } from './finding.ts';
import { parseTagLines } from './tag-lines.ts';

export const declarationName = 'bagit.txt';

export interface BagVersion {
  readonly major: number;
  readonly minor: number;
}

export interface BagDeclaration {
  readonly version: BagVersion;
  /** Of every tag file but `bagit.txt` itself, as it is written there. */
  readonly encoding: string;
}

/** The newest version this program knows; later ones are read by its rules. */
const newest: BagVersion = { major: 1, minor: 0 };

export const declarationText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** @returns the declaration, null where the file declares none, and what is odd about it */
export function parseDeclaration(bytes: Uint8Array): {
  readonly declaration: BagDeclaration | null;
  readonly findings: readonly BagFinding[];
} {
  const findings: BagFinding[] = [];
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    findings.push(error(declarationName, 'starts with a byte order mark, which it must not'));
  const { lines } = parseTagLines(new TextDecoder().decode(bytes));
  const lineOf = (label: string) => lines.find((line) => line.label.toLowerCase() === label)?.value;
  const version = /^(\d{1,4})\.(\d{1,4})$/.exec(lineOf('bagit-version') ?? '');
  const encoding = lineOf('tag-file-character-encoding') ?? '';
  if (!version) findings.push(error(declarationName, 'does not say which version of BagIt the bag follows'));
  if (encoding === '')
    findings.push(error(declarationName, 'does not say which character encoding the tag files have'));
  if (!version || encoding === '') return { declaration: null, findings };
  const declaration = { version: { major: Number(version[1]), minor: Number(version[2]) }, encoding };
  if (lines.length > 2) findings.push(warning(declarationName, 'has more lines than the two it should have'));
  if (isAtLeast(declaration.version, { ...newest, minor: newest.minor + 1 }))
    findings.push(
      warning(declarationName, `is of BagIt ${version[0]}, which is checked by the rules of 1.0 here`),
    );
  return { declaration, findings };
}

export function isAtLeast(version: BagVersion, other: BagVersion): boolean {
  return version.major > other.major || (version.major === other.major && version.minor >= other.minor);
}

/** From 1.0 on a file is listed once, in every manifest, and `%` is encoded (RFC 8493, 2.1.3 and 6). */
export function followsRfc(version: BagVersion): boolean {
  return isAtLeast(version, newest);
}
