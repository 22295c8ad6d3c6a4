/** The sidecar of an image put together from several dumps: which sector came from which dump, drive and run. */
import { randomUUID } from 'node:crypto';
import type { Extent, Sidecar } from '../../../shared/model/sidecar.ts';
import type { MergePlan } from '../../core/merge/plan-merge.ts';
import { timestamp } from '../../core/timestamp.ts';
import { type ConversionRecord, conversionSidecar } from './conversion-sidecar.ts';
import type { MergeSource } from './merge-sources.ts';

export type MergeSidecarFacts = Omit<ConversionRecord, 'parent' | 'states'>;

/** @param lead the dump whose table of contents and names are used */
export function mergeSidecar(
  facts: MergeSidecarFacts,
  plan: MergePlan,
  sources: readonly MergeSource[],
  lead: MergeSource,
): Sidecar {
  const base = conversionSidecar({ ...facts, states: plan.states, parent: null });
  const [conversion, ...digests] = base.events;
  const settled =
    plan.disagreements.length === 0 ? '' : `; ${plan.disagreements.length} stretches not the same`;
  return {
    ...base,
    carrier: sources.find(({ record }) => record.carrier !== null)?.record.carrier ?? null,
    source: {
      address: sources.map(({ path }) => path).join(', '),
      medium: { ...lead.medium, diskSequence: null },
    },
    drives: sources.flatMap(({ record }) => record.drives),
    extents: extentsOf(plan, sources),
    disc:
      base.disc && lead.discRecord
        ? {
            ...base.disc,
            tocSha1: lead.discRecord.tocSha1,
            readOffset: lead.discRecord.readOffset,
            ...(lead.discRecord.readOffsetOrigin
              ? { readOffsetOrigin: lead.discRecord.readOffsetOrigin }
              : {}),
          }
        : base.disc,
    events: [
      {
        ...conversion!,
        uuid: randomUUID(),
        at: timestamp(facts.endedAt),
        detail: `Put together from ${sources.map(({ path, record }) => `${path} (${record.dumpId})`).join(', ')}; ${plan.comparedSectors} sectors compared${settled}`,
      },
      ...digests,
    ],
    merge: {
      sources: sources.map(({ path, name, record: { dumpId, outcome } }) => ({
        path,
        dumpId,
        name,
        outcome,
      })),
      stretches: plan.stretches.flatMap(({ lba, lengthSectors, source }) =>
        source === null ? [] : [{ lba, lengthSectors, source }],
      ),
      comparedSectors: plan.comparedSectors,
      disagreements: plan.disagreements.map(({ readings, ...rest }) => ({
        ...rest,
        readings: readings.map((group) => [...group]),
      })),
    },
  };
}

/** Which drive supplied what, with the drives of all dumps in one list. */
function extentsOf({ stretches }: MergePlan, sources: readonly MergeSource[]): Extent[] {
  const firstDrive: number[] = [];
  let drives = 0;
  for (const { record } of sources) {
    firstDrive.push(drives);
    drives += record.drives.length;
  }
  const walks = sources.map(({ record }) => overlaps(record.extents));
  return stretches.flatMap(({ lba, lengthSectors, source }) =>
    source === null
      ? []
      : walks[source]!(lba, lengthSectors).map((extent) => ({
          ...extent,
          drive: extent.drive + firstDrive[source]!,
        })),
  );
}

/** Parts of ascending extents that lie in ascending stretches. */
function overlaps(extents: readonly Extent[]): (lba: number, lengthSectors: number) => Extent[] {
  const sorted = extents.toSorted((a, b) => a.lba - b.lba);
  let at = 0;
  return (lba, lengthSectors) => {
    const endLba = lba + lengthSectors;
    while (at < sorted.length && sorted[at]!.lba + sorted[at]!.lengthSectors <= lba) at++;
    const found: Extent[] = [];
    for (let index = at; index < sorted.length && sorted[index]!.lba < endLba; index++) {
      const extent = sorted[index]!;
      const from = Math.max(lba, extent.lba);
      const end = Math.min(endLba, extent.lba + extent.lengthSectors);
      found.push({ lba: from, lengthSectors: end - from, drive: extent.drive });
    }
    return found;
  };
}
