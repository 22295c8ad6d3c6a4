/** What the catalogue's client asks of its thread: plain values only, parsed and composed on the client's side. */
import type { WireError } from '../../../shared/errors.ts';
import type {
  CarrierRecord,
  DumpPage,
  DumpRecord,
  MediumMarks,
  SeenDumps,
} from '../../../shared/model/catalogue.ts';
import type { ModelReadOffset } from '../../../shared/model/drive-profile.ts';
import type { MergeReport } from '../../../shared/model/merge.ts';
import type { DumpEvent } from '../../../shared/model/sidecar.ts';
import type { PictureToBring } from '../../core/catalogue/asset-port.ts';
import type { DumpFacts } from '../../core/catalogue/dump-facts.ts';
import type { CollectionCalls } from './collection/collection-calls.ts';
import type { FixityCalls } from './fixity/fixity-calls.ts';
import type { ListingRecordCalls } from './listing/listing-records.ts';
import type { UpkeepCalls } from './upkeep/upkeep-calls.ts';

export interface ThreadData {
  /** Absolute path of catalogue.db. */
  readonly path: string;
}

export type StoredDump = Omit<DumpRecord, 'record'> & { readonly sidecarJson: string };

export interface StoredJob {
  readonly id: string;
  readonly state: string;
  readonly owner: string | null;
  readonly createdMs: number;
  readonly snapshotJson: string;
  /** Of one that waits. */
  readonly place: number | null;
  readonly beginsJson: string | null;
}

export interface StoredPlace {
  readonly jobId: string;
  readonly place: number;
}

export interface StoredSetting {
  readonly key: string;
  readonly valueJson: string;
}

export interface StoredProfile {
  readonly vendor: string;
  readonly product: string;
  readonly revision: string;
  readonly serial: string;
  readonly profileJson: string;
}

export interface CheckReport {
  /** Sentences. */
  readonly findings: readonly string[];
  readonly events: number;
  readonly dumps: number;
}

export interface CatalogueCalls extends FixityCalls, UpkeepCalls, CollectionCalls, ListingRecordCalls {
  record(facts: DumpFacts, directory: string): { readonly added: boolean };
  list(after: string | null, limit: number): DumpPage;
  showDump(idOrPrefix: string): StoredDump;
  showCarrier(code: string): CarrierRecord;
  seenBefore(marks: MediumMarks): SeenDumps;
  appendEvent(dumpId: string, event: DumpEvent): void;
  check(): CheckReport | Promise<CheckReport>;
  jobs(): readonly StoredJob[];
  saveJob(job: StoredJob): void;
  saveLine(places: readonly StoredPlace[], owner: string): void;
  dropJob(jobId: string): void;
  settings(): readonly StoredSetting[];
  saveSettings(settings: readonly StoredSetting[]): void;
  profiles(): readonly StoredProfile[];
  saveProfile(profile: StoredProfile): void;
  readOffsets(): readonly ModelReadOffset[];
  importReadOffsets(offsets: readonly ModelReadOffset[]): void;
  photosToMerge(otherPath: string): readonly PictureToBring[] | Promise<readonly PictureToBring[]>;
  /** @param photos paths of pictures that were brought before */
  merge(
    otherPath: string,
    by: string,
    preview: boolean,
    photos: readonly string[],
  ): MergeReport | Promise<MergeReport>;
  close(): void;
}

/** What a thread can be asked: names, values and answers. */
export type Calls<Asked> = { readonly [Name in keyof Asked]: (...values: never[]) => unknown };

export type CallName<Asked = CatalogueCalls> = keyof Asked & string;
export type CallArguments<Name extends CallName<Asked>, Asked = CatalogueCalls> = Asked[Name] extends (
  ...values: infer Values
) => unknown
  ? Values
  : never;
export type CallResult<Name extends CallName<Asked>, Asked = CatalogueCalls> = Asked[Name] extends (
  ...values: never[]
) => infer Value
  ? Awaited<Value>
  : never;

export type ThreadRequest<Asked = CatalogueCalls> = {
  [Name in CallName<Asked>]: {
    readonly id: number;
    readonly name: Name;
    readonly arguments: CallArguments<Name, Asked>;
  };
}[CallName<Asked>];

export type ThreadResponse =
  | { readonly type: 'ready' }
  | { readonly type: 'refused'; readonly error: WireError }
  | { readonly type: 'value'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: WireError };
