import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand, serveCommand } from './support/command.ts';
import { temporaryFolder } from './support/serve.ts';

test('a second server on the same SQLite file is refused until the first has ended, even by a kill', async () => {
  const env = { FIELD_DATABASE: join(await temporaryFolder(), 'field.db') };
  const first = await serveCommand([], env);
  const second = await runCommand([], { ...env, FIELD_PORT: '0' });
  expect([second.code, second.stdout]).toEqual([1, '']);
  expect(second.stderr).toContain('server.database_in_use');
  expect(second.stderr).toContain(env.FIELD_DATABASE);
  expect(await first.json('GET', '/readyz')).toEqual({ status: 'ready' });
  const gone = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await gone;
  const third = await serveCommand([], env);
  expect(await third.stop()).toBe(0);
});

test('a second signal, whichever it is, ends a server that waits for a request', async () => {
  const env = { FIELD_DATABASE: join(await temporaryFolder(), 'field.db') };
  const { url, child, call } = await serveCommand([], env);
  const headers = { 'content-type': 'application/json', 'content-length': '10', expect: '100-continue' };
  const waiting = httpRequest(`${url}/v1/login`, { method: 'POST', headers });
  waiting.on('error', () => {});
  waiting.flushHeaders();
  await once(waiting, 'continue');
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  // It has heard the first: it is ready for nobody, and waits.
  while ((await call('GET', '/readyz')).status !== 503);
  child.kill('SIGINT');
  expect(await exited).toEqual([null, 'SIGINT']);
});
