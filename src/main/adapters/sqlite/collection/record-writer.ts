/** Keeps the records beside the images up with the catalogue, a few at a time, behind whatever else it does. */
import { writeCarrierFile } from '../../files/carrier-files.ts';
import type { ThreadLink } from '../thread-link.ts';

const atOnce = 20;

export interface RecordWriter {
  /** Something may have changed. */
  poke(): void;
  /** Resolves when everything that can be written is. */
  settle(): Promise<void>;
}

export const noRecordWriter: RecordWriter = { poke: () => {}, settle: async () => {} };

/** What cannot be written now (its storage is away) is tried again after the next change, and when the catalogue opens. */
export function startRecordWriter(thread: ThreadLink): RecordWriter {
  let running: Promise<void> | null = null;
  let again = false;

  async function run(): Promise<void> {
    try {
      while (again) {
        again = false;
        await writeAll(thread);
      }
    } catch {
      // A catalogue that fails tells so to whoever asked it for something; what is pending stays so.
    } finally {
      running = null;
    }
  }

  function poke(): void {
    again = true;
    running ??= Promise.resolve().then(run);
  }

  return { poke, settle: async () => running ?? undefined };
}

async function writeAll(thread: ThreadLink): Promise<void> {
  for (let after = 0; ; ) {
    const pending = await thread.call('pendingRecords', after, atOnce);
    const last = pending.at(-1);
    if (!last) return;
    const written = pending.filter(({ directories, record, retiredCodes }) =>
      // Every folder is tried, whatever became of the one before.
      directories.map((directory) => writeCarrierFile(directory, record, retiredCodes)).every(Boolean),
    );
    if (written.length > 0)
      await thread.call(
        'recordsWritten',
        written.map(({ carrierId, record }) => ({ carrierId, record })),
      );
    after = last.carrierId;
  }
}
