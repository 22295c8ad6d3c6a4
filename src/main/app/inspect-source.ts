/** Opens a medium in a process of its own and says what it is: a drive that hangs holds nobody else. */
import { fromWireError, SpindleError } from '../../shared/errors.ts';
import type { Inspection } from '../../shared/model/drive.ts';
import type { DriveProfile } from '../../shared/model/drive-profile.ts';
import type { ImagingLauncher } from '../core/ports.ts';
import { fromImagingSchema, type InspectSpec, type ToImaging } from './imaging-messages.ts';

/** A floppy drive without a disk takes seconds to say so; one that takes longer than this does not answer. */
const patienceMs = 45_000;

export interface Inspected {
  readonly inspection: Inspection;
  /** What was found out about the drive on the way; null for sources that are no optical drives. */
  readonly profile: DriveProfile | null;
}

/** @throws SpindleError as opening the source, or drive-hung, worker-lost */
export function inspectSource(launcher: ImagingLauncher, spec: InspectSpec): Promise<Inspected> {
  return new Promise((resolve, reject) => {
    const imaging = launcher.launch();
    let profile: DriveProfile | null = null;
    const timer = setTimeout(() => {
      imaging.kill();
      reject(
        new SpindleError(
          'drive-hung',
          `${spec.address} does not answer. Check the drive, its cable and the medium.`,
        ),
      );
    }, patienceMs);
    imaging.onMessage((raw) => {
      const parsed = fromImagingSchema.safeParse(raw);
      if (!parsed.success) return;
      const message = parsed.data;
      if (message.type === 'profile') profile = message.profile;
      else if (message.type === 'inspection') resolve({ inspection: message.inspection, profile });
      else if (message.type === 'failed') reject(fromWireError(message.error));
    });
    imaging.onExit(({ code, signal }) => {
      clearTimeout(timer);
      reject(
        new SpindleError('worker-lost', `Looking at ${spec.address} ended unexpectedly (${signal ?? code}).`),
      );
    });
    imaging.send({ type: 'inspect', spec } satisfies ToImaging);
  });
}
