/** Folders results may go to: granted by a person in a dialog of the system, never by a page. */
import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialog } from 'electron';
import { toWireError } from '../../../shared/errors.ts';
import { outputError } from '../../adapters/files/durable.ts';
import type { WindowHub } from '../served-hub.ts';

type Granting = Pick<WindowHub, 'grantRoot'>;

/** The folder for whoever never chose one. The window opens without it too. */
export async function grantDefaultRoot(hub: Granting, path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true }).catch((error: unknown) => {
      throw outputError(error, path);
    });
    await hub.grantRoot(path, basename(path));
  } catch (error) {
    showRefusal(error);
  }
}

export async function chooseRoot(hub: Granting): Promise<void> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Choose a folder for images',
    buttonLabel: 'Use this folder',
    properties: ['openDirectory', 'createDirectory'],
  });
  if (!canceled && filePaths[0] !== undefined) await grant(hub, filePaths[0]);
}

/** Folders handed over from outside are only ever a question. */
export async function offerRoots(hub: Granting, directories: readonly string[]): Promise<void> {
  for (const directory of directories) {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: 'Use this folder for images?',
      detail: directory,
      buttons: ['Use this folder', 'Ignore it'],
      defaultId: 1,
      cancelId: 1,
    });
    if (response === 0) await grant(hub, directory);
  }
}

async function grant(hub: Granting, path: string): Promise<void> {
  try {
    await hub.grantRoot(path, basename(path) || path);
  } catch (error) {
    showRefusal(error);
  }
}

function showRefusal(error: unknown): void {
  dialog.showErrorBox('This folder cannot be used', toWireError(error).message);
}
