/** Pages and files of the station: GET and HEAD of what was built, and nothing else. */
import type { IncomingMessage, ServerOptions, ServerResponse } from 'node:http';
import { securityHeaders } from '../response-headers.ts';
import type { StaticFiles } from '../static-files.ts';
import { judgeRequest, type Refusal } from './upgrade-policy.ts';

/** A request that takes longer to arrive holds its connection for nothing. */
export const serverLimits: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
};
export const maxConnections = 64;

/** @param port asked for with every request: it is known only once the server listens */
export function createPageHandler(
  files: StaticFiles,
  port: () => number,
  refused: (refusal: Refusal) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const decision = judgeRequest(request, port());
    if (!decision.accepted) {
      refused(decision.refusal);
      if (decision.status === 405) response.setHeader('allow', 'GET, HEAD');
      answer(request, response, decision.status);
      return;
    }
    const [path = ''] = (request.url ?? '').split('?', 1);
    const file = files.get(path);
    if (file) answer(request, response, 200, file.contentType, file.body);
    else answer(request, response, 404);
  };
}

const plainText = 'text/plain; charset=utf-8';
const sentences: Readonly<Record<number, string>> = {
  403: 'This address answers only pages of its own. Open the address Spindle printed.\n',
  404: 'There is nothing at this address.\n',
  405: 'Only GET and HEAD are answered here.\n',
  421: 'This is not the name of this station. Open the address Spindle printed.\n',
};

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  contentType: string = plainText,
  body: Uint8Array = Buffer.from(sentences[status] ?? ''),
): void {
  response.writeHead(status, {
    ...securityHeaders,
    'content-type': contentType,
    'content-length': body.byteLength,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
