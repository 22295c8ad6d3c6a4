/** The line to the hub: Node's IPC channel under `fork`, the parent port under Electron's `utilityProcess`. */
import type { FromImaging } from '../app/imaging-messages.ts';

export interface HubPort {
  send(message: FromImaging, sent?: () => void): void;
  onMessage(listener: (message: unknown) => void): void;
  onDisconnect(listener: () => void): void;
}

/** The part of Electron's `process.parentPort` that is used. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

export function hubPort(): HubPort {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort;
  if (parentPort) {
    return {
      send(message, sent) {
        parentPort.postMessage(message);
        if (sent) setImmediate(sent);
      },
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
      onDisconnect: (listener) => parentPort.on('close', listener),
    };
  }
  return {
    send(message, sent) {
      if (!process.connected) return sent?.();
      process.send!(message, undefined, undefined, () => sent?.());
    },
    onMessage: (listener) => process.on('message', listener),
    onDisconnect: (listener) => process.on('disconnect', listener),
  };
}
