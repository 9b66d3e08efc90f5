import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FieldError } from '@field/core';
import { problemResponse } from '../problem/problem-response.ts';
import { protocolError } from '../protocol/protocol-errors.ts';

/** What Node says of a request it could not read, as a problem of ours. */
function problemOf({ code }: NodeJS.ErrnoException) {
  if (code === 'HPE_HEADER_OVERFLOW') return protocolError('server.headers_too_large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return protocolError('server.request_too_slow');
  return protocolError('server.malformed_request');
}

/** Answers requests that never became one, too, with a problem document, and hangs up. */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // Who is gone, or has an answer on its way already, is told nothing.
    if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) socket.destroy();
    else void hangUp(socket, error);
  });
}

/** The answer to a request that no route is asked about; the connection ends with it. */
export function refuseRequest(error: FieldError): Response {
  const traceId = randomUUID().replaceAll('-', '');
  const answer = problemResponse(error, { locale: 'en', traceId });
  const { headers } = answer;
  headers.set('x-request-id', traceId);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('cache-control', 'no-store');
  headers.set('connection', 'close');
  return answer;
}

async function hangUp(socket: Socket, error: NodeJS.ErrnoException): Promise<void> {
  const answer = refuseRequest(problemOf(error));
  const body = await answer.text();
  const { headers } = answer;
  headers.set('content-length', String(Buffer.byteLength(body)));
  const lines: string[] = [];
  headers.forEach((value, name) => {
    lines.push(`${name}: ${value}`);
  });
  const status = `HTTP/1.1 ${answer.status} ${reasons[answer.status] ?? ''}`;
  socket.end([status, ...lines, '', body].join('\r\n'));
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};
