/** The line to the hub: Node's IPC channel under `fork`, the parent port under Electron's `utilityProcess`. */
import type { FromImaging } from '../app/imaging-messages.ts';
import type { FromWriting } from '../app/writing-messages.ts';

export interface HubPort {
  send(message: FromImaging | FromWriting, sent?: () => void): void;
  onMessage(listener: (message: unknown) => void): void;
  onDisconnect(listener: () => void): void;
}

export function hubPort(): HubPort {
  const { parentPort } = process;
  if (parentPort) {
    return {
      send(message, sent) {
        parentPort.postMessage(message);
        if (sent) setImmediate(sent);
      },
      onMessage: (listener) => void parentPort.on('message', (event) => listener(event.data)),
      // Electron ends its utility processes with itself; the store survives that as it survives any end.
      onDisconnect: () => {},
    };
  }
  return {
    send(message, sent) {
      if (!process.connected) return sent?.();
      process.send!(message, undefined, undefined, () => sent?.());
    },
    onMessage: (listener) => void process.on('message', listener),
    onDisconnect: (listener) => void process.on('disconnect', listener),
  };
}
