/** `spindle catalogue fixity ...`: made for cron, as for people. */
import { resolve } from 'node:path';
import type { HubClient } from '../../../../shared/contract/client.ts';
import { fromWireError, SpindleError } from '../../../../shared/errors.ts';
import {
  defaultFixityPolicy,
  type FixityIncident,
  type FixityPolicy,
  type FixityRun,
  type FixityScope,
  type FixityState,
  type FixityStorage,
  fixityStates,
} from '../../../../shared/model/fixity.ts';
import { bytesWords, counted, countWords, rateWords } from '../../../../shared/words.ts';
import { minuteOfDayWords, parseMinuteOfDay } from '../../../core/fixity/quiet-hours.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import { interruption } from '../interruption.ts';
import type { Terminal } from '../terminal.ts';

interface CatalogueOptions {
  readonly catalogue?: string;
}

const bytesPerMegabyte = 1_000_000;

export async function check(
  terminal: Terminal,
  paths: string[],
  options: CatalogueOptions & { readonly all?: boolean; readonly due?: boolean; readonly rate?: number },
): Promise<number> {
  const scope = scopeOf(paths, options);
  const maxBytesPerSecond = options.rate === undefined ? null : Math.round(options.rate * bytesPerMegabyte);
  return withHub(options.catalogue, async ({ client }) => {
    await client.fixity.start({ scope, maxBytesPerSecond });
    const { run, wasInterrupted } = await follow(terminal, client);
    if (run.problem) throw fromWireError(run.problem);
    const { incidents } = await client.fixity.status({});
    report(terminal, run, incidents);
    if (wasInterrupted) return exitStatus.interrupted;
    // Open incidents are told by every run, until somebody has closed them.
    if (incidents.length > 0) return exitStatus.failed;
    return run.skipped.length > 0 && run.counts.offline > 0 ? exitStatus.parked : exitStatus.clean;
  });
}

function scopeOf(paths: readonly string[], { all, due }: { all?: boolean; due?: boolean }): FixityScope {
  if (paths.length === 0) return { kind: all ? 'all' : 'due' };
  if (!all && !due) return { kind: 'paths', paths: paths.map((path) => resolve(path)) };
  throw new SpindleError(
    'bad-usage',
    'Name paths, or say --due or --all, but not both. Nothing was checked.',
  );
}

async function follow(
  terminal: Terminal,
  client: HubClient,
): Promise<{ run: FixityRun; wasInterrupted: boolean }> {
  const stop = interruption();
  stop.signal.addEventListener('abort', () => void client.fixity.stop({}));
  const told = new Set<string>();
  try {
    for (let after = 0; ; ) {
      const { revision, run } = await client.fixity.watch({ after });
      after = revision;
      if (!run) continue;
      tellFindings(terminal, run, told);
      if (run.phase !== 'running') return { run, wasInterrupted: stop.signal.aborted };
      const { checkedFiles, checkedBytes, bytesPerSecond, path } = run;
      terminal.emit({ type: 'progress', checkedFiles, checkedBytes, bytesPerSecond, path });
      terminal.progress(
        `${counted(checkedFiles, 'file')}, ${bytesWords(checkedBytes)}, ${rateWords(bytesPerSecond)}  ${path}`,
      );
    }
  } finally {
    stop.dispose();
  }
}

function tellFindings(terminal: Terminal, run: FixityRun, told: Set<string>): void {
  for (const { path, state, detail } of run.findings) {
    if (told.has(path)) continue;
    told.add(path);
    terminal.emit({ type: 'problem', path, state, what: detail || state });
    terminal.say(`${path}: ${state}${detail ? ` (${detail})` : ''}`);
  }
  for (const { root, why } of run.skipped) {
    if (told.has(root)) continue;
    told.add(root);
    terminal.emit({ type: 'skipped', root, why });
    terminal.say(`${root}: left out, ${why}`);
  }
}

function report(terminal: Terminal, run: FixityRun, incidents: readonly FixityIncident[]): void {
  const { counts, checkedFiles, checkedBytes, phase } = run;
  terminal.emit({
    type: 'result',
    ok: phase === 'done' && incidents.length === 0 && counts.offline === 0,
    stopped: phase === 'stopped',
    checkedFiles,
    checkedBytes,
    counts,
    incidents,
  });
  if (terminal.json) return;
  terminal.say(
    `${counted(checkedFiles, 'file')} checked, ${bytesWords(checkedBytes)}: ${countsWords(counts)}.`,
  );
  for (const incident of incidents) terminal.say(incidentLine(incident));
}

function countsWords(counts: Readonly<Record<FixityState, number>>): string {
  const parts = fixityStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${countWords(counts[state])} ${state}`);
  return parts.join(', ') || 'nothing was due';
}

function incidentLine({ id, path, state, detail, openedAt }: FixityIncident): string {
  return `Incident ${id}, open since ${openedAt.slice(0, 10)}: ${path} ${state}${detail ? ` (${detail})` : ''}`;
}

export async function status(terminal: Terminal, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { storages, incidents } = await client.fixity.status({});
    for (const storage of storages) {
      terminal.emit({ type: 'storage', ...storage });
      if (!terminal.json) for (const line of storageLines(storage)) terminal.say(line);
    }
    for (const incident of incidents) {
      terminal.emit({ type: 'incident', ...incident });
      if (!terminal.json) terminal.say(incidentLine(incident));
    }
    terminal.emit({ type: 'result', storages: storages.length, incidents: incidents.length });
    if (!terminal.json && incidents.length === 0) terminal.say('No incident is open.');
    return incidents.length > 0 ? exitStatus.failed : exitStatus.clean;
  });
}

function storageLines({ root, policy, offline, counts, due, oldestCheck, nextDue, ...all }: FixityStorage) {
  const day = (moment: string | null) => moment?.slice(0, 10) ?? 'never';
  return [
    `${root}: ${counted(all.files, 'file')}, ${bytesWords(all.sizeBytes)}: ${countsWords(counts)}`,
    ...(offline ? [`  offline since ${offline.since.slice(0, 16)}: ${offline.why}`] : []),
    `  ${countWords(due)} due, next ${day(nextDue)}, oldest check ${day(oldestCheck)}; ${policyWords(policy)}`,
  ];
}

function policyWords({ intervalDays, maxBytesPerSecond, quietHours }: FixityPolicy): string {
  return [
    `every ${counted(intervalDays, 'day')}`,
    ...(maxBytesPerSecond === null ? [] : [`at most ${rateWords(maxBytesPerSecond)}`]),
    ...(quietHours
      ? [`quiet ${minuteOfDayWords(quietHours.fromMinute)} to ${minuteOfDayWords(quietHours.toMinute)}`]
      : []),
  ].join(', ');
}

export async function close(
  terminal: Terminal,
  id: number,
  options: CatalogueOptions & { readonly reason: string },
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const reason = options.reason.trim();
    if (reason === '')
      throw new SpindleError('bad-usage', 'An incident is closed with a reason. Nothing was changed.');
    const incident = await client.fixity.close({ incidentId: id, reason });
    terminal.emit({ type: 'result', incident });
    terminal.say(`Incident ${id} (${incident.path}) is closed; the file is checked again with the next run.`);
    return exitStatus.clean;
  });
}

export async function storage(
  terminal: Terminal,
  root: string,
  options: CatalogueOptions & {
    readonly interval?: number;
    readonly rate?: number;
    readonly quiet?: string;
    readonly acceptVolume?: boolean;
  },
): Promise<number> {
  const path = resolve(root);
  return withHub(options.catalogue, async ({ client }) => {
    const { storages } = await client.fixity.status({});
    const present = storages.find((each) => each.root === path)?.policy ?? defaultFixityPolicy;
    const policy: FixityPolicy = {
      intervalDays: options.interval ?? present.intervalDays,
      maxBytesPerSecond:
        options.rate === undefined
          ? present.maxBytesPerSecond
          : Math.round(options.rate * bytesPerMegabyte) || null,
      quietHours: options.quiet === undefined ? present.quietHours : quietHours(options.quiet),
    };
    await client.fixity.setPolicy({ root: path, policy });
    if (options.acceptVolume) await client.fixity.adoptVolume({ root: path });
    terminal.emit({ type: 'result', root: path, policy });
    terminal.say(`${path}: ${policyWords(policy)}.`);
    return exitStatus.clean;
  });
}

function quietHours(text: string): FixityPolicy['quietHours'] {
  if (text === 'none') return null;
  const [fromMinute, toMinute] = text.split('-').map(parseMinuteOfDay);
  if (typeof fromMinute === 'number' && typeof toMinute === 'number' && text.split('-').length === 2)
    return { fromMinute, toMinute };
  throw new SpindleError(
    'bad-usage',
    `"${text}" are no hours: write them as 22:00-06:00. Nothing was changed.`,
  );
}
