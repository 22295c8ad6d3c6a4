/** Holds finished files against the sidecar that vouches for them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { toWireError } from '../../../shared/errors.ts';
import type { OutputFile } from '../../../shared/model/output.ts';
import { type SectorRuns, totalSectors } from '../../../shared/model/sector-runs.ts';
import { mapfileMark } from '../../../shared/model/sector-state.ts';
import { type Sidecar, sidecarSuffix, storeSuffix } from '../../../shared/model/sidecar.ts';
import type { VerifyProblem, VerifyReport, VerifyResult } from '../../../shared/model/verify.ts';
import { parseMapfile, sectorsOfMapfile } from '../../core/rescue/mapfile.ts';
import { readSidecar } from './dump-names.ts';
import { partSuffix } from './durable.ts';
import { hashFile } from './hash-file.ts';

/**
 * All sidecars below a folder, in the order of their paths. Links are not followed, stores hold none, and what is still
 * being made (`.part`) does not count.
 */
export function sidecarsBelow(directory: string): Promise<string[]> {
  return filesBelow(directory, sidecarSuffix);
}

/** Files whose names end so, in order; stores and what is being written are passed by. */
export async function filesBelow(directory: string, suffix: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(directory, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, entry.name);
    const isPassed = entry.name.endsWith(storeSuffix) || entry.name.endsWith(partSuffix);
    if (entry.isDirectory() && !isPassed) found.push(...(await filesBelow(path, suffix)));
    else if (entry.isFile() && entry.name.endsWith(suffix)) found.push(path);
  }
  return found;
}

/** The sidecar beside a file that names it, or null. @throws SpindleError bad-sidecar */
export async function findOwner(path: string): Promise<string | null> {
  const directory = dirname(path);
  const names = await readdir(directory);
  for (const name of names.filter((candidate) => candidate.endsWith(sidecarSuffix))) {
    const sidecar = readSidecar(join(directory, name));
    if (sidecar.files.some((file) => file.path === basename(path))) return join(directory, name);
  }
  return null;
}

/** @throws SpindleError bad-sidecar */
export async function verifySidecar(
  path: string,
  onFile: (path: string) => void = () => {},
): Promise<VerifyReport> {
  const sidecar = readSidecar(path);
  const problems: VerifyProblem[] = contradictions(sidecar).map((what) => ({ path, what }));
  let hashMismatches = 0;
  for (const file of sidecar.files) {
    const filePath = join(dirname(path), file.path);
    onFile(filePath);
    const what = await difference(filePath, file);
    if (what === null) continue;
    hashMismatches++;
    problems.push({ path: filePath, what });
  }
  problems.push(...(await mapContradictions(path, sidecar)));
  const result: VerifyResult = {
    ok: problems.length === 0,
    checkedSectors: sidecar.files.some((file) => file.role === 'image') ? sidecar.counts.total : 0,
    edcErrors: 0,
    eccErrors: 0,
    hashMismatches,
    checkedFiles: sidecar.files.length,
  };
  return { result, problems };
}

async function difference(path: string, expected: OutputFile): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (!found) return 'is missing';
  if (found.size !== expected.sizeBytes) return `has ${found.size} bytes instead of ${expected.sizeBytes}`;
  try {
    const { hashes } = await hashFile(path);
    const wrong = (['crc32', 'md5', 'sha1', 'sha256'] as const).filter(
      (name) => hashes[name] !== expected[name],
    );
    return wrong.length === 0 ? null : `has changed: ${wrong.join(', ')} differ from the sidecar`;
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code ?? toWireError(error).message})`;
  }
}

/** Images that are the sectors of a medium and nothing else. */
const plainImage = /\.(img|ima|st|adf|hdm)$/;

/** A sidecar must agree with itself before it can vouch for anything. */
function contradictions({ kind, states, counts, source, files }: Sidecar): string[] {
  const found: string[] = [];
  let generated = 0;
  const sum = { good: 0, goodAfterRetry: 0, bad: 0, pending: 0 };
  for (const [length, state] of states) {
    if (state === 'good-after-retry') sum.goodAfterRetry += length;
    else if (state === 'generated') generated += length;
    else if (mapfileMark(state) === '+') sum.good += length;
    else if (mapfileMark(state) === '-') sum.bad += length;
    else sum.pending += length;
  }
  const total = totalSectors(states);
  if (total - generated !== counts.total || total !== source.medium.totalSectors) {
    found.push(
      `its sector states cover ${total} sectors, its counts ${counts.total}, its medium ${source.medium.totalSectors}`,
    );
  }
  for (const key of ['good', 'goodAfterRetry', 'bad', 'pending'] as const) {
    if (sum[key] !== counts[key])
      found.push(`it counts ${counts[key]} sectors as ${key}, but its states hold ${sum[key]}`);
  }
  for (const file of files) {
    const isRaw = file.role === 'image' && plainImage.test(file.path);
    if (kind === 'block' && isRaw && file.sizeBytes !== source.medium.sizeBytes) {
      found.push(`${file.path} has ${file.sizeBytes} bytes, the medium ${source.medium.sizeBytes}`);
    }
  }
  return found;
}

async function mapContradictions(path: string, sidecar: Sidecar): Promise<VerifyProblem[]> {
  const file = sidecar.files.find((candidate) => candidate.role === 'map');
  if (!file) return [];
  const mapPath = join(dirname(path), file.path);
  const text = await readFile(mapPath, 'latin1').catch(() => null);
  // A map that is missing has been reported with the files.
  if (text === null) return [];
  const { totalSectors: total, sectorSize } = sidecar.source.medium;
  try {
    const map = parseMapfile(text);
    const runs = map ? sectorsOfMapfile(map, total, sectorSize) : [];
    const marks = (states: SectorRuns) =>
      states.flatMap(([length, state]) => (length > 0 ? [[length, mapfileMark(state)] as const] : []));
    if (joined(marks(runs)) === joined(marks(sidecar.states))) return [];
    return [{ path: mapPath, what: 'says something else of the sectors than the sidecar does' }];
  } catch (error) {
    return [{ path: mapPath, what: toWireError(error).message }];
  }
}

/** Equal neighbours joined, as text to compare. */
function joined(runs: readonly (readonly [number, string])[]): string {
  const out: [number, string][] = [];
  for (const [length, mark] of runs) {
    const last = out.at(-1);
    if (last && last[1] === mark) last[0] += length;
    else out.push([length, mark]);
  }
  return JSON.stringify(out);
}
