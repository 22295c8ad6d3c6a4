/**
 * Who may have an answer. Pure decisions; against pages of other origins (Origin, Sec-Fetch-Site), names rebound to
 * this machine (Host) and other users of it (the token).
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const rpcPath = '/rpc';
export const rpcProtocol = 'spindle.v1';
const bearerPrefix = 'bearer.';

/** What a decision needs of a request: every value of a header, because a second one is a trick. */
export type AskedRequest = Pick<IncomingMessage, 'method' | 'url' | 'headersDistinct'>;

export type Refusal = 'host' | 'method' | 'site' | 'path' | 'origin' | 'token';
export type Decision =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly refusal: Refusal; readonly status: number };

const accepted: Decision = { accepted: true };

/** Decides about a page or a file. */
export function judgeRequest(request: AskedRequest, port: number): Decision {
  if (knownHost(request, port) === null) return refuse('host', 421);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse('method', 405);
  if (!fromHere(request)) return refuse('site', 403);
  return accepted;
}

/** Decides about a WebSocket. */
export function judgeUpgrade(request: AskedRequest, port: number, token: string): Decision {
  const host = knownHost(request, port);
  if (host === null) return refuse('host', 403);
  if (request.method !== 'GET') return refuse('method', 405);
  if (only(request, 'origin') !== `http://${host}`) return refuse('origin', 403);
  if (!fromHere(request)) return refuse('site', 403);
  if (request.url !== rpcPath) return refuse('path', 404);
  if (!carriesToken(request, token)) return refuse('token', 403);
  return accepted;
}

function refuse(refusal: Refusal, status: number): Decision {
  return { accepted: false, refusal, status };
}

/** The one value of a header; null when there is none or more than one. */
function only(request: AskedRequest, name: string): string | null {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? (values[0] ?? null) : null;
}

function knownHost(request: AskedRequest, port: number): string | null {
  const host = only(request, 'host');
  // RFC 9110, section 4.2.1: browsers leave out the default port.
  const suffix = port === 80 ? '' : `:${port}`;
  return host === `127.0.0.1${suffix}` || host === `localhost${suffix}` ? host : null;
}

/** Browsers say where a request comes from; other programs say nothing. `none` is a person typing an address. */
function fromHere(request: AskedRequest): boolean {
  if (request.headersDistinct['sec-fetch-site'] === undefined) return true;
  const site = only(request, 'sec-fetch-site');
  return site === 'same-origin' || site === 'none';
}

function carriesToken(request: AskedRequest, token: string): boolean {
  const offered = (only(request, 'sec-websocket-protocol') ?? '').split(',').map((name) => name.trim());
  const bearer = offered[1];
  if (offered.length !== 2 || offered[0] !== rpcProtocol || !bearer?.startsWith(bearerPrefix)) return false;
  const given = Buffer.from(bearer.slice(bearerPrefix.length));
  const expected = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
