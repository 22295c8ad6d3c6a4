/**
 * Images a person hands to the window: chosen in the system's dialog, or dropped. The page learns an id, never a path; a
 * path that came through the page (a drop) is asked about once for each folder, for a page gone bad could name any.
 */
import { dirname } from 'node:path';
import { dialog, type IpcMainEvent, ipcMain, type WebFrameMain } from 'electron';
import { imageEndings } from '../named-things.ts';
import type { WindowHub } from '../served-hub.ts';
import { isOurPage } from './connect.ts';
import type { OpenWindow } from './window.ts';

type Offering = Pick<WindowHub, 'offerImage'>;
type Page = Pick<WebFrameMain, 'postMessage'>;

const chooseChannel = 'spindle:choose-image';
const dropChannel = 'spindle:drop-image';
const imageChannel = 'spindle:image';

const longestPath = 4096;

/** Folders whose images a person opened by their own hand in this run. */
const known = new Set<string>();

export function acceptImages(hub: Offering): void {
  ipcMain.on(chooseChannel, (event) => {
    if (isOurPage(event) && event.senderFrame) void chooseImage(hub, event.senderFrame);
  });
  ipcMain.on(dropChannel, (event: IpcMainEvent, path: unknown) => {
    const isPath = typeof path === 'string' && path !== '' && path.length <= longestPath;
    if (isPath && isOurPage(event) && event.senderFrame) void offerDropped(hub, event.senderFrame, path);
  });
}

export async function chooseImage(hub: Offering, page: Page): Promise<void> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Open an image',
    buttonLabel: 'Open',
    properties: ['openFile'],
    filters: [
      { name: 'Images', extensions: imageEndings },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  if (!canceled && filePaths[0] !== undefined) show(hub, page, filePaths[0]);
}

async function offerDropped(hub: Offering, page: Page, path: string): Promise<void> {
  if (!known.has(dirname(path))) {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: 'Open this image?',
      detail: path,
      buttons: ['Open', 'Ignore it'],
      defaultId: 0,
      cancelId: 1,
    });
    if (response !== 0) return;
  }
  show(hub, page, path);
}

/** The system itself says that a person opened it: by a double click, by a word on the command line. */
export function showNamed(hub: Offering, tell: OpenWindow['tell'], path: string): void {
  known.add(dirname(path));
  tell(imageChannel, hub.offerImage(path));
}

function show(hub: Offering, page: Page, path: string): void {
  known.add(dirname(path));
  page.postMessage(imageChannel, hub.offerImage(path));
}
