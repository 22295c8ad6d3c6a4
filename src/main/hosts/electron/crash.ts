/** Failures of the program itself: what happened is shown in full before a person decides to keep it. Nothing is sent. */
import { writeFileSync } from 'node:fs';
import { app, dialog, type IpcMainEvent, ipcMain } from 'electron';
import { crashReport, wordsOfError } from '../../../shared/crash-report.ts';
import { toWireError } from '../../../shared/errors.ts';
import { outputError } from '../../adapters/files/durable.ts';
import type { WindowHub } from '../served-hub.ts';
import { isOurPage } from './connect.ts';

const saveChannel = 'spindle:save-report';
const longestReport = 100_000;
/** A hub that failed may never say that it has closed; its stores resume all the same. */
const patienceMs = 5_000;

const station = () => ({
  version: app.getVersion(),
  system: `${process.platform} ${process.arch}, Electron ${process.versions.electron ?? '?'}`,
  at: new Date(),
});

export function windowReport(reason: string, exitCode: number): string {
  const what = `The process of the window ended: ${reason}, exit code ${exitCode}.`;
  return crashReport({ where: 'window', what, ...station() });
}

/** The page shows its report itself, and asks for it to be saved. */
export function acceptReports(): void {
  ipcMain.on(saveChannel, (event: IpcMainEvent, report: unknown) => {
    const isReport = typeof report === 'string' && report !== '' && report.length <= longestReport;
    if (isReport && isOurPage(event)) void saveReport(report);
  });
}

/** An error nobody caught: the program is not to be trusted any further, so its jobs are parked and it ends. */
export function endOnUncaught(hub: Pick<WindowHub, 'close'>): (error: unknown) => Promise<void> {
  let isEnding = false;
  const end = async (error: unknown) => {
    if (isEnding) return;
    isEnding = true;
    const report = crashReport({ where: 'main', what: wordsOfError(error), ...station() });
    const closing = closeInTime(hub);
    try {
      await offerReport(report);
      await closing;
    } finally {
      app.exit(1);
    }
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  return end;
}

/** That it failed to close is not told: the stores it leaves are those of a power cut, and resume. */
function closeInTime(hub: Pick<WindowHub, 'close'>): Promise<unknown> {
  return Promise.race([
    hub.close().catch((failure: unknown) => console.error(failure)),
    new Promise((resolve) => setTimeout(resolve, patienceMs)),
  ]);
}

async function offerReport(report: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'Spindle failed and has to end.',
    detail: `Jobs are parked; everything read so far is kept and can be resumed.\n\n${report}`,
    buttons: ['Save this report…', 'End'],
    defaultId: 1,
    cancelId: 1,
  });
  if (response === 0) await saveReport(report);
}

async function saveReport(report: string): Promise<void> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: 'Save the report',
    defaultPath: `spindle-report-${new Date().toISOString().slice(0, 10)}.txt`,
    filters: [{ name: 'Text', extensions: ['txt'] }],
  });
  if (canceled || filePath === '') return;
  try {
    writeFileSync(filePath, report);
  } catch (error) {
    dialog.showErrorBox('The report was not saved', toWireError(outputError(error, filePath)).message);
  }
}
