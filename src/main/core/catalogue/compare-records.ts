/** Two catalogues' records of one dump, held against each other. */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * @param told made again from the sidecar; events that came later stand in the catalogue alone
 * @returns what differs, in words; empty when the catalogue says what the sidecar says
 */
export function recordDifferences(kept: DumpRecord, told: DumpRecord): string[] {
  const differences: string[] = [];
  const compare = (what: string, here: unknown, there: unknown) => {
    if (canonicalJson(here) !== canonicalJson(there)) differences.push(what);
  };
  compare('record', kept.record, told.record);
  compare('folder', kept.directory, told.directory);
  const { attempt: _, ...summary } = kept.summary;
  const { attempt: __, ...toldSummary } = told.summary;
  compare('summary', summary, toldSummary);
  const events = new Map(kept.events.map((event) => [event.uuid, withoutPlace(event)]));
  for (const event of told.events)
    compare(`event ${event.uuid}`, events.get(event.uuid) ?? null, withoutPlace(event));
  return differences;
}

/** Where an event stands in the chain depends on what else happened. */
function withoutPlace({ sequence: _, hash: __, ...event }: DumpRecord['events'][number]) {
  return event;
}
