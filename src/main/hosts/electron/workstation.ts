/** The window's door from its first moment to its last: one instance, one window, one hub. */
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { toWireError } from '../../../shared/errors.ts';
import { builtUrl } from '../built-files.ts';
import type { NamedThing } from '../named-things.ts';
import type { WindowHub } from '../served-hub.ts';
import { readStaticFiles, type StaticFiles } from '../static-files.ts';
import { stayAwake } from '../stay-awake.ts';
import { acceptConnections } from './connect.ts';
import { acceptReports, endOnUncaught } from './crash.ts';
import { collectHandedOver, type HandedOver } from './handed-over.ts';
import { acceptImages, chooseImage, showNamed } from './images.ts';
import { setMenu } from './menu.ts';
import { acceptPractice, keepPracticeApart } from './open-practice.ts';
import { registerScheme, serveScreens } from './protocol.ts';
import { guardQuit, holdAwake } from './quit.ts';
import { chooseRoot, grantDefaultRoot, offerRoots } from './roots.ts';
import { confineContents, confineSession } from './security.ts';
import { acceptTelling } from './telling.ts';
import { type OpenWindow, openWindow } from './window.ts';

interface Start {
  /** Opens the hub; called once, and only in the first instance. */
  readonly openHub: () => Promise<WindowHub>;
  /** Granted from the start. */
  readonly outputFolder: string;
  /** The practice desk, which is open beside the workstation or without it. */
  readonly isPractice?: boolean;
  readonly readScreens?: () => StaticFiles;
  readonly argv: readonly string[];
}

const builtScreens = () => readStaticFiles(fileURLToPath(builtUrl('client/')));

/** Resolves when the window is open; false when another instance has been shown instead. */
export async function runWorkstation(start: Start): Promise<boolean> {
  registerScheme();
  app.enableSandbox();
  if (start.isPractice) keepPracticeApart();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  confineContents(app);
  const handedOver = collectHandedOver(start.argv);
  await app.whenReady();
  try {
    const screens = (start.readScreens ?? builtScreens)();
    const hub = await start.openHub();
    await grantDefaultRoot(hub, start.outputFolder);
    openDoor(hub, screens, handedOver);
    return true;
  } catch (error) {
    dialog.showErrorBox('Spindle cannot start', toWireError(error).message);
    app.exit(1);
    return false;
  }
}

function openDoor(hub: WindowHub, screens: StaticFiles, handedOver: HandedOver): void {
  const developerTools = !app.isPackaged;
  const mac = process.platform === 'darwin';
  serveScreens(session.defaultSession, screens);
  confineSession(session.defaultSession, developerTools);
  acceptConnections(hub);
  acceptImages(hub);
  acceptReports();
  acceptPractice();
  endOnUncaught(hub);
  // In a package the system learns the scheme when it is installed; saying it again mends a copy that was moved.
  if (app.isPackaged) app.setAsDefaultProtocolClient('spindle');
  // Windows shows notices only of the program whose entry in the start menu has this name: `appId` of electron-builder.yml.
  if (app.isPackaged && process.platform === 'win32') app.setAppUserModelId('org.spindle.workstation');
  stayAwake(hub, holdAwake);
  const { watchWindow } = guardQuit(hub);
  setMenu({
    chooseRoot: () => void chooseRoot(hub),
    openImage: (page) => void chooseImage(hub, page),
    developerTools,
    mac,
  });
  // On a Mac a program lives on without its windows.
  const showWindow = keepWindow((window) => watchWindow(window, mac ? 'hide' : 'quit'));
  acceptTelling(showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => mac || app.quit());
  showWindow();
  handedOver.deliver((things) => showThings(hub, showWindow(), things));
}

function showThings(hub: WindowHub, { tell }: OpenWindow, things: readonly NamedThing[]): void {
  const folders = things.flatMap((thing) => (thing.kind === 'folder' ? [thing.path] : []));
  if (folders.length > 0) void offerRoots(hub, folders);
  // One page shows one thing: the last that was named.
  const last = things.findLast(({ kind }) => kind !== 'folder');
  if (last?.kind === 'image') showNamed(hub, tell, last.path);
  if (last?.kind === 'link') tell('spindle:link', last.address);
}

/** Brings the one window to the front, or opens it. */
function keepWindow(watch: (window: BrowserWindow) => void): () => OpenWindow {
  let open: OpenWindow | null = null;
  return () => {
    if (open) {
      if (open.window.isMinimized()) open.window.restore();
      if (!open.window.isVisible()) open.window.show();
      open.window.focus();
      return open;
    }
    open = openWindow();
    open.window.once('closed', () => {
      open = null;
    });
    watch(open.window);
    return open;
  };
}
