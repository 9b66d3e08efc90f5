import { createHash, generateKeyPairSync } from 'node:crypto';
import ssh2 from 'ssh2';
import { afterEach, expect, test } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { overSsh, overTelnet, type Typist } from './typist.ts';

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const start = async (options: SimulatorOptions = {}) => {
  simulator = await startSimulator({ onus: 0, unauthorized: 0, password: 'Right.1', ...options });
  return simulator;
};

const logOut = async (typist: Typist) => {
  typist.type('quit\r');
  await typist.until(/\[n\]:$/);
  typist.type('y\r');
  return typist.hungUp();
};

function newKey(): { readonly private: string; readonly public: string } {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  return { private: privateKey, public: `${parsed.type} ${parsed.getPublicSSH().toString('base64')}` };
}

/** Everything a Telnet client does to get in. */
const telnetIn = async (olt: Simulator, password: string): Promise<Typist> => {
  const typist = overTelnet(olt);
  await typist.until(/>>User name:$/);
  typist.type('admin\r');
  await typist.until(/>>User password:$/);
  typist.type(`${password}\r`);
  return typist;
};

test('SSH: the banner comes before the password, the notice after the first prompt, and log-out is asked for', async () => {
  const typist = await overSsh(await start());
  const greeting = await typist.until(/OLT01>[\s\S]*OLT01>$/);
  expect(greeting).toContain('\r\n  Huawei Integrated Access Software (MA5800).\r\n  Copyright(C) Huawei');
  expect(greeting).toMatch(
    /\r\n\r\nOLT01>\r\n {2}Warning: The user password is set by other administrator or NMS, it is\r\nrecommended to change the password\.\r\n\r\nOLT01>$/,
  );
  typist.type('quit\r');
  expect(await typist.until(/\[n\]:$/)).toContain('Are you sure to log out? (y/n)[n]:');
  typist.type('n\r');
  await typist.until(/OLT01>$/);
  expect(await logOut(typist)).toContain('Configuration console exit, please retry to log on');
});

test('the second login of a user shows the first, and who failed in between', async () => {
  const olt = await start();
  const first = await overSsh(olt);
  await first.until(/OLT01>$/);
  await logOut(first);
  const wrong = await telnetIn(olt, 'wrong');
  await wrong.until(/Username or password invalid\./);
  const typist = await overSsh(olt);
  const greeting = await typist.until(/OLT01>[\s\S]*OLT01>$/);
  const rule = `  ${'-'.repeat(77)}`;
  const lines = greeting.split('\r\n');
  const at = lines.indexOf('  User last login information:');
  expect(lines[at - 1]).toBe(rule);
  expect(lines[at + 1]).toBe(rule);
  expect(lines.slice(at + 2, at + 4)).toEqual(['  Access Type : SSH', '  IP-Address  : 127.0.0.1']);
  expect(lines[at + 4]).toMatch(/^ {2}Login {2}Time : \d{4}-\d\d-\d\d \d\d:\d\d:\d\d-03:00$/);
  expect(lines[at + 5]).toMatch(/^ {2}Logout Time : /);
  expect(lines.slice(at + 6, at + 8)).toEqual([rule, rule]);
  expect(lines[at + 8]).toBe('  All user fail login information:');
  expect(lines[at + 10]).toBe('  Access Type IP-Address           Time                          Login Times');
  expect(lines[at + 12]).toMatch(/^ {2}Telnet {6}127\.0\.0\.1 {12}\S+ \S+ {15}1$/);
});

test('SSH: password, keyboard-interactive and key get in; anything else does not', async () => {
  const keys = newKey();
  const stranger = newKey();
  const olt = await start({ authorizedKeys: [keys.public] });
  const { password: _, ...withoutPassword } = olt;
  const nobody = { ...withoutPassword, password: '' };
  let asked = '';
  const client = new ssh2.Client();
  await new Promise<void>((resolve, reject) => {
    client
      .on('keyboard-interactive', (_name, _instructions, _lang, prompts, finish) => {
        asked = prompts[0]?.prompt ?? '';
        finish(['Right.1']);
      })
      .on('ready', () => resolve())
      .on('error', reject)
      .connect({ ...olt.ssh, username: 'admin', tryKeyboard: true });
  });
  client.end();
  expect(asked).toBe('User password:');
  await (await overSsh(nobody, { password: '', privateKey: keys.private })).until(/OLT01>$/);
  await expect(overSsh(nobody, { privateKey: stranger.private })).rejects.toThrow('authentication');
  await expect(overSsh(nobody, { password: 'wrong' })).rejects.toThrow('authentication');
});

test('SSH: the fingerprint handed out is the one of the host key', async () => {
  const olt = await start();
  let seen = '';
  await overSsh(olt, {
    hostVerifier: (key: Buffer) => {
      seen = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
      return true;
    },
  });
  expect(olt.hostKeyFingerprint).toBe(seen);
});

test('Telnet: asks for name and password, and shows no password', async () => {
  const typist = await telnetIn(await start(), 'Right.1');
  expect(typist.screen.startsWith('\xff\xfb\x01\xff\xfb\x03\xff\xfd\x1f')).toBe(true);
  await typist.until(/OLT01>$/);
  expect(typist.screen).toContain('\r\n>>User name:admin\r\n>>User password:\r\n');
  expect(typist.screen).not.toContain('Right.1');
});

test('Telnet: a wrong password is asked for again; the third one locks the account and ends the connection', async () => {
  const olt = await start();
  const typist = await telnetIn(olt, 'wrong');
  for (let failures = 1; failures < 3; failures++) {
    expect(await typist.until(/>>User name:$/)).toContain('\r\n  Username or password invalid.\r\n');
    typist.type('admin\r');
    await typist.until(/>>User password:$/);
    typist.type('wrong\r');
  }
  expect(await typist.hungUp()).toContain('Username or password invalid.');
  const locked = await telnetIn(olt, 'Right.1');
  expect(await locked.until(/>>User name:$/)).toContain(
    'This user has been locked. Please ask an administrator to unlock it for you.',
  );
  await expect(overSsh(olt)).rejects.toThrow('authentication');
});

test('a user has so many logins; one more is told so and put out, and leaving makes room', async () => {
  const olt = await start({ maxLogins: 1 });
  const first = await overSsh(olt);
  await first.until(/OLT01>$/);
  const second = await telnetIn(olt, 'Right.1');
  expect(await second.hungUp()).toContain('Reenter times have reached the upper limit.');
  await logOut(first);
  const third = await overSsh(olt);
  await third.until(/OLT01>$/);
});

test('a client that breaks off gives its login back', async () => {
  const olt = await start({ maxLogins: 1 });
  const client = new ssh2.Client();
  await new Promise<void>((resolve, reject) => {
    client.on('error', reject).on('ready', () =>
      client.shell((error, channel) => {
        if (error) reject(error);
        else channel.on('data', () => resolve());
      }),
    );
    client.connect({ ...olt.ssh, username: 'admin', password: 'Right.1' });
  });
  const gone = new Promise<void>((resolve) => client.once('close', () => resolve()));
  client.end();
  await gone;
  // The device hears of it after the client: asking again is all a client can do, too.
  let screen = '';
  for (let tries = 0; tries < 50 && !screen.endsWith('>'); tries++) {
    const typist = await telnetIn(olt, 'Right.1');
    screen = await typist.until(/OLT01>$|upper limit/);
  }
  expect(screen).toMatch(/OLT01>$/);
});

test('closing hangs up every session and frees the ports', async () => {
  const olt = await start();
  const sessions = [await overSsh(olt), overTelnet(olt)];
  await sessions[0]?.until(/OLT01>$/);
  await olt.close();
  await Promise.all(sessions.map((typist) => typist.hungUp()));
  const again = await start({
    ports: { ssh: olt.ssh.port, telnet: olt.telnet.port, snmp: olt.snmp.port },
  });
  expect(again.ssh.port).toBe(olt.ssh.port);
});

test('an option that is wrong, or a port that is taken, is named', async () => {
  const olt = await start();
  await expect(startSimulator({ onus: -1 })).rejects.toMatchObject({
    code: 'core.invalid_input',
    issues: [{ path: ['onus'] }],
  });
  await expect(startSimulator({ onus: 1_000_000 })).rejects.toMatchObject({ issues: [{ path: ['onus'] }] });
  await expect(startSimulator({ vendor: 'nobody' })).rejects.toMatchObject({
    issues: [{ path: ['vendor'] }],
  });
  await expect(startSimulator({ ports: { ssh: olt.ssh.port } })).rejects.toMatchObject({
    code: 'olt.unreachable',
    details: { reason: 'EADDRINUSE' },
  });
});
