/** The window comes back where it was, if a person can reach it there. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));

import { openWindow } from '../../src/main/hosts/electron/window.ts';
import { fragmentToKeep, visibleBounds } from '../../src/shared/model/window-memory.ts';
import { app, BrowserWindow, screen } from '../support/fake-electron.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spindle-memory-'));
  app.userData = folder;
  BrowserWindow.opened.length = 0;
  screen.displays = [{ x: 0, y: 0, width: 1920, height: 1080 }];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const remembered = () => JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'));
const newest = () => {
  openWindow();
  return BrowserWindow.opened.at(-1)!;
};

describe('the next window', () => {
  const leave = (bounds = { x: 100, y: 60, width: 1400, height: 900 }) => {
    const window = newest();
    window.bounds = bounds;
    window.webContents.address = 'spindle://app/#/carriers/AR-0001';
    window.isMaximized.mockReturnValue(true);
    window.emit('close', {});
  };

  test('opens where the last one was, as large, on the same screen', () => {
    leave();
    const window = newest();
    expect(window.options).toMatchObject({ x: 100, y: 60, width: 1400, height: 900 });
    expect(window.loadURL).toHaveBeenCalledWith('spindle://app/#/carriers/AR-0001');
    window.emit('ready-to-show');
    expect(window.maximize).toHaveBeenCalled();
  });

  test('opens in its usual place when the display is gone', () => {
    leave({ x: 2500, y: 60, width: 1400, height: 900 });
    const { options } = newest();
    expect(options).toMatchObject({ width: 1280, height: 820 });
    expect(options).not.toHaveProperty('x');
  });

  test('knows its screen even if the program was killed', () => {
    const window = newest();
    window.webContents.address = 'spindle://app/#/queue';
    window.webContents.emit('did-navigate-in-page', {}, 'spindle://app/#/queue', true);
    expect(remembered().fragment).toBe('#/queue');
  });

  test.each([
    'no JSON',
    '[]',
    '{"bounds":{"x":0,"y":0,"width":-1,"height":1e99},"isMaximized":false,"fragment":""}',
    '{"bounds":{"x":0,"y":0,"width":9,"height":9},"isMaximized":false,"fragment":"@evil.example/"}',
  ])('makes nothing of %s', (text) => {
    writeFileSync(join(folder, 'window.json'), text);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const window = newest();
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
    expect(window.options).toMatchObject({ width: 1280, height: 820 });
    expect(window.loadURL).toHaveBeenCalledWith('spindle://app/');
  });
});

describe('bounds', () => {
  const areas = [
    { x: 0, y: 25, width: 1440, height: 875 },
    { x: 1440, y: 0, width: 1920, height: 1080 },
  ];
  test.each([
    ['on one display', { x: 10, y: 30, width: 800, height: 600 }, true],
    ['across both', { x: 1200, y: 30, width: 800, height: 600 }, true],
    ['with a corner that can be gripped', { x: -640, y: 30, width: 800, height: 600 }, true],
    ['with hardly anything in reach', { x: -700, y: 30, width: 800, height: 600 }, false],
    ['with the upper edge below the display', { x: 10, y: 890, width: 800, height: 600 }, false],
    ['with the upper edge above it', { x: 10, y: 0, width: 800, height: 600 }, false],
    ['nowhere', { x: 9000, y: 9000, width: 800, height: 600 }, false],
  ])('%s', (_as, bounds, isVisible) => {
    expect(visibleBounds(bounds, areas)).toEqual(isVisible ? bounds : null);
  });
});

test.each([
  ['spindle://app/', ''],
  ['spindle://app/#/bench?kiosk', '#/bench?kiosk'],
  ['spindle://app/#/image/opened/5f0c1e86', '#/images'],
  [`spindle://app/#/catalogue?q=${'x'.repeat(3000)}`, ''],
  ['spindle://app/#token=abc', ''],
])('of %s is kept %j', (address, kept) => expect(fragmentToKeep(address)).toBe(kept));
