/** Notices of the system: by the window's host, or by the browser once a person has allowed it there. */
import { createStore } from 'zustand/vanilla';
import { deepLinkTo } from '../../shared/deep-link.ts';
import type { WindowNotice } from '../../shared/model/window-telling.ts';
import { isWindow } from '../state/native-files.ts';
import type { News } from './news.ts';

/** `ask`: nobody has said yet. `none`: this browser, or this address, has no notifications. */
export type Permission = 'granted' | 'ask' | 'denied' | 'none';

export const permissionStore = createStore<{ readonly permission: Permission }>(() => ({
  permission: permissionNow(),
}));

function permissionNow(): Permission {
  if (isWindow()) return 'granted';
  // Pages over plain HTTP from another machine have the name, and are always refused.
  if (!('Notification' in globalThis) || !isSecureContext) return 'none';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
}

/** Asks by the browser's own question; only ever called by a click that wants it. */
export async function askPermission(): Promise<void> {
  await Notification.requestPermission();
  lookAtPermission();
}

/** A person may have changed it in the browser meanwhile. */
export function lookAtPermission(): void {
  permissionStore.setState({ permission: permissionNow() });
}

/** @param show leads to what a notice of the browser is about when it is clicked; the window's host does so by a link */
export function notify({ tag, title, sentence, shows }: News, show: (view: News['shows']) => void): void {
  if (isWindow()) {
    const notice: WindowNotice = { tag, title, body: sentence, link: deepLinkTo(shows) };
    window.postMessage(`spindle:notice:${JSON.stringify(notice)}`, location.origin);
  } else if (permissionNow() === 'granted') {
    const notice = browserNotice(title, { body: sentence, tag, silent: true });
    notice?.addEventListener('click', () => {
      window.focus();
      show(shows);
      notice.close();
    });
  }
}

/** Some browsers of telephones have the name and the permission, and then let only service workers notify. */
function browserNotice(title: string, options: NotificationOptions): Notification | null {
  try {
    return new Notification(title, options);
  } catch (error) {
    console.info('This browser does not let a page notify.', error);
    return null;
  }
}
