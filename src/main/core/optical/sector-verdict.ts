/** What a look at 2352 bytes says, in one byte: the kind of sector in the low three bits, above it what failed. */
import { type SectorFailure, type SectorKind, sectorKinds } from '../../../shared/model/sector-kind.ts';

export const kindBits = {
  audioLike: 0,
  mode0: 1,
  mode1: 2,
  form1: 3,
  form2: 4,
  form2NoEdc: 5,
  formless: 6,
  scrambled: 7,
} as const;
const kindMask = 0x07;

/**
 * `address`: the header names another LBA, or none. `layout`: a damaged sync, two different subheaders, or a byte the
 * standard wants zero. `mode`: the header names no mode, or one with a block indicator; without
 * one the kind is known by its EDC, or `audio-like`.
 */
export const failureBits = { address: 0x08, edc: 0x10, ecc: 0x20, layout: 0x40, mode: 0x80 } as const;

export function kindOfVerdict(verdict: number): SectorKind {
  return sectorKinds[verdict & kindMask]!;
}

export function failuresOfVerdict(verdict: number): readonly SectorFailure[] {
  const failures: SectorFailure[] = [];
  if ((verdict & kindMask) === kindBits.scrambled) failures.push('scrambled');
  if (verdict & failureBits.address) failures.push('header-address');
  if (verdict & failureBits.edc) failures.push('edc');
  if (verdict & failureBits.ecc) failures.push('ecc');
  if (verdict & failureBits.layout) failures.push('layout');
  if (verdict & failureBits.mode) failures.push('mode');
  return failures;
}

/** Nothing speaks against it. For audio, formless mode 2 and form 2 without EDC that is no proof: see {@link isProven}. */
export function isGood(verdict: number): boolean {
  return verdict < kindBits.scrambled;
}

const selfProvingKinds =
  (1 << kindBits.mode0) | (1 << kindBits.mode1) | (1 << kindBits.form1) | (1 << kindBits.form2);

/** Good, and its own check bytes say so for every byte of it. */
export function isProven(verdict: number): boolean {
  return isGood(verdict) && (selfProvingKinds & (1 << verdict)) !== 0;
}
