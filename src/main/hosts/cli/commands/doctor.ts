/** `spindle doctor`: what the station needs, what is not right, and how to mend it. Touches no drive. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { HubClient } from '../../../../shared/contract/client.ts';
import { SpindleError } from '../../../../shared/errors.ts';
import type { DoctorReport } from '../../../../shared/model/doctor.ts';
import { outputError } from '../../../adapters/files/durable.ts';
import { closingWords, reportText } from '../../../core/doctor/report-text.ts';
import { createForkLauncher } from '../../launchers/fork-launcher.ts';
import { defaultOutputFolder } from '../../user-folders.ts';
import { wireHub } from '../../wiring.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export interface DoctorOptions {
  readonly out?: string;
  readonly report?: string;
  readonly catalogue?: string;
}

export async function doctor(terminal: Terminal, options: DoctorOptions): Promise<number> {
  const report = await examine(options);
  for (const line of report.lines) terminal.emit({ type: 'line', ...line });
  for (const text of reportText(report)) terminal.say(text);
  terminal.say(`\n${closingWords(report)}`);
  const path = options.report === undefined ? null : writeReport(resolve(options.report), report);
  if (path !== null) terminal.say(`The report is in ${path}: read it before you send it.`);
  terminal.emit({ type: 'result', ...report, reportPath: path });
  return report.state === 'ok' ? exitStatus.clean : exitStatus.someUnreadable;
}

/** A catalogue that is damaged is told of, and one that is not there is not made. */
async function examine(options: DoctorOptions): Promise<DoctorReport> {
  const hub = await wireHub('cli', {
    launcher: createForkLauncher(),
    cataloguePath: options.catalogue,
    onlyExistingCatalogue: true,
  });
  try {
    const folder = resolve(options.out ?? defaultOutputFolder());
    await hub.grantRoot(folder, folder);
    return await (createRouterClient(hub.router) as HubClient).system.doctor();
  } finally {
    await hub.close();
  }
}

function writeReport(path: string, report: DoctorReport): string {
  const lines = [
    `Spindle ${report.version}, report of the doctor`,
    'Home folders are written as ~; serial numbers and the name of this machine are left out.',
    '',
    ...reportText(report),
    '',
    closingWords(report),
  ];
  try {
    writeFileSync(path, `${lines.join('\n')}\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw outputError(error, path);
    throw new SpindleError(
      'output-exists',
      `The report was not written because ${path} is there already. Give another name.`,
      { path },
    );
  }
  return path;
}
