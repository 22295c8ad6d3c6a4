import type {
  FixityFile,
  FixityIncident,
  FixityPolicy,
  FixityState,
  FixityStatus,
} from '../../../../shared/model/fixity.ts';
import type { FileFinding } from '../../../core/fixity/findings.ts';
import type { FixityCursor, FixityPlan, KnownStorage } from '../../../core/ports.ts';

/** What the catalogue's thread is asked of fixity. */
export interface FixityCalls {
  fixityStatus(nowMs: number): FixityStatus;
  fixityFiles(state: FixityState, after: number, limit: number): FixityFile[];
  fixityStorages(): KnownStorage[];
  fixitySaveStorage(root: string, policy: FixityPolicy): void;
  fixitySawStorage(root: string, volume: string | null, offline: string | null): void;
  fixityAdoptVolume(root: string): void;
  fixityPlan(
    dueBeforeMs: number | null,
    under: readonly string[] | null,
    uncheckedSinceMs: number,
    after: FixityCursor | null,
  ): FixityPlan;
  fixitySave(dumpId: string, findings: readonly FileFinding[], checkedMs: number): void;
  fixityClose(incidentId: number, reason: string, by: string): FixityIncident;
  fixityFrozen(directory: string, name: string): FixityIncident | null;
}
