/** What a fault of a drive means to a rescue: damage of the medium, which is a result, or the end of the run. */
import type { ReadFault } from '../ports.ts';
import type { MmcFault } from './mmc-drive.ts';

export function readFaultOf(fault: MmcFault): ReadFault {
  const system = faultWords(fault);
  switch (fault.kind) {
    case 'gone':
      return { kind: 'gone', system };
    case 'not-permitted':
      return { kind: 'permission', system };
    case 'timeout':
      return { kind: 'hung', system };
    case 'busy':
      return { kind: 'medium', system };
    case 'sense':
      if (fault.advice === 'no-medium') return { kind: 'no-medium', system };
      // Attention is still there after the identity was compared: another disc.
      if (fault.advice === 'attention') return { kind: 'changed', system };
      return { kind: 'medium', system };
  }
}

export function faultWords(fault: MmcFault): string {
  return fault.kind === 'sense' ? (fault.sense?.text ?? 'CHECK CONDITION without sense') : fault.system;
}
