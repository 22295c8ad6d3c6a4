import type { Facets, FilesPage, SameFiles, SavedView, SearchPage } from '../../../shared/model/search.ts';

export interface FindAsked {
  readonly query: string;
  readonly after: string | null;
  /** Groups to leave out before the page. */
  readonly skip?: number;
  readonly limit: number;
  readonly filesPerGroup: number;
}

export interface PageOf {
  readonly dumpId: string;
  readonly after: string | null;
  readonly limit: number;
}

/** Reads the catalogue and the listings beside whoever writes them. */
export interface CatalogueSearch {
  /** @throws SpindleError bad-request for a cursor that is not of this query */
  find(asked: FindAsked): Promise<SearchPage>;
  facets(query: string, valuesPerFacet: number): Promise<Facets>;
  /** @throws SpindleError not-found */
  filesOf(asked: PageOf & { readonly onlyDamaged: boolean }): Promise<FilesPage>;
  /** @throws SpindleError not-found */
  sameFiles(asked: PageOf): Promise<SameFiles>;
  savedViews(): Promise<readonly SavedView[]>;
  /** Lets the catalogue go, until the next question. */
  close(): Promise<void>;
}

/** A dump whose image is to be listed. */
export interface ListingTask {
  readonly dumpId: string;
  readonly directory: string;
  readonly name: string;
  /** Of the sidecar the listing is of. */
  readonly sidecarSha256: string;
}

/** What a listing came to. */
export interface ListingSummary {
  readonly entries: number;
  readonly damaged: number;
  readonly hasContents: boolean;
  /** What is missing from it; empty when nothing is. */
  readonly problem: string;
}

/** What the catalogue keeps of listings; the listings themselves lie in a database of their own. */
export interface ListingRecords {
  /** Newest first. `everything`: those that are listed as well; `contents`: those whose contents were not read. */
  pending(
    scope: { readonly everything: boolean; readonly contents: boolean; readonly dumpId: string | null },
    limit: number,
  ): Promise<readonly ListingTask[]>;
  counts(): Promise<{ readonly dumps: number; readonly listed: number; readonly failed: number }>;
  /** Told only after the listing itself is whole on the disk. */
  listed(task: ListingTask, summary: ListingSummary): Promise<void>;
  failed(task: ListingTask, why: string): Promise<void>;
  saveView(view: SavedView): Promise<void>;
  removeView(name: string): Promise<void>;
}

/** Makes the listing of one image, apart from the hub: one that lies, hangs or eats memory ends alone. */
export interface ImageLister {
  /** @throws SpindleError not-found, bad-image, bad-sidecar, unsupported, worker-lost */
  list(task: ListingTask, options: { readonly contents: boolean }): Promise<ListingSummary>;
  close(): Promise<void>;
}
