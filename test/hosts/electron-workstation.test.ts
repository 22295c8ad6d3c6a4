/** The window's life: one instance, the question before quitting, folders from outside. */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));

import { guardQuit, holdAwake } from '../../src/main/hosts/electron/quit.ts';
import { runWorkstation } from '../../src/main/hosts/electron/workstation.ts';
import { imageEndings, namedThings } from '../../src/main/hosts/named-things.ts';
import { stayAwake } from '../../src/main/hosts/stay-awake.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import {
  app,
  BrowserWindow,
  dialog,
  fakeEvent,
  ipcMain,
  Menu,
  powerSaveBlocker,
  session,
} from '../support/fake-electron.ts';
import { noteProcessListeners } from '../support/process-listeners.ts';
import { fakeHub } from '../support/window-hub.ts';

let folder: string;
let stopListening: () => void;
beforeEach(() => {
  stopListening = noteProcessListeners();
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'spindle-window-')));
  app.userData = folder;
  app.removeAllListeners();
  ipcMain.removeAllListeners();
  session.defaultSession.removeAllListeners();
  app.calls.length = 0;
  app.isFirstInstance = true;
  BrowserWindow.opened.length = 0;
  vi.clearAllMocks();
});
afterEach(() => {
  stopListening();
  rmSync(folder, { recursive: true, force: true });
});

const settled = () => new Promise((resolve) => setTimeout(resolve));
const readScreens = () => new Map([['/', { contentType: 'text/html', body: new Uint8Array() }]]);
const run = (hub: ReturnType<typeof fakeHub>, words: string[] = []) =>
  runWorkstation({
    openHub: async () => hub,
    outputFolder: join(folder, 'Spindle'),
    readScreens,
    argv: ['/opt/Spindle/spindle', ...words],
  });

describe('starting', () => {
  test('claims the scheme and the sandbox before the app is ready, then opens one window', async () => {
    expect(await run(fakeHub())).toBe(true);
    expect(app.calls).toEqual(['registerScheme', 'enableSandbox', 'whenReady']);
    expect(BrowserWindow.opened).toHaveLength(1);
  });

  test('a second instance opens no hub and leaves', async () => {
    app.isFirstInstance = false;
    const openHub = vi.fn();
    const start = { openHub, outputFolder: folder, readScreens, argv: ['spindle'] };
    expect(await runWorkstation(start)).toBe(false);
    expect(openHub).not.toHaveBeenCalled();
    expect(BrowserWindow.opened).toHaveLength(0);
    expect(app.calls).toContain('quitting');
  });

  test('a second start brings the window forward', async () => {
    await run(fakeHub());
    BrowserWindow.opened[0]!.isMinimized.mockReturnValueOnce(true);
    app.emit('second-instance', {}, ['/opt/Spindle/spindle'], folder);
    expect(BrowserWindow.opened).toHaveLength(1);
    expect(BrowserWindow.opened[0]!.restore).toHaveBeenCalled();
    expect(BrowserWindow.opened[0]!.focus).toHaveBeenCalled();
  });

  test('a window that was put away is shown again', async () => {
    await run(fakeHub());
    BrowserWindow.opened[0]!.isVisible.mockReturnValueOnce(false);
    app.emit('activate');
    expect(BrowserWindow.opened).toHaveLength(1);
    expect(BrowserWindow.opened[0]!.show).toHaveBeenCalled();
  });

  test('a window that was closed is opened anew', async () => {
    await run(fakeHub());
    BrowserWindow.opened[0]!.destroy();
    app.emit('activate');
    expect(BrowserWindow.opened).toHaveLength(2);
  });

  test('says in one sentence why it cannot start', async () => {
    const openHub = async () => {
      throw new SpindleError('catalogue-newer', 'A newer Spindle made this catalogue.');
    };
    expect(await runWorkstation({ openHub, outputFolder: folder, readScreens, argv: [] })).toBe(false);
    expect(dialog.showErrorBox).toHaveBeenCalledWith(
      'Spindle cannot start',
      'A newer Spindle made this catalogue.',
    );
    expect(app.exit).toHaveBeenCalledWith(1);
  });

  test('has a menu of its own, without developer tools in a package', async () => {
    await run(fakeHub());
    expect(JSON.stringify(Menu.buildFromTemplate.mock.calls)).not.toContain('toggleDevTools');
    expect(Menu.setApplicationMenu).toHaveBeenCalledTimes(1);
  });
});

describe('folders', () => {
  test('the default one is made and granted', async () => {
    const hub = fakeHub();
    await run(hub);
    expect(hub.grantRoot.mock.calls).toEqual([[join(folder, 'Spindle'), 'Spindle']]);
  });

  test('the window opens even if it cannot be made', async () => {
    writeFileSync(join(folder, 'Spindle'), 'a file in the way');
    const hub = fakeHub();
    expect(await run(hub)).toBe(true);
    expect(hub.grantRoot).not.toHaveBeenCalled();
    expect(dialog.showErrorBox).toHaveBeenCalledTimes(1);
  });

  const chooseByMenu = async () => {
    const menus = Menu.buildFromTemplate.mock.calls[0]![0];
    const file = menus.find(({ label }) => label === '&File');
    const [item] = file!.submenu as { click: () => void }[];
    item!.click();
    await settled();
  };

  test('one that is chosen in the dialog is granted, one that is not is not', async () => {
    const hub = fakeHub();
    await run(hub);
    await chooseByMenu();
    expect(hub.grantRoot).toHaveBeenCalledTimes(1);
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/archive/images'] });
    await chooseByMenu();
    expect(hub.grantRoot).toHaveBeenLastCalledWith('/archive/images', 'images');
  });

  test('one that the hub refuses is explained', async () => {
    const hub = fakeHub();
    await run(hub);
    hub.grantRoot.mockRejectedValueOnce(new SpindleError('output-unwritable', 'It cannot be written to.'));
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/archive'] });
    await chooseByMenu();
    expect(dialog.showErrorBox).toHaveBeenCalledWith(
      'This folder cannot be used',
      'It cannot be written to.',
    );
  });

  test.each([
    ['granted', 0, 2],
    ['ignored', 1, 1],
  ])(
    'one named by a command line is asked about, and %s as the person says',
    async (_as, response, grants) => {
      const hub = fakeHub();
      dialog.showMessageBox.mockResolvedValueOnce({ response });
      await run(hub, [folder]);
      await settled();
      expect(dialog.showMessageBox.mock.calls[0]![0]).toMatchObject({ detail: folder, defaultId: 1 });
      expect(hub.grantRoot).toHaveBeenCalledTimes(grants);
    },
  );

  test('one opened before or after the start is asked about as well', async () => {
    const hub = fakeHub();
    dialog.showMessageBox.mockResolvedValue({ response: 1 });
    const starting = run(hub);
    const event = fakeEvent();
    app.emit('open-file', event, folder);
    await starting;
    await settled();
    app.emit('second-instance', {}, ['/opt/Spindle/spindle', '.'], folder);
    await settled();
    expect(event.defaultPrevented).toBe(true);
    expect(dialog.showMessageBox.mock.calls.map(([options]) => options.detail)).toEqual([folder, folder]);
  });
});

describe('images and links', () => {
  const image = () => {
    writeFileSync(join(folder, 'disk.img'), '');
    return join(folder, 'disk.img');
  };
  const told = () => BrowserWindow.opened[0]!.webContents.send.mock.calls;

  test('named when the program starts are shown as soon as there is a page', async () => {
    const hub = fakeHub();
    await run(hub, [image()]);
    expect(hub.offerImage).toHaveBeenCalledWith(join(folder, 'disk.img'));
    expect(told()).toEqual([['spindle:image', hub.offerImage.mock.results[0]!.value]]);
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
  });

  test('named by a second start come to the one window that is there', async () => {
    const hub = fakeHub();
    await run(hub);
    image();
    app.emit('second-instance', {}, ['/opt/Spindle/spindle', '--flag', './disk.img'], folder);
    expect(hub.offerImage).toHaveBeenCalledWith(join(folder, 'disk.img'));
    app.emit('second-instance', {}, ['/opt/Spindle/spindle', 'spindle://carrier/AR-0001'], folder);
    expect(told().at(-1)).toEqual(['spindle:link', 'spindle://carrier/AR-0001']);
    expect(BrowserWindow.opened).toHaveLength(1);
    expect(BrowserWindow.opened[0]!.focus).toHaveBeenCalledTimes(2);
  });

  test('come on a Mac by events of their own, where a link is never taken for a path', async () => {
    const hub = fakeHub();
    await run(hub);
    app.emit('open-file', fakeEvent(), image());
    expect(hub.offerImage).toHaveBeenCalledTimes(1);
    app.emit('open-url', fakeEvent(), 'spindle://queue');
    app.emit('open-url', fakeEvent(), join(folder, 'disk.img'));
    expect(hub.offerImage).toHaveBeenCalledTimes(1);
    expect(told().at(-1)).toEqual(['spindle:link', 'spindle://queue']);
  });

  test('are shown after a window that was closed has been opened again', async () => {
    await run(fakeHub());
    BrowserWindow.opened[0]!.destroy();
    app.emit('second-instance', {}, ['/opt/Spindle/spindle', 'spindle://queue'], folder);
    expect(BrowserWindow.opened[1]!.webContents.send.mock.calls).toEqual([
      ['spindle:link', 'spindle://queue'],
    ]);
  });

  test('a link can do nothing: the hub is not asked for anything', async () => {
    const hub = fakeHub();
    await run(hub, ['spindle://carrier/AR-0001', 'spindle://start/A']);
    expect(hub.offerImage).not.toHaveBeenCalled();
    expect(hub.grantRoot).toHaveBeenCalledTimes(1);
    expect(told()).toEqual([['spindle:link', 'spindle://carrier/AR-0001']]);
  });

  test('the endings of electron-builder.yml are among those that open', () => {
    const packed = readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8');
    const declared = [...packed.matchAll(/\{ ext: (\w+),/g)].map(([, ending]) => ending!);
    expect(declared).toEqual(imageEndings.slice(0, declared.length));
    expect(declared).toHaveLength(8);
  });
});

describe('words from outside', () => {
  test('only existing folders and images are taken, links by their real place', () => {
    mkdirSync(join(folder, 'images'));
    mkdirSync(join(folder, 'folder.img'));
    for (const name of ['disk.IMG', 'a b.cue', 'notes.txt']) writeFileSync(join(folder, name), '');
    symlinkSync(join(folder, 'images'), join(folder, 'link'));
    const words = ['images', 'link', 'disk.IMG', 'notes.txt', 'missing', 'folder.img'];
    expect(namedThings(words, folder)).toEqual([
      { kind: 'folder', path: join(folder, 'images') },
      { kind: 'folder', path: join(folder, 'images') },
      { kind: 'image', path: join(folder, 'disk.IMG') },
      { kind: 'folder', path: join(folder, 'folder.img') },
    ]);
    expect(namedThings([pathToFileURL(join(folder, 'a b.cue')).href], '/')).toEqual([
      { kind: 'image', path: join(folder, 'a b.cue') },
    ]);
  });

  test('an image that is a link to a device is none', () => {
    symlinkSync('/dev/null', join(folder, 'disk.img'));
    expect(namedThings(['disk.img'], folder)).toEqual([]);
  });

  test.each([
    '--no-sandbox',
    '-',
    '',
    `${'x'.repeat(5000)}`,
    'a\0b',
    '//server/share',
    '\\\\server\\share',
    '\\\\.\\PhysicalDrive0',
    'spindle://app/',
    'https://evil.example',
    'file://server/share/disk.img',
    'file:////server/share/disk.img',
    'file:///%00',
    'spindle://carrier/../../etc',
  ])('%j is passed over', (word) => {
    expect(namedThings([word], folder)).toEqual([]);
  });

  test('no more than eight are asked about', () => {
    expect(namedThings(Array(1000).fill('.'), folder)).toHaveLength(8);
  });
});

describe('quitting', () => {
  const hubAndWindow = (activeJobs: number, whenBusy: 'quit' | 'hide' = 'quit') => {
    const hub = fakeHub(activeJobs);
    const window = new BrowserWindow({});
    guardQuit(hub).watchWindow(window as unknown as Electron.BrowserWindow, whenBusy);
    return { hub, window };
  };

  test('closes the hub first, without a question when nothing runs', async () => {
    const { hub } = hubAndWindow(0);
    app.quit();
    expect(app.calls).toEqual([]);
    await settled();
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
    expect(hub.close).toHaveBeenCalledTimes(1);
    expect(app.calls).toEqual(['quitting']);
  });

  test('stays when the person keeps jobs running, and asks again the next time', async () => {
    const { hub } = hubAndWindow(2);
    dialog.showMessageBox.mockResolvedValue({ response: 1 });
    app.quit();
    await settled();
    app.quit();
    await settled();
    expect(dialog.showMessageBox.mock.calls.map(([options]) => options.message)).toEqual([
      '2 jobs are still running.',
      '2 jobs are still running.',
    ]);
    expect(hub.close).not.toHaveBeenCalled();
    expect(app.calls).toEqual([]);
  });

  test('warns of a medium that is being written, for that does not go on later', async () => {
    const { hub } = hubAndWindow(0);
    hub.become(1, 1);
    dialog.showMessageBox.mockResolvedValue({ response: 1 });
    app.quit();
    await settled();
    const [options] = dialog.showMessageBox.mock.calls[0]!;
    expect(options).toMatchObject({
      type: 'warning',
      message: 'A medium is being written. A job is still running.',
      detail: expect.stringMatching(/part of the image only.*\n\nQuitting parks jobs/s),
      defaultId: 1,
    });
    expect(hub.close).not.toHaveBeenCalled();
  });

  test('parks and quits when told to, asking once however often quitting is tried', async () => {
    const { hub, window } = hubAndWindow(1);
    dialog.showMessageBox.mockResolvedValue({ response: 0 });
    app.quit();
    app.quit();
    await settled();
    expect(dialog.showMessageBox).toHaveBeenCalledTimes(1);
    expect(hub.close).toHaveBeenCalledTimes(1);
    const event = fakeEvent();
    window.emit('close', event);
    expect(event.defaultPrevented).toBe(false);
  });

  test('is what closing the window means while a job runs, and not otherwise', async () => {
    const { hub, window } = hubAndWindow(1);
    dialog.showMessageBox.mockResolvedValue({ response: 1 });
    const event = fakeEvent();
    window.emit('close', event);
    await settled();
    expect(event.defaultPrevented).toBe(true);
    expect(dialog.showMessageBox).toHaveBeenCalledTimes(1);
    hub.become(0);
    const later = fakeEvent();
    window.emit('close', later);
    expect(later.defaultPrevented).toBe(false);
  });

  test('is not meant on a Mac: the window is put away while jobs run, and goes when the program does', async () => {
    const { hub, window } = hubAndWindow(1, 'hide');
    const event = fakeEvent();
    window.emit('close', event);
    expect(event.defaultPrevented).toBe(true);
    expect(window.hide).toHaveBeenCalledTimes(1);
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
    dialog.showMessageBox.mockResolvedValue({ response: 0 });
    hub.close.mockRejectedValueOnce(new SpindleError('output-full', 'The disk is full.'));
    app.quit();
    await settled();
    const last = fakeEvent();
    window.emit('close', last);
    expect(last.defaultPrevented).toBe(false);
  });

  test('happens even if the hub cannot close in good order, and says so', async () => {
    const { hub } = hubAndWindow(0);
    hub.close.mockRejectedValueOnce(new SpindleError('output-full', 'The disk is full.'));
    app.quit();
    await settled();
    expect(dialog.showErrorBox).toHaveBeenCalledWith(expect.any(String), 'The disk is full.');
    expect(app.calls).toEqual(['quitting']);
  });
});

test('the system stays awake exactly while drives, or many files, are read or written', () => {
  const hub = fakeHub(0);
  stayAwake(hub, holdAwake);
  expect(powerSaveBlocker.start).not.toHaveBeenCalled();
  hub.become(1);
  hub.become(2);
  expect(powerSaveBlocker.start.mock.calls).toEqual([['prevent-app-suspension']]);
  hub.become(0);
  hub.become(0);
  expect(powerSaveBlocker.stop.mock.calls).toEqual([[7]]);
  hub.become(0, 1);
  expect(powerSaveBlocker.start).toHaveBeenCalledTimes(2);
  hub.become(1, 0);
  hub.become(0, 0, 1);
  expect(powerSaveBlocker.stop).toHaveBeenCalledTimes(1);
});
