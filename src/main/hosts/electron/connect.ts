/** The one channel of IPC. It hands the page a port to the hub; from then on the port is the capability. */

import { RPCHandler } from '@orpc/server/message-port';
import {
  type IpcMainEvent,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  type WebContents,
} from 'electron';
import { isRpcMessage } from '../rpc-message.ts';
import type { ServedHub } from '../served-hub.ts';
import { appOrigin } from './protocol.ts';

const connectChannel = 'spindle:connect';
const portChannel = 'spindle:port';

export function acceptConnections(hub: ServedHub): void {
  const handler = new RPCHandler(hub.router);
  const live = new WeakMap<WebContents, MessagePortMain>();
  ipcMain.on(connectChannel, (event) => {
    if (!isOurPage(event)) return;
    const { sender, senderFrame } = event;
    const { port1, port2 } = new MessageChannelMain();
    if (live.has(sender)) live.get(sender)?.close();
    else sender.on('did-start-navigation', (details) => closeOnLeaving(details, live.get(sender)));
    live.set(sender, port1);
    servePort(handler, port1);
    senderFrame?.postMessage(portChannel, null, [port2]);
  });
}

/** The main frame of a window of ours, on our own origin, and still there. */
export function isOurPage({ sender, senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === appOrigin;
}

function closeOnLeaving(
  details: { readonly isMainFrame: boolean; readonly isSameDocument: boolean },
  port: MessagePortMain | undefined,
): void {
  if (details.isMainFrame && !details.isSameDocument) port?.close();
}

/** Anything but a call closes the port: the page is ours, so nonsense means it no longer is. */
function servePort(handler: RPCHandler<object>, port: MessagePortMain): void {
  handler.upgrade({
    postMessage: (data: unknown) => port.postMessage(data),
    on: (name: string, listener: (event?: { data: unknown }) => void) => {
      if (name === 'close') port.on('close', () => listener());
      else if (name === 'message') {
        port.on('message', ({ data }) => {
          if (isRpcMessage(data)) listener({ data });
          else port.close();
        });
      }
    },
  });
  port.start();
}
