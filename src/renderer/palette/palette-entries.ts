/** What Ctrl+K finds without asking the hub: screens, what can be done here, drives, jobs, settings. */
import type { Drive } from '../../shared/model/drive.ts';
import type { JobSummary } from '../../shared/model/job.ts';
import type { TextRange } from '../../shared/model/search.ts';
import { type Command, commands } from '../keys/commands.ts';
import { tileLetter } from '../keys/scan-codes.ts';
import { shownChords } from '../keys/shown-chords.ts';
import { commandRegistry } from '../keys/use-keys.tsx';
import { messagesOf } from '../messages/messages.ts';
import { chooseDrive } from '../state/bench-store.ts';
import { go, type View } from '../state/view.ts';
import { stageWord } from '../words/stage.ts';

export type EntryKind = 'screen' | 'action' | 'drive' | 'job' | 'setting' | 'catalogue';

export interface PaletteEntry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly title: string;
  /** Beside the title; searched as well. */
  readonly note: string;
  /** Why it was found, shown behind the note with what fits marked. */
  readonly matched?: { readonly text: string; readonly ranges: readonly TextRange[] };
  readonly chord?: string;
  readonly run: () => void;
}

const frame = messagesOf('frame');
const keys = messagesOf('keys');
const settings = messagesOf('settings');

const screens = [
  ['bench', { screen: 'bench' }],
  ['queue', { screen: 'queue' }],
  ['batches', { screen: 'batches' }],
  ['catalogue', { screen: 'catalogue', query: '' }],
  ['images', { screen: 'images', rootId: null, folder: '' }],
  ['checks', { screen: 'checks', page: 'fixity' }],
  ['settings', { screen: 'settings' }],
  ['help', { screen: 'help' }],
] as const satisfies readonly (readonly [string, View])[];

/** Settings that a person would look for by name, and the part of the screen that holds them. */
const settingKeys = [
  'theme',
  'language',
  'notifications',
  'letterKeys',
  'retryPasses',
  'fillByte',
  'keepStore',
  'subchannel',
  'verifyPass',
  'eject',
  'checkCatalogue',
  'about',
] as const;

/** @param newestFirst jobs as the store has them */
export function localEntries(drives: readonly Drive[], newestFirst: readonly JobSummary[]): PaletteEntry[] {
  return [
    ...screens.map(
      ([name, view]): PaletteEntry => ({
        id: `screen ${name}`,
        kind: 'screen',
        title: frame(name),
        note: '',
        run: () => go(view),
      }),
    ),
    ...actionEntries(),
    ...drives.map(
      (drive, tile): PaletteEntry => ({
        id: `drive ${drive.id}`,
        kind: 'drive',
        title: drive.label,
        note: [tileLetter(tile), drive.address].filter(Boolean).join(' \u00b7 '),
        run: () => {
          go({ screen: 'bench' });
          chooseDrive(drive.id, { focus: true });
        },
      }),
    ),
    ...newestFirst.map(
      (job): PaletteEntry => ({
        id: `job ${job.id}`,
        kind: 'job',
        title: job.name,
        note: [stageWord(job), job.carrier, job.source.label].filter(Boolean).join(' \u00b7 '),
        run: () => go({ screen: 'job', jobId: job.id }),
      }),
    ),
    ...settingKeys.map(
      (key): PaletteEntry => ({
        id: `setting ${key}`,
        kind: 'setting',
        title: settings(key),
        note: '',
        run: () => go({ screen: 'settings' }),
      }),
    ),
  ];
}

/** Commands the screen behind the palette would do if their keys were pressed. */
function actionEntries(): PaletteEntry[] {
  return commands.flatMap((command): PaletteEntry[] => {
    const handler = notInPalette.has(command) ? null : commandRegistry.find(command);
    if (!handler) return [];
    const [chord] = shownChords(command);
    return [
      {
        id: `action ${command}`,
        kind: 'action',
        title: keys(command),
        note: '',
        ...(chord !== undefined && { chord }),
        run: handler.run,
      },
    ];
  });
}

/** Moves of the cursor, and what the palette is itself; drives have their own entries. */
const notInPalette: ReadonlySet<Command> = new Set([
  'find',
  'help',
  'next',
  'previous',
  'drive1',
  'drive2',
  'drive3',
  'drive4',
  'drive5',
  'drive6',
  'drive7',
  'drive8',
]);
