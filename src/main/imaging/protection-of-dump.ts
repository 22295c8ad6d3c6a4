/** Looks for marks of copy protection in what was read; the carrier is not needed. */
import type { Protection, ProtectionSystem } from '../../shared/model/protection.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { CachedReader } from '../core/identify/sector-reader.ts';
import { parseCopyright } from '../core/optical/dvd-structure.ts';
import { userDataFetcher } from '../core/optical/user-data-fetcher.ts';
import type { BlockSource } from '../core/ports.ts';
import { findProtection } from '../core/protection/find-protection.ts';
import { placesOfDisc } from '../core/protection/places-of-disc.ts';
import type { RescueMap } from '../core/rescue/rescue-map.ts';

/** Directories are small, and read from the store: a disc that asks for more is not looked at further. */
const budget = { reads: 20_000, failedReads: 200 };

/** @param reader the store as a source */
export function protectionOfDump(store: DumpStore, map: RescueMap, reader: BlockSource): Protection[] {
  const { disc, medium } = store.document;
  if (disc === null) return [];
  const areas = disc.areas.filter(({ kind }) => kind === 'data');
  const allocate = (bytes: number) => new Uint8Array(bytes);
  const userData = new CachedReader(userDataFetcher(reader, 0, medium.totalSectors, allocate), budget);
  return findProtection({
    places: placesOfDisc(userData, areas),
    states: map.runs(),
    inStructure: structureOf(store),
  });
}

function structureOf(store: DumpStore): ProtectionSystem | null {
  const blob = store.blob('copyright');
  const protection = blob ? parseCopyright(blob)?.protection : null;
  return protection === 'css' || protection === 'cprm' ? protection : null;
}
