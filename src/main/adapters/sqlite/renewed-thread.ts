/** The line to a thread that can be ended and begun anew behind it: what is asked meanwhile waits. */
import type { ThreadLink } from './thread-link.ts';

export interface RenewedThread extends ThreadLink {
  /** Does something while the thread has let its database go; it is begun again whatever comes of the work. */
  whileClosed<T>(work: () => Promise<T>): Promise<T>;
}

export function renewedThread(first: ThreadLink, begin: () => Promise<ThreadLink>): RenewedThread {
  let current = Promise.resolve(first);
  return {
    call: async (name, ...values) => (await current).call(name, ...values),
    close: async () => (await current).close(),
    whileClosed: async (work) => {
      const worked = current.then(async (former) => {
        await former.close();
        return work();
      });
      const ended = worked.then(
        () => {},
        () => {},
      );
      current = ended.then(begin);
      // Whoever asks next is told why it could not be begun again, and so is whoever waits here.
      await current;
      return worked;
    },
  };
}
