/** Keeps the records beside images and photos up with the catalogue, a few at a time, behind whatever else it does. */
import { removeCarrierFile, writeCarrierFile } from '../../files/carrier-files.ts';
import type { ThreadLink } from '../thread-link.ts';

const atOnce = 20;

export interface RecordWriter {
  /** Something may have changed. */
  poke(): void;
  /** A carrier is gone: nothing lies beside photos that would bring it back. */
  forget(code: string): void;
  /** Resolves when everything that can be written is. */
  settle(): Promise<void>;
}

export const noRecordWriter: RecordWriter = { poke: () => {}, forget: () => {}, settle: async () => {} };

/**
 * What cannot be written now (its storage is away) is tried again after the next change, and when the catalogue opens.
 * @param photosFolder beside the catalogue; it has the records of the carriers its photos are of
 */
export function startRecordWriter(thread: ThreadLink, photosFolder: string): RecordWriter {
  let running: Promise<void> | null = null;
  let again = false;

  async function run(): Promise<void> {
    try {
      while (again) {
        again = false;
        await writeAll(thread, photosFolder);
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

  return {
    poke,
    forget: (code) => removeCarrierFile(photosFolder, code),
    settle: async () => running ?? undefined,
  };
}

async function writeAll(thread: ThreadLink, photosFolder: string): Promise<void> {
  for (let after = 0; ; ) {
    const pending = await thread.call('pendingRecords', after, atOnce);
    const last = pending.at(-1);
    if (!last) return;
    const written = pending.filter(({ directories, record, retiredCodes }) => {
      if (record.assets.length === 0) removeCarrierFile(photosFolder, record.code);
      const all = record.assets.length === 0 ? directories : [...directories, photosFolder];
      // Every folder is tried, whatever became of the one before.
      return all.map((directory) => writeCarrierFile(directory, record, retiredCodes)).every(Boolean);
    });
    if (written.length > 0)
      await thread.call(
        'recordsWritten',
        written.map(({ carrierId, record }) => ({ carrierId, record })),
      );
    after = last.carrierId;
  }
}
