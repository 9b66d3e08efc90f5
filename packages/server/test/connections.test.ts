import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { isValidationError } from '@field/core';
import { expect, onTestFinished, test } from 'vitest';
import { type LogEntry, openSqliteStorage, startFieldServer } from '../src/index.ts';
import { exchange } from './support/raw-exchange.ts';
import { serve } from './support/serve.ts';

type Address = { readonly host: string; readonly port: number };

/** A connection that is gone when the test is. */
async function dial({ host, port }: Address): Promise<Socket> {
  const socket = connect(port, host);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** What a server says until it hangs up, whatever more it is sent. */
function untilHungUp(socket: Socket): Promise<string> {
  socket.on('error', () => {});
  return text(socket);
}

const hasty = { headersTimeoutMs: 200, requestTimeoutMs: 400 };

test('whoever never says anything is told so and hung up, and others are served meanwhile', async () => {
  const { server, json } = await serve({ connections: hasty });
  const silent = await Promise.all(Array.from({ length: 20 }, () => dial(server)));
  const ends = Promise.all(silent.map(untilHungUp));
  expect(await json('GET', '/healthz')).toEqual({ status: 'ok' });
  for (const said of await ends) expect(said).toMatch(/^HTTP\/1\.1 408 .*server\.request_too_slow/s);
  expect(await json('GET', '/healthz')).toEqual({ status: 'ok' });
});

test('headers that drip in for ever are given up, and others are served meanwhile', async () => {
  const { server, json } = await serve({ connections: hasty });
  const socket = await dial(server);
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
  const drip = setInterval(() => socket.write('X-Slow: 1\r\n'), 20);
  onTestFinished(() => clearInterval(drip));
  const end = untilHungUp(socket);
  expect(await json('GET', '/healthz')).toEqual({ status: 'ok' });
  expect(await end).toMatch(/^HTTP\/1\.1 408 .*server\.request_too_slow/s);
});

test('a body that drips in for ever is given up, though it is never silent', async () => {
  const { server, json, login } = await serve({ connections: hasty });
  const { accessToken } = await login();
  const path = '/v1/tickets/t-1/products';
  const socket = await dial(server);
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${accessToken}\r\n` +
      'Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"productId":"drop"',
  );
  const drip = setInterval(() => socket.write(' '), 20);
  onTestFinished(() => clearInterval(drip));
  expect(await untilHungUp(socket)).toMatch(/^HTTP\/1\.1 408 /);
  expect(await json('GET', '/healthz')).toEqual({ status: 'ok' });
});

test('too many headers are refused: none is left out in silence', async () => {
  const { server, json } = await serve({ connections: { maxHeaders: 20 } });
  const request = (headers: number) =>
    `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'A: b\r\n'.repeat(headers - 2)}\r\n`;
  expect((await exchange(server, request(20))).line).toBe('HTTP/1.1 200 OK');
  const { line, problem } = await exchange(server, request(21));
  expect([line, problem.code]).toEqual([
    'HTTP/1.1 431 Request Header Fields Too Large',
    'server.headers_too_large',
  ]);
  // Node's own bound of 2,000 drops what comes behind them.
  const { server: lenient } = await serve({ connections: { maxHeaders: 3000, maxHeaderBytes: 65_536 } });
  const late = `GET /v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'A:\r\n'.repeat(2500)}Accept-Language: es\r\n\r\n`;
  expect((await exchange(lenient, late)).headers).toContain('content-language: es');
  expect(await json('GET', '/healthz')).toEqual({ status: 'ok' });
});

test('one address holds so many connections and no more; one that ends makes room', async () => {
  const entries: LogEntry[] = [];
  const log = (entry: LogEntry) => void entries.push(entry);
  const { server } = await serve({
    connections: { maxConnectionsPerAddress: 3 },
    logger: { info: log, error: log },
  });
  const [first] = await Promise.all([dial(server), dial(server), dial(server)]);
  for (const _ of [1, 2]) expect(await untilHungUp(await dial(server))).toBe('');
  expect(entries).toMatchObject([{ event: 'connectionsCut', cut: 1 }]);

  const ask = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
  // Its end is what makes room, whenever the server comes to see it.
  first?.end(ask);
  if (first) expect(await untilHungUp(first)).toContain('200 OK');
  expect((await exchange(server, ask)).line).toBe('HTTP/1.1 200 OK');
});

test('behind a proxy all come from one address; all together hold so many and no more', async () => {
  const { server } = await serve({
    behindProxy: true,
    connections: { maxConnectionsPerAddress: 1, maxConnections: 3 },
  });
  await Promise.all([dial(server), dial(server), dial(server)]);
  expect(await untilHungUp(await dial(server))).toBe('');
});

test('limits that make no sense are named before anything listens', async () => {
  const storage = await openSqliteStorage({ path: ':memory:' });
  onTestFinished(storage.close);
  const wrong = async (connections: object) => {
    const error: unknown = await startFieldServer({ port: 0, storage, connections }).catch(
      (thrown) => thrown,
    );
    return isValidationError(error) ? error.issues.map(({ path, code }) => [...path, code].join(' ')) : error;
  };
  expect(await wrong({ headersTimeoutMs: 0, maxHeaders: 1.5 })).toEqual([
    'headersTimeoutMs too_small',
    'maxHeaders wrong_type',
  ]);
  expect(await wrong({ requestTimeoutMs: 14_999 })).toEqual(['requestTimeoutMs too_small']);
});
