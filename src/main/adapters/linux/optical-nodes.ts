/** The two faces Linux gives an optical drive: the block device srN, and the unfiltered generic device sgN. */
import { join } from 'node:path';
import {
  attribute,
  directoryOfNumber,
  entries,
  kernelName,
  type LinuxView,
  numberAttribute,
  resolved,
} from './sysfs.ts';

/** SPC's peripheral device type of CD, DVD and BD drives, as `device/type` shows it. */
const opticalType = '5';

export interface DeviceNode {
  readonly name: string;
  /** `major:minor`. */
  readonly number: string;
}

export interface OpticalNodes {
  /** Null where the driver sr_mod is not loaded. */
  readonly block: DeviceNode | null;
  /** Null where the driver sg is not loaded. */
  readonly generic: DeviceNode | null;
  /** The system's limit for one command. */
  readonly maxTransferBytes: number;
  /** Buffers that start on a multiple of it are transferred without a copy. */
  readonly alignmentBytes: number;
}

/** @returns null when this number is no optical drive's */
export function opticalNodes(view: LinuxView, kind: 'block' | 'char', number: string): OpticalNodes | null {
  const directory =
    kind === 'block' ? directoryOfNumber(view, number) : resolved(join(view.sys, 'dev/char', number));
  const wanted = kind === 'block' ? /^sr\d+$/ : /^sg\d+$/;
  if (!directory || !wanted.test(kernelName(directory))) return null;
  const device = resolved(join(directory, 'device'));
  if (!device || !isOptical(device)) return null;
  const nodes = nodesOf(device);
  return nodes[kind === 'block' ? 'block' : 'generic'] ? nodes : null;
}

/** @param device directory of a SCSI device in sysfs */
export function isOptical(device: string): boolean {
  return attribute(device, 'type') === opticalType;
}

function nodesOf(device: string): OpticalNodes {
  const block = nodeIn(join(device, 'block'));
  const queue = block ? join(device, 'block', block.name, 'queue') : null;
  const alignmentMask = queue === null ? null : numberAttribute(queue, 'dma_alignment');
  return {
    block,
    generic: nodeIn(join(device, 'scsi_generic')),
    maxTransferBytes: queue === null ? classicTransferBytes : transferLimit(queue),
    alignmentBytes: (alignmentMask ?? classicAlignmentMask) + 1,
  };
}

function nodeIn(directory: string): DeviceNode | null {
  for (const name of entries(directory)) {
    const number = attribute(join(directory, name), 'dev');
    if (number !== null) return { name, number };
  }
  return null;
}

/** What every host adapter carries: 27 raw sectors. */
const classicTransferBytes = 64 * 1024;
const classicAlignmentMask = 511;
const pageBytes = 4096;

/**
 * `max_sectors_kb` bounds the bytes; each page of a buffer may need a segment of its own, and a buffer that does not
 * start on a page one more.
 */
function transferLimit(queue: string): number {
  const kibibytes = numberAttribute(queue, 'max_sectors_kb');
  const segments = numberAttribute(queue, 'max_segments');
  const bySize = kibibytes ? kibibytes * 1024 : classicTransferBytes;
  const bySegments = segments && segments > 1 ? (segments - 1) * pageBytes : classicTransferBytes;
  return Math.min(bySize, bySegments);
}
