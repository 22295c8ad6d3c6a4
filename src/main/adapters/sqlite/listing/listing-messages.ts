import type { ListingSummary, ListingTask } from '../../../core/catalogue/search-port.ts';

/** What the thread that writes listings is asked. */
export interface ListingCalls {
  begin(task: ListingTask, madeMs: number): number;
  append(listingId: number, piece: Uint8Array): void;
  finish(listingId: number, summary: ListingSummary): void;
  abandon(listingId: number): void;
  close(): void;
}
