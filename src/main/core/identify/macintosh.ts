/** MFS, HFS and HFS Plus: the master directory block and the volume header stand at 1024 (Inside Macintosh: Files). */
import { hasBytes, isPowerOfTwo, u8, u16be, u32be } from '../byte-fields.ts';
import { macRomanLabel, utf16Label } from '../volume-label.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

const blockAt = 1024;

function pascalName(block: Uint8Array, at: number): string | null {
  const length = u8(block, at);
  return length >= 1 && length <= 27 ? macRomanLabel(block.subarray(at + 1, at + 1 + length)) : null;
}

function isAllocationBlock(bytes: number): boolean {
  return bytes > 0 && bytes % 512 === 0;
}

export function findMfs(reader: SectorReader): Finding | null {
  const block = reader.readAt(blockAt, 64);
  if (!block || !hasBytes(block, 0, [0xd2, 0xd7])) return null;
  const label = pascalName(block, 36);
  if (label === null || u16be(block, 18) === 0 || !isAllocationBlock(u32be(block, 20))) return null;
  return { type: 'MFS', label, evidence: [proof('MFS volume information', blockAt, block.subarray(0, 2))] };
}

export function findHfs(reader: SectorReader): Finding | null {
  const block = reader.readAt(blockAt, 162);
  if (!block || !hasBytes(block, 0, 'BD')) return null;
  const label = pascalName(block, 36);
  if (label === null || u16be(block, 18) === 0 || !isAllocationBlock(u32be(block, 20))) return null;
  const evidence = [proof('HFS master directory block', blockAt, block.subarray(0, 2))];
  if (!hasBytes(block, 0x7c, 'H+')) return { type: 'HFS', label, evidence };
  evidence.push(proof('embedded HFS Plus volume', blockAt + 0x7c, block.subarray(0x7c, 0x7e)));
  return { type: 'HFS Plus in an HFS wrapper', label, evidence };
}

export function findHfsPlus(reader: SectorReader): Finding | null {
  const header = reader.readAt(blockAt, 512);
  if (!header) return null;
  const isHfsx = hasBytes(header, 0, 'HX');
  if (!isHfsx && !hasBytes(header, 0, 'H+')) return null;
  const blockBytes = u32be(header, 40);
  if (!isPowerOfTwo(blockBytes) || blockBytes < 512) return null;
  return {
    type: isHfsx ? 'HFSX' : 'HFS Plus',
    label: hfsPlusLabel(reader, header, blockBytes),
    evidence: [proof('HFS Plus volume header', blockAt, header.subarray(0, 4))],
  };
}

/** TN1150: the first record of the first leaf of the catalogue is the root folder, whose key is the volume's name. */
function hfsPlusLabel(reader: SectorReader, header: Uint8Array, blockBytes: number): string {
  const catalogueAt = u32be(header, 272 + 16) * blockBytes;
  const node = reader.readAt(catalogueAt, 512);
  if (!node) return '';
  const nodeBytes = u16be(node, 14 + 18);
  const leaf = reader.readAt(catalogueAt + u32be(node, 14 + 10) * nodeBytes, 512);
  if (!leaf || u8(leaf, 8) !== 0xff || u32be(leaf, 16) !== 1) return '';
  const characters = u16be(leaf, 20);
  return characters <= 127 ? utf16Label(leaf.subarray(22, 22 + characters * 2), 'be') : '';
}
