/** What C2 and Q errors do to the bytes of a sector: the same for the same seed, and for how often it was read. */

import { sectorBytes, syncPattern } from '../../../core/optical/sector-layout.ts';
import { mix, u64 } from '../mix.ts';
import type { C2Rule } from '../rules.ts';
import { type SectorKind, sectorKinds } from './disc.ts';

/** Sync and header of data sectors stay: a drive that lost them gives no sector. */
const dataFrom = syncPattern.length + 4;
const dataSpan = BigInt(sectorBytes - dataFrom);

/**
 * Changes bytes of a sector and flags them. Those of audio lie together, as a scratch has it.
 * @param pointers 294 bytes, a bit for each byte of the sector
 */
export function spoilMain(
  sector: Uint8Array,
  kind: SectorKind,
  lba: number,
  reads: number,
  seed: number,
  rule: C2Rule,
  pointers: Uint8Array,
): void {
  let state = u64(mix(u64(BigInt(lba) + 1_000_003n)) + BigInt(reads) + u64(BigInt(seed) * 31n));
  state = mix(state);
  const start = Number((state >> 20n) % BigInt(sectorBytes));
  const spread = BigInt(rule.wrongBytes * 3 + 1);
  for (let count = 0; count < rule.wrongBytes; count++) {
    state = mix(state);
    const at =
      kind === sectorKinds.audio
        ? (start + Number(state % spread)) % sectorBytes
        : dataFrom + Number(state % dataSpan);
    sector[at]! ^= 1 + Number((state >> 32n) % 255n);
    if (!rule.isSilent) pointers[at >> 3]! |= 0x80 >> (at & 7);
  }
}

const bitsBeforeCrc = 80n;

/** Turns up to two bits of a Q: its CRC no longer fits. */
export function spoilQ(q: Uint8Array, lba: number, reads: number, seed: number): void {
  const state = mix(u64(mix(u64(BigInt(lba + 77))) + BigInt(reads) + BigInt(seed)));
  for (const shift of [0n, 8n]) {
    const bit = Number((state >> shift) % bitsBeforeCrc);
    q[bit >> 3]! ^= 0x80 >> (bit & 7);
  }
}
