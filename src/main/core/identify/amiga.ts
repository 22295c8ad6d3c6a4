/** AmigaDOS floppies and partitions: the boot block's name and the root block in the middle (Amiga ROM Kernel Manual). */
import { hasBytes, u8, u32be } from '../byte-fields.ts';
import { latinLabel } from '../volume-label.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

const dosTypes = [
  'Amiga OFS',
  'Amiga FFS',
  'Amiga OFS (international)',
  'Amiga FFS (international)',
  'Amiga OFS (directory cache)',
  'Amiga FFS (directory cache)',
  'Amiga OFS (long names)',
  'Amiga FFS (long names)',
] as const;

const blockBytes = 512;

/** A root block: primary type 2, secondary type 1, and 128 big-endian words that add up to zero. */
function readRoot(reader: SectorReader): { block: Uint8Array; offsetBytes: number } | null {
  const offsetBytes = Math.floor(Math.floor(reader.sizeBytes / blockBytes) / 2) * blockBytes;
  const block = reader.readAt(offsetBytes, blockBytes);
  if (!block || u32be(block, 0) !== 2 || u32be(block, 508) !== 1) return null;
  let sum = 0;
  for (let at = 0; at < blockBytes; at += 4) sum = (sum + u32be(block, at)) >>> 0;
  return sum === 0 ? { block, offsetBytes } : null;
}

export function findAmiga(reader: SectorReader): Finding | null {
  const boot = reader.readAt(0, 4);
  const type = boot && hasBytes(boot, 0, 'DOS') ? dosTypes[u8(boot, 3)] : undefined;
  const root = readRoot(reader);
  if (!type && !root) return null;
  const evidence = [];
  if (boot && type) evidence.push(proof('AmigaDOS boot block', 0, boot));
  if (root) {
    const { block, offsetBytes } = root;
    evidence.push(proof('root block with a right checksum', offsetBytes, block.subarray(0, 4)));
  } else evidence.push({ what: 'no valid root block in the middle of the disk' });
  const nameLength = root ? Math.min(u8(root.block, 432), 30) : 0;
  return {
    type: type ?? 'AmigaDOS',
    label: root ? latinLabel(root.block.subarray(433, 433 + nameLength)) : '',
    evidence,
  };
}

const otherDisks = [
  ['PFS\u0001', 'Amiga PFS'],
  ['SFS\u0000', 'Amiga SFS'],
  ['KICK', 'Amiga Kickstart disk'],
  ['NDOS', 'Amiga disk without file system'],
] as const;

export function findOtherAmiga(reader: SectorReader): Finding | null {
  const boot = reader.readAt(0, 4);
  const match = boot && otherDisks.find(([magic]) => hasBytes(boot, 0, magic));
  return boot && match ? { type: match[1], label: '', evidence: [proof(match[1], 0, boot)] } : null;
}
