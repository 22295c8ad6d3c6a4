/** Carries the page's port to the hub across; exposes nothing. One CommonJS file, because the page is sandboxed. */
import { ipcRenderer } from 'electron';

type Message = { readonly source: unknown; readonly origin: string; readonly data: unknown };
declare const window: {
  addEventListener(type: 'message', listener: (event: Message) => void): void;
  postMessage(message: string, origin: string, ports?: readonly unknown[]): void;
};
declare const location: { readonly origin: string };

window.addEventListener('message', ({ source, origin, data }) => {
  if (source === window && origin === location.origin && data === 'spindle:connect') ipcRenderer.send(data);
});
ipcRenderer.on('spindle:port', ({ ports }) => window.postMessage('spindle:port', location.origin, ports));
