/** What Code 128 can say so that every scanner gives it back. */
import { SpindleError } from '../../../shared/errors.ts';

/**
 * ISO/IEC 15417 has ASCII; what is beyond needs shifts that scanners take for different character sets.
 * @throws SpindleError bad-request, before anything is written
 */
export function checkCode128Text(code: string): void {
  if (/^[\x20-\x7e]+$/.test(code)) return;
  throw new SpindleError(
    'bad-request',
    `${code} has characters that scanners do not read from bars in one way: only letters without accents, digits and the signs of ASCII can be printed. Nothing was written; give the carrier another code, or leave it out.`,
    { code },
  );
}
