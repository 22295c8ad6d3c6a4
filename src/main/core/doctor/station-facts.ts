/** What the outside tells of a station; the examinations beside this file judge it. */
import type { Drive } from '../../../shared/model/drive.ts';
import type { UpkeepStatus } from '../../../shared/model/upkeep.ts';

export interface StationFacts {
  readonly program: ProgramFacts;
  readonly drives: readonly DriveFacts[];
  /** Null on systems that have no udev. */
  readonly floppyRule: FloppyRuleFacts | null;
  /** Commands that load the driver of generic SCSI nodes, now and at every start; null where there is none to load. */
  readonly loadGenericDriver: string | null;
  /** The user's home folder: it has a name in it, so that paths below it are shortened. */
  readonly homeFolder: string;
}

export interface ProgramFacts {
  readonly version: string;
  readonly nodeVersion: string;
  readonly electronVersion: string | null;
  /** `Linux 6.1.0 x64`. */
  readonly system: string;
  readonly systemCalls: PartFacts;
  readonly database: PartFacts;
}

/** A part that is made for one kind of machine and may not load on another. */
export type PartFacts =
  | { readonly loads: true; readonly version: string }
  | { readonly loads: false; readonly why: string };

export interface DriveFacts {
  readonly drive: Drive;
  /** Null where the system does not say without opening the drive. */
  readonly access: NodeAccess | null;
}

export interface NodeAccess {
  readonly readable: boolean;
  /** What gives the right to read, as a sentence. */
  readonly advice: string;
  /** Of optical drives; null where the drive has no generic node. */
  readonly generic: { readonly path: string; readonly writable: boolean; readonly advice: string } | null;
}

export interface FloppyRuleFacts {
  /** Where udev has it; null where it has not. */
  readonly installedAt: string | null;
  /** The rule as it comes with the program; null where it lies with the package manager. */
  readonly source: string | null;
}

/** A folder that is not made yet is as writable, and has as much room, as the nearest one above it. */
export interface FolderFacts {
  readonly path: string;
  readonly freeBytes: number | null;
  readonly writable: boolean;
}

export type CatalogueFacts =
  | { readonly kind: 'none' }
  | { readonly kind: 'not-made'; readonly path: string }
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'checked';
      readonly path: string;
      readonly findings: readonly string[];
      readonly events: number;
      readonly dumps: number;
      readonly upkeep: UpkeepStatus;
    };
