/** A catalogue made again from what lies beside the images, and an existing one held against it. */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import type { ImportReport } from '../../../shared/model/catalogue.ts';
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import type { AssetFolder } from '../../core/catalogue/asset-port.ts';
import { canonicalJson } from '../../core/catalogue/canonical-json.ts';
import { recordDifferences } from '../../core/catalogue/compare-records.ts';
import type { Catalogue } from '../../core/ports.ts';
import { assetFolder, assetsBeside } from '../files/asset-folder.ts';
import { syncDirectory } from '../files/durable.ts';
import { openCatalogue } from '../sqlite/catalogue-client.ts';
import { importHandedOver } from './import-handed-over.ts';

export interface Proof {
  /** Dumps of which catalogue and sidecars say the same. */
  readonly equal: number;
  /** Sentences. */
  readonly differing: readonly string[];
  /** Dumps whose sidecars were not found; in folders that are away, or elsewhere. */
  readonly onlyInCatalogue: number;
  readonly onlyInFolders: number;
  readonly chain: { readonly ok: boolean; readonly events: number; readonly findings: readonly string[] };
  readonly refused: ImportReport['refused'];
}

const pageOfDumps = 500;

async function* dumpIds(catalogue: Catalogue): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const page = await catalogue.list(after, pageOfDumps);
    for (const { dumpId } of page.dumps) yield dumpId;
    after = page.next;
    if (after === null) return;
  }
}

/** Makes a catalogue where there is none; it gets its name when it is whole. Photos beside it tell their carriers too. */
export async function makeFromSidecars(path: string, folders: readonly string[]): Promise<ImportReport> {
  const target = resolve(path);
  const working = mkdtempSync(join(dirname(target), '.spindle-rebuild-'));
  const made = join(working, 'catalogue.db');
  try {
    // Records beside the images are read before any is written: they know more than the sidecars.
    const catalogue = await openCatalogue(made, { writesRecords: false });
    const report = await importAll(
      withAssets(folders, target),
      catalogue,
      assetFolder(assetsBeside(target)),
    ).finally(() => catalogue.close());
    if (!existsSync(target)) renameSync(made, target);
    syncDirectory(dirname(target));
    return report;
  } finally {
    rmSync(working, { recursive: true, force: true });
  }
}

async function importAll(
  folders: readonly string[],
  catalogue: Catalogue,
  photos: AssetFolder | null,
): Promise<ImportReport> {
  const sum = { added: 0, known: 0, refused: [] as ImportReport['refused'] };
  for (const folder of folders) {
    const { added, known, refused } = await importHandedOver(resolve(folder), catalogue, photos);
    sum.added += added;
    sum.known += known;
    sum.refused.push(...refused);
  }
  return sum;
}

/**
 * Changes nothing: makes a second catalogue from the sidecars, compares, and throws it away.
 * @param folders where sidecars are looked for; null for every folder the catalogue names
 */
export async function proveCatalogue(kept: Catalogue, folders: readonly string[] | null): Promise<Proof> {
  const working = mkdtempSync(join(tmpdir(), 'spindle-prove-'));
  const told = await openCatalogue(join(working, 'catalogue.db'), { writesRecords: false });
  try {
    const looked = withAssets(folders ?? (await foldersOf(kept)), kept.path);
    const { refused } = await importAll(looked, told, null);
    const differing: string[] = [];
    let equal = 0;
    let differingDumps = 0;
    let onlyInCatalogue = 0;
    for await (const dumpId of dumpIds(kept)) {
      const record = await told.showDump(dumpId).catch(() => null);
      if (record === null) {
        onlyInCatalogue++;
        continue;
      }
      const differences = recordDifferences(await kept.showDump(dumpId), record);
      if (differences.length === 0) equal++;
      else {
        differingDumps++;
        differing.push(
          `${record.summary.name} (${dumpId}): catalogue and sidecar differ in ${differences.join(', ')}.`,
        );
      }
    }
    for await (const difference of carrierDifferences(kept, told)) differing.push(difference);
    const total = (await told.list(null, 1)).total;
    const { ok, events, findings } = await kept.check();
    const onlyInFolders = total - equal - differingDumps;
    return { equal, differing, onlyInCatalogue, onlyInFolders, chain: { ok, events, findings }, refused };
  } finally {
    await told.close();
    rmSync(working, { recursive: true, force: true });
  }
}

/** The folder of photos last: the records beside the images have their dumps with them. */
function withAssets(folders: readonly string[], cataloguePath: string): string[] {
  const assets = assetsBeside(cataloguePath);
  const isIn = folders.some((folder) => `${assets}${sep}`.startsWith(`${resolve(folder)}${sep}`));
  return isIn || !existsSync(assets) ? [...folders] : [...folders, assets];
}

/** What people said of carriers with dumps or photos, which stands in the records beside these. */
async function* carrierDifferences(kept: Catalogue, told: Catalogue): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const page = await kept.collection.carriers({}, after, pageOfDumps);
    for (const { code } of page.carriers) {
      const other = await told.collection.carrier(code).catch(() => null);
      if (other === null) continue;
      const said = (detail: CarrierDetail) => {
        const { dumps: _, ...carrier } = detail.carrier;
        return canonicalJson({ ...carrier, identifiers: detail.identifiers, assets: detail.assets });
      };
      if (said(await kept.collection.carrier(code)) !== said(other))
        yield `Carrier ${code}: the catalogue says something else than the record beside its images.`;
    }
    after = page.next;
    if (after === null) return;
  }
}

/** Folders that are there; a folder that lies in another one is looked through with it. */
async function foldersOf(catalogue: Catalogue): Promise<string[]> {
  const found = new Set<string>();
  for await (const dumpId of dumpIds(catalogue)) found.add((await catalogue.showDump(dumpId)).directory);
  const all = [...found].filter((folder) => existsSync(folder));
  return all.filter((folder) => !all.some((other) => other !== folder && folder.startsWith(`${other}/`)));
}
