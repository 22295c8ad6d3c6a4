/** How the address of a simulated drive is written. */
import { SpindleError } from '../../../shared/errors.ts';

export const simulatedPrefix = 'sim:';
export const practicePrefix = 'practice/';
const behaviourMark = '?behaviour=';

/** @throws SpindleError not-a-source */
export function parseSimulatedAddress(address: string): { path: string; behaviourPath: string | null } {
  const rest = address.slice(simulatedPrefix.length);
  const mark = rest.lastIndexOf(behaviourMark);
  const path = mark < 0 ? rest : rest.slice(0, mark);
  const behaviourPath = mark < 0 ? null : rest.slice(mark + behaviourMark.length);
  if (!address.startsWith(simulatedPrefix) || path === '' || behaviourPath === '') {
    throw new SpindleError(
      'not-a-source',
      `${address} names no simulated drive: write sim:IMAGE or sim:IMAGE?behaviour=FILE.json.`,
      { address },
    );
  }
  return { path, behaviourPath };
}
