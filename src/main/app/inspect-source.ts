/** Opens a medium in a process of its own and says what it is: a drive that hangs holds nobody else. */
import { fromWireError, SpindleError } from '../../shared/errors.ts';
import type { Inspection } from '../../shared/model/drive.ts';
import type { ImagingLauncher } from '../core/ports.ts';
import { fromImagingSchema, type InspectSpec, type ToImaging } from './imaging-messages.ts';

/** A floppy drive without a disk takes seconds to say so; one that takes longer than this does not answer. */
const patienceMs = 45_000;

/** @throws SpindleError as opening the source, or drive-hung, worker-lost */
export function inspectSource(launcher: ImagingLauncher, spec: InspectSpec): Promise<Inspection> {
  return new Promise((resolve, reject) => {
    const imaging = launcher.launch();
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
      if (message.type === 'inspection') resolve(message.inspection);
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
