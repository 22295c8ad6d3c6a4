/** Stands in for the catalogue's thread: says that it is ready and dies of the first call. */
import { parentPort } from 'node:worker_threads';

parentPort!.on('message', () => {
  throw new Error('struck by lightning');
});
parentPort!.postMessage({ type: 'ready' });
