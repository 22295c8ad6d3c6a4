import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRpcMessage } from '../../src/main/hosts/rpc-message.ts';
import type { HubClient } from '../../src/shared/contract/client.ts';

/** A client that is never answered, and what it sends. */
function deafClient() {
  const sent: unknown[] = [];
  const websocket = { readyState: 1, addEventListener() {}, send: (data: unknown) => void sent.push(data) };
  const link = new RPCLink({ websocket: websocket as unknown as WebSocket });
  return { client: createORPCClient(link) as HubClient, sent };
}
const settled = () => new Promise(setImmediate);

test('everything the real client sends passes: calls with and without input, and their ends', async () => {
  const { client, sent } = deafClient();
  const controller = new AbortController();
  const { signal } = controller;
  const calls = [
    client.system.about(undefined, { signal }),
    client.jobs.watch({ after: -1 }, { signal }),
    client.search.find({ query: 'Łódź "1987"', limit: 20 }, { signal }),
  ];
  await settled();
  controller.abort();
  await expect(Promise.allSettled(calls)).resolves.toHaveLength(3);
  await settled();
  expect(sent).toHaveLength(6);
  expect(sent.filter((message) => !isRpcMessage(message))).toEqual([]);
});

test('a call without a body passes', () => {
  expect(isRpcMessage('{"i":"1","p":{"u":"/system/about"}}')).toBe(true);
});

test('nothing makes it throw', () => {
  fc.assert(fc.property(fc.anything(), (data) => void isRpcMessage(data)));
  fc.assert(fc.property(fc.string(), (data) => !isRpcMessage(data)));
  fc.assert(fc.property(fc.json(), (data) => !isRpcMessage(data)));
});

test('what passes has an address of ours and no body but JSON', () => {
  const message = fc.record(
    {
      i: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
      t: fc.constantFrom(1, 2, 3, 4, '4'),
      p: fc.record(
        {
          u: fc.oneof(fc.webUrl(), fc.webPath(), fc.string()),
          h: fc.dictionary(fc.constantFrom('content-type', 'Content-Disposition', 'x'), fc.string()),
          b: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(message, (value) => {
      if (!isRpcMessage(JSON.stringify(value)) || value.t === 4) return;
      expect(value.p?.u?.startsWith('/')).toBe(true);
      expect(Object.keys(value.p?.h ?? {}).filter((name) => /^content/i.test(name))).toEqual([]);
    }),
  );
});
