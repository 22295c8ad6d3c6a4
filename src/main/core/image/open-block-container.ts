/** Images of floppies and disks that are more than their sectors, told by what stands in them. */
import { hasBytes, u8, u16be, u32be, u32le } from '../byte-fields.ts';
import { open2mg } from './2mg/open-2mg.ts';
import { openAdz } from './adz/open-adz.ts';
import type { BlockImage } from './block-image.ts';
import type { ByteSource } from './byte-source.ts';
import { openD88 } from './d88/open-d88.ts';
import { openDiskCopy } from './dc42/disk-copy.ts';
import { openDmg } from './dmg/open-dmg.ts';
import { openImd } from './imd/open-imd.ts';
import type { Inflate } from './inflate.ts';

import { msaMagic, openMsa } from './msa/open-msa.ts';
import { openFixedVhd } from './vhd/open-fixed-vhd.ts';

export type BlockContainer = 'msa' | 'dc42' | 'd88' | 'imd' | 'adz' | 'vhd' | 'dmg' | '2mg';

const headBytes = 0x200;
const tailBytes = 512;
/** The header of MSA, which is the shortest of all. */
const shortestBytes = 10;
const diskCopyHeaderBytes = 84;

function head(source: ByteSource): Uint8Array {
  const bytes = new Uint8Array(Math.min(headBytes, source.sizeBytes));
  source.read(0, bytes);
  return bytes;
}

function tail(source: ByteSource): Uint8Array {
  const bytes = new Uint8Array(Math.min(tailBytes, source.sizeBytes));
  source.read(source.sizeBytes - bytes.length, bytes);
  return bytes;
}

/** There is no magic: a size that fits the file, a known type of medium, and a first track behind the table. */
function looksLikeD88(name: string, source: ByteSource, bytes: Uint8Array): boolean {
  if (!/\.(d88|88d|d77|d98)$/i.test(name) || bytes.length < 0x24) return false;
  return u32le(bytes, 0x1c) <= source.sizeBytes && (u8(bytes, 0x1b) & 0x0f) === 0;
}

/** @returns null for images that are their sectors and nothing else */
export function blockContainerOf(name: string, source: ByteSource): BlockContainer | null {
  const first = head(source);
  const last = tail(source);
  if (hasBytes(last, 0, 'koly')) return 'dmg';
  if (hasBytes(last, 0, 'conectix')) return 'vhd';
  if (first.length < shortestBytes) return null;
  if (hasBytes(first, 0, 'IMD ')) return 'imd';
  if (hasBytes(first, 0, '2IMG')) return '2mg';
  if (hasBytes(first, 0, [0x1f, 0x8b, 8])) return 'adz';
  if (u16be(first, 0) === msaMagic && u16be(first, 4) <= 1 && u16be(first, 6) <= u16be(first, 8))
    return 'msa';
  const isDiskCopy =
    first.length >= diskCopyHeaderBytes &&
    u8(first, 0) <= 63 &&
    u16be(first, 0x52) === 0x0100 &&
    u32be(first, 0x40) + diskCopyHeaderBytes <= source.sizeBytes;
  if (isDiskCopy && u32be(first, 0x40) > 0 && u32be(first, 0x40) % 512 === 0) return 'dc42';
  return looksLikeD88(name, source, first) ? 'd88' : null;
}

/**
 * @returns null for images that are their sectors and nothing else
 * @throws SpindleError bad-image, unsupported, in words about this file
 */
export function openBlockContainer(name: string, source: ByteSource, inflate: Inflate): BlockImage | null {
  const container = blockContainerOf(name, source);
  switch (container) {
    case 'msa':
      return openMsa(source);
    case 'dc42':
      return openDiskCopy(source);
    case 'd88':
      return firstDisk(source);
    case 'imd':
      return openImd(source);
    case 'adz':
      return openAdz(source, inflate);
    case 'vhd':
      return openFixedVhd(source);
    case 'dmg':
      return openDmg(source, inflate);
    case '2mg':
      return open2mg(source);
    case null:
      return null;
  }
}

function firstDisk(source: ByteSource): BlockImage {
  const { disks, warnings } = openD88(source);
  const [disk] = disks;
  const others = disks.length - 1;
  const more = others > 0 ? [`The file holds ${others} more disks behind this one.`] : [];
  return { ...disk!, warnings: [...warnings, ...more, ...disk!.warnings] };
}
