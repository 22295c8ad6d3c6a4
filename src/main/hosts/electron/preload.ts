/**
 * Carries the page's port to the hub across, and what a person hands to the window; exposes nothing. One CommonJS file,
 * because the page is sandboxed.
 */
import { ipcRenderer, webUtils } from 'electron';

interface Dropped {
  readonly isTrusted: boolean;
  readonly dataTransfer: { readonly files: ArrayLike<Parameters<typeof webUtils.getPathForFile>[0]> } | null;
}
type Message = { readonly source: unknown; readonly origin: string; readonly data: unknown };
declare const window: {
  addEventListener(type: 'message', listener: (event: Message) => void): void;
  addEventListener(type: 'drop', listener: (event: Dropped) => void): void;
  postMessage(message: string, origin: string, ports?: readonly unknown[]): void;
};
declare const location: { readonly origin: string };

const asked = new Set<unknown>(['spindle:connect', 'spindle:choose-image', 'spindle:open-practice']);
/** What is sent on with its words. */
const worded = ['spindle:save-report', 'spindle:notice', 'spindle:standing'];

window.addEventListener('message', ({ source, origin, data }) => {
  if (source !== window || origin !== location.origin || typeof data !== 'string') return;
  const channel = worded.find((each) => data.startsWith(`${each}:`));
  if (asked.has(data)) ipcRenderer.send(data);
  else if (channel) ipcRenderer.send(channel, data.slice(channel.length + 1));
});
// Only the person's own hand counts: a page can make such an event itself, and a file without a place.
window.addEventListener('drop', ({ isTrusted, dataTransfer }) => {
  const [file] = Array.from(dataTransfer?.files ?? []);
  const path = isTrusted && file ? webUtils.getPathForFile(file) : '';
  if (path !== '') ipcRenderer.send('spindle:drop-image', path);
});
ipcRenderer.on('spindle:port', ({ ports }) => window.postMessage('spindle:port', location.origin, ports));
for (const channel of ['spindle:image', 'spindle:link', 'spindle:crashed']) {
  ipcRenderer.on(channel, (_event, message) => window.postMessage(`${channel}:${message}`, location.origin));
}
