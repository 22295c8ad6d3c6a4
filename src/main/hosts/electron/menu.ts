/** The menu: what only the window can do. Electron's own would link to the web and open the developer tools. */
import { BrowserWindow, Menu, type MenuItemConstructorOptions, type WebFrameMain } from 'electron';

export interface MenuOptions {
  readonly chooseRoot: () => void;
  readonly openImage: (page: WebFrameMain) => void;
  readonly developerTools: boolean;
  readonly mac: boolean;
}

export function setMenu(options: MenuOptions): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(options.developerTools ? [{ role: 'toggleDevTools' } as const] : []),
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(options.mac ? [{ role: 'appMenu' } as const] : []),
      {
        label: '&File',
        submenu: [
          {
            label: 'Add Output Folder…',
            accelerator: 'CmdOrCtrl+Shift+O',
            click: () => options.chooseRoot(),
          },
          {
            label: 'Open Image…',
            accelerator: 'CmdOrCtrl+O',
            click: (_item, window) => {
              if (window instanceof BrowserWindow) options.openImage(window.webContents.mainFrame);
            },
          },
          { type: 'separator' },
          { role: options.mac ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      { label: '&View', submenu: view },
      { role: 'windowMenu' },
    ]),
  );
}
