/** Writing to media, each in a process of its own: a drive that hangs holds nobody else. */
import { fromWireError, SpindleError, toWireError } from '../../shared/errors.ts';
import type { WriteCheck, Writing } from '../../shared/model/write-back.ts';
import type { CatalogueSearch } from '../core/catalogue/search-port.ts';
import type { Catalogue, ImagingLauncher, RunningWork } from '../core/ports.ts';
import type { WriteSpec } from '../core/writeback/write-spec.ts';
import { type FollowedWork, followedWork } from './followed-work.ts';
import type { ToImaging } from './imaging-messages.ts';
import { noteWriting } from './note-writing.ts';
import { type FromWriting, fromWritingSchema } from './writing-messages.ts';

type Snapshot = Omit<Writing, 'revision'>;

/** A floppy drive without a disk takes seconds to say so. */
const patienceMs = 60_000;
/** A track is on its way, or a burner has to be told. */
const goodbyeMs = 30_000;

export interface Writings extends Omit<FollowedWork<Snapshot>, 'start'> {
  /** @throws SpindleError as what speaks against writing, or drive-hung, worker-lost */
  check(spec: WriteSpec): Promise<WriteCheck>;
  /** @param dumpId of the image, where it is one of the catalogue's. @throws SpindleError conflict */
  start(spec: WriteSpec, dumpId: string | null): string;
}

export interface WritingPorts {
  readonly launcher: ImagingLauncher;
  readonly catalogue: Catalogue | null;
  /** Beside the catalogue; null where there is none. */
  readonly search: CatalogueSearch | null;
}

function heard(listener: (message: FromWriting) => void): (raw: unknown) => void {
  return (raw) => {
    const parsed = fromWritingSchema.safeParse(raw);
    if (parsed.success) listener(parsed.data);
  };
}

export function writings({ launcher, catalogue, search }: WritingPorts): Writings {
  const work = followedWork<Snapshot>({
    mostRunning: 4,
    tooMany: 'Four media are being written. Wait for one of them.',
    unknown: 'This writing is not on the list any more.',
  });
  /** By address. */
  const busy = new Set<string>();

  function refuseBusy(address: string): void {
    if (!busy.has(address)) return;
    throw new SpindleError('device-busy', `${address} is being written to just now. Wait until it is done.`, {
      address,
    });
  }

  async function note(
    spec: WriteSpec,
    message: Extract<FromWriting, { type: 'written' }>,
    dumpId: string | null,
  ) {
    if (!catalogue || !search) return false;
    const identity = dumpId === null ? message.image : { dumpId, sha256: null };
    try {
      return await noteWriting(
        { catalogue, search },
        { path: spec.path, address: spec.address, identity },
        message.report,
      );
    } catch {
      // What is on the medium stands, whatever the catalogue says; that it was not told is shown.
      return false;
    }
  }

  function run(
    spec: WriteSpec,
    dumpId: string | null,
    change: (part: Partial<Snapshot>) => void,
  ): RunningWork {
    const imaging = launcher.launch();
    let isOver = false;
    busy.add(spec.address);
    imaging.onMessage(
      heard((message) => {
        isOver ||= message.type !== 'write-step';
        switch (message.type) {
          case 'write-step':
            return change({ step: message.step });
          case 'written':
            change({ report: message.report });
            return void note(spec, message, dumpId).then((isNoted) => change({ state: 'done', isNoted }));
          case 'write-stopped':
            return change({ state: 'cancelled' });
          case 'write-failed':
            return change({ state: 'failed', error: message.error });
          case 'write-checked':
            return;
        }
      }),
    );
    const ended = new Promise<void>((resolve) => {
      imaging.onExit(({ code, signal }) => {
        busy.delete(spec.address);
        if (!isOver) {
          const words = `Writing to ${spec.address} ended unexpectedly (${signal ?? code}). The medium may hold a part of the image only; write it again.`;
          change({
            state: 'failed',
            error: toWireError(new SpindleError('worker-lost', words, { address: spec.address })),
          });
        }
        resolve();
      });
    });
    imaging.send({ type: 'write', spec } satisfies ToImaging);
    return {
      async cancel() {
        imaging.send({ type: 'park' } satisfies ToImaging);
        const timer = setTimeout(() => imaging.kill(), goodbyeMs);
        await ended;
        clearTimeout(timer);
      },
    };
  }

  return {
    ...work,
    check(spec) {
      refuseBusy(spec.address);
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
        imaging.onMessage(
          heard((message) => {
            if (message.type === 'write-checked') resolve(message.check);
            else if (message.type === 'write-failed') reject(fromWireError(message.error));
          }),
        );
        imaging.onExit(({ code, signal }) => {
          clearTimeout(timer);
          reject(
            new SpindleError(
              'worker-lost',
              `Looking at ${spec.address} ended unexpectedly (${signal ?? code}).`,
            ),
          );
        });
        imaging.send({ type: 'check-write', spec } satisfies ToImaging);
      });
    },
    start(spec, dumpId) {
      refuseBusy(spec.address);
      const begun: Snapshot = {
        state: 'running',
        error: null,
        path: spec.path,
        address: spec.address,
        step: null,
        report: null,
        isNoted: null,
      };
      return work.start(begun, (change) => run(spec, dumpId, change));
    },
  };
}
