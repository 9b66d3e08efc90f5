import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf, type Run } from './run-field-olt.ts';
import { type Access, type CliBench, startCliBench } from './simulated-bench.ts';

let bench: CliBench;

beforeAll(async () => {
  bench = await startCliBench();
});
afterAll(() => bench.close());

/** A run that went well, said nothing else on standard output and sent no write. */
async function read(access: Access, command: string, args: readonly string[] = []): Promise<unknown> {
  const run = await bench.run(access, command, [...args, '--json']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(bench.writesSent()).toEqual([]);
  return documentOf(run);
}

const onuKeys = [
  ...['address', 'serialNumber', 'adminState', 'runState', 'description', 'model', 'distanceMetres'],
  ...['lastUpAt', 'lastDownAt', 'downCause'],
];
const signalKeys = [
  ...['address', 'rxAtOnuDbm', 'txAtOnuDbm', 'rxAtOltDbm', 'temperatureCelsius', 'voltageVolts'],
  ...['biasMilliamps', 'distanceMetres', 'quality', 'measuredAt'],
];
const unauthorizedKeys = [
  ...['at', 'serialNumber', 'vendorId', 'model', 'softwareVersion', 'mac', 'password', 'loid'],
  'firstSeenAt',
];
const extraKeys = ['serialNumberText', 'issues', 'downCauseText'];

/** Every named key is there, and no other but the ones that may be. */
function expectShape(row: unknown, keys: readonly string[]): void {
  const present = Object.keys(row as object);
  expect(present).toEqual(expect.arrayContaining([...keys]));
  expect([...keys, ...extraKeys]).toEqual(expect.arrayContaining(present));
  expect(Object.values(row as object)).not.toContain(undefined);
}

const firstPort = { shelf: 0, slot: 1, port: 0 };

describe.each<Access>(['ssh', 'telnet', 'snmp'])('over %s, vendor detected', (access) => {
  test('identify', async () => {
    expect(await read(access, 'identify')).toMatchObject({
      vendor: 'huawei',
      profile: 'smartax',
      model: bench.simulator.olt.state.chassis.model,
      softwareVersion: bench.simulator.olt.state.chassis.softwareVersion,
      hostname: bench.simulator.olt.state.hostname,
    });
  });

  test('ports', async () => {
    const ports = (await read(access, 'ports')) as { at: unknown; onus: number | null }[];
    expect(ports).toHaveLength(bench.simulator.olt.state.ports.length);
    expect(ports[0]).toMatchObject({ at: firstPort, technology: 'gpon', status: 'up', onus: 32 });
    // Over the command line the board's screen names only ports that have ONUs.
    expect([0, null]).toContain(ports.at(-1)?.onus);
  });

  test('discover', async () => {
    const found = (await read(access, 'discover')) as { serialNumber: string }[];
    for (const row of found) expectShape(row, unauthorizedKeys);
    const waiting = bench.simulator.olt.state.unauthorized();
    expect(found.map((row) => row.serialNumber).sort()).toEqual(
      waiting.map((unit) => unit.serialNumber).sort(),
    );
    expect(found[0]).toMatchObject({ at: firstPort, password: null, loid: null });
  });

  test('onus of a port, and of the OLT', async () => {
    const all = (await read(access, 'onus')) as object[];
    const some = (await read(access, 'onus', ['--port', '0/1/1'])) as object[];
    for (const row of all) expectShape(row, onuKeys);
    expect(all).toHaveLength(40);
    expect(some).toHaveLength(8);
  });

  test('onu by place and by serial number', async () => {
    const known = bench.simulator.olt.state.onu({ ...firstPort, onuId: 3 });
    const byPlace = (await read(access, 'onu', ['0/1/0:3'])) as object;
    const bySerial = (await read(access, 'onu', [known?.serialNumber ?? ''])) as object;
    expect(byPlace).toMatchObject({
      address: { ...firstPort, onuId: 3 },
      serialNumber: known?.serialNumber,
      runState: 'online',
      adminState: 'enabled',
    });
    expect(Object.keys(byPlace)).toEqual(expect.arrayContaining(onuKeys));
    expect(bySerial).toMatchObject({ address: { ...firstPort, onuId: 3 } });
  });

  test('signal of an ONU, of a port and of the OLT', async () => {
    const one = await read(access, 'signal', ['0/1/0:0']);
    expectShape(one, signalKeys);
    expect(one).toMatchObject({ rxAtOnuDbm: expect.any(Number), rxAtOltDbm: expect.any(Number) });
    const port = (await read(access, 'signal', ['0/1/0'])) as { rxAtOnuDbm: number | null }[];
    const all = (await read(access, 'signal', ['--all'])) as object[];
    for (const row of all) expectShape(row, signalKeys);
    expect(port).toHaveLength(32);
    expect(all).toHaveLength(40);
    const dark = port.find((row) => row.rxAtOnuDbm === null);
    expect(dark).toMatchObject({
      txAtOnuDbm: null,
      rxAtOltDbm: null,
      quality: { overall: 'unknown', missing: { rxAtOnuDbm: 'offline', rxAtOltDbm: 'offline' } },
    });
  });
});

test.each<Access>(['ssh', 'telnet'])('profiles over %s', async (access) => {
  const { line, service } = (await read(access, 'profiles')) as Record<string, { id: number }[]>;
  const ids = (rows: readonly { id: number }[] = []) => rows.map(({ id }) => id).sort();
  const { lineProfiles, serviceProfiles } = bench.simulator.olt.state;
  expect(ids(line)).toEqual([...lineProfiles.keys()].sort());
  expect(ids(service)).toEqual([...serviceProfiles.keys()].sort());
});

test('a named vendor is not asked for', async () => {
  expect(await read('telnet', 'identify', ['--vendor', 'huawei'])).toMatchObject({ vendor: 'huawei' });
  expect(await read('ssh', 'identify', ['--vendor', 'huawei', '--profile', 'smartax'])).toMatchObject({
    profile: 'smartax',
  });
});

test('an SNMP agent beside a command line serves what it can, and the command line the rest', async () => {
  const { host, port } = bench.simulator.snmp;
  bench.lines.length = 0;
  const onus = await read('telnet', 'onus', ['--snmp', `${host}:${port}`]);
  expect(onus).toHaveLength(40);
  expect(bench.lines.filter((line) => line.startsWith('display ont'))).toEqual([]);
  expect(await read('telnet', 'profiles', ['--snmp', `${host}:${port}`])).toHaveProperty('line');
});

test('SNMP v3 with authentication and privacy', async () => {
  const { v3 } = bench.simulator;
  const env = {
    FIELD_OLT_COMMUNITY: '',
    FIELD_OLT_PASSWORD: '',
    FIELD_OLT_SNMP_USER: v3.user,
    FIELD_OLT_SNMP_AUTH_PROTOCOL: v3.authProtocol,
    FIELD_OLT_SNMP_AUTH_PASSWORD: v3.authKey,
    FIELD_OLT_SNMP_PRIV_PROTOCOL: v3.privProtocol,
    FIELD_OLT_SNMP_PRIV_PASSWORD: v3.privKey,
  };
  const good = await bench.run('snmp', 'discover', ['--json'], { env });
  expect(good).toMatchObject({ code: 0, stderr: '' });
  expect(documentOf(good)).toHaveLength(3);
  const wrong = { ...env, FIELD_OLT_SNMP_AUTH_PASSWORD: 'not-the-password' };
  expect(await bench.run('snmp', 'discover', [], { env: wrong })).toMatchObject({ code: 4, stdout: '' });
});

test('discover by the last digits of the label, in any spelling', async () => {
  const [unit] = bench.simulator.olt.state.unauthorized();
  const serial = unit?.serialNumber ?? '';
  const digits = `${serial.slice(-5, -2)}-${serial.slice(-2)}`.toLowerCase();
  expect(await read('telnet', 'discover', ['--ends-with', digits])).toMatchObject([{ serialNumber: serial }]);
  expect(await read('telnet', 'discover', ['--port', '0/2/1'])).toEqual([]);
});

test('a table has straight columns, a dash for what is missing, and no escape', async () => {
  const run: Run = await bench.run('telnet', 'signal', ['0/1/0']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const lines = run.stdout.trimEnd().split('\n');
  const head = lines[0] ?? '';
  expect(lines).toHaveLength(33);
  for (const column of ['RX AT ONU', 'RX AT OLT', 'QUALITY']) {
    const at = head.indexOf(column);
    for (const line of lines) expect(line.slice(at - 2, at + 1)).toMatch(/^ {2}\S$/);
  }
  expect(run.stdout).toContain('  -  ');
  expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  expect((await bench.run('telnet', 'discover', ['--port', '0/2/1'])).stdout).toBe('(none)\n');
});

test('control characters of a device reach neither table nor JSON', async () => {
  const description = 'a\u001b[2Jb\u009b31mc';
  const address = { ...firstPort, onuId: 1 };
  const before = bench.simulator.olt.state.onu(address)?.description ?? '';
  bench.simulator.olt.state.changeOnu(address, { description });
  const { host, port } = bench.simulator.snmp;
  for (const args of [[], ['--json']]) {
    const run = await bench.run('telnet', 'onus', ['--port', '0/1/0', '--snmp', `${host}:${port}`, ...args]);
    expect(run.code).toBe(0);
    expect(run.stdout).not.toMatch(/[\u001b\u007f-\u009f]/);
  }
  bench.simulator.olt.state.changeOnu(address, { description: before });
});
