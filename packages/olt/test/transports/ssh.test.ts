import { generateKeyPairSync } from 'node:crypto';
import { getEventListeners } from 'node:events';
import type { Connection } from 'ssh2';
import { afterEach, describe, expect, test } from 'vitest';
import { createSshTransport, type SshTarget } from '../../src/transports/ssh.ts';
import { startDeafPort } from '../rigs/deaf-port.ts';
import { readAll, readUntil } from '../rigs/read-until.ts';
import { type SshServer, type SshServerScript, startSshServer } from '../rigs/ssh-server.ts';
import { startTcpServer } from '../rigs/tcp-server.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(script: SshServerScript = {}): Promise<SshServer> {
  const server = await startSshServer(script);
  cleanups.push(server.stop);
  return server;
}

function transportTo(server: SshServer, options: Partial<SshTarget> = {}) {
  const transport = createSshTransport({
    host: server.host,
    port: server.port,
    username: 'admin',
    password: 'secret',
    hostKeys: { fingerprints: [server.fingerprint] },
    ...options,
  });
  cleanups.push(transport.close);
  return transport;
}

/** A key that cannot be read without its passphrase. */
const encryptedKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs1',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'open sesame',
}) as string;

/** Takes the password by this method alone. */
const only =
  (method: 'password' | 'keyboard-interactive', prompts = ['(admin@olt) User password:']) =>
  (context: Parameters<NonNullable<SshServerScript['authenticate']>>[0]): void => {
    if (context.method === 'password' && method === 'password' && context.password === 'secret')
      context.accept();
    else if (context.method === 'keyboard-interactive' && method === 'keyboard-interactive')
      context.prompt(
        prompts.map((prompt) => ({ prompt, echo: false })),
        (answers) =>
          answers.every((answer) => answer === 'secret') ? context.accept() : context.reject([method]),
      );
    else context.reject([method]);
  };

describe('who logs in', () => {
  test('by password, when the server takes passwords', async () => {
    const server = await start({ authenticate: only('password') });
    const transport = transportTo(server);
    await transport.open();
    expect(transport.authenticated).toBe(true);
    expect(server.tried).toEqual(['none', 'password']);
  });

  test('by keyboard-interactive, answering every prompt that asks for the password', async () => {
    const server = await start({
      authenticate: only('keyboard-interactive', ['(admin@olt) User password:', 'Password again: ']),
    });
    const transport = transportTo(server);
    await transport.open();
    expect(transport.authenticated).toBe(true);
  });

  test('a wrong password is sent once, by one method, and never again', async () => {
    const server = await start({
      authenticate: (context) => context.reject(['password', 'keyboard-interactive']),
    });
    const transport = transportTo(server, { password: 'wrong' });
    await expect(transport.open()).rejects.toMatchObject({ code: 'olt.auth_refused', retryable: false });
    expect(server.tried).toEqual(['none', 'password']);
  });

  test('a server that asks for the password again gets no second answer', async () => {
    const server = await start({
      authenticate(context) {
        if (context.method !== 'keyboard-interactive') {
          context.reject(['keyboard-interactive']);
          return;
        }
        const ask = () => context.prompt([{ prompt: 'Password:', echo: false }], ask);
        ask();
      },
    });
    await expect(transportTo(server).open()).rejects.toMatchObject({ code: 'olt.auth_refused' });
  });

  test('a prompt for something else is not answered', async () => {
    const server = await start({ authenticate: only('keyboard-interactive', ['One-time code:']) });
    await expect(transportTo(server).open()).rejects.toMatchObject({
      code: 'olt.unknown_question',
      details: { question: 'One-time code:' },
    });
  });

  test('a server that demands a new password is not answered', async () => {
    const server = await start({
      authenticate(context) {
        if (context.method === 'password')
          context.requestChange('Your password has expired. New password:', () => undefined);
        else context.reject(['password']);
      },
    });
    await expect(transportTo(server).open()).rejects.toMatchObject({ code: 'olt.unknown_question' });
  });

  test('hanging up on the password counts as a refusal: a second try could lock the account', async () => {
    const server = await start({
      authenticate(context, connection) {
        if (context.method === 'password') connection.end();
        else context.reject(['password']);
      },
    });
    await expect(transportTo(server).open()).rejects.toMatchObject({ code: 'olt.auth_refused' });
  });

  test('a server that lets everybody in leaves the login to its terminal', async () => {
    const server = await start({ shell: (terminal) => terminal.write('>>User name:') });
    const transport = transportTo(server);
    await transport.open();
    expect(transport.authenticated).toBe(false);
    expect(await transport.read()).toBe('>>User name:');
  });

  test.each([
    ['key', { key: 'not a key' }],
    ['passphrase', { key: encryptedKey, passphrase: 'wrong' }],
    ['passphrase', { key: encryptedKey }],
  ])('a private key that cannot be read names its %s', (field, privateKey) => {
    const create = () =>
      createSshTransport({ host: 'olt', username: 'admin', privateKey, hostKeys: { file: 'none' } });
    expect(create).toThrow(
      expect.objectContaining({
        details: { issues: [expect.objectContaining({ path: ['privateKey', field] })] },
      }),
    );
  });
});

describe('algorithms', () => {
  const old: SshServerScript = {
    algorithms: {
      kex: ['diffie-hellman-group1-sha1'],
      serverHostKey: ['ssh-rsa'],
      cipher: ['3des-cbc'],
      hmac: ['hmac-sha1'],
    },
  };

  test('old ones are refused unless asked for', async () => {
    const server = await start(old);
    await expect(transportTo(server).open()).rejects.toMatchObject({
      code: 'olt.algorithms_refused',
      details: { reason: 'no matching key exchange algorithm' },
    });
    expect(server.tried).toEqual([]);
  });

  test.each([
    ['diffie-hellman-group1-sha1', '3des-cbc'],
    ['diffie-hellman-group14-sha1', 'aes128-cbc'],
  ] as const)('%s with %s works when asked for', async (kex, cipher) => {
    const server = await start({
      algorithms: { ...old.algorithms, kex: [kex], cipher: [cipher] },
      shell: (terminal) => terminal.write('OLT>'),
    });
    const transport = transportTo(server, { legacyAlgorithms: true });
    await transport.open();
    expect(await transport.read()).toBe('OLT>');
  });

  test.each([
    ['serverHostKey', ['ssh-rsa'], 'no matching host key format'],
    ['cipher', ['aes128-cbc'], 'no matching C->S cipher'],
    ['hmac', ['hmac-sha1'], 'no matching C->S MAC'],
  ])('one old part is enough to refuse: %s', async (part, names, reason) => {
    const server = await start({ algorithms: { cipher: ['aes128-ctr'], [part]: names } });
    await expect(transportTo(server).open()).rejects.toMatchObject({
      code: 'olt.algorithms_refused',
      details: { reason },
    });
  });
});

describe('the terminal', () => {
  test('tells its size and type, keeps the banner, and sends no keepalive', async () => {
    const server = await start({
      banner: 'User Authentication\n',
      shell: (terminal) => terminal.write('OLT>'),
    });
    const transport = transportTo(server);
    await transport.open();
    expect(await transport.read()).toBe('OLT>');
    expect(transport.banner.trim()).toBe('User Authentication');
    expect(server.terminals).toMatchObject([{ term: 'vt100', cols: 500, rows: 200 }]);
    expect(server.requests).toEqual([]);
  });

  test('carries text both ways: UTF-8 cut anywhere, line ends as they are', async () => {
    const server = await start({
      shell(terminal) {
        terminal.on('data', (typed: Buffer) => {
          for (const byte of typed) terminal.write(Buffer.of(byte));
        });
      },
    });
    const transport = transportTo(server);
    await transport.open();
    await transport.write('ação 中文\r\n\r', 'command');
    expect(await readUntil(transport, '\r\n\r')).toBe('ação 中文\r\n\r');
  });

  test('speaks Latin-1 when told', async () => {
    const server = await start({ shell: (terminal) => terminal.write(Buffer.from([0xe7, 0xe3, 0x6f])) });
    const transport = transportTo(server, { encoding: 'latin1' });
    await transport.open();
    expect(await readUntil(transport, 'o')).toBe('ção');
    await expect(transport.write('€', 'command')).rejects.toMatchObject({ code: 'core.invalid_input' });
  });

  test('what was said before the hang-up is read first, a flood included', async () => {
    const flood = 'x'.repeat(8_000_000);
    const server = await start({
      shell(terminal) {
        terminal.end(`${flood}Reenter times have reached the upper limit.`);
      },
    });
    const transport = transportTo(server);
    await transport.open();
    const text = await readAll(transport);
    expect(text.length).toBe(flood.length + 43);
    await expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
    await expect(transport.write('x', 'command')).rejects.toMatchObject({ code: 'olt.session_closed' });
  });

  test('so are last words before the whole connection goes', async () => {
    const connections: Connection[] = [];
    const server = await start({
      connected: (connection) => connections.push(connection),
      shell(terminal) {
        terminal.write('No free session. Try later.');
        connections.at(-1)?.end();
      },
    });
    const { signal } = new AbortController();
    for (let times = 0; times < 5; times += 1) {
      const transport = transportTo(server);
      await transport.open(signal);
      expect(await readAll(transport)).toBe('No free session. Try later.');
      await transport.close();
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('a connection cut in the middle ends reading and writing', async () => {
    const sockets: (() => void)[] = [];
    const server = await start({ connected: (connection) => sockets.push(() => connection.end()) });
    const transport = transportTo(server);
    await transport.open();
    const reading = expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
    for (const cut of sockets) cut();
    await reading;
    await expect(transport.write('x', 'command')).rejects.toMatchObject({ code: 'olt.session_closed' });
  });

  test('close twice, then neither read nor write', async () => {
    const server = await start({ shell: () => undefined });
    const transport = transportTo(server);
    await transport.open();
    await Promise.all([transport.close(), transport.close()]);
    await transport.close();
    await expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
    await expect(transport.write('x', 'command')).rejects.toMatchObject({ code: 'olt.session_closed' });
    await expect(transport.open()).rejects.toMatchObject({ code: 'olt.session_closed' });
  });

  test.each(['session', 'shell'] as const)(
    'a server that refuses the %s says so at once',
    async (refuses) => {
      const server = await start({ refuses });
      await expect(transportTo(server).open()).rejects.toMatchObject({ code: 'olt.unreachable' });
    },
  );
});

describe('connecting', () => {
  test('another host key than the pinned one is refused before a password is sent', async () => {
    const server = await start();
    const other = `SHA256:${'A'.repeat(43)}`;
    await expect(transportTo(server, { hostKeys: { fingerprints: [other] } }).open()).rejects.toMatchObject({
      code: 'olt.host_key_changed',
      details: { expected: other, fingerprint: server.fingerprint },
    });
    expect(server.tried).toEqual([]);
  });

  test('nothing is tried on a host trusted on first use that cannot be written down', async () => {
    const server = await start();
    // Linux lets nobody make a file there.
    const hostKeys = { file: '/proc/known_hosts', trustOnFirstUse: true };
    await expect(transportTo(server, { hostKeys }).open()).rejects.toMatchObject({
      code: 'olt.known_hosts_failed',
      details: { file: '/proc/known_hosts' },
    });
    expect(server.tried).toEqual([]);
  });

  test('fingerprints of another shape are bad input', async () => {
    const server = await start();
    for (const fingerprints of [[], ['MD5:aa:bb']])
      await expect(transportTo(server, { hostKeys: { fingerprints } }).open()).rejects.toMatchObject({
        code: 'core.invalid_input',
      });
  });

  test('a closed port is unreachable', async () => {
    const server = await startSshServer();
    await server.stop();
    await expect(transportTo(server).open()).rejects.toMatchObject({
      code: 'olt.unreachable',
      details: { target: `127.0.0.1:${server.port}`, reason: 'connection refused (ECONNREFUSED)' },
    });
  });

  test('a server that hangs up at once is unreachable', async () => {
    const server = await startTcpServer((socket) => socket.end());
    cleanups.push(server.stop);
    const transport = createSshTransport({ ...server, username: 'a', hostKeys: { file: 'none' } });
    await expect(transport.open()).rejects.toMatchObject({ code: 'olt.unreachable' });
  });

  test('a server that says nothing, and one that talks but never lets in, are time-outs', async () => {
    const silent = await startTcpServer();
    cleanups.push(silent.stop);
    const quiet = createSshTransport({
      ...silent,
      username: 'a',
      hostKeys: { file: 'none' },
      connectTimeoutMs: 100,
    });
    await expect(quiet.open()).rejects.toMatchObject({
      code: 'olt.timeout',
      details: { doing: 'waiting for the SSH handshake' },
    });
    const slow = await start({ authenticate: () => undefined });
    await expect(transportTo(slow, { connectTimeoutMs: 1_000 }).open()).rejects.toMatchObject({
      code: 'olt.timeout',
      details: { doing: 'waiting for the SSH authentication' },
    });
  });

  test('can be aborted at every step', async () => {
    const deaf = await startDeafPort();
    cleanups.push(deaf.stop);
    let reached = () => {};
    const authenticating = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const never = await start({ authenticate: () => reached() });
    for (const server of [{ ...never, port: deaf.port }, never]) {
      const controller = new AbortController();
      const opening = expect(transportTo(server).open(controller.signal)).rejects.toMatchObject({
        code: 'olt.aborted',
      });
      if (server === never) await authenticating;
      controller.abort();
      await opening;
      const closed = transportTo(server);
      await Promise.all([
        expect(closed.open()).rejects.toMatchObject({ code: 'olt.aborted' }),
        closed.close(),
      ]);
    }
  });
});
