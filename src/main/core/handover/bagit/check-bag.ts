/**
 * What a bag must be, held against what was found in its folder: complete, in scope, and with which digests its files
 * still have to be compared. Pure: nothing is opened here, so nothing a bag says can lead anywhere.
 */
import { foldedPath, isSystemFile, pathProblem, payloadFolder, payloadPathProblem } from './bag-path.ts';
import { type BagVersion, followsRfc } from './declaration.ts';
import type { FetchEntry } from './fetch-list.ts';
import { type BagFinding, error, warning } from './finding.ts';
import type { Manifest, ManifestEntry } from './manifest.ts';
import { oxumLabel, parseOxum } from './payload-oxum.ts';
import type { TagLine } from './tag-lines.ts';

export interface BagContents {
  readonly version: BagVersion;
  /** Regular files by their paths in the bag, with their sizes. */
  readonly files: ReadonlyMap<string, number>;
  readonly hasPayloadFolder: boolean;
  readonly manifests: readonly Manifest[];
  readonly info: readonly TagLine[];
  readonly fetch: readonly FetchEntry[];
  /** The digest of no bytes, by algorithm; an algorithm that is not here is not known. */
  readonly emptyDigests: ReadonlyMap<string, string>;
}

export interface ExpectedDigest {
  readonly manifest: string;
  readonly algorithm: string;
  readonly digest: string;
}

export interface BagCheck {
  readonly findings: readonly BagFinding[];
  /** By the path of the file that is there. */
  readonly expected: ReadonlyMap<string, readonly ExpectedDigest[]>;
}

export function checkBag(contents: BagContents): BagCheck {
  const findings: BagFinding[] = [];
  const expected = new Map<string, ExpectedDigest[]>();
  const spellings = new Map([...contents.files.keys()].map((path) => [path.normalize('NFC'), path]));
  const unfetched = new Map(contents.fetch.map(({ path, url }) => [path, url]));
  /** Payload files by the manifests that list them. */
  const listedIn = new Map<string, Set<string>>();
  const absent = new Set<string>();

  /** The file an entry means, as it is spelt on the disk. */
  function resolve(entry: ManifestEntry): string | null {
    if (contents.files.has(entry.path)) return entry.path;
    if (contents.files.has(entry.literalPath)) {
      findings.push(warning(entry.literalPath, 'has a % that its manifest does not encode'));
      return entry.literalPath;
    }
    const alike = spellings.get(entry.path.normalize('NFC'));
    if (alike === undefined) return null;
    findings.push(warning(entry.path, 'is listed in another Unicode normalization than its name has'));
    return alike;
  }

  function reportAbsent(manifest: Manifest, { path, digest }: ManifestEntry): void {
    if (absent.has(path)) return;
    // No byte is lost with a file that had none, and these go and come with the desktop that shows the folder.
    if (isSystemFile(path) && contents.emptyDigests.get(manifest.algorithm) === digest) {
      absent.add(path);
      findings.push(warning(path, 'is missing; it was empty, and desktops make and remove such files'));
      return;
    }
    const url = unfetched.get(path);
    findings.push(
      error(path, url === undefined ? 'is missing' : `is missing: it must be fetched from ${url}`),
    );
  }

  for (const manifest of contents.manifests) {
    findings.push(...manifest.findings);
    const isPayload = manifest.kind === 'payload';
    if (!contents.emptyDigests.has(manifest.algorithm))
      findings.push(
        warning(
          manifest.fileName,
          `is of an algorithm that is not known here (${manifest.algorithm}), and its digests were not compared`,
        ),
      );
    const reported = findRepeats(manifest, followsRfc(contents.version), findings);
    for (const entry of manifest.entries) {
      const problem = isPayload ? payloadPathProblem(entry.path) : pathProblem(entry.path);
      if (problem) {
        findings.push(error(manifest.fileName, `lists ${entry.path}, which ${problem}`));
        continue;
      }
      const path = resolve(entry);
      if (path === null) {
        if (!reported.has(entry.path)) reportAbsent(manifest, entry);
        continue;
      }
      if (isPayload) listedIn.set(path, (listedIn.get(path) ?? new Set()).add(manifest.fileName));
      if (!contents.emptyDigests.has(manifest.algorithm)) continue;
      const digests = expected.get(path) ?? [];
      digests.push({ manifest: manifest.fileName, algorithm: manifest.algorithm, digest: entry.digest });
      expected.set(path, digests);
    }
  }
  findings.push(
    ...checkStructure(contents),
    ...checkPayloadIsListed(contents, listedIn),
    ...checkFetch(contents, listedIn),
    ...checkOxum(contents, absent.size),
  );
  return { findings: withoutRepeats(findings), expected };
}

/** Paths listed twice, or so that some system takes them for one. @returns paths whose repeats differ */
function findRepeats(manifest: Manifest, mustBeOnce: boolean, findings: BagFinding[]): ReadonlySet<string> {
  const differing = new Set<string>();
  const seen = new Map<string, ManifestEntry>();
  for (const entry of manifest.entries) {
    const former = seen.get(foldedPath(entry.path));
    if (!former) seen.set(foldedPath(entry.path), entry);
    else if (former.path === entry.path && former.digest !== entry.digest) {
      differing.add(entry.path);
      findings.push(error(manifest.fileName, `lists ${entry.path} twice, with different digests`));
    } else if (former.path === entry.path) {
      const what = `lists ${entry.path} twice`;
      findings.push(mustBeOnce ? error(manifest.fileName, what) : warning(manifest.fileName, what));
    } else {
      const how =
        former.path.normalize('NFC') === entry.path.normalize('NFC') ? 'Unicode normalization' : 'case';
      findings.push(
        warning(
          manifest.fileName,
          `lists ${entry.path} twice, in different ${how}: some systems have only one`,
        ),
      );
    }
  }
  return differing;
}

function checkStructure({ hasPayloadFolder, manifests, emptyDigests, files }: BagContents): BagFinding[] {
  const findings: BagFinding[] = [];
  const payload = manifests.filter(({ kind }) => kind === 'payload');
  if (!hasPayloadFolder) findings.push(error('', 'has no data folder'));
  if (payload.length === 0) findings.push(error('', 'has no payload manifest'));
  else if (!payload.some(({ algorithm }) => emptyDigests.has(algorithm)))
    findings.push(error('', 'has no payload manifest of an algorithm that is known here'));
  for (const path of files.keys())
    if (path.startsWith(payloadFolder) && isSystemFile(path))
      findings.push(warning(path, 'is a file that desktops make and remove unasked'));
  return findings;
}

function checkPayloadIsListed(
  { version, files, manifests }: BagContents,
  listedIn: ReadonlyMap<string, ReadonlySet<string>>,
): BagFinding[] {
  const payload = manifests.filter(({ kind }) => kind === 'payload');
  return [...files.keys()]
    .filter((path) => path.startsWith(payloadFolder))
    .flatMap((path) => {
      const lists = listedIn.get(path);
      if (!lists) return [error(path, 'is in no manifest')];
      if (!followsRfc(version)) return [];
      return payload
        .filter(({ fileName }) => !lists.has(fileName))
        .map(({ fileName }) => error(path, `is not in ${fileName}, and every manifest must list every file`));
    });
}

function checkFetch(
  { fetch, files, manifests }: BagContents,
  listedIn: ReadonlyMap<string, ReadonlySet<string>>,
): BagFinding[] {
  if (fetch.length === 0) return [];
  const listed = new Set(manifests.flatMap(({ entries }) => entries.map(({ path }) => path)));
  return fetch
    .filter(({ path }) => !listed.has(path) && !listedIn.has(path))
    .map(({ path }) =>
      error(
        path,
        files.has(path) ? 'is in fetch.txt, but in no manifest' : 'is to be fetched, but is in no manifest',
      ),
    );
}

function checkOxum({ info, files }: BagContents, absentEmptyFiles: number): BagFinding[] {
  let sizeBytes = 0;
  let count = absentEmptyFiles;
  for (const [path, size] of files) {
    if (!path.startsWith(payloadFolder)) continue;
    sizeBytes += size;
    count++;
  }
  return info
    .filter(({ label }) => label.toLowerCase() === oxumLabel.toLowerCase())
    .flatMap(({ value }) => {
      const oxum = parseOxum(value);
      if (!oxum) return [error('', `gives its ${oxumLabel} as "${value}", which is none`)];
      if (oxum.sizeBytes === sizeBytes && oxum.files === count) return [];
      return [
        error(
          '',
          `should hold ${oxum.sizeBytes} bytes in ${oxum.files} files by its ${oxumLabel}, but holds ${sizeBytes} in ${count}`,
        ),
      ];
    });
}

/** The same is found once in every manifest. */
function withoutRepeats(findings: readonly BagFinding[]): BagFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ level, path, what }) => {
    const key = `${level}\0${path}\0${what}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
