import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import type { Transport } from '../../src/contract/transport.ts';
import { createSnmpSession } from '../../src/snmp/net-snmp-session.ts';
import { createSshTransport } from '../../src/transports/ssh.ts';
import { createTelnetTransport } from '../../src/transports/telnet.ts';
import { type SshServerScript, startSshServer } from '../rigs/ssh-server.ts';
import { startTcpServer } from '../rigs/tcp-server.ts';

const secret = 'Tr0ub4dor&3-recognise-me';
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** All a program could print of an error: causes, stacks and hidden fields included. */
function everythingIn(error: unknown): string {
  const stacks: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause)
    stacks.push(`${at.stack} ${at.message} ${String(at)}`);
  return [inspect(error, { depth: 50, showHidden: true }), JSON.stringify(error), ...stacks].join('\n');
}

async function failureOf(action: () => Promise<unknown>): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

const scripts: Record<string, SshServerScript> = {
  'wrong password': { authenticate: (context) => context.reject(['password']) },
  'unknown question': {
    authenticate: (context) =>
      context.method === 'keyboard-interactive'
        ? context.prompt([{ prompt: 'Token:', echo: false }], () => undefined)
        : context.reject(['keyboard-interactive']),
  },
  'hang-up on the password': {
    authenticate: (context, connection) =>
      context.method === 'password' ? connection.end() : context.reject(['password']),
  },
  'no terminal': { refuses: 'session' },
  'never an answer': { authenticate: () => undefined },
  'old algorithms': { algorithms: { kex: ['diffie-hellman-group1-sha1'] } },
};

test.each(Object.keys(scripts))('SSH, %s: no password in the error', async (name) => {
  const server = await startSshServer(scripts[name]);
  cleanups.push(server.stop);
  const transport = createSshTransport({
    ...server,
    username: 'admin',
    password: secret,
    hostKeys: { fingerprints: [server.fingerprint] },
    connectTimeoutMs: 1_000,
  });
  const error = await failureOf(() => transport.open());
  expect(error).toHaveProperty('code', expect.stringMatching(/^olt\./));
  expect(everythingIn(error)).not.toContain(secret);
});

test('SSH, a passphrase that does not fit: neither it nor the key', async () => {
  const key = `-----BEGIN RSA PRIVATE KEY-----\n${secret}\n-----END RSA PRIVATE KEY-----\n`;
  const error = await failureOf(async () =>
    createSshTransport({
      host: 'olt',
      username: 'admin',
      privateKey: { key, passphrase: secret },
      hostKeys: { file: 'none' },
    }),
  );
  expect(everythingIn(error)).not.toContain(secret);
});

async function writeAfterHangUp(transport: Transport): Promise<unknown> {
  await transport.open();
  await failureOf(() => transport.read());
  return failureOf(() => transport.write(`${secret}\r`, 'login'));
}

test('what was being written when the device hung up is not in the error', async () => {
  const telnet = await startTcpServer((socket) => socket.end());
  const ssh = await startSshServer({ shell: (terminal) => terminal.end() });
  cleanups.push(telnet.stop, ssh.stop);
  const errors = [
    await writeAfterHangUp(createTelnetTransport(telnet)),
    await writeAfterHangUp(
      createSshTransport({ ...ssh, username: 'admin', hostKeys: { fingerprints: [ssh.fingerprint] } }),
    ),
  ];
  for (const error of errors) {
    expect(error).toHaveProperty('code', 'olt.session_closed');
    expect(everythingIn(error)).not.toContain(secret);
  }
});

test('SNMP: neither community nor keys', async () => {
  const common = { host: '127.0.0.1', port: 9, timeoutMs: 50, retries: 0 };
  const v3 = { version: '3', user: 'admin', authProtocol: 'sha', privProtocol: 'aes' } as const;
  const sessions = [
    () => createSnmpSession({ ...common, credentials: { version: '2c', community: secret } }),
    () =>
      createSnmpSession({ ...common, credentials: { ...v3, authPassword: secret, privPassword: secret } }),
    () =>
      createSnmpSession({ ...common, credentials: { ...v3, authPassword: secret, privPassword: 'short' } }),
  ];
  for (const create of sessions) {
    const error = await failureOf(async () => {
      const session = create();
      cleanups.push(session.close);
      await session.get(['1.3.6.1.2.1.1.1.0']);
    });
    expect(everythingIn(error)).not.toContain(secret);
  }
});
