/** What a page in our window may not do: leave, open, download, ask for devices, or talk to anyone but us. */
import type { App, Session, WebContents, WebPreferences } from 'electron';
import { appOrigin } from './protocol.ts';

/** Every line is the safe default said aloud, so that no other place can mean otherwise. */
export const safeWebPreferences: Readonly<WebPreferences> = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
};

/** For every page there will ever be. No address is handed to the system's browser: we link nowhere. */
export function confineContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

function confine(contents: WebContents): void {
  const prevent = (event: { preventDefault(): void }) => event.preventDefault();
  contents.on('will-navigate', prevent);
  contents.on('will-frame-navigate', prevent);
  contents.on('will-redirect', prevent);
  contents.on('will-attach-webview', prevent);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** @param allowDevTools in a checkout only, never in a package */
export function confineSession(session: Session, allowDevTools: boolean): void {
  // Electron grants all of these unless told otherwise.
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(isGranted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isGranted(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !mayLoad(details.url, allowDevTools) });
  });
}

/** Text a person copies by a button. Nothing else can hold this session: only our own page is ever loaded. */
const isGranted = (permission: string) => permission === 'clipboard-sanitized-write';

function mayLoad(address: string, allowDevTools: boolean): boolean {
  if (address.startsWith(`${appOrigin}/`) || address.startsWith(`blob:${appOrigin}/`)) return true;
  // The policy of the page lets these be pictures only.
  if (address.startsWith('data:')) return true;
  return allowDevTools && address.startsWith('devtools://');
}
