/** The log of a merge, for a person: what came from which dump, what is not the same, what is still missing. */
import type { Lineage } from '../../../shared/model/sidecar.ts';
import { sectorsWords } from '../../../shared/words.ts';
import type { Disagreement, MergePlan } from '../../core/merge/plan-merge.ts';
import { rangeLines } from '../../core/rescue/log-ranges.ts';
import { timestamp } from '../../core/timestamp.ts';
import type { MergeSource } from './merge-sources.ts';

export interface MergeLogFacts {
  readonly sources: readonly MergeSource[];
  readonly plan: MergePlan;
  readonly lead: MergeSource;
  readonly tool: Lineage['tool'];
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** The sidecar has all of them. */
const mostDisagreements = 200;

export function suppliedSectors({ stretches }: Pick<MergePlan, 'stretches'>, source: number): number {
  return stretches.reduce((sum, each) => sum + (each.source === source ? each.lengthSectors : 0), 0);
}

/** Where two dumps are not the same, and what became of it. */
export function disagreementLine(
  { lba, lengthSectors, readings, settledBy }: Disagreement,
  names: readonly string[],
): string {
  const where = lengthSectors === 1 ? `LBA ${lba}` : `LBA ${lba} to ${lba + lengthSectors - 1}`;
  const sides = readings.map((group) => group.map((source) => names[source]).join(' and ')).join(' against ');
  const end =
    settledBy === 'edc'
      ? `taken from ${names[readings[0]![0]!]}, whose EDC is right`
      : `in doubt; what ${names[readings[0]![0]!]} has stands there`;
  return `${where}: ${sides} read something else: ${end}.`;
}

export function mergeLog({ sources, plan, lead, tool, startedAt, endedAt }: MergeLogFacts): Uint8Array {
  const names = sources.map(({ name }) => name);
  const left = plan.disagreements.length - mostDisagreements;
  const lines = [
    `${timestamp(startedAt)} ${tool.name} ${tool.version} merges ${sources.length} dumps of one medium.`,
    ...sources.map(
      ({ path, record }, at) =>
        `${path} (dump ${record.dumpId}, ${record.outcome}): ${sectorsWords(suppliedSectors(plan, at))} taken from it.`,
    ),
    `${sectorsWords(plan.comparedSectors)} had been read by more than one of them and were compared.`,
    ...plan.disagreements.slice(0, mostDisagreements).map((each) => disagreementLine(each, names)),
    ...(left > 0 ? [`${left} more stretches that are not the same are in the sidecar.`] : []),
    ...rangeLines(plan.states, lead.disc),
    `${timestamp(endedAt)} Done.`,
  ];
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}
