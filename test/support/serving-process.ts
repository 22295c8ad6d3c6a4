/** A station in a process of its own, which can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { HubClient } from '../../src/shared/contract/client.ts';
import { connectTo } from './real-station.ts';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');

export interface RunningStation {
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
  readonly port: number;
  readonly token: string;
}

/** Serves FOLDER/out with FOLDER/catalogue.db and one simulated drive; ends with the test. */
export async function serve(folder: string, simulate: string): Promise<RunningStation> {
  const args = ['serve', '--no-open', '--port', '0', '--root', join(folder, 'out'), '--json'];
  const station = spawn(
    process.execPath,
    [bin, ...args, '--simulate', simulate, '--catalogue', join(folder, 'catalogue.db')],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const ended = new Promise<void>((done) => station.once('exit', () => done()));
  onTestFinished(async () => {
    station.kill('SIGKILL');
    await ended;
  });
  for await (const line of createInterface({ input: station.stdout! })) {
    const said = JSON.parse(line) as { type: string; url: string; port: number };
    if (said.type === 'serving')
      return { process: station, ended, port: said.port, token: said.url.split('#token=')[1]! };
  }
  throw new Error('the station ended before it served');
}

/** The same station after it was killed, as somebody finds it who starts it again. */
export async function killAndServeAgain(
  first: RunningStation,
  folder: string,
  simulate: string,
): Promise<HubClient> {
  first.process.kill('SIGKILL');
  await first.ended;
  const second = await serve(folder, simulate);
  const { client, close } = await connectTo(second.port, second.token);
  onTestFinished(close);
  return client;
}
