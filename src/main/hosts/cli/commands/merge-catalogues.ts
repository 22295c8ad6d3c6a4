/** `spindle catalogue merge`: the catalogue of another station joined with this one. */
import { basename, dirname, resolve } from 'node:path';
import type { MergeReport } from '../../../../shared/model/merge.ts';
import { countWords } from '../../../../shared/words.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export async function mergeCatalogues(
  terminal: Terminal,
  other: string,
  options: { readonly catalogue?: string; readonly yes?: boolean },
): Promise<number> {
  const path = resolve(other);
  const preview = !options.yes;
  return withHub(options.catalogue, async ({ hub, client }) => {
    const root = await hub.grantRoot(dirname(path), dirname(path));
    const report = await client.merge.run({ rootId: root.id, fileName: basename(path), preview });
    for (const conflict of report.conflicts) {
      terminal.emit({ type: 'conflict', ...conflict });
      if (!terminal.json)
        terminal.say(
          `${conflict.kind} ${conflict.name}, ${conflict.field}: here ${said(conflict.ours)}, there ${said(conflict.theirs)}`,
        );
    }
    for (const what of report.left) terminal.say(what);
    terminal.emit({ type: 'result', preview, ...report, conflicts: report.conflicts.length });
    terminal.say(summary(report, preview));
    return report.conflicts.length > 0 ? exitStatus.failed : exitStatus.clean;
  });
}

function said(value: string | null): string {
  return value === null ? 'nothing' : `"${value}"`;
}

function summary(
  { added, changed, removed, dumps, events, conflicts }: MergeReport,
  preview: boolean,
): string {
  const counted = (rows: Readonly<Record<string, number>>, verb: string) =>
    Object.entries(rows).map(([kind, count]) => `${kind}: ${countWords(count)} ${verb}`);
  const parts = [
    ...counted(added, 'new'),
    ...counted(changed, 'changed'),
    ...counted(removed, 'removed, as they were there'),
    `${countWords(dumps)} dumps, ${countWords(events)} events`,
    ...(conflicts.length > 0
      ? [
          `${countWords(conflicts.length)} ${conflicts.length === 1 ? 'conflict' : 'conflicts'}, in which this catalogue stays as it is`,
        ]
      : []),
  ];
  const what = parts.join('; ');
  return preview ? `Would take in ${what}. Nothing was changed: say --yes to merge.` : `Taken in: ${what}.`;
}
