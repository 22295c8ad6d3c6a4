import type { KnownDisc, Pack, PackImportReport, PackMatches } from '../../../shared/model/pack.ts';
import type { DiscRecord } from '../../../shared/model/sidecar.ts';

/** Packs that were brought in. They can be brought in again, so they are kept apart from the catalogue. */
export interface PackLibrary {
  /** All of a file or nothing; another edition takes the place of the former. @throws bad-pack, not-found */
  import(path: string): Promise<PackImportReport>;
  /** @throws not-found, output-exists, output-unwritable */
  export(id: number, path: string): Promise<number>;
  list(): Promise<readonly Pack[]>;
  /** @throws not-found */
  remove(id: number): Promise<void>;
  /** @throws not-found */
  matches(id: number): Promise<PackMatches>;
  lookUp(disc: DiscRecord): Promise<KnownDisc>;
}
