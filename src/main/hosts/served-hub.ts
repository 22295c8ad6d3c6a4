/** What the doors need of the hub. */
import type { AnyRouter } from '@orpc/server';
import type { OutputRoot } from '../../shared/model/output.ts';

export interface ServedHub {
  /** Implements the contract. */
  readonly router: AnyRouter;
}

/** A hub with a window: a person grants roots, and is asked before work is interrupted. */
export interface WindowHub extends ServedHub {
  grantRoot(path: string, label: string): Promise<OutputRoot>;
  /** @returns the id under which the page can open it */
  offerImage(path: string): string;
  /** Jobs that have a process at work. */
  readonly activeJobs: number;
  /** Media that are being written to. */
  readonly activeWritings: number;
  /** Conversions, hand-overs, merges, checks, and what is taken out of images. */
  readonly activeFileWork: number;
  /** Called whenever one of these may have begun or ended. */
  onActivity(listener: () => void): void;
  /** Parks what runs. */
  close(): Promise<void>;
}
