import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRefusalLog } from '../../src/main/hosts/station/refusal-log.ts';
import { createHeartbeat, serveClient, socketLimits } from '../../src/main/hosts/station/sockets.ts';

class FakeSocket extends EventEmitter {
  bufferedAmount = 0;
  readonly send = vi.fn();
  readonly close = vi.fn();
  readonly terminate = vi.fn();
  readonly ping = vi.fn();
  readonly addEventListener = vi.fn();
}

test('a client that does not answer a ping is ended at the next beat, one that does is not', () => {
  const silent = new FakeSocket();
  const alive = new FakeSocket();
  const beat = createHeartbeat(new Set([silent, alive]) as unknown as Parameters<typeof createHeartbeat>[0]);
  for (let i = 0; i < 3; i++) {
    beat();
    alive.emit('pong');
  }
  expect(silent.ping).toHaveBeenCalledTimes(1);
  expect(silent.terminate).toHaveBeenCalled();
  expect(alive.ping).toHaveBeenCalledTimes(3);
  expect(alive.terminate).not.toHaveBeenCalled();
});

describe('a client that does not read', () => {
  const serve = () => {
    const socket = new FakeSocket();
    const upgrade = vi.fn();
    serveClient({ upgrade }, socket as unknown as Parameters<typeof serveClient>[1]);
    const { send } = upgrade.mock.calls[0]![0] as { send: (data: string) => void };
    return { socket, send };
  };

  test('is dropped once more than 8 MiB wait for it', () => {
    const { socket, send } = serve();
    socket.bufferedAmount = 8 * 1024 * 1024;
    send('{}');
    expect(socket.terminate).not.toHaveBeenCalled();
    socket.bufferedAmount += 1;
    send('{}');
    expect(socket.terminate).toHaveBeenCalledTimes(1);
  });

  test('or whose frames are broken harms nobody', () => {
    const { socket } = serve();
    expect(() => socket.emit('error', new Error('Invalid WebSocket frame'))).not.toThrow();
  });
});

test('the limits are those the station promises', () => {
  expect(socketLimits).toMatchObject({
    clients: 8,
    messageBytes: 2 ** 20,
    bufferedBytes: 2 ** 23,
    pingMs: 20_000,
  });
});

describe('the log of refusals', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('says the first at once, then one line per ten seconds with the number left out', () => {
    const lines: string[] = [];
    const refused = createRefusalLog((line) => lines.push(line));
    for (let i = 0; i < 1000; i++) refused('token');
    refused('host');
    vi.advanceTimersByTime(10_000);
    refused('token');
    vi.advanceTimersByTime(60_000);
    refused('token');
    expect(lines).toEqual([
      'Refused a connection without the right token.',
      'Refused a connection for a host name that is not ours.',
      'Refused a connection without the right token (and 999 more since the last such line).',
      'Refused a connection without the right token.',
    ]);
  });
});
