/** Where dumps lie in a bag, and what the bag says of itself. */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { safeName } from '../../../shared/model/output.ts';
import { foldedPath, payloadFolder } from './bagit/bag-path.ts';
import type { TagLine } from './bagit/tag-lines.ts';
import { titleOf } from './dump-words.ts';
import type { ExportContext } from './exporter.ts';

/**
 * The folder of each dump below `data/`, by its id: the carrier's code, or the dump's name; attempts at one carrier lie in
 * folders below it. No two are alike on any system.
 */
export function payloadFolders(dumps: readonly DumpRecord[]): ReadonlyMap<string, string> {
  const attempts = new Map<string, number>();
  for (const { record } of dumps)
    if (record.carrier !== null) attempts.set(record.carrier, (attempts.get(record.carrier) ?? 0) + 1);
  const taken = takenFolders();
  return new Map(
    dumps.map(({ summary, record }) => {
      const top = safeName(record.carrier ?? record.name);
      const isOneOfSeveral = record.carrier !== null && (attempts.get(record.carrier) ?? 0) > 1;
      const wanted = isOneOfSeveral ? `${top}/attempt-${summary.attempt}` : top;
      let folder = wanted;
      for (let number = 2; !taken.take(folder); number++) folder = `${wanted}-${number}`;
      return [record.dumpId, payloadFolder + folder];
    }),
  );
}

const groupLabel = 'Bag-Group-Identifier';
const senderLabel = 'Internal-Sender-Identifier';

function dumpUrn(dumpId: string): string {
  return `urn:uuid:${dumpId}`;
}

/** Whether a bag says that it has these dumps, and no others. */
export function isBagOf(info: readonly TagLine[], dumpIds: readonly string[]): boolean {
  const said = info.filter(({ label }) => label === senderLabel).map(({ value }) => value);
  return said.length === dumpIds.length && dumpIds.every((dumpId) => said.includes(dumpUrn(dumpId)));
}

/** Folders given to dumps. One inside another dump's would mix them. */
function takenFolders() {
  const taken = new Set<string>();
  const parents = new Set<string>();
  return {
    /** @returns whether it was free */
    take(folder: string): boolean {
      const folded = foldedPath(folder);
      const parts = folded.split('/');
      const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
      if (taken.has(folded) || parents.has(folded) || above.some((path) => taken.has(path))) return false;
      taken.add(folded);
      for (const path of above) parents.add(path);
      return true;
    },
  };
}

/** @param group what the bag belongs together with: a batch, a collection. A line that was given stands for itself. */
export function bagInfo(
  dumps: readonly DumpRecord[],
  { tool, at }: ExportContext,
  given: readonly TagLine[] = [],
  group: string | null = null,
): TagLine[] {
  const isGiven = given.some(({ label }) => label.toLowerCase() === groupLabel.toLowerCase());
  const codes = [...new Set(dumps.map(({ record }) => record.carrier ?? record.name))];
  return [
    ...given,
    { label: 'Bagging-Date', value: at.slice(0, 10) },
    { label: 'Bag-Software-Agent', value: `${tool.name} ${tool.version}` },
    {
      label: 'External-Description',
      value:
        dumps.length === 1
          ? `Disk image of ${titleOf(dumps[0]!)}`
          : `Disk images of ${codes.length} carriers`,
    },
    ...codes.map((value) => ({ label: 'External-Identifier', value })),
    ...(group === null || isGiven ? [] : [{ label: groupLabel, value: group }]),
    ...dumps.map(({ record }) => ({ label: senderLabel, value: dumpUrn(record.dumpId) })),
  ];
}
