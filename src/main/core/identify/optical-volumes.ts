/** ISO 9660, High Sierra and UDF, which stand on block media too. */
import type { Evidence } from '../../../shared/model/drive.ts';
import { hasBytes, u8, u16le, u32le } from '../byte-fields.ts';
import { latinLabel, udfLabel, utf16Label } from '../volume-label.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

const blockBytes = 2048;
/** Descriptors begin at sector 16 of 2048 bytes, whatever the sectors of the medium are (ECMA-119 6.2.1). */
const firstDescriptor = 16 * blockBytes;
const mostDescriptors = 16;
const terminator = 255;

/** ECMA-119 8.4 and 8.5; Joliet is a supplementary descriptor with an escape sequence of UCS-2. */
export function findIso9660(reader: SectorReader): Finding | null {
  let label: string | null = null;
  const evidence: Evidence[] = [];
  for (let index = 0; index < mostDescriptors; index++) {
    const offsetBytes = firstDescriptor + index * blockBytes;
    // The first 190 bytes hold all that is looked at, and a truncated image may have no more.
    const descriptor = reader.readAt(offsetBytes, 190);
    if (!descriptor || !hasBytes(descriptor, 1, 'CD001') || u8(descriptor, 0) === terminator) break;
    if (u8(descriptor, 0) === 1 && label === null) {
      label = latinLabel(descriptor.subarray(40, 72));
      evidence.push(proof('primary volume descriptor', offsetBytes, descriptor.subarray(0, 7)));
    } else if (hasBytes(descriptor, 88, [0x25, 0x2f])) {
      const name = utf16Label(descriptor.subarray(40, 72), 'be');
      evidence.push(proof(`Joliet volume descriptor "${name}"`, offsetBytes, descriptor.subarray(0, 7)));
    } else if (hasBytes(descriptor, 7, 'EL TORITO SPECIFICATION'))
      evidence.push(proof('El Torito boot record', offsetBytes, descriptor.subarray(0, 30)));
  }
  return label === null ? null : { type: 'ISO 9660', label, evidence };
}

export function findHighSierra(reader: SectorReader): Finding | null {
  const descriptor = reader.readAt(firstDescriptor, 80);
  if (!descriptor || !hasBytes(descriptor, 9, 'CDROM')) return null;
  return {
    type: 'High Sierra',
    label: latinLabel(descriptor.subarray(48, 80)),
    evidence: [proof('High Sierra volume descriptor', firstDescriptor + 9, descriptor.subarray(9, 14))],
  };
}

/** ECMA-167 2/9.1: a volume with UDF says NSR02 or NSR03 in the sequence that begins at 32768. */
export function findUdf(reader: SectorReader): Finding | null {
  for (let index = 0; index < mostDescriptors; index++) {
    const offsetBytes = firstDescriptor + index * blockBytes;
    const identifier = reader.readAt(offsetBytes + 1, 5);
    if (!identifier) return null;
    if (hasBytes(identifier, 0, 'NSR02') || hasBytes(identifier, 0, 'NSR03')) {
      const evidence = [proof('volume recognition sequence', offsetBytes + 1, identifier)];
      const anchor = readAnchor(reader);
      if (anchor) evidence.push(anchor.evidence);
      return { type: 'UDF', label: anchor ? logicalVolumeLabel(reader, anchor) : '', evidence };
    }
    if (!['BEA01', 'BOOT2', 'CDW02', 'CD001', 'TEA01'].some((known) => hasBytes(identifier, 0, known)))
      return null;
  }
  return null;
}

interface Anchor {
  readonly sectorBytes: number;
  readonly sequenceLba: number;
  readonly sequenceBytes: number;
  readonly evidence: Evidence;
}

/** ECMA-167 3/7.2: the 16 bytes of a tag, its checksum the sum of the other fifteen. */
function hasTag(descriptor: Uint8Array, identifier: number): boolean {
  if (u16le(descriptor, 0) !== identifier) return false;
  const sum = descriptor.subarray(0, 16).reduce((total, byte, at) => (at === 4 ? total : total + byte), 0);
  return (sum & 0xff) === u8(descriptor, 4);
}

function readAnchor(reader: SectorReader): Anchor | null {
  for (const sectorBytes of [2048, 512, 4096]) {
    const last = Math.floor(reader.sizeBytes / sectorBytes) - 1;
    for (const lba of [256, last, last - 256]) {
      const descriptor = reader.readAt(lba * sectorBytes, 32);
      if (!descriptor || !hasTag(descriptor, 2) || u32le(descriptor, 12) !== lba) continue;
      return {
        sectorBytes,
        sequenceBytes: u32le(descriptor, 16),
        sequenceLba: u32le(descriptor, 20),
        evidence: proof('anchor volume descriptor pointer', lba * sectorBytes, descriptor.subarray(0, 16)),
      };
    }
  }
  return null;
}

/** The logical volume's name (tag 6), else that of the primary volume descriptor (tag 1). */
function logicalVolumeLabel(reader: SectorReader, anchor: Anchor): string {
  let primary = '';
  const count = Math.min(Math.floor(anchor.sequenceBytes / anchor.sectorBytes), mostDescriptors);
  for (let index = 0; index < count; index++) {
    const descriptor = reader.readAt((anchor.sequenceLba + index) * anchor.sectorBytes, 512);
    if (!descriptor) continue;
    if (hasTag(descriptor, 6)) return udfLabel(descriptor.subarray(84, 212));
    if (hasTag(descriptor, 1)) primary = udfLabel(descriptor.subarray(24, 56));
    if (hasTag(descriptor, 8)) break;
  }
  return primary;
}
