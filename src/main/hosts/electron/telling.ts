/** Telling whoever looks elsewhere: notices of the system, progress and a call for attention in the task bar. */
import { BrowserWindow, type IpcMainEvent, ipcMain, Notification } from 'electron';
import { parseDeepLink } from '../../../shared/deep-link.ts';
import {
  type WindowNotice,
  type WindowStanding,
  windowNoticeSchema,
  windowStandingSchema,
} from '../../../shared/model/window-telling.ts';
import { isOurPage } from './connect.ts';
import type { OpenWindow } from './window.ts';

const noticeChannel = 'spindle:notice';
const standingChannel = 'spindle:standing';

const longestMessage = 10_000;
/** More stand in no list of the system's; the oldest are let go. */
const mostNotices = 50;

/** What the page decides is shown here: words and progress, and a link that shows something. */
export function acceptTelling(showWindow: () => OpenWindow): void {
  const show = noticesThat((link) => showWindow().tell('spindle:link', link));
  ipcMain.on(noticeChannel, (event: IpcMainEvent, text: unknown) => {
    const notice = saidBy(event, text, windowNoticeSchema);
    if (notice && parseDeepLink(notice.link)) show(notice);
  });
  ipcMain.on(standingChannel, (event: IpcMainEvent, text: unknown) => {
    const standing = saidBy(event, text, windowStandingSchema);
    const window = BrowserWindow.fromWebContents(event.sender);
    if (standing && window) showStanding(window, standing);
  });
}

interface Schema<T> {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: T | undefined };
}

function saidBy<T>(event: IpcMainEvent, text: unknown, schema: Schema<T>): T | undefined {
  if (typeof text !== 'string' || text.length > longestMessage || !isOurPage(event)) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not even JSON: not said by our page.
    return undefined;
  }
}

function noticesThat(open: (link: string) => void): (notice: WindowNotice) => void {
  /** Held, or they would be collected, and a click on them would do nothing. */
  const shown = new Map<string, Notification>();
  const letGo = (tag: string) => {
    shown.get(tag)?.close();
    shown.delete(tag);
  };
  return ({ tag, title, body, link }) => {
    if (!Notification.isSupported()) return;
    letGo(tag);
    const [oldest] = shown.keys();
    if (shown.size >= mostNotices && oldest !== undefined) letGo(oldest);
    // Sounds are told by their own, and only if they are wanted.
    const notice = new Notification({ title, body: plain(body), silent: true });
    notice.on('click', () => {
      letGo(tag);
      open(link);
    });
    shown.set(tag, notice);
    notice.show();
  };
}

/** Desktops of Linux take markup in a notice, and the words may hold the name of a file. */
function plain(text: string): string {
  return process.platform === 'linux' ? text.replaceAll('<', '\u2039').replaceAll('>', '\u203a') : text;
}

/** Windows that call for attention: asked again and again, some systems would begin anew each time. */
const calling = new WeakSet<BrowserWindow>();

function showStanding(window: BrowserWindow, { mode, share, isWanted }: WindowStanding): void {
  // Under zero there is no bar; over one it is one that only moves.
  const value = mode === 'none' ? -1 : mode === 'indeterminate' ? 2 : share;
  window.setProgressBar(value, { mode });
  if (isWanted === calling.has(window)) return;
  // A Mac answers by the icon in its dock.
  if (isWanted && !window.isFocused()) {
    calling.add(window);
    window.flashFrame(true);
  } else if (calling.delete(window)) window.flashFrame(false);
}
