import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SnmpTrap } from '../../src/contract/snmp-trap.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { listenForTraps, type TrapReceiver } from '../../src/snmp/listen-for-traps.ts';
import type { SnmpCredentials } from '../../src/snmp/snmp-credentials.ts';
import { missingBinaries } from '../rigs/binaries.ts';

const user: Extract<SnmpCredentials, { version: '3'; privPassword: string }> = {
  version: '3',
  user: 'field',
  authProtocol: 'sha',
  authPassword: 'auth-password',
  privProtocol: 'aes',
  privPassword: 'priv-password',
};
const runState = '1.3.6.1.4.1.2011.6.128.1.1.12.3.0.100';
const engine = '0x8000000001020304';

let receiver: TrapReceiver;
let heard: SnmpTrap[];
let dropped: string[];
let wake: () => void = () => undefined;

beforeEach(async () => {
  heard = [];
  dropped = [];
  receiver = await listenForTraps({
    ...{ host: '127.0.0.1', port: 0, credentials: [{ version: '2c', community: 'traps' }, user] },
    onDropped: (_from, reason) => {
      dropped.push(reason);
      wake();
    },
  });
  receiver.subscribe('127.0.0.1', (trap) => {
    heard.push(trap);
    wake();
  });
});
afterEach(() => receiver.close());

/** Resolves once so many messages were heard or dropped. */
const messages = (count: number) =>
  new Promise<void>((resolve) => {
    wake = () => {
      if (heard.length + dropped.length >= count) resolve();
    };
    wake();
  });

const v3 = (context = 'auth-password') => [
  '-v',
  '3',
  '-e',
  engine,
  '-u',
  'field',
  '-l',
  'authPriv',
  '-a',
  'SHA',
  '-A',
  context,
  '-x',
  'AES',
  '-X',
  'priv-password',
];
const v2 = (community = 'traps') => ['-v', '2c', '-c', community];
const values = ['1.3.6.1.4.1.9.1', 'i', '-100653824', '1.3.6.1.4.1.9.2', 's', 'Ana'];

/** Debian's own sender: nothing of it was written here. */
function send(program: 'snmptrap' | 'snmpinform', args: readonly string[]) {
  return spawnSync(program, [...args, `127.0.0.1:${receiver.port}`, '4200', runState, ...values], {
    encoding: 'utf8',
    timeout: 20_000,
  });
}

describe('of net-snmp', () => {
  beforeEach((context) => {
    const missing = missingBinaries({ snmptrap: 'snmp', snmpinform: 'snmp' });
    context.skip(missing !== null, missing ?? '');
  });

  test.each([
    ['2c', v2()],
    ['3', v3()],
  ])('a trap, version %s', async (version, args) => {
    send('snmptrap', args);
    await messages(1);
    expect(heard).toEqual([
      {
        ...{
          receivedAt: expect.any(String),
          from: '127.0.0.1',
          version,
          kind: 'trap',
          oid: runState,
          upTimeSeconds: 42,
        },
        values: [
          ['1.3.6.1.4.1.9.1', -100_653_824],
          ['1.3.6.1.4.1.9.2', new TextEncoder().encode('Ana')],
        ],
      },
    ]);
  });

  test.each([
    ['2c', v2()],
    ['3', v3().filter((word, index, all) => word !== '-e' && all[index - 1] !== '-e')],
  ])('an inform, version %s, is confirmed', async (version, args) => {
    const child = spawn(
      'snmpinform',
      [...args, '-r', '1', `127.0.0.1:${receiver.port}`, '4200', runState, ...values],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [code] = await once(child, 'exit');
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(heard).toMatchObject([{ version, kind: 'inform', oid: runState }]);
  });

  test.each([
    ['another community', v2('public')],
    ['another password', v3('another-password')],
    ['an unknown user', v3().map((word) => (word === 'field' ? 'nobody' : word))],
    ['a user who does not sign', ['-v', '3', '-e', engine, '-u', 'field', '-l', 'noAuthNoPriv']],
  ])('%s is not believed', async (_name, args) => {
    send('snmptrap', args);
    await messages(1);
    expect({ heard, dropped }).toEqual({ heard: [], dropped: ['not_authentic'] });
  });
});

test('garbage is dropped, and the receiver goes on', async () => {
  const socket = createSocket('udp4');
  for (const garbage of ['', 'hello', '0\u0082\u00ff\u00ff', '0\u0003\u0002\u0001\u0001'])
    socket.send(Buffer.from(garbage, 'latin1'), receiver.port, '127.0.0.1');
  await messages(4);
  expect({ heard, dropped: new Set(dropped) }).toEqual({ heard: [], dropped: new Set(['unreadable']) });
  socket.close();
});

describe('of the simulator', () => {
  test.each([
    ['2c', false],
    ['3', false],
    ['2c', true],
  ] as const)('version %s, informs %s', async (version, inform) => {
    const simulator = await startSimulator({
      ...{ onus: 4, unauthorized: 0, community: 'traps', onlineAfterMs: 1 },
      v3: {
        user: 'field',
        authProtocol: 'sha',
        authKey: user.authPassword,
        privProtocol: 'aes',
        privKey: user.privPassword,
      },
      traps: { host: '127.0.0.1', port: receiver.port, version, inform },
    });
    simulator.olt.losePower('0/1/0:1');
    simulator.olt.appear('HWTC12345678', '0/1/2');
    await messages(2);
    const [down, found] = [...heard].sort((a, b) => b.oid.length - a.oid.length);
    expect(
      heard.every((trap) => trap.version === version && trap.kind === (inform ? 'inform' : 'trap')),
    ).toBe(true);
    expect(down).toMatchObject({ oid: runState });
    expect(down?.values.map(([, value]) => value).slice(3)).toEqual([1, 2]);
    expect(found?.values.map(([, value]) => value).slice(0, 3)).toEqual([0, 1, 2]);
    await simulator.close();
  });
});

test('an inform that comes again is told once', async (context) => {
  const missing = missingBinaries({ snmpinform: 'snmp' });
  context.skip(missing !== null, missing ?? '');
  // Nothing goes back, as if the confirmation had been lost: the sender sends again.
  const relay = createSocket('udp4');
  relay.bind(0, '127.0.0.1');
  await once(relay, 'listening');
  let sent = 0;
  relay.on('message', (message, from) => {
    if (from.port === receiver.port) return;
    sent += 1;
    relay.send(message, receiver.port, '127.0.0.1');
  });
  const lossy = ['-r', '2', '-t', '0.05', `127.0.0.1:${relay.address().port}`, '1', runState];
  await once(spawn('snmpinform', [...v2(), ...lossy], { stdio: 'ignore' }), 'exit');
  send('snmptrap', v2());
  await messages(2);
  relay.close();
  expect(sent).toBe(3);
  expect(heard.map(({ kind }) => kind)).toEqual(['inform', 'trap']);
});

test('nobody’s messages cost anything unless somebody wants to hear them', async () => {
  const quiet = await listenForTraps({
    host: '127.0.0.1',
    port: 0,
    credentials: [user],
    onDropped: () => dropped.push('quiet'),
  });
  quiet.subscribe('10.0.0.1', (trap) => heard.push(trap));
  const socket = createSocket('udp4');
  socket.send('hello', quiet.port, '127.0.0.1');
  socket.send('hello', receiver.port, '127.0.0.1');
  await messages(1);
  expect(dropped).toEqual(['unreadable']);
  socket.close();
  await quiet.close();
});

test('a port that is taken', async () => {
  const again = listenForTraps({ host: '127.0.0.1', port: receiver.port, credentials: [user] });
  await expect(again).rejects.toMatchObject({ code: 'olt.unreachable', details: { reason: 'EADDRINUSE' } });
});

test('an aborted signal frees the port', async () => {
  const stop = new AbortController();
  const one = await listenForTraps({ host: '127.0.0.1', port: 0, credentials: [user], signal: stop.signal });
  stop.abort();
  await one.close();
  const next = await listenForTraps({ host: '127.0.0.1', port: one.port, credentials: [user] });
  expect(next.port).toBe(one.port);
  await next.close();
});
