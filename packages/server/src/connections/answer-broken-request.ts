import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FieldError } from '@field/core';
import { problemAnswer } from '../problem/problem-answer.ts';
import type { Answer } from '../protocol/answer.ts';
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
    else hangUp(socket, error);
  });
}

/** The answer to a request that no route is asked about; the connection ends with it. */
export function refuseRequest(error: FieldError): Answer {
  const traceId = randomUUID().replaceAll('-', '');
  const { status, headers, body } = problemAnswer(error, { locale: 'en', traceId });
  const others = {
    'x-request-id': traceId,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    connection: 'close',
  };
  return { status, headers: { ...headers, ...others }, body };
}

function hangUp(socket: Socket, error: NodeJS.ErrnoException): void {
  const { status, headers, body } = refuseRequest(problemOf(error));
  const length = Buffer.byteLength(String(body));
  const lines = Object.entries({ ...headers, 'content-length': length }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.end([`HTTP/1.1 ${status} ${reasons[status] ?? ''}`, ...lines, '', body].join('\r\n'));
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};
