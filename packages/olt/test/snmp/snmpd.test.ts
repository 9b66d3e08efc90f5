import { getCiphers } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createSnmpSession, type SnmpCredentials } from '../../src/snmp/net-snmp-session.ts';
import { missingSnmpd, type Snmpd, startSnmpd } from '../rigs/snmpd.ts';
import type { SnmpUser } from '../rigs/snmpsim.ts';

const missing = missingSnmpd();
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const sysName = '1.3.6.1.2.1.1.5.0';
const interfaces = '1.3.6.1.2.1.2.2.1';
const highCounters = '1.3.6.1.2.1.31.1.1.1';
const user: SnmpUser = {
  name: 'field',
  authProtocol: 'SHA256',
  authPassword: 'authentication password'.replaceAll(' ', '-'),
  privProtocol: 'AES',
  privPassword: 'privacy-password',
};
const v3: SnmpCredentials & { version: '3' } = {
  version: '3',
  user: user.name,
  authProtocol: 'sha256',
  authPassword: user.authPassword,
  privProtocol: 'aes',
  privPassword: user.privPassword,
};

let snmpd: Snmpd;
const cleanups: (() => Promise<void>)[] = [];
beforeAll(async () => {
  if (missing === null)
    snmpd = await startSnmpd({ community: 'public', v3User: user, config: ['sysName olt-1'] });
});
afterAll(() => snmpd?.stop());
afterEach(async () => {
  vi.restoreAllMocks();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function sessionTo(credentials: SnmpCredentials, agent = snmpd) {
  const session = createSnmpSession({ ...agent, credentials, timeoutMs: 1_000, retries: 1 });
  cleanups.push(session.close);
  return session;
}

const text = (value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);

test.each<[string, SnmpCredentials]>([
  ['v2c', { version: '2c', community: 'public' }],
  ['v3 with privacy', v3],
])('%s reads scalars and walks whole subtrees in order', async (_name, credentials) => {
  const session = sessionTo(credentials);
  expect(text((await session.get([sysName])).get(sysName))).toBe('olt-1');
  const descriptions: unknown[] = [];
  for await (const [, value] of session.walk(`${interfaces}.2`)) descriptions.push(text(value));
  expect(descriptions).toContain('lo');
  let count = 0;
  for await (const [oid, value] of session.walk(`${highCounters}.6`)) {
    expect(oid.startsWith(`${highCounters}.6.`)).toBe(true);
    expect(value).toBeTypeOf('bigint');
    count += 1;
  }
  expect(count).toBe(descriptions.length);
});

test('a wrong community is a time-out: the agent says nothing', async () => {
  const session = sessionTo({ version: '2c', community: 'wrong' });
  await expect(session.get([sysName])).rejects.toMatchObject({ code: 'olt.timeout' });
});

test.each<[string, Partial<SnmpCredentials>]>([
  ['user', { user: 'nobody' }],
  ['password', { authPassword: 'a wrong password' }],
  ['authentication protocol', { authProtocol: 'md5' }],
])('a wrong %s is refused at once, and no password is in the error', async (_name, wrong) => {
  const credentials = { ...v3, ...wrong } as SnmpCredentials & { version: '3' };
  const error: unknown = await sessionTo(credentials)
    .get([sysName])
    .catch((refusal: unknown) => refusal);
  expect(error).toMatchObject({ code: 'olt.auth_refused', retryable: false });
  const printed = inspect(error, { depth: 50, showHidden: true });
  expect(printed).not.toContain(credentials.authPassword);
  expect(printed).not.toContain(user.privPassword);
});

test('a wrong privacy password never reads anything', async () => {
  const session = sessionTo({ ...v3, privPassword: 'a wrong password' });
  await expect(session.get([sysName])).rejects.toMatchObject({
    code: expect.stringMatching(/^olt\.(?:timeout|auth_refused)$/),
  });
});

test('without privacy only when said so, and only where the agent allows it', async () => {
  const session = sessionTo({
    version: '3',
    user: user.name,
    authProtocol: 'sha256',
    authPassword: user.authPassword,
    privProtocol: 'none',
  });
  // The agent's view of this user needs privacy.
  await expect(session.get([sysName])).rejects.toMatchObject({ code: 'olt.auth_refused' });
});

test.each<[SnmpUser['authProtocol'], SnmpUser['privProtocol'], Partial<SnmpCredentials>]>([
  ['MD5', 'AES', { authProtocol: 'md5', privProtocol: 'aes' }],
  ['SHA', 'AES', { authProtocol: 'sha', privProtocol: 'aes' }],
  ['SHA224', 'AES', { authProtocol: 'sha224', privProtocol: 'aes' }],
  ['SHA384', 'AES', { authProtocol: 'sha384', privProtocol: 'aes' }],
  ['SHA512', 'AES', { authProtocol: 'sha512', privProtocol: 'aes' }],
])('speaks %s with %s', async (authProtocol, privProtocol, protocols) => {
  const agent = await startSnmpd({
    community: 'public',
    v3User: { ...user, authProtocol, privProtocol },
    config: ['sysName olt-2'],
  });
  cleanups.push(agent.stop);
  const session = sessionTo({ ...v3, ...protocols } as SnmpCredentials, agent);
  expect(text((await session.get([sysName])).get(sysName))).toBe('olt-2');
});

test('speaks DES where Node does, and says what is missing where it does not', async () => {
  const agent = await startSnmpd({ community: 'public', v3User: { ...user, privProtocol: 'DES' } });
  cleanups.push(agent.stop);
  const open = () => sessionTo({ ...v3, privProtocol: 'des' }, agent);
  if (getCiphers().includes('des-cbc')) expect((await open().get([sysName])).size).toBe(1);
  else
    expect(open).toThrow(
      expect.objectContaining({
        code: 'olt.bad_request',
        details: expect.objectContaining({ field: 'credentials.privProtocol' }),
      }),
    );
});

test('goes on when the agent has restarted and forgotten how often it did', async () => {
  const config = ['engineID field-test', 'sysName olt-3'];
  const before = await startSnmpd({ community: 'public', v3User: user, config });
  const session = sessionTo(v3, before);
  await session.get([sysName]);
  await before.stop();
  const { port } = before;
  const after = await startSnmpd({ community: 'public', v3User: user, config, port });
  cleanups.push(after.stop);
  // The old agent had run for an hour; to our clock, the new one's time lies far in the past.
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + 3_600_000);
  expect(text((await session.get([sysName])).get(sysName))).toBe('olt-3');
});

test('goes on when another agent answers at the same place', async () => {
  const before = await startSnmpd({ community: 'public', v3User: user, config: ['engineID one'] });
  const session = sessionTo(v3, before);
  await session.get([sysName]);
  await before.stop();
  const { port } = before;
  const after = await startSnmpd({
    community: 'public',
    v3User: user,
    config: ['engineID two', 'sysName olt-4'],
    port,
  });
  cleanups.push(after.stop);
  expect(text((await session.get([sysName])).get(sysName))).toBe('olt-4');
});
