/** Opens the tray of a drive from a process of its own: a drive that hangs holds nobody else. */
import { fromWireError, SpindleError } from '../../shared/errors.ts';
import type { ImagingLauncher } from '../core/ports.ts';
import { fromImagingSchema, type InspectSpec, type ToImaging } from './imaging-messages.ts';

/** A disc at full speed has to be braked first. */
const patienceMs = 30_000;

/** @throws SpindleError unsupported (no tray), no-medium, as opening the source, or drive-hung, worker-lost */
export function ejectMedium(launcher: ImagingLauncher, spec: InspectSpec): Promise<void> {
  return new Promise((resolve, reject) => {
    const imaging = launcher.launch();
    const timer = setTimeout(() => {
      imaging.kill();
      reject(new SpindleError('drive-hung', `${spec.address} does not answer. Open it by its own button.`));
    }, patienceMs);
    imaging.onMessage((raw) => {
      const parsed = fromImagingSchema.safeParse(raw);
      if (!parsed.success) return;
      if (parsed.data.type === 'ejected') resolve();
      else if (parsed.data.type === 'failed') reject(fromWireError(parsed.data.error));
    });
    imaging.onExit(({ code, signal }) => {
      clearTimeout(timer);
      reject(
        new SpindleError('worker-lost', `Opening ${spec.address} ended unexpectedly (${signal ?? code}).`),
      );
    });
    imaging.send({ type: 'eject', spec } satisfies ToImaging);
  });
}
