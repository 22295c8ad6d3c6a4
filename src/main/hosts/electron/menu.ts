/** The menu: what only the window can do. Electron's own would link to the web and open the developer tools. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

export function setMenu(options: { chooseRoot: () => void; developerTools: boolean; mac: boolean }): void {
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
