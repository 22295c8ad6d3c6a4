/** Paths inside a bag as manifests write them, and what of them may be followed. */
import { type BagVersion, followsRfc } from './declaration.ts';

export const payloadFolder = 'data/';

/** Only what would end a line, and the mark itself (RFC 8493, 2.1.3). */
export function encodePath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Before 1.0 `%25` stood for itself, as any other `%xx` still does. */
export function decodePath(text: string, version: BagVersion): string {
  const codes = followsRfc(version) ? /%(0A|0D|25)/gi : /%(0A|0D)/gi;
  return text.replace(codes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * Why a path could lead out of the bag on some system, in words that continue it, or null. The answer is the same on
 * every system: a bag is made here and opened elsewhere.
 */
export function pathProblem(path: string): string | null {
  if (path === '' || path.includes('\0')) return 'is no path';
  if (/^[/\\]/.test(path) || /^[A-Za-z]:/.test(path)) return 'is absolute and leads out of the bag';
  if (path.startsWith('~')) return 'leads to a home folder, out of the bag';
  const parts = path.split(/[/\\]/);
  if (parts.some((part) => part.replace(/[ .]+$/, '') === '' && part.startsWith('..')))
    return 'climbs out of its folder';
  if (path.split('/').some((part) => part === '' || part === '.')) return 'is not in its plain form';
  return null;
}

/** As {@link pathProblem}, for what must lie in the payload. */
export function payloadPathProblem(path: string): string | null {
  return pathProblem(path) ?? (path.startsWith(payloadFolder) ? null : 'is not below data/');
}

/** Equal for names that some system takes for one: `É` composed or not, `A` and `a`. */
export function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/**
 * Takes the first of NAME, NAME-2, NAME-3 ... that no system takes for one of those that are taken.
 * @param ending stands behind the number
 */
export function takeName(wanted: string, taken: Set<string>, ending = ''): string {
  let name = wanted + ending;
  for (let number = 2; taken.has(foldedPath(name)); number++) name = `${wanted}-${number}${ending}`;
  taken.add(foldedPath(name));
  return name;
}

const systemFiles = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.directory']);

/** Files that desktops make and remove unasked (RFC 8493, 6.2.1). */
export function isSystemFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return systemFiles.has(name) || name.startsWith('._');
}
