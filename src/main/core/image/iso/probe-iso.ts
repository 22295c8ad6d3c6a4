/**
 * What an image without a sheet consists of. The name `.iso` is given to anything; the sync pattern of raw sectors and
 * the volume descriptor at sector 16 tell.
 */
import type { TrackMode } from '../../../../shared/model/disc.ts';
import { hasBytes, u32le } from '../../byte-fields.ts';
import { syncPattern } from '../../optical/sector-layout.ts';
import type { ByteSource } from '../byte-source.ts';
import { rawSectorBytes, type StoredForm } from '../extent-image.ts';

export interface IsoForm {
  readonly strideBytes: 2048 | 2336 | 2352 | 2448;
  readonly mode: TrackMode;
  readonly form: StoredForm;
  /** Where the 2048 bytes of user data stand in what is stored of a sector. */
  readonly userDataAt: number;
  /** Volume size in sectors as the primary volume descriptor has it (ECMA-119 8.4.8); null without one. */
  readonly volumeSectors: number | null;
  /** How we know, in words. */
  readonly evidence: readonly string[];
}

const descriptorSector = 16;
const mode2 = 2;
const form1UserDataAt = 24;
const mode1UserDataAt = 16;
const subheaderBytes = 8;
/** ECMA-119 8.4, the Green Book's CD-I, and ECMA-167 2/9.1 (UDF) recognition sequences. */
const standardIds = ['CD001', 'CD-I ', 'BEA01', 'NSR02', 'NSR03'];

function readAt(source: ByteSource, offsetBytes: number, lengthBytes: number): Uint8Array | null {
  if (offsetBytes + lengthBytes > source.sizeBytes) return null;
  const bytes = new Uint8Array(lengthBytes);
  source.read(offsetBytes, bytes);
  return bytes;
}

interface Descriptor {
  readonly id: string;
  readonly volumeSectors: number | null;
}

function descriptorAt(source: ByteSource, offsetBytes: number): Descriptor | null {
  const bytes = readAt(source, offsetBytes, 84);
  const id = bytes && standardIds.find((each) => hasBytes(bytes, 1, each));
  if (!bytes || !id) return null;
  const isPrimary = id === 'CD001' && bytes[0] === 1;
  return { id, volumeSectors: isPrimary ? u32le(bytes, 80) : null };
}

function probeRaw(source: ByteSource, strideBytes: 2352 | 2448): IsoForm | null {
  const headers = [0, 1, descriptorSector].map((sector) =>
    readAt(source, sector * strideBytes, rawSectorBytes),
  );
  const present = headers.filter((sector) => sector !== null);
  if (present.length === 0 || !present.every((sector) => hasBytes(sector, 0, syncPattern))) return null;
  if (present.length === 1 && strideBytes !== 2352) return null;
  const modeByte = (headers[2] ?? headers[0])![15]!;
  const userDataAt = modeByte === mode2 ? form1UserDataAt : mode1UserDataAt;
  const descriptor = descriptorAt(source, descriptorSector * strideBytes + userDataAt);
  const mode = modeByte !== mode2 ? 'MODE1' : descriptor?.id === 'CD-I ' ? 'CDI' : 'MODE2';
  return {
    strideBytes,
    mode,
    form: 'raw-2352',
    userDataAt,
    volumeSectors: descriptor?.volumeSectors ?? null,
    evidence: [
      `sync pattern every ${strideBytes} bytes`,
      `mode ${modeByte} in the header`,
      ...(descriptor ? [`${descriptor.id.trim()} at sector 16`] : []),
    ],
  };
}

function probeCooked(source: ByteSource, strideBytes: 2048 | 2336): IsoForm | null {
  const userDataAt = strideBytes === 2336 ? subheaderBytes : 0;
  const descriptor = descriptorAt(source, descriptorSector * strideBytes + userDataAt);
  if (!descriptor) return null;
  const isCdi = descriptor.id === 'CD-I ';
  const isMode2 = strideBytes === 2336 || isCdi;
  return {
    strideBytes,
    mode: isCdi ? 'CDI' : isMode2 ? 'MODE2' : 'MODE1',
    form: strideBytes === 2336 ? 'mode2-2336' : isMode2 ? 'mode2-form1-2048' : 'mode1-2048',
    userDataAt,
    volumeSectors: descriptor.volumeSectors,
    evidence: [`${descriptor.id.trim()} at sector 16 of ${strideBytes} bytes`],
  };
}

/** @returns null when nothing tells: no sync pattern, and no volume descriptor where one could be */
export function probeIso(source: ByteSource): IsoForm | null {
  return (
    probeRaw(source, 2352) ?? probeRaw(source, 2448) ?? probeCooked(source, 2048) ?? probeCooked(source, 2336)
  );
}
