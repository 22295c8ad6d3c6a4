import { expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));

import type { Session } from 'electron';
import { registerScheme, serveScreens } from '../../src/main/hosts/electron/protocol.ts';
import { FakeSession, protocol } from '../support/fake-electron.ts';

const text = (body: string) => new TextEncoder().encode(body);
const files = new Map([
  ['/', { contentType: 'text/html; charset=utf-8', body: text('<title>Spindle</title>') }],
  ['/assets/a.js', { contentType: 'text/javascript; charset=utf-8', body: text('export {};') }],
]);

async function load(url: string, method = 'GET'): Promise<Response> {
  const session = new FakeSession();
  serveScreens(session as unknown as Session, files);
  const [scheme, handler] = session.protocol.handle.mock.calls[0]!;
  expect(scheme).toBe('spindle');
  return handler({ url, method } as Parameters<typeof handler>[0]);
}

test('the scheme is a proper, secure origin and nothing more', () => {
  registerScheme();
  expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
    { scheme: 'spindle', privileges: { standard: true, secure: true } },
  ]);
});

test('serves the built files with their types and the policies', async () => {
  const page = await load('spindle://app/');
  expect(page.status).toBe(200);
  expect(await page.text()).toBe('<title>Spindle</title>');
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect((await load('spindle://app/assets/a.js')).headers.get('content-type')).toBe(
    'text/javascript; charset=utf-8',
  );
});

test.each([
  ['spindle://other/', 'GET'],
  ['spindle://app.evil.example/', 'GET'],
  ['spindle://app/', 'POST'],
  ['spindle://app/missing', 'GET'],
  ['spindle://app/../../etc/passwd', 'GET'],
  ['spindle://app/..%2f..%2fetc/passwd', 'GET'],
  ['spindle://app/%61ssets/a.js', 'GET'],
  ['spindle://app//etc/passwd', 'GET'],
  ['spindle://app/__proto__', 'GET'],
])('finds nothing at %s (%s), and says so under the same policies', async (url, method) => {
  const reply = await load(url, method);
  expect(reply.status).toBe(404);
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
});
