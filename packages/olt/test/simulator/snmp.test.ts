import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { BerReader } from '../../src/simulator/snmp/ber.ts';
import { ObjectView } from '../../src/simulator/snmp/object-view.ts';
import { UsmAgent } from '../../src/simulator/snmp/usm-agent.ts';
import { missingBinaries } from '../rigs/binaries.ts';
import { overSsh } from './typist.ts';

const run = promisify(execFile);
const missing = missingBinaries({ snmpget: 'snmp', snmpwalk: 'snmp', snmpbulkwalk: 'snmp', snmpset: 'snmp' });
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const start = async (options: SimulatorOptions = {}) => {
  simulator = await startSimulator({ onus: 40, unauthorized: 2, ...options });
  return simulator;
};

const v2c = ({ community }: Simulator) => ['-v2c', '-c', community];
const v3 = ({ v3: user }: Simulator, change: Partial<Simulator['v3']> = {}) => {
  const { user: name, authProtocol, authKey, privProtocol, privKey } = { ...user, ...change };
  const auth = authProtocol.replace(/^sha(?=\d)/, 'sha-').toUpperCase();
  return [
    '-v3',
    '-l',
    'authPriv',
    '-u',
    name,
    '-a',
    auth,
    '-A',
    authKey,
    '-x',
    privProtocol.toUpperCase(),
    '-X',
    privKey,
  ];
};

/** A net-snmp tool: `oid = value` lines, values as they are, nothing read from this machine's MIBs or configuration. */
async function ask(
  tool: string,
  credentials: string[],
  olt: Simulator,
  ...rest: string[]
): Promise<string[]> {
  const args = [
    '-m',
    '',
    '-M',
    '',
    '-On',
    '-Oe',
    '-r',
    '1',
    ...credentials,
    `${olt.snmp.host}:${olt.snmp.port}`,
    ...rest,
  ];
  const { stdout } = await run(tool, args, {
    maxBuffer: 64 * 1024 * 1024,
    env: { SNMPCONFPATH: '/nonexistent' },
  });
  return stdout.trim().split('\n');
}

/** What a tool that fails says. */
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'no error',
    (error: { stderr: string }) => error.stderr,
  );

/** Stands between a tool and the agent, and keeps what the tool sends. */
async function listenIn({ snmp }: Simulator) {
  const front = createSocket('udp4');
  const back = createSocket('udp4');
  const requests: Uint8Array[] = [];
  let client = 0;
  front.on('message', (message, from) => {
    client = from.port;
    requests.push(Uint8Array.from(message));
    back.send(message, snmp.port, snmp.host);
  });
  back.on('message', (message) => front.send(message, client, '127.0.0.1'));
  await new Promise<void>((resolve) => front.bind(0, '127.0.0.1', resolve));
  const close = () => {
    front.close();
    back.close();
  };
  return { host: '127.0.0.1', port: front.address().port, requests, close };
}

const xpon = '.1.3.6.1.4.1.2011.6.128.1.1';
const sysDescr = '.1.3.6.1.2.1.1.1.0';

test('v2c: the device says what it is', async () => {
  const olt = await start();
  const [descr, objectId, uptime, , name] = await ask('snmpwalk', v2c(olt), olt, '.1.3.6.1.2.1.1');
  expect(descr).toBe(`${sysDescr} = STRING: "Huawei Integrated Access Software"`);
  expect(objectId).toBe('.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.2011.2.316');
  expect(uptime).toMatch(/^\.1\.3\.6\.1\.2\.1\.1\.3\.0 = Timeticks: \(\d+\) \d+ days/);
  expect(name).toBe('.1.3.6.1.2.1.1.5.0 = STRING: "OLT01"');
});

test('v2c: another community is not answered', async () => {
  const olt = await start();
  const asked = ask('snmpget', ['-v2c', '-c', 'guess', '-t', '0.3'], olt, sysDescr);
  expect(await refusal(asked)).toContain('Timeout');
});

test('a whole walk is in order, complete, and the same with GETNEXT, GETBULK and v3', async () => {
  const olt = await start();
  const names = (lines: string[]) =>
    lines
      .filter((line) => line.startsWith('.') && !line.includes('No more variables'))
      .map((line) => line.split(' = ')[0] ?? '');
  const next = names(await ask('snmpwalk', v2c(olt), olt, '.1.3'));
  const bulk = names(await ask('snmpbulkwalk', [...v2c(olt), '-Cr200'], olt, '.1.3'));
  const signed = names(await ask('snmpbulkwalk', [...v3(olt), '-Cr40'], olt, '.1.3'));
  expect(bulk).toEqual(next);
  expect(signed).toEqual(next);
  expect(new Set(next).size).toBe(next.length);
  const numbers = next.map((name) => name.slice(1).split('.').map(Number));
  const inOrder = (a: number[], b: number[]) => {
    const at = a.findIndex((number, index) => number !== b[index]);
    return at === -1 ? a.length < b.length : (a[at] ?? 0) < (b[at] ?? -1);
  };
  expect(numbers.every((name, index) => index === 0 || inOrder(numbers[index - 1] ?? [], name))).toBe(true);
  const perOnu = next.filter((name) => name.startsWith(`${xpon}.2.46.1.15.`));
  expect(perOnu).toHaveLength(40);
});

test('GET of what is not there says so: no such object, no such instance', async () => {
  const olt = await start();
  expect(
    await ask('snmpget', v2c(olt), olt, '.1.3.6.1.2.1.99.1.0', `${xpon}.2.46.1.15.4194312192.99`),
  ).toEqual([
    '.1.3.6.1.2.1.99.1.0 = No Such Object available on this agent at this OID',
    `${xpon}.2.46.1.15.4194312192.99 = No Such Instance currently exists at this OID`,
  ]);
  const last = await ask('snmpgetnext', v2c(olt), olt, '.1.3.7');
  expect(last[0]).toContain('No more variables left in this MIB View');
});

test('nothing can be set', async () => {
  const olt = await start();
  const asked = ask('snmpset', v2c(olt), olt, '.1.3.6.1.2.1.1.5.0', 's', 'other');
  expect(await refusal(asked)).toContain('notWritable');
});

describe('v3', () => {
  test.each([
    ['md5', 'aes'],
    ['sha', 'aes'],
    ['sha', 'des'],
    ['sha224', 'aes'],
    ['sha256', 'aes'],
    ['sha384', 'aes'],
    ['sha512', 'aes'],
  ] as const)('%s and %s get in', async (authProtocol, privProtocol) => {
    const olt = await start({ v3: { authProtocol, privProtocol } });
    expect(await ask('snmpget', v3(olt), olt, sysDescr)).toHaveLength(1);
  });

  test('a wrong name, a wrong key, or no encryption is refused with its own report', async () => {
    const olt = await start();
    const get = (credentials: string[]) =>
      refusal(ask('snmpget', [...credentials, '-t', '0.3'], olt, sysDescr));
    expect(await get(v3(olt, { user: 'nobody' }))).toContain('Unknown user name');
    expect(await get(v3(olt, { authKey: 'wrong-key' }))).toContain('Authentication failure');
    expect(await get(v3(olt, { privKey: 'wrong-key' }))).not.toContain('no error');
    expect(await get(v3(olt).map((word) => (word === 'authPriv' ? 'authNoPriv' : word)))).toContain(
      'Unsupported security level',
    );
    expect(await get(v3(olt).map((word) => (word === 'authPriv' ? 'noAuthNoPriv' : word)))).toContain(
      'Unsupported security level',
    );
  });

  test('the engine of a seed is always the same; a signed request is good for 150 seconds and not after', async () => {
    const olt = await start({ seed: 7 });
    const relay = await listenIn(olt);
    expect(await ask('snmpget', v3(olt), { ...olt, snmp: relay }, sysDescr)).toHaveLength(1);
    relay.close();
    const request = relay.requests.at(-1) ?? new Uint8Array();
    const engineId = Uint8Array.from(Buffer.from('800007db0500000007', 'hex'));
    let clock = 0;
    const view = new ObjectView([], () => 0);
    const agent = new UsmAgent({ engineId, user: olt.v3, view, maxMessage: 65_507, now: () => clock });
    const answer = () => {
      const reader = new BerReader(request).expect(0x30);
      reader.integer();
      return Buffer.from(agent.answer(request, reader) ?? []).toString('hex');
    };
    const notInTimeWindow = '2b060106030f01010200';
    clock = 149_000;
    expect(answer()).not.toContain(notInTimeWindow);
    expect(answer()).not.toBe('');
    clock = 152_000;
    expect(answer()).toContain(notInTimeWindow);
  });
});

test('both ends of an interface number agree with the name', async () => {
  const olt = await start();
  const names = await ask('snmpwalk', v2c(olt), olt, '.1.3.6.1.2.1.31.1.1.1.1');
  expect(names).toContain('.1.3.6.1.2.1.31.1.1.1.1.4194312192 = STRING: "GPON 0/1/0"');
  expect(names).toContain('.1.3.6.1.2.1.31.1.1.1.1.4194324224 = STRING: "GPON 0/2/15"');
  expect(names).toHaveLength(32);
});

test('an ONU that is down has the marks of no value, and they go when it is back', async () => {
  const olt = await start();
  const index = '4194312192.0';
  const look = async () =>
    (
      await ask(
        'snmpget',
        v2c(olt),
        olt,
        ...['46.1.15', '46.1.16', '46.1.20', '51.1.4', '51.1.6', '46.1.24'].map(
          (column) => `${xpon}.2.${column}.${index}`,
        ),
      )
    ).map((line) => Number(line.split('INTEGER: ')[1]));
  olt.olt.comeBack('0/1/0:0');
  const onu = await olt.olt.whenOnline(olt.olt.state.onus()[0]?.serialNumber ?? '');
  const optics = onu.unit?.optics;
  const up = await look();
  expect(up.slice(0, 2)).toEqual([1, 2]);
  expect(up.slice(2, 5)).toEqual([
    onu.unit?.distanceMetres,
    Math.round((optics?.rxAtOnuDbm ?? 0) * 100),
    Math.round((optics?.rxAtOltDbm ?? 0) * 100) + 10_000,
  ]);
  olt.olt.losePower('0/1/0:0');
  expect(await look()).toEqual([2, 1, -1, 2_147_483_647, 2_147_483_647, 13]);
  olt.olt.comeBack('0/1/0:0');
  await olt.olt.whenOnline(onu.serialNumber);
  olt.olt.loseLight('0/1/0:0');
  expect((await look()).at(-1)).toBe(2);
});

test('terminal and agent show one state, at any moment', async () => {
  const olt = await start();
  const typist = await overSsh(olt);
  await typist.until(/change the password\.\r\n\r\n\S+>$/);
  for (const command of ['undo smart', 'enable', 'scroll', 'config', 'interface gpon 0/1'])
    await typist.run(command);
  const byTerminal = async () => {
    const rows = (await typist.run('display ont optical-info 0 all')).map((line) => line.trim().split(/\s+/));
    const found = rows.filter((cells) => cells.length === 8 && /^\d+$/.test(cells[0] ?? ''));
    return new Map(
      found.map(([id, rx, tx, oltRx, , , , distance]) => [Number(id), [rx, tx, oltRx, distance].map(Number)]),
    );
  };
  const column = async (number: string) => {
    const lines = await ask('snmpwalk', v2c(olt), olt, `${xpon}.2.${number}.4194312192`);
    return new Map(
      lines
        .map((line) => line.split(' = INTEGER: '))
        .map(([oid, value]) => [Number(oid?.split('.').at(-1)), Number(value)]),
    );
  };
  const byAgent = async () => {
    const [rx, tx, oltRx, distance] = await Promise.all(
      ['51.1.4', '51.1.3', '51.1.6', '46.1.20'].map(column),
    );
    const online = [...(rx ?? [])].filter(([, value]) => value !== 2_147_483_647).map(([id]) => id);
    const of = (values: Map<number, number> | undefined, id: number) => values?.get(id) ?? Number.NaN;
    return new Map(
      online.map((id) => [
        id,
        [of(rx, id) / 100, of(tx, id) / 100, (of(oltRx, id) - 10_000) / 100, of(distance, id)],
      ]),
    );
  };
  const before = await byTerminal();
  expect(before.size).toBeGreaterThan(20);
  expect(await byAgent()).toEqual(before);
  const victim = [...before.keys()][3];
  olt.olt.loseLight(`0/1/0:${victim}`);
  const after = await byTerminal();
  expect(after.size).toBe(before.size - 1);
  expect(await byAgent()).toEqual(after);
  const first = await ask('snmpget', v2c(olt), olt, `${xpon}.2.43.1.9.4194312192.0`);
  await typist.run('ont modify 0 0 desc "seen by both"');
  const renamed = await ask('snmpget', v2c(olt), olt, `${xpon}.2.43.1.9.4194312192.0`);
  expect(first).not.toEqual(renamed);
  expect(renamed[0]).toContain('"seen by both"');
});

test('datagrams of noise are dropped, and the agent goes on', async () => {
  const olt = await start();
  const socket = createSocket('udp4');
  const send = (bytes: Uint8Array) =>
    new Promise<void>((resolve) => socket.send(bytes, olt.snmp.port, olt.snmp.host, () => resolve()));
  let state = 12345;
  const noise = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  };
  const good = Buffer.from(
    '302602010104067075626c6963a019020101020100020100300e300c06082b060102010101000500',
    'hex',
  );
  for (let round = 0; round < 400; round++) {
    const bytes = Buffer.from(good);
    for (let hits = 0; hits <= round % 5; hits++) bytes[noise() % bytes.length] = noise();
    await send(round % 3 === 0 ? bytes.subarray(0, noise() % bytes.length) : bytes);
  }
  await send(Uint8Array.from({ length: 200 }, noise));
  socket.close();
  expect(await ask('snmpget', v2c(olt), olt, sysDescr)).toHaveLength(1);
});
