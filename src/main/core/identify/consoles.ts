/** File systems of consoles and players: Opera (3DO), XDVDFS and FATX (Xbox), CD-i. */
import { hasBytes } from '../byte-fields.ts';
import { latinLabel } from '../volume-label.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

const operaSignature = [1, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 1] as const;

export function findOpera(reader: SectorReader): Finding | null {
  const header = reader.readAt(0, 0x48);
  if (!header || !hasBytes(header, 0, operaSignature)) return null;
  return {
    type: 'Opera',
    label: latinLabel(header.subarray(0x28, 0x48)),
    evidence: [proof('Opera volume header', 0, header.subarray(0, 7))],
  };
}

const xboxSignature = 'MICROSOFT*XBOX*MEDIA';
/** The game partition begins at the start of a stripped image, or behind the video one of each kind of disc. */
const xboxPartitions = [0, 0x1830_0000, 0x0fd9_0000, 0x0208_0000] as const;
const xboxVolumeAt = 0x1_0000;
const xboxSecondAt = 0x7ec;

/** The signature stands at both ends of the volume descriptor. */
export function findXdvdfs(reader: SectorReader): Finding | null {
  for (const partition of xboxPartitions) {
    const at = partition + xboxVolumeAt;
    const first = reader.readAt(at, xboxSignature.length);
    if (!first || !hasBytes(first, 0, xboxSignature)) continue;
    const second = reader.readAt(at + xboxSecondAt, xboxSignature.length);
    if (!second || !hasBytes(second, 0, xboxSignature)) continue;
    return { type: 'XDVDFS', label: '', evidence: [proof('Xbox volume descriptor', at, first)] };
  }
  return null;
}

export function findFatx(reader: SectorReader): Finding | null {
  const head = reader.readAt(0, 4);
  if (!head || !(hasBytes(head, 0, 'FATX') || hasBytes(head, 0, 'XTAF'))) return null;
  return { type: 'FATX', label: '', evidence: [proof('FATX superblock', 0, head)] };
}

const volumeAt = 16 * 2048;

/** The disc label of the Green Book, laid out as the volume descriptor of ISO 9660. */
export function findCdi(reader: SectorReader): Finding | null {
  const descriptor = reader.readAt(volumeAt, 80);
  if (descriptor?.[0] !== 1 || !hasBytes(descriptor, 1, 'CD-I ')) return null;
  return {
    type: 'CD-i',
    label: latinLabel(descriptor.subarray(40, 72)),
    evidence: [proof('CD-i disc label', volumeAt, descriptor.subarray(0, 6))],
  };
}
