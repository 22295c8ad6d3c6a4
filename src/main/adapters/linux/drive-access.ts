/** Whether this user may open the nodes of a drive: asked of the system, without opening any. */
import { accessSync, constants } from 'node:fs';
import type { NodeAccess } from '../../core/doctor/station-facts.ts';
import { opticalPermissionAdvice, permissionAdvice } from './permission-advice.ts';
import { opticalNodesOf } from './sg-io.ts';

export function linuxDriveAccess(path: string): NodeAccess {
  const nodes = opticalNodesOf(path);
  const generic = nodes?.generic ? `/dev/${nodes.generic.name}` : null;
  return {
    readable: may(path, constants.R_OK),
    advice: nodes ? opticalPermissionAdvice(path, generic ?? path) : permissionAdvice(path),
    generic:
      generic === null
        ? null
        : {
            path: generic,
            writable: may(generic, constants.R_OK | constants.W_OK),
            advice: opticalPermissionAdvice(path, generic),
          },
  };
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    // No right, or no node: neither can be opened.
    return false;
  }
}
