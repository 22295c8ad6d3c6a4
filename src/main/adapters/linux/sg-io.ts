/**
 * MMC commands to an optical drive by `ioctl(SG_IO)`: synchronous, one at a time.
 *
 * The kernel lets only the commands it knows to be harmless through `/dev/srN` (scsi_cmd_allowed; all of them for root).
 * The others go to the drive's generic node, which takes everything from whoever may write to it. The block layer also
 * raises any time limit on `/dev/srN` to 7 s (BLK_MIN_SG_TIMEOUT); given by its generic node, a drive is held to the
 * limit asked for. Where the kernel copies (a buffer or a length that is not aligned) it overwrites a buffer beyond what
 * was transferred, with zeros: what was transferred is told by the residual alone.
 */
import { closeSync, constants, fstatSync, openSync, type Stats, statSync } from 'node:fs';
import { SpindleError } from '../../../shared/errors.ts';
import type { MmcCommand, MmcResult, MmcTransport } from '../../core/ports.ts';
import { allocateAligned } from '../memory/aligned.ts';
import { errnoName, openError, systemName } from '../posix-faults.ts';
import { libc } from './libc.ts';
import { type DeviceNode, type OpticalNodes, opticalNodes } from './optical-nodes.ts';
import { opticalPermissionAdvice } from './permission-advice.ts';
import {
  packSgIoHeader,
  parseSgIoHeader,
  resultOfSgIo,
  senseBytes,
  sgIoHeaderBytes,
  sgIoRequest,
} from './sg-io-header.ts';
import { deviceNumber, statOrNull, thisSystem } from './sysfs.ts';

interface OpenNode {
  readonly path: string;
  readonly fd: number;
}

/** The kernel's filter let a command pass to no device. */
type Filtered = { readonly kind: 'filtered'; readonly system: string };

/**
 * Opens an optical drive by `/dev/srN`, `/dev/sgN` or a link to either. An empty drive opens as well; neither its tray
 * nor its door lock moves.
 * @throws SpindleError not-found, not-a-source, permission-denied, device-busy
 */
export function openSgTransport(devicePath: string): MmcTransport {
  const { kind, nodes } = nodesAt(devicePath);
  const first = kind === 'char' ? openGivenGeneric(devicePath, nodes) : openBlockOrGeneric(devicePath, nodes);
  return transport(devicePath, nodes, first);
}

/** The nodes of the drive a path names, from sysfs: nothing is opened. @returns null for anything else */
export function opticalNodesOf(devicePath: string): OpticalNodes | null {
  const stat = statOrNull(devicePath);
  const kind = stat && nodeKind(stat);
  return stat && kind ? opticalNodes(thisSystem, kind, deviceNumber(stat.rdev)) : null;
}

/** What gives this user the commands that were refused with `not-permitted`, as a sentence. */
export function opticalAdvice(devicePath: string): string {
  const generic = opticalNodesOf(devicePath)?.generic ?? null;
  return opticalPermissionAdvice(devicePath, generic && pathOf(generic));
}

function nodesAt(devicePath: string): { kind: 'block' | 'char'; nodes: OpticalNodes } {
  const stat = statOf(devicePath);
  const kind = nodeKind(stat);
  const number = deviceNumber(stat.rdev);
  const nodes = kind && opticalNodes(thisSystem, kind, number);
  if (kind && nodes) return { kind, nodes };
  throw new SpindleError(
    'not-a-source',
    `${devicePath} is no optical drive of this system. Nothing was sent to it; name a drive that spindle drives lists.`,
    { address: devicePath, number },
  );
}

function statOf(devicePath: string): Stats {
  try {
    return statSync(devicePath);
  } catch (error) {
    throw openError(error, devicePath, 'Ask its owner for permission.');
  }
}

function nodeKind(stat: Stats): 'block' | 'char' | null {
  if (stat.isBlockDevice()) return 'block';
  return stat.isCharacterDevice() ? 'char' : null;
}

function openGivenGeneric(path: string, { generic }: OpticalNodes): OpenNode {
  try {
    return openNode(path, genericFlags, generic!);
  } catch (error) {
    throw opticalOpenError(error, path, path);
  }
}

/** A system may give the generic node alone to this user; it carries every command. */
function openBlockOrGeneric(path: string, { block, generic }: OpticalNodes): OpenNode {
  try {
    return openNode(path, blockFlags, block!);
  } catch (error) {
    const system = systemName(error);
    const instead = system === 'EACCES' || system === 'EPERM' ? openQuietly(generic) : null;
    if (instead && 'fd' in instead) return instead;
    throw opticalOpenError(error, path, generic && pathOf(generic));
  }
}

/** O_NONBLOCK: an empty drive opens, and the driver neither closes its tray nor locks its door (cdrom_open). */
const blockFlags = constants.O_RDONLY | constants.O_NONBLOCK;
/** Write access is what frees the generic node of the filter (sg_new_write); nothing is ever written to a disc. */
const genericFlags = constants.O_RDWR | constants.O_NONBLOCK;

function openNode(path: string, flags: number, { number }: DeviceNode): OpenNode {
  const fd = openSync(path, flags);
  if (deviceNumber(fstatSync(fd).rdev) === number) return { path, fd };
  closeSync(fd);
  throw Object.assign(new Error(`${path} is another device now`), { code: 'ENODEV' });
}

function pathOf(node: DeviceNode): string {
  return `/dev/${node.name}`;
}

function openQuietly(node: DeviceNode | null): OpenNode | { readonly system: string } {
  if (!node) return { system: 'no generic SCSI node' };
  try {
    return openNode(pathOf(node), genericFlags, node);
  } catch (error) {
    return { system: systemName(error) };
  }
}

function opticalOpenError(error: unknown, path: string, generic: string | null): SpindleError {
  const system = systemName(error);
  if (system === 'ENXIO' || system === 'ENODEV') {
    return new SpindleError(
      'not-found',
      `The drive ${path} is not there any more (${system}). Plug it in again and try once more.`,
      { address: path, system },
    );
  }
  return openError(error, path, opticalPermissionAdvice(path, generic));
}

function transport(address: string, nodes: OpticalNodes, first: OpenNode): MmcTransport {
  const { generic, maxTransferBytes, alignmentBytes } = nodes;
  const send = sender();
  /** Opcodes the kernel has refused on the block node: it will again. */
  const filtered = new Set<number>();
  let second: OpenNode | null = null;
  let isOpen = true;

  function unfiltered(command: MmcCommand, refusal: string): MmcResult {
    if (!second) {
      const opened = openQuietly(generic);
      if (!('fd' in opened)) return refusedBy(refusal, generic, opened.system);
      second = opened;
    }
    const result = send(second, command);
    return result.kind === 'filtered' ? refusedBy(refusal, generic, result.system) : result;
  }

  return {
    address,
    maxTransferBytes,
    alignmentBytes,
    execute(command) {
      requireSendable(command, maxTransferBytes);
      // The number of a closed file may already be another file's.
      if (!isOpen) return { kind: 'gone', system: 'closed' };
      const opcode = command.cdb[0]!;
      if (filtered.has(opcode)) return unfiltered(command, `EPERM from ${first.path}`);
      const result = send(first, command);
      if (result.kind !== 'filtered') return result;
      filtered.add(opcode);
      return unfiltered(command, `${result.system} from ${first.path}`);
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      closeSync(first.fd);
      if (second) closeSync(second.fd);
    },
  };
}

const goneNames = new Set(['ENODEV', 'ENXIO']);

function refusedBy(refusal: string, generic: DeviceNode | null, system: string): MmcResult {
  if (goneNames.has(system)) return { kind: 'gone', system };
  const node = generic ? `, ${system} from ${pathOf(generic)}` : `, ${system}`;
  return { kind: 'not-permitted', system: refusal + node };
}

const shortestCdbBytes = 6;
const longestCdbBytes = 16;

/** @throws SpindleError internal: no state of a drive or a disc leads here */
function requireSendable({ cdb, data, timeoutMs }: MmcCommand, maxTransferBytes: number): void {
  const isSendable =
    cdb.length >= shortestCdbBytes &&
    cdb.length <= longestCdbBytes &&
    data.length <= maxTransferBytes &&
    timeoutMs > 0;
  if (isSendable) return;
  throw new SpindleError(
    'internal',
    `A command of ${cdb.length} bytes with ${data.length} bytes of data and ${timeoutMs} ms of time cannot be sent; at most ${maxTransferBytes} bytes go at once.`,
    { opcode: cdb[0] ?? null, dataBytes: data.length, maxTransferBytes },
  );
}

const maxTimeoutMs = 0xffff_ffff;
const senseOffset = 128;
const cdbOffset = senseOffset + senseBytes;
const scratchBytes = cdbOffset + longestCdbBytes;

function sender(): (node: OpenNode, command: MmcCommand) => MmcResult | Filtered {
  const scratch = allocateAligned(scratchBytes);
  const header = scratch.subarray(0, sgIoHeaderBytes);
  const sense = scratch.subarray(senseOffset, senseOffset + senseBytes);
  const scratchAddress = libc().address(scratch);
  return ({ path, fd }, { cdb, data, direction, timeoutMs }) => {
    const dataBytes = direction === 'none' ? 0 : data.length;
    sense.fill(0);
    scratch.set(cdb, cdbOffset);
    packSgIoHeader(
      {
        direction: dataBytes === 0 ? 'none' : direction,
        cdbBytes: cdb.length,
        dataBytes,
        timeoutMs: Math.min(Math.ceil(timeoutMs), maxTimeoutMs),
        cdbAddress: scratchAddress + BigInt(cdbOffset),
        dataAddress: dataBytes === 0 ? 0n : libc().address(data),
        senseAddress: scratchAddress + BigInt(senseOffset),
      },
      header,
    );
    const done = libc().ioctl(fd, sgIoRequest, header);
    if (done < 0) return refusalOf(errnoName(-done), path);
    return resultOfSgIo(parseSgIoHeader(header), dataBytes, sense);
  };
}

/** The call itself failed: no drive has seen the command. */
function refusalOf(system: string, path: string): MmcResult | Filtered {
  if (system === 'EPERM' || system === 'EACCES') return { kind: 'filtered', system };
  if (goneNames.has(system)) return { kind: 'gone', system };
  return { kind: 'timeout', system: `${system} from ${path}` };
}
