import { resolve } from 'node:path';
import { fixityPolicySchema } from '../../../../shared/model/fixity.ts';
import type { FixityRecords } from '../../../core/ports.ts';
import type { ThreadLink } from '../thread-link.ts';

export function fixityRecords(thread: ThreadLink): FixityRecords {
  return {
    status: (nowMs) => thread.call('fixityStatus', nowMs),
    files: (state, after, limit) => thread.call('fixityFiles', state, after, limit),
    storages: () => thread.call('fixityStorages'),
    saveStorage: (root, policy) =>
      thread.call('fixitySaveStorage', resolve(root), fixityPolicySchema.parse(policy)),
    sawStorage: (root, volume, offline) => thread.call('fixitySawStorage', root, volume, offline),
    adoptVolume: (root) => thread.call('fixityAdoptVolume', resolve(root)),
    plan: (dueBeforeMs, under, uncheckedSinceMs, after) =>
      thread.call(
        'fixityPlan',
        dueBeforeMs,
        under?.map((path) => resolve(path)) ?? null,
        uncheckedSinceMs,
        after,
      ),
    save: (dumpId, findings, checkedMs) => thread.call('fixitySave', dumpId, findings, checkedMs),
    close: (incidentId, reason, by) => thread.call('fixityClose', incidentId, reason, by),
    frozen: (directory, name) => thread.call('fixityFrozen', resolve(directory), name),
  };
}
