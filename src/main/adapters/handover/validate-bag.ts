/** Is a folder the bag it says it is? Everything is read once, in bounded memory, whatever its manifests say. */
import { type BagCheck, checkBag, type ExpectedDigest } from '../../core/handover/bagit/check-bag.ts';
import { type BagVersion, declarationName, parseDeclaration } from '../../core/handover/bagit/declaration.ts';
import { fetchName, parseFetchList } from '../../core/handover/bagit/fetch-list.ts';
import {
  type BagFinding,
  type BagVerdict,
  error,
  verdictOf,
  warning,
} from '../../core/handover/bagit/finding.ts';
import { type Manifest, manifestName, parseManifest } from '../../core/handover/bagit/manifest.ts';
import { decodeTagFile } from '../../core/handover/bagit/tag-encoding.ts';
import { parseTagLines, type TagLine } from '../../core/handover/bagit/tag-lines.ts';
import { systemName } from '../posix-faults.ts';
import { type BagFolder, openInBag, readBagFolder, readTagFile } from './bag-folder.ts';
import { digests, emptyDigests } from './digests.ts';
import { pump } from './pump.ts';

export interface BagReport {
  readonly verdict: BagVerdict;
  readonly findings: readonly BagFinding[];
  /** `1.0`; null where the bag does not say. */
  readonly version: string | null;
  readonly info: readonly TagLine[];
  readonly checkedFiles: number;
  readonly checkedBytes: number;
  /** Files that are not what a manifest says. */
  readonly mismatches: number;
}

export interface BagProgress {
  readonly path: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** What `bag-info.txt` was called before 0.96. */
const oldInfo = { name: 'package-info.txt', beforeMinor: 96 } as const;

/** @throws SpindleError not-found when there is no such folder; all else is a finding */
export async function validateBag(
  path: string,
  onProgress: (progress: BagProgress) => void = () => {},
): Promise<BagReport> {
  const folder = await readBagFolder(path);
  const findings: BagFinding[] = [...folder.findings];
  const declared = await readDeclaration(folder, findings);
  if (!declared) return report(findings, null, [], { files: 0, bytes: 0, mismatches: 0 });

  const { version, encoding } = declared;
  const textOf = async (name: string): Promise<string | null> => {
    const bytes = folder.files.has(name) ? await readTagFile(folder, name, findings) : null;
    if (bytes === null) return null;
    const text = decodeTagFile(bytes, encoding);
    if (text === null) findings.push(error(name, `is not in ${encoding}, the encoding the bag declares`));
    return text;
  };
  const manifests: Manifest[] = [];
  for (const fileName of folder.files.keys()) {
    const name = manifestName(fileName);
    const text = name ? await textOf(fileName) : null;
    if (name && text !== null) manifests.push(parseManifest(name, text, version));
  }
  const info = await readInfo(version, textOf, findings);
  const fetch = parseFetchList((await textOf(fetchName)) ?? '', version);
  findings.push(...fetch.findings);

  const check = checkBag({ ...folder, version, manifests, info, fetch: fetch.entries, emptyDigests });
  findings.push(...check.findings);
  const compared = await compareDigests(folder, check, findings, onProgress);
  return report(findings, `${version.major}.${version.minor}`, info, compared);
}

interface Compared {
  readonly files: number;
  readonly bytes: number;
  readonly mismatches: number;
}

function report(
  findings: readonly BagFinding[],
  version: string | null,
  info: readonly TagLine[],
  { files, bytes, mismatches }: Compared,
): BagReport {
  const verdict = verdictOf(findings);
  return { verdict, findings, version, info, checkedFiles: files, checkedBytes: bytes, mismatches };
}

async function readDeclaration(folder: BagFolder, findings: BagFinding[]) {
  if (!folder.files.has(declarationName)) {
    findings.push(error('', `has no ${declarationName}: it is no bag`));
    return null;
  }
  const bytes = await readTagFile(folder, declarationName, findings);
  if (bytes === null) return null;
  const parsed = parseDeclaration(bytes);
  findings.push(...parsed.findings);
  return parsed.declaration;
}

async function readInfo(
  version: BagVersion,
  textOf: (name: string) => Promise<string | null>,
  findings: BagFinding[],
): Promise<readonly TagLine[]> {
  const isOld = version.major === 0 && version.minor < oldInfo.beforeMinor;
  const name = isOld ? oldInfo.name : 'bag-info.txt';
  const { lines, oddLines } = parseTagLines((await textOf(name)) ?? '');
  for (const line of oddLines) findings.push(warning(name, `has no label and value in line ${line}`));
  return lines;
}

async function compareDigests(
  folder: BagFolder,
  { expected }: BagCheck,
  findings: BagFinding[],
  onProgress: (progress: BagProgress) => void,
): Promise<Compared> {
  const totalBytes = [...expected.keys()].reduce((sum, path) => sum + (folder.files.get(path) ?? 0), 0);
  let doneBytes = 0;
  let mismatches = 0;
  for (const [path, wanted] of expected) {
    const found = await digestsOf(folder, path, wanted, (bytes) => {
      doneBytes += bytes;
      onProgress({ path, doneBytes, totalBytes });
    });
    if ('fault' in found) {
      findings.push(error(path, `cannot be read (${found.fault})`));
      continue;
    }
    const wrong = wanted.filter(({ algorithm, digest }) => found.digests.get(algorithm) !== digest);
    if (wrong.length === 0) continue;
    mismatches++;
    const lists = [...new Set(wrong.map(({ manifest }) => manifest))].join(' and ');
    findings.push(
      error(path, `is not what ${lists} ${wrong.length > 1 ? 'say' : 'says'}: its digest differs`),
    );
  }
  return { files: expected.size, bytes: doneBytes, mismatches };
}

async function digestsOf(
  folder: BagFolder,
  path: string,
  wanted: readonly ExpectedDigest[],
  onBytes: (bytes: number) => void,
): Promise<{ readonly digests: ReadonlyMap<string, string> } | { readonly fault: string }> {
  try {
    const file = await openInBag(folder, path);
    try {
      const all = digests(wanted.map(({ algorithm }) => algorithm));
      await pump(file, (piece) => {
        all.update(piece);
        onBytes(piece.length);
      });
      return { digests: all.finish() };
    } finally {
      await file.close();
    }
  } catch (fault) {
    return { fault: systemName(fault) };
  }
}
