/**
 * Sectors just outside of an audio area that a read offset wants samples of: lead-in and lead-out, data next to audio, the
 * gap between sessions. Few drives go there. Each is tried once; what stays out of reach is named, never made up.
 */

import { driveSectorsFor } from './audio-offset.ts';
import { plextorReadCdda } from './cdb/read-commands.ts';
import type { DiscArea } from './disc-areas.ts';
import type { MmcDrive } from './mmc-drive.ts';
import { sectorBytes } from './sector-layout.ts';

const samplesPerSector = 588;
const readTimeoutMs = 30_000;

/** Samples of the disc that lie where the drive does not read. */
export interface MissingSamples {
  readonly area: DiscArea;
  /** First sample that is missing, counted from LBA 0 of the disc. */
  readonly fromSample: number;
  readonly lengthSamples: number;
  /** What the drive said. */
  readonly reason: string;
}

/** Drive sectors outside of an area that hold samples of it, ascending. */
export function edgeSectorsOf({ startLba, endLba, kind }: DiscArea, readOffset: number): number[] {
  if (kind !== 'audio') return [];
  const wanted = driveSectorsFor(startLba, endLba - startLba, readOffset);
  const edges: number[] = [];
  for (let lba = wanted.lba; lba < startLba; lba++) edges.push(lba);
  for (let lba = endLba; lba < wanted.lba + wanted.count; lba++) edges.push(lba);
  return edges;
}

/** The samples of `area` that drive sector `driveLba` holds. */
export function samplesOfEdge(
  { startLba, endLba }: DiscArea,
  driveLba: number,
  readOffset: number,
): { readonly fromSample: number; readonly lengthSamples: number } {
  const from = Math.max(startLba * samplesPerSector, driveLba * samplesPerSector - readOffset);
  const end = Math.min(endLba * samplesPerSector, (driveLba + 1) * samplesPerSector - readOffset);
  return { fromSample: from, lengthSamples: Math.max(0, end - from) };
}

/** Neighbouring stretches of one area as one. */
export function joinMissing(stretches: readonly MissingSamples[]): MissingSamples[] {
  const joined: MissingSamples[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    const follows =
      last?.area === stretch.area && last.fromSample + last.lengthSamples === stretch.fromSample;
    if (!follows) joined.push(stretch);
    else joined[joined.length - 1] = { ...last, lengthSamples: last.lengthSamples + stretch.lengthSamples };
  }
  return joined;
}

/**
 * An edge sector through the command of Plextor drives, which reads anything as audio, data scrambled and gaps alike.
 * Believed only where the sector of the area that came with it is the one READ CD gives.
 * @param insideLba the sector of the area nearest to `edgeLba`
 */
export function readEdgeAsAudio(
  drive: MmcDrive,
  edgeLba: number,
  insideLba: number,
  inside: Uint8Array,
): Uint8Array | null {
  const firstLba = Math.min(edgeLba, insideLba);
  const count = Math.abs(edgeLba - insideLba) + 1;
  const buffer = drive.allocate(count * sectorBytes);
  const cdb = plextorReadCdda(firstLba, count, 'audio');
  const { transferredBytes, fault } = drive.read(cdb, buffer, readTimeoutMs);
  if (fault || transferredBytes !== buffer.length) return null;
  const sectorAt = (lba: number) =>
    buffer.subarray((lba - firstLba) * sectorBytes, (lba - firstLba + 1) * sectorBytes);
  if (sectorAt(insideLba).some((byte, index) => byte !== inside[index])) return null;
  return sectorAt(edgeLba).slice();
}
