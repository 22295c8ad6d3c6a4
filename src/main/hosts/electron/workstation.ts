/** The window's door from its first moment to its last: one instance, one window, one hub. */
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { toWireError } from '../../../shared/errors.ts';
import { builtUrl } from '../built-files.ts';
import { namedDirectories } from '../named-directories.ts';
import type { WindowHub } from '../served-hub.ts';
import { readStaticFiles, type StaticFiles } from '../static-files.ts';
import { acceptConnections } from './connect.ts';
import { setMenu } from './menu.ts';
import { registerScheme, serveScreens } from './protocol.ts';
import { guardQuit, stayAwake } from './quit.ts';
import { chooseRoot, offerRoots } from './roots.ts';
import { confineContents, confineSession } from './security.ts';
import { openWindow } from './window.ts';

interface Start {
  /** Opens the hub; called once, and only in the first instance. */
  readonly openHub: () => Promise<WindowHub>;
  readonly readScreens?: () => StaticFiles;
  readonly argv: readonly string[];
}

const builtScreens = () => readStaticFiles(fileURLToPath(builtUrl('client/')));

/** Resolves when the window is open; false when another instance has been shown instead. */
export async function runWorkstation({ openHub, readScreens = builtScreens, argv }: Start): Promise<boolean> {
  registerScheme();
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  confineContents(app);
  const handedOver = collectPaths(argv);
  await app.whenReady();
  try {
    const screens = readScreens();
    openDoor(await openHub(), screens, handedOver);
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
  stayAwake(hub);
  const { watchWindow } = guardQuit(hub);
  setMenu({ chooseRoot: () => void chooseRoot(hub), developerTools, mac });
  let window: BrowserWindow | null = null;
  const show = () => {
    window ??= openWindow();
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  const open = () => {
    show();
    // On a Mac a program lives on without its windows.
    if (window && !mac) watchWindow(window);
    window?.once('closed', () => {
      window = null;
    });
  };
  const showOrOpen = () => (window ? show() : open());
  app.on('activate', showOrOpen);
  app.on('window-all-closed', () => {
    if (!mac) app.quit();
  });
  open();
  handedOver.deliver((directories) => {
    showOrOpen();
    void offerRoots(hub, directories);
  });
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
