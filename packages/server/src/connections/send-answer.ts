import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Answer, toResponse } from '../protocol/answer.ts';

/**
 * Writes an answer to Node's HTTP server, which costs a fraction of the way through a `Response` and its stream. What is a stream already
 * is left to the adapter.
 */
export function sendAnswer(answer: Answer, outgoing: ServerResponse): Response {
  const { status, headers, body } = answer;
  if (body instanceof ReadableStream) return toResponse(answer);
  if (body === null) outgoing.writeHead(status, headers).end();
  else outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  return RESPONSE_ALREADY_SENT;
}
