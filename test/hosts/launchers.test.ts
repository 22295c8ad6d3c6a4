/** One contract, both launchers: the hub must not be able to tell them apart. */
import { afterEach, describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));

import type { ImagingProcess } from '../../src/main/core/ports.ts';
import { createUtilityLauncher } from '../../src/main/hosts/electron/utility-launcher.ts';
import { cleanEnvironment } from '../../src/main/hosts/launchers/clean-environment.ts';
import { createForkLauncher } from '../../src/main/hosts/launchers/fork-launcher.ts';

const entry = new URL('../fixtures/processes/echo-process.ts', import.meta.url);
const launched: ImagingProcess[] = [];
afterEach(() => {
  for (const child of launched.splice(0)) if (child.pid !== undefined) child.kill();
});

describe.each([
  ['fork', createForkLauncher],
  ['utility process', createUtilityLauncher],
])('%s', (_name, createLauncher) => {
  const launch = (url = entry) => {
    const child = createLauncher(url).launch();
    launched.push(child);
    return child;
  };
  const nextMessage = (child: ImagingProcess) => new Promise<unknown>((resolve) => child.onMessage(resolve));
  const exit = (child: ImagingProcess) =>
    new Promise<{ code: number | null; signal: string | null }>((resolve) => child.onExit(resolve));

  test('carries messages both ways, even before the process has started', async () => {
    const child = launch();
    const message = { say: 'echo', list: [1, 'two', null], text: 'ü' };
    child.send(message);
    expect(await nextMessage(child)).toEqual(message);
  });

  test('tells of the end once, to every listener, also to one that comes late', async () => {
    const child = launch();
    const heard = vi.fn();
    child.onExit(heard);
    child.send({ say: 'crash' });
    expect(await exit(child)).toMatchObject({ code: 9 });
    expect(await exit(child)).toMatchObject({ code: 9 });
    child.kill();
    await new Promise(setImmediate);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test('kills a process that answers nothing', async () => {
    const child = launch();
    child.send({ say: 'echo' });
    await nextMessage(child);
    child.send({ say: 'hang' });
    const ended = exit(child);
    child.kill();
    expect((await ended).code).not.toBe(0);
  });

  test('lets a message to a process that has ended fall', async () => {
    const child = launch();
    child.send({ say: 'crash' });
    await exit(child);
    expect(() => child.send({ say: 'echo' })).not.toThrow();
    expect(() => child.kill()).not.toThrow();
  });

  test('passes nothing on that steers the runtime', async () => {
    vi.stubEnv('NODE_OPTIONS', '--no-warnings');
    vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
    const child = launch();
    vi.unstubAllEnvs();
    child.send({ say: 'environment' });
    const names = (await nextMessage(child)) as string[];
    expect(names).toContain('PATH');
    expect(names.filter((name) => /^(NODE_OPTIONS|ELECTRON_)/.test(name))).toEqual([]);
  });
});

test('fork: nothing a process said before its end is lost or late', async () => {
  const child = createForkLauncher(entry).launch();
  launched.push(child);
  const heard: string[] = [];
  child.onMessage(() => heard.push('message'));
  child.send({ say: 'last words' });
  await new Promise<void>((resolve) => {
    child.onExit(() => {
      heard.push('exit');
      resolve();
    });
  });
  expect(heard).toHaveLength(501);
  expect(heard.at(-1)).toBe('exit');
});

test('the clean environment keeps what is not about the runtime', () => {
  expect(
    cleanEnvironment({
      HOME: '/h',
      XDG_DATA_HOME: '/d',
      SPINDLE_CATALOGUE: '/c',
      NODE_OPTIONS: 'x',
      NODE_PATH: 'x',
      node_options: 'x',
      ELECTRON_RUN_AS_NODE: '1',
      LD_PRELOAD: 'x',
      DYLD_INSERT_LIBRARIES: 'x',
      UNSET: undefined,
    }),
  ).toEqual({ HOME: '/h', XDG_DATA_HOME: '/d', SPINDLE_CATALOGUE: '/c' });
});
