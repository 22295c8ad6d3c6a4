/** An image put onto a floppy or a small disk: everything is checked first, then written, read back and compared. */
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { SpindleError } from '../../../shared/errors.ts';
import type { WriteCheck, WritingStep, WrittenReport } from '../../../shared/model/write-back.ts';
import type { BlockSource } from '../../core/ports.ts';
import { checkFit, shapeWords } from '../../core/writeback/check-fit.ts';
import {
  guardTarget,
  needsModel,
  refuseGuarded,
  refuseTarget,
  type TargetFacts,
} from '../../core/writeback/guard-target.ts';
import { type WriteReport, writeSectors } from '../../core/writeback/write-sectors.ts';
import type { ImageIdentity, WriteSpec } from '../../core/writeback/write-spec.ts';
import { imageGeometry } from '../exports/plan-conversion.ts';
import { readSidecar } from '../files/dump-names.ts';
import { hashFile } from '../files/hash-file.ts';
import { findOwner } from '../files/verify-dump.ts';
import { knownDamage } from '../known-damage.ts';
import { allocateAligned } from '../memory/aligned.ts';
import { isOpticalAddress, openMmc } from '../open-optical.ts';
import { type BlockSectors, openSectors } from '../open-sectors.ts';
import { prepareBurn } from './burn-disc.ts';
import { burnerDrive } from './burner-drive.ts';
import { type WriteBack, writeBack } from './write-back.ts';

export interface WriteWatch {
  readonly onStep: (step: WritingStep) => void;
  /** Looked at between two tracks. */
  readonly mayGoOn: () => boolean;
}

export interface PreparedWrite {
  readonly check: WriteCheck;
  /**
   * Overwrites the medium.
   * @returns null when it was told to end: the medium then holds a part of the image only
   * @throws SpindleError output-failed when the drive gave up
   */
  run(watch: WriteWatch): Promise<WrittenReport | null>;
  close(): void;
}

export interface PrepareOptions {
  /** The model need not be typed to look. */
  readonly isOnlyLook?: boolean;
}

/** Where the drive does not say how long a track is. */
const usualTrackSectors = 64;

/** @throws SpindleError as the guard, opening the image, opening the drive, and wrong-medium where they do not fit */
export async function prepareWrite(spec: WriteSpec, options: PrepareOptions = {}): Promise<PreparedWrite> {
  const { address } = spec;
  const drives = await writeBack();
  const facts = drives.facts(address, [dirname(resolve(spec.path)), ...spec.protectedPaths]);
  const isBurner = isOpticalAddress(address);
  if (isBurner) refuseGuarded(facts);
  else if (options.isOnlyLook) refuseTarget(facts);
  else guardTarget(facts, spec.model);
  const image = await openSectors(spec.path, { scratch: tmpdir() });
  try {
    if (isBurner && image.kind === 'block')
      throw new SpindleError(
        'unsupported',
        `${image.path} is the image of a disk, and ${address} burns discs. Nothing was written; name a drive that holds disks.`,
        { path: image.path, address },
      );
    if (isBurner && image.kind === 'disc')
      return await prepareBurn(spec, image, {
        openDrive: (at) => burnerDrive(openMmc(at)),
        model: facts.model,
      });
    if (image.kind === 'disc')
      throw new SpindleError(
        'unsupported',
        `${image.path} is a disc image, and ${address} holds no discs. Nothing was written; name a drive that burns.`,
        { path: image.path, address },
      );
    return prepared(spec, drives, facts, image as BlockSectors);
  } catch (error) {
    image.close();
    throw error;
  }
}

function prepared(
  { address, retries }: WriteSpec,
  drives: WriteBack,
  facts: TargetFacts,
  opened: BlockSectors,
): PreparedWrite {
  const { image } = opened;
  const source = drives.look(address);
  try {
    const { medium, deviceGeometry } = source;
    checkFit(address, { image, imageGeometry: imageGeometry(opened), medium, deviceGeometry });
  } catch (error) {
    source.close();
    throw error;
  }
  // Once it is open for writing, it is closed together with the writing side.
  let closeDrive = () => source.close();
  return {
    check: checkOf(opened, source, facts),
    async run(watch) {
      drives.unmount(address, facts.mountPoints);
      const target = drives.open(source);
      closeDrive = () => target.close();
      const { medium, deviceGeometry } = source;
      const steps = writeSectors(target, {
        image,
        sectorSize: medium.sectorSize,
        totalSectors: medium.totalSectors,
        sectorsPerTrack: deviceGeometry?.sectorsPerTrack ?? usualTrackSectors,
        retries,
        allocate: allocateAligned,
      });
      for (;;) {
        const { value, done } = steps.next();
        if (done) return reportOf(value, address, medium.totalSectors);
        watch.onStep(value);
        await breathe();
        if (!watch.mayGoOn()) return null;
      }
    },
    close() {
      closeDrive();
      opened.close();
    },
  };
}

function checkOf(
  { path, image }: BlockSectors,
  { address, medium, deviceGeometry }: BlockSource,
  facts: TargetFacts,
): WriteCheck {
  const { sizeBytes, sectorSize, totalSectors } = medium;
  const { unread, doubtful } = knownDamage(path, image.sectorSize, totalSectors);
  const unsoundBytes = [...unread.ranges, ...doubtful.ranges, ...image.flaws].reduce(
    (sum, { lengthBytes }) => sum + lengthBytes,
    0,
  );
  return {
    path,
    address,
    imageBytes: image.sizeBytes,
    method: 'sectors',
    medium: {
      sizeBytes,
      sectorSize,
      totalSectors,
      description: deviceGeometry ? shapeWords(deviceGeometry) : '',
    },
    model: facts.model,
    needsModel: needsModel(facts),
    unsoundSectors: Math.ceil(unsoundBytes / image.sectorSize),
    warnings: [
      ...facts.mountPoints.map((point) => `${address} is mounted at ${point}, and will be unmounted.`),
      ...image.warnings,
    ],
  };
}

function reportOf(
  { goodSectors, failed, rewrittenSectors, stoppedBy }: WriteReport,
  address: string,
  totalSectors: number,
): WrittenReport {
  if (stoppedBy)
    throw new SpindleError(
      'output-failed',
      `Writing to ${address} stopped (${stoppedBy.system}). The medium holds a part of the image only; check the drive, then write it again.`,
      { device: address, system: stoppedBy.system },
    );
  return {
    method: 'sectors',
    totalSectors,
    goodSectors,
    failed: failed.map(({ lba, lengthSectors }) => [lba, lengthSectors]),
    rewrittenSectors,
    said: [],
  };
}

/** By the sidecar beside the image, else by the hash of the file. */
export async function imageIdentity(path: string): Promise<ImageIdentity> {
  const owner = await findOwner(path);
  if (owner !== null) return { dumpId: readSidecar(owner).dumpId, sha256: null };
  return { dumpId: null, sha256: (await hashFile(path)).hashes.sha256 };
}
