/** The window's door from its first moment to its last: one instance, one window, one hub. */
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { toWireError } from '../../../shared/errors.ts';
import { builtUrl } from '../built-files.ts';
import { namedDirectories } from '../named-directories.ts';
import type { WindowHub } from '../served-hub.ts';
import { readStaticFiles, type StaticFiles } from '../static-files.ts';
import { acceptConnections } from './connect.ts';
import { acceptImages, chooseImage } from './images.ts';
import { setMenu } from './menu.ts';
import { registerScheme, serveScreens } from './protocol.ts';
import { guardQuit, stayAwake } from './quit.ts';
import { chooseRoot, grantDefaultRoot, offerRoots } from './roots.ts';
import { confineContents, confineSession } from './security.ts';
import { openWindow } from './window.ts';

interface Start {
  /** Opens the hub; called once, and only in the first instance. */
  readonly openHub: () => Promise<WindowHub>;
  /** Granted from the start. */
  readonly outputFolder: string;
  readonly readScreens?: () => StaticFiles;
  readonly argv: readonly string[];
}

const builtScreens = () => readStaticFiles(fileURLToPath(builtUrl('client/')));

/** Resolves when the window is open; false when another instance has been shown instead. */
export async function runWorkstation(start: Start): Promise<boolean> {
  registerScheme();
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  confineContents(app);
  const handedOver = collectPaths(start.argv);
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
  stayAwake(hub);
  const { watchWindow } = guardQuit(hub);
  setMenu({
    chooseRoot: () => void chooseRoot(hub),
    openImage: (page) => void chooseImage(hub, page),
    developerTools,
    mac,
  });
  // On a Mac a program lives on without its windows.
  const showWindow = keepWindow((window) => mac || watchWindow(window));
  app.on('activate', showWindow);
  app.on('window-all-closed', () => mac || app.quit());
  showWindow();
  handedOver.deliver((directories) => {
    showWindow();
    void offerRoots(hub, directories);
  });
}

/** Brings the one window to the front, or opens it. */
function keepWindow(watch: (window: BrowserWindow) => void): () => void {
  let window: BrowserWindow | null = null;
  return () => {
    if (window) {
      if (window.isMinimized()) window.restore();
      window.focus();
      return;
    }
    window = openWindow();
    window.once('closed', () => {
      window = null;
    });
    watch(window);
  };
}

interface HandedOver {
  /** Passes on what has come and what will come. */
  deliver(receive: (directories: readonly string[]) => void): void;
}

/** Paths may be handed over before there is a window to ask in. */
function collectPaths(argv: readonly string[]): HandedOver {
  const early = namedDirectories(wordsOf(argv), process.cwd());
  let receive = (directories: readonly string[]) => {
    early.push(...directories);
  };
  app.on('second-instance', (_event, argv, workingDirectory) => {
    receive(namedDirectories(wordsOf(argv), workingDirectory));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    receive(namedDirectories([path], '/'));
  });
  return {
    deliver: (receiver) => {
      receive = receiver;
      if (early.length > 0) receiver(early);
    },
  };
}

/** In a checkout our script stands between the program and its words. */
function wordsOf(argv: readonly string[]): readonly string[] {
  return argv.slice(app.isPackaged ? 1 : 2);
}
