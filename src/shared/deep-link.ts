/**
 * Links into the program, `spindle://carrier/AR-0001`, as a finding aid or a spreadsheet may hold them. Any page of the web
 * can hold one too, so a link only ever shows something: none starts, changes, or fills in anything.
 */
import { hasUnseen } from './visible-text.ts';

export type DeepLink =
  | { readonly screen: 'bench' | 'queue' | 'batches' | 'settings' }
  | { readonly screen: 'catalogue'; readonly query: string }
  | { readonly screen: 'images'; readonly rootId: null; readonly folder: '' }
  | { readonly screen: 'checks'; readonly page: 'fixity' }
  | { readonly screen: 'carrier'; readonly code: string }
  | { readonly screen: 'dump'; readonly dumpId: string }
  | { readonly screen: 'job'; readonly jobId: string }
  | { readonly screen: 'batch'; readonly batchId: string };

const longestLink = 1024;
const longestName = 200;
/** Nothing before the screen (no user, no port) and nothing after what it shows (no query, no fragment). */
const form = /^spindle:\/\/([a-z]+)(?:\/([^/?#]*))?\/?$/i;

/** What a notice may show. */
export type NoticedThing = Extract<
  DeepLink,
  { readonly screen: 'job' | 'batch' | 'images' | 'catalogue' | 'checks' }
>;

export function deepLinkTo(thing: NoticedThing): string {
  if (thing.screen === 'job') return `spindle://job/${encodeURIComponent(thing.jobId)}`;
  if (thing.screen === 'batch') return `spindle://batch/${encodeURIComponent(thing.batchId)}`;
  return `spindle://${thing.screen}`;
}

/** What a link shows; null for everything that is no link of ours. */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > longestLink) return null;
  const [, screen = '', rest = ''] = form.exec(text) ?? [];
  const name = decoded(rest);
  if (name === null) return null;
  return name === '' ? screenLink(screen.toLowerCase()) : thingLink(screen.toLowerCase(), name);
}

function screenLink(screen: string): DeepLink | null {
  switch (screen) {
    case 'bench':
    case 'queue':
    case 'batches':
    case 'settings':
      return { screen };
    case 'catalogue':
      return { screen, query: '' };
    case 'images':
      return { screen, rootId: null, folder: '' };
    case 'checks':
      return { screen, page: 'fixity' };
    default:
      return null;
  }
}

function thingLink(screen: string, name: string): DeepLink | null {
  switch (screen) {
    case 'carrier':
      return { screen, code: name };
    case 'dump':
      return { screen, dumpId: name };
    case 'job':
      return { screen, jobId: name };
    case 'batch':
      return { screen, batchId: name };
    case 'search':
      return { screen: 'catalogue', query: name };
    default:
      return null;
  }
}

/** Null for what is no text of one line. */
function decoded(text: string): string | null {
  try {
    const name = decodeURIComponent(text);
    return name.length > longestName || hasUnseen(name) ? null : name.trim();
  } catch {
    return null;
  }
}
