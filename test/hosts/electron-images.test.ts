/** Images handed to the window: the page gets an id, and no page can name a path by itself. */
import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));

import { acceptImages, chooseImage } from '../../src/main/hosts/electron/images.ts';
import { dialog, FakeFrame, FakeWebContents, ipcMain } from '../support/fake-electron.ts';
import { fakeHub } from '../support/window-hub.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));
let hub: ReturnType<typeof fakeHub>;
beforeEach(() => {
  ipcMain.removeAllListeners();
  dialog.showMessageBox.mockReset().mockResolvedValue({ response: 0 });
  dialog.showOpenDialog.mockReset().mockResolvedValue({ canceled: true, filePaths: [] });
  hub = fakeHub();
  acceptImages(hub);
});

async function drop(
  path: unknown,
  sender = new FakeWebContents(),
  senderFrame: FakeFrame = sender.mainFrame,
) {
  ipcMain.emit('spindle:drop-image', { sender, senderFrame }, path);
  await settled();
  return senderFrame;
}

describe('an image', () => {
  test('chosen in the dialog of the system is offered to the page by its id', async () => {
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/archive/a.cue'] });
    const page = new FakeFrame();
    await chooseImage(hub, page);
    expect(hub.offerImage).toHaveBeenCalledWith('/archive/a.cue');
    expect(page.postMessage).toHaveBeenCalledWith('spindle:image', hub.offerImage.mock.results[0]!.value);
    await chooseImage(hub, page);
    expect(hub.offerImage).toHaveBeenCalledTimes(1);
  });

  test('that was dropped is asked about, once for a folder', async () => {
    const page = await drop('/shelf/one.img');
    expect(dialog.showMessageBox.mock.calls[0]![0]).toMatchObject({ detail: '/shelf/one.img', cancelId: 1 });
    expect(page.postMessage).toHaveBeenCalledTimes(1);
    await drop('/shelf/two.img');
    expect(dialog.showMessageBox).toHaveBeenCalledTimes(1);
    expect(hub.offerImage).toHaveBeenLastCalledWith('/shelf/two.img');
  });

  test('that a person does not want is not opened', async () => {
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    await drop('/etc/shadow');
    expect(hub.offerImage).not.toHaveBeenCalled();
  });

  test.each([[''], [7], [null], ['x'.repeat(5000)]])(
    'named by nonsense is not asked about: %s',
    async (path) => {
      await drop(path);
      expect(dialog.showMessageBox).not.toHaveBeenCalled();
    },
  );

  test('named by a foreign page or a frame within ours is passed over', async () => {
    const sender = new FakeWebContents();
    await drop('/archive/a.img', sender, new FakeFrame());
    const foreign = new FakeWebContents();
    foreign.mainFrame.origin = 'https://example.org';
    await drop('/archive/a.img', foreign);
    expect(hub.offerImage).not.toHaveBeenCalled();
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
  });
});
