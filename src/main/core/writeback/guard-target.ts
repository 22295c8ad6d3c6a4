/**
 * Which devices may be written to: an allow-list. A floppy drive, or a small removable disk, by what they are; a larger
 * removable disk by its model, typed by the person who means it. Nothing else, whatever is asked for.
 */
import { SpindleError } from '../../../shared/errors.ts';
import { bytesWords } from '../../../shared/words.ts';

export interface TargetFacts {
  readonly address: string;
  readonly isFloppyDrive: boolean;
  readonly isPartition: boolean;
  readonly bus: string;
  readonly removable: boolean;
  /** Null where it is not known without a look at the medium (a PC floppy drive). */
  readonly sizeBytes: number | null;
  /** As the drive gives it. */
  readonly model: string;
  /** Why the disk is guarded, as words that continue "it ..."; null when nothing speaks against it. */
  readonly guardReason: string | null;
  /** Of what is unmounted before it is written to. */
  readonly mountPoints: readonly string[];
}

/** No floppy is larger (2.88M is 2,949,120); disks that are must be named by their model. */
export const silentBytes = 3 * 1024 * 1024;

/** Whether it is written to only when its model was typed. */
export function needsModel({ isFloppyDrive, sizeBytes }: TargetFacts): boolean {
  return !isFloppyDrive && (sizeBytes === null || sizeBytes > silentBytes);
}

/**
 * What speaks against a device whoever asks, and whatever was typed.
 * @throws SpindleError system-disk, unsupported, no-medium: each before anything is opened for writing
 */
export function refuseTarget(target: TargetFacts): void {
  const { address } = target;
  refuseGuarded(target);
  if (target.isPartition)
    throw new SpindleError(
      'unsupported',
      `${address} is a partition. Nothing was written; images go onto whole disks only.`,
      { address },
    );
  if (!target.isFloppyDrive && !(target.bus === 'usb' && target.removable))
    throw new SpindleError(
      'unsupported',
      `${address} is neither a floppy drive nor a removable USB disk, and nothing else is ever written to. Nothing was opened for writing.`,
      { address, bus: target.bus },
    );
  if (!target.isFloppyDrive && target.sizeBytes === 0)
    throw new SpindleError('no-medium', `There is no medium in ${address}. Insert one and try again.`, {
      address,
    });
  if (needsModel(target) && target.model === '')
    throw new SpindleError(
      'unsupported',
      `${address} is larger than any floppy and does not say its model, by which it would have to be named. Nothing was opened for writing.`,
      { address },
    );
}

/** What holds for burners too. @throws SpindleError system-disk */
export function refuseGuarded({ address, guardReason }: TargetFacts): void {
  if (guardReason === null) return;
  throw new SpindleError(
    'system-disk',
    `${address} is never written to: it ${guardReason}. Nothing was opened for writing; choose the drive that holds the diskette.`,
    { address, reason: guardReason },
  );
}

/**
 * @param typedModel what was given as the model, null when nothing was
 * @throws SpindleError bad-usage, or as {@link refuseTarget}
 */
export function guardTarget(target: TargetFacts, typedModel: string | null): void {
  refuseTarget(target);
  const { address, model, sizeBytes } = target;
  if (!needsModel(target) || typedModel === model) return;
  throw new SpindleError(
    'bad-usage',
    typedModel === null
      ? `${address} is larger than any floppy (${bytesWords(sizeBytes ?? 0)}). Nothing was written; if "${model}" is what is to be overwritten, say so: --model "${model}".`
      : `${address} is "${model}", not "${typedModel}". Nothing was written; name the drive that is meant.`,
    { address, model, sizeBytes: sizeBytes ?? 0 },
  );
}
