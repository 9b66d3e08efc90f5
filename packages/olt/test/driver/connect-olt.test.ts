import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectOlt } from '../../src/index.ts';
import { startTcpServer } from '../rigs/tcp-server.ts';
import { type DriverBench, startDriverBench } from './simulated-olt.ts';

let bench: DriverBench;
beforeEach(async () => {
  bench = await startDriverBench();
});
afterEach(() => bench.close());

describe('connecting ends in time, and leaves no connection behind', () => {
  /** Connects to a device that plays this, and waits until it sees the connection closed. */
  async function connectTo(play: (socket: Socket) => unknown, vendor?: string): Promise<unknown> {
    const device = await startTcpServer((socket) => void play(socket));
    const closed = device.connection.then((socket) => once(socket.resume(), 'close'));
    const refused = await connectOlt({
      target: `telnet://admin@127.0.0.1:${device.port}`,
      password: 'secret',
      connectTimeoutMs: 300,
      ...(vendor ? { vendor } : {}),
    }).catch((error: unknown) => error);
    await closed;
    await device.stop();
    return refused;
  }

  test.each([undefined, 'huawei'])('a device that says nothing (vendor %s)', async (vendor) => {
    expect(await connectTo(() => undefined, vendor)).toMatchObject({ code: 'olt.timeout', retryable: true });
  });

  test.each([undefined, 'huawei'])(
    'a device that asks and then listens for ever (vendor %s)',
    async (vendor) => {
      const play = (socket: Socket) => socket.write('\r\n>>User name:');
      expect(await connectTo(play, vendor)).toMatchObject({ code: 'olt.timeout' });
    },
  );

  test('a device that never stops talking', async () => {
    const play = (socket: Socket) => {
      const timer = setInterval(() => socket.write('still starting...\r\n'), 20);
      socket.once('close', () => clearInterval(timer));
    };
    expect(await connectTo(play, 'huawei')).toMatchObject({ code: 'olt.timeout' });
  });

  test.each([
    ['waits', (socket: Socket) => socket.write('Acme Router 2000\r\nlogin: ')],
    ['hangs up', (socket: Socket) => socket.end('Acme Router 2000\r\n')],
  ])('a device of nobody we know, that %s, is told by what it said', async (_what, play) => {
    expect(await connectTo(play)).toMatchObject({
      code: 'olt.vendor_unknown',
      message: expect.stringContaining('Acme Router 2000'),
    });
  });

  test('a device that asks something unknown before it lets anybody in', async () => {
    const play = (socket: Socket) => socket.write('\r\nErase everything? (y/n)[n]:');
    expect(await connectTo(play, 'huawei')).toMatchObject({
      code: expect.stringMatching(/olt\.(?:unknown_question|timeout)/),
    });
  });

  test('who gives up while connecting', async () => {
    const device = await startTcpServer();
    const giveUp = new AbortController();
    const target = `telnet://admin@127.0.0.1:${device.port}`;
    const connecting = connectOlt({ target, password: 'secret', signal: giveUp.signal });
    const socket = await device.connection;
    const closed = once(socket.resume(), 'close');
    giveUp.abort();
    await expect(connecting).rejects.toMatchObject({ code: 'olt.aborted' });
    await closed;
    await device.stop();
  });

  test('a wrong password is tried once', async () => {
    const wrong = bench.connect('telnet', { password: 'wrong-one' });
    await expect(wrong).rejects.toMatchObject({ code: 'olt.auth_refused' });
    expect(bench.lines.filter((line) => line === 'wrong-one')).toHaveLength(1);
  });

  test.each([
    ['ssh without a host key policy', { target: 'ssh://admin@127.0.0.1:1' }, 'olt.bad_request'],
    ['a target without a user', { target: 'telnet://127.0.0.1:1' }, 'olt.bad_request'],
    ['snmp without credentials', { target: 'snmp://127.0.0.1:1' }, 'olt.bad_request'],
    ['a vendor nobody knows', { target: 'telnet://a@127.0.0.1:1', vendor: 'acme' }, 'olt.vendor_unknown'],
    [
      'a profile nobody knows',
      { target: 'telnet://a@127.0.0.1:1', vendor: 'huawei', profile: 'x' },
      'olt.vendor_unknown',
    ],
  ])('%s is refused before anything is sent', async (_what, options, code) => {
    await expect(connectOlt(options)).rejects.toMatchObject({ code });
  });
});

describe('closing', () => {
  test('waits for the operation that runs, refuses those that wait, and logs off', async () => {
    const olt = await bench.connect('telnet');
    const running = olt.listOnus();
    const waiting = olt.listPonPorts().catch((error: unknown) => error);
    const closed = olt.close();
    expect(await running).toHaveLength(40);
    expect(await waiting).toMatchObject({ code: 'olt.session_closed' });
    await closed;
    expect(bench.lines.slice(-2)).toEqual(['quit', 'y']);
    await expect(olt.listOnus()).rejects.toMatchObject({ code: 'olt.session_closed' });
    await olt.close();
  });

  test('ends an SNMP read', async () => {
    const olt = await bench.connect('snmp');
    const running = olt.listOnus().catch((error: unknown) => error);
    await olt.close();
    expect(await running).toMatchObject({ code: 'olt.session_closed' });
  });
});

describe('giving up', () => {
  test('lets the command under way finish, sends no other, and leaves the session to the next', async () => {
    const olt = await bench.connect('telnet');
    const giveUp = new AbortController();
    bench.judge = (line) => {
      if (line === 'display board 0/1') giveUp.abort();
      return 'pass';
    };
    await expect(olt.listOnus({}, { signal: giveUp.signal })).rejects.toMatchObject({ code: 'olt.aborted' });
    expect(bench.lines.at(-1)).toBe('display board 0/1');
    expect(await olt.readSystem()).toMatchObject({ vendor: 'huawei' });
    expect(bench.logins()).toBe(1);
  });

  test('over SNMP too', async () => {
    const olt = await bench.connect('snmp');
    const signal = AbortSignal.abort();
    await expect(olt.listOnus({}, { signal })).rejects.toMatchObject({ code: 'olt.aborted' });
  });
});

test('a read finds its session cut and takes a new one, once', async () => {
  const olt = await bench.connect('telnet');
  let cuts = 1;
  bench.judge = (line) => (line === 'display version' && cuts-- > 0 ? 'cut' : 'pass');
  expect(await olt.readSystem()).toMatchObject({ vendor: 'huawei' });
  expect(bench.logins()).toBe(2);
  cuts = 2;
  await expect(olt.readSystem()).rejects.toMatchObject({ code: 'olt.session_closed' });
});

test('a silent device costs the silence it is given, not the default', async () => {
  const olt = await bench.connect('telnet', { silenceMs: 200 });
  bench.judge = (line) => (line.startsWith('display ont') ? 'silence' : 'pass');
  await expect(olt.listUnauthorizedOnus()).rejects.toMatchObject({ code: 'olt.timeout' });
  bench.judge = () => 'pass';
  expect(await olt.listUnauthorizedOnus()).toHaveLength(4);
  expect(bench.logins()).toBe(2);
});
