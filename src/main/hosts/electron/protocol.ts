/** The window's own scheme: the built files from memory, with the same policies as at the station's address. */
import { protocol, type Session } from 'electron';
import { securityHeaders } from '../response-headers.ts';
import type { StaticFiles } from '../static-files.ts';

export const appOrigin = 'spindle://app';

/** Must run before the app is ready. No privilege beyond a proper, secure origin. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'spindle', privileges: { standard: true, secure: true } }]);
}

export function serveScreens(session: Pick<Session, 'protocol'>, files: StaticFiles): void {
  session.protocol.handle('spindle', (request) => answer(request, files));
}

function answer(request: Pick<Request, 'method' | 'url'>, files: StaticFiles): Response {
  const url = new URL(request.url);
  const file = url.host === 'app' && request.method === 'GET' ? files.get(url.pathname) : undefined;
  return file
    ? new Response(file.body, { headers: { ...securityHeaders, 'content-type': file.contentType } })
    : new Response(null, { status: 404, headers: securityHeaders });
}
