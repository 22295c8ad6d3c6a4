/** Exit statuses scripts rely on (docs/command-line.md). */
import { errorClass, type WireError } from '../../../shared/errors.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';

export const exitStatus = {
  clean: 0,
  failed: 1,
  badInput: 2,
  someUnreadable: 3,
  parked: 4,
  interrupted: 130,
} as const;

const byClass = {
  input: exitStatus.badInput,
  resumable: exitStatus.parked,
  failed: exitStatus.failed,
} as const;

export function statusOfError(error: WireError): number {
  return byClass[errorClass(error.code)];
}

export function statusOfOutcome(outcome: Outcome): number {
  switch (outcome) {
    case 'complete':
    case 'complete-after-retries':
      return exitStatus.clean;
    case 'complete-with-errors':
    case 'not-readable':
      return exitStatus.someUnreadable;
    case 'partial':
      return exitStatus.parked;
  }
}
