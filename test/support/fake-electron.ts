/**
 * As much of Electron as our host touches, for `vi.mock('electron')`. Events are real emitters, ports are Node's
 * own message ports, a utility process is a forked one; the rest records what it was told.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type * as Electron from 'electron';
import { vi } from 'vitest';

class FakeApp extends EventEmitter {
  readonly isPackaged: boolean = true;
  readonly calls: string[] = [];
  isFirstInstance = true;
  readonly enableSandbox = vi.fn(() => void this.calls.push('enableSandbox'));
  readonly requestSingleInstanceLock = vi.fn(() => this.isFirstInstance);
  readonly whenReady = vi.fn(async () => void this.calls.push('whenReady'));
  readonly exit = vi.fn();
  userData = '/nonexistent';
  readonly getVersion = vi.fn(() => '0.0.0');
  readonly getPath = vi.fn((_name: string) => this.userData);
  readonly setAppUserModelId = vi.fn();
  readonly setPath = vi.fn((_name: string, path: string) => {
    this.userData = path;
  });
  readonly setAsDefaultProtocolClient = vi.fn((_scheme: string) => true);
  /** As the real one: asks `before-quit`, and only then counts as quitting. */
  readonly quit = vi.fn(() => {
    const event = fakeEvent();
    this.emit('before-quit', event);
    if (!event.defaultPrevented) this.calls.push('quitting');
  });
}
export const app = new FakeApp();

export interface FakeEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}
export function fakeEvent(): FakeEvent {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

export const protocol = {
  registerSchemesAsPrivileged: vi.fn<typeof Electron.protocol.registerSchemesAsPrivileged>(
    () => void app.calls.push('registerScheme'),
  ),
};

export class FakeSession extends EventEmitter {
  readonly protocol = { handle: vi.fn<typeof Electron.protocol.handle>() };
  readonly setPermissionRequestHandler = vi.fn<Electron.Session['setPermissionRequestHandler']>();
  readonly setPermissionCheckHandler = vi.fn<Electron.Session['setPermissionCheckHandler']>();
  readonly setDevicePermissionHandler = vi.fn<Electron.Session['setDevicePermissionHandler']>();
  readonly webRequest = {
    onBeforeRequest: vi.fn<(listener: BeforeRequest) => void>(),
  };
}
type BeforeRequest = (details: { url: string }, decide: (response: { cancel: boolean }) => void) => void;
export const session = { defaultSession: new FakeSession() };

export const ipcMain = new EventEmitter();
export const ipcRenderer = Object.assign(new EventEmitter(), { send: vi.fn() });
/** Only a file a person dropped has a path. */
export const webUtils = { getPathForFile: vi.fn((file: { path?: string }) => file.path ?? '') };

/** Electron's port over Node's: only the shape of the event differs. */
class FakePort extends EventEmitter {
  readonly inner: MessagePort;
  constructor(inner: MessagePort) {
    super();
    this.inner = inner;
    inner.on('close', () => this.emit('close'));
  }
  start(): void {
    this.inner.on('message', (data) => this.emit('message', { data, ports: [] }));
  }
  postMessage(data: unknown): void {
    this.inner.postMessage(data);
  }
  close(): void {
    this.inner.close();
  }
}
export class MessageChannelMain {
  readonly port1: FakePort;
  readonly port2: FakePort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new FakePort(port1);
    this.port2 = new FakePort(port2);
  }
}

export class FakeWebContents extends EventEmitter {
  readonly mainFrame = new FakeFrame();
  readonly setWindowOpenHandler = vi.fn<Electron.WebContents['setWindowOpenHandler']>();
  readonly send = vi.fn((_channel: string, _message: unknown) => {});
  address = 'spindle://app/';
  readonly getURL = vi.fn(() => this.address);
}
export class FakeFrame {
  origin = 'spindle://app';
  readonly ports: MessagePort[] = [];
  readonly postMessage = vi.fn((_channel: string, _message: unknown, ports: FakePort[] = []) => {
    this.ports.push(...ports.map((port) => port.inner));
  });
}

export class BrowserWindow extends EventEmitter {
  static readonly opened: BrowserWindow[] = [];
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new FakeWebContents();
  readonly loadURL = vi.fn(async (url: string) => {
    this.webContents.address = url;
    this.webContents.emit('did-finish-load');
  });
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly restore = vi.fn();
  readonly reload = vi.fn();
  readonly destroy = vi.fn(() => void this.emit('closed'));
  readonly hide = vi.fn();
  readonly isMinimized = vi.fn(() => false);
  readonly isVisible = vi.fn(() => true);
  readonly isFocused = vi.fn(() => false);
  readonly flashFrame = vi.fn((_flag: boolean) => {});
  readonly setProgressBar = vi.fn((_progress: number, _options?: Electron.ProgressBarOptions) => {});
  static readonly fromWebContents = vi.fn(
    (contents: unknown) => BrowserWindow.opened.find(({ webContents }) => webContents === contents) ?? null,
  );
  readonly isMaximized = vi.fn(() => false);
  readonly maximize = vi.fn();
  bounds = { x: 0, y: 0, width: 1280, height: 820 };
  readonly getNormalBounds = vi.fn(() => this.bounds);
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    BrowserWindow.opened.push(this);
  }
}

export class Notification extends EventEmitter {
  static readonly shown: Notification[] = [];
  static isUnderstood = true;
  static readonly isSupported = vi.fn(() => Notification.isUnderstood);
  readonly options: Electron.NotificationConstructorOptions;
  readonly show = vi.fn(() => void Notification.shown.push(this));
  readonly close = vi.fn();
  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
  }
}

export const dialog = {
  showMessageBox: vi.fn(async (_options: Electron.MessageBoxOptions) => ({ response: 0 })),
  showErrorBox: vi.fn(),
  showOpenDialog: vi.fn(async (_options: Electron.OpenDialogOptions) => ({
    canceled: true,
    filePaths: [] as string[],
  })),
  showSaveDialog: vi.fn(async (_options: Electron.SaveDialogOptions) => ({ canceled: true, filePath: '' })),
};
export const screen = {
  displays: [{ x: 0, y: 0, width: 1920, height: 1080 }],
  getAllDisplays: vi.fn(() => screen.displays.map((workArea) => ({ workArea }))),
};
export const nativeTheme = { shouldUseDarkColors: false };
export const powerSaveBlocker = { start: vi.fn((_type: string) => 7), stop: vi.fn() };
export const shell = { openExternal: vi.fn() };
export const Menu = {
  setApplicationMenu: vi.fn(),
  buildFromTemplate: vi.fn((template: Electron.MenuItemConstructorOptions[]) => template),
};

class FakeUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  pid: number | undefined;
  readonly kill = vi.fn(() => this.#child.kill());
  constructor(child: ChildProcess) {
    super();
    this.#child = child;
    this.pid = child.pid;
    child.on('message', (message) => this.emit('message', message));
    // The real one gives the status of the system, not a signal.
    child.on('exit', (code) => {
      this.pid = undefined;
      this.emit('exit', code ?? 137);
    });
  }
  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object);
  }
}
export const utilityProcess = {
  fork: vi.fn(
    (path: string, args: string[], options: Electron.ForkOptions) =>
      new FakeUtilityProcess(
        fork(path, args, { env: options.env as NodeJS.ProcessEnv, execArgv: options.execArgv ?? [] }),
      ),
  ),
};
