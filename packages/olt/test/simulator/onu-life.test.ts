import { afterEach, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { atCommandLine } from './typist.ts';

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

const serial = 'HWTC0A1B2C3D';
const hex = '485754430A1B2C3D';
const add = (more = '') =>
  `ont add 2 ${more}sn-auth "${hex}" omci ont-lineprofile-id 31 ont-srvprofile-id 31 desc "Maria > #2"`;

describe('from the first light to a served customer, and back', () => {
  test('a new unit shows, is added, comes up step by step, gets its flow, and is found again once it is deleted', async () => {
    const { typist, olt } = await atCommandLine('interface');
    expect(await typist.run('display ont autofind all')).toEqual([
      '  Failure: The automatically found ONTs do not exist',
    ]);
    olt.appear('HWTC-0A1B2C3D', '0/1/2', { password: 'abc' });
    const found = await typist.run('display ont autofind 2');
    expect(found).toContain(`   Ont SN              : ${hex} (HWTC-0A1B2C3D)`);
    expect(found).toContain('   Password            : 0x61626300000000000000(abc)');
    expect(await typist.run('display ont autofind 3')).toEqual([
      '  Failure: The automatically found ONTs do not exist',
    ]);

    const steps: string[] = [];
    olt.subscribe((event) => {
      if ('onu' in event) steps.push(`${event.onu.run} ${event.onu.config} ${event.onu.match}`);
    });
    const online = olt.whenOnline(serial);
    expect(await typist.run(add())).toEqual([
      '  Number of ONTs that can be added: 1, success: 1',
      '  PortID :2, ONTID :0',
    ]);
    expect(await typist.run('display ont autofind 2')).toEqual([
      '  Failure: The automatically found ONTs do not exist',
    ]);
    await online;
    expect(steps).toEqual(['online initial initial', 'online config initial', 'online normal match']);
    expect((await typist.run('display ont info 2 0')).slice(1, 7)).toEqual([
      '  F/S/P                   : 0/ 1/2',
      '  ONT-ID                  : 0',
      '  Control flag            : active',
      '  Run state               : online',
      '  Config state            : normal',
      '  Match state             : match',
    ]);
    expect(await typist.run('ont port native-vlan 2 0 eth 1 vlan 31 priority 0')).toEqual([
      '  Set ONT port(s) VLAN configuration, success: 1, failed: 0',
    ]);
    expect(await typist.run('ont port native-vlan 2 0 eth 1 vlan 31 priority 0')).toEqual([
      '  Failure: Make configuration repeatedly',
    ]);
    await typist.run('quit');
    const flow =
      'service-port vlan 31 gpon 0/1/2 ont 0 gemport 31 multi-service user-vlan 31 tag-transform translate inbound traffic-table index 6 outbound traffic-table index 7';
    expect(await typist.run(flow)).toEqual([]);
    expect(await typist.run(flow)).toEqual(['  Failure: Service virtual port has existed already']);
    const configured = await typist.run('display current-configuration ont 0/1/2 0');
    expect(configured).toContain(
      ` ont add 2 0 sn-auth "${hex}" omci ont-lineprofile-id 31 ont-srvprofile-id 31 desc "Maria > #2"`,
    );
    expect(configured).toContain(' ont port native-vlan 2 0 eth 1 vlan 31 priority 0');
    expect(configured).toContain(
      ' service-port 1 vlan 31 gpon 0/1/2 ont 0 gemport 31 multi-service user-vlan 31 tag-transform translate inbound traffic-table index 6 outbound traffic-table index 7',
    );
    expect(
      await typist.run('service-port 1 inbound traffic-table index 8 outbound traffic-table index 8'),
    ).toEqual([]);
    expect(olt.state.flow(1)).toMatchObject({ inboundTable: 8, outboundTable: 8 });

    expect(await typist.run('undo service-port 1')).toEqual([]);
    expect(await typist.run('undo service-port 1')).toEqual([
      '  Failure: The service virtual port does not exist',
    ]);
    await typist.run('interface gpon 0/1');
    const back = new Promise((resolve) =>
      olt.subscribe((event) => event.kind === 'unauthorized-appeared' && resolve(event.unit.serialNumber)),
    );
    expect(await typist.run('ont delete 2 0')).toEqual([
      '  Number of ONTs that can be deleted: 1, success: 1',
    ]);
    expect(await back).toBe(serial);
    expect(await typist.run('ont delete 2 0')).toEqual(['  Failure: The ONT does not exist']);
  });

  test('an ONU can be added before its unit is there, and comes up when it is', async () => {
    const { typist, olt } = await atCommandLine('interface');
    await typist.run(add());
    expect((await typist.run('display ont info 2 0')).slice(4, 6)).toEqual([
      '  Run state               : offline',
      '  Config state            : initial',
    ]);
    const online = olt.whenOnline(serial);
    olt.appear(serial, '0/1/2');
    await online;
    expect(olt.state.unauthorized()).toEqual([]);
  });

  test('a unit on another port than its ONU stays unauthorized there', async () => {
    const { typist, olt } = await atCommandLine('interface');
    await typist.run(add());
    olt.appear(serial, '0/1/5');
    expect(await typist.run('display ont autofind 5')).toContain(
      `   Ont SN              : ${hex} (HWTC-0A1B2C3D)`,
    );
    expect(await typist.run(add().replace('ont add 2', 'ont add 5'))).toEqual([
      '  Failure: SN already exists',
    ]);
  });
});

describe('refusals', () => {
  test.each([
    [add().replace('31 ont-srv', '77 ont-srv'), 'The ont-lineprofile does not exist'],
    [add().replace('id 31 desc', 'id 77 desc'), 'The profile does not exist'],
    [add('5 '), 'The ONT ID has already existed', add('5 ').replace(hex, '4857544300000001')],
    ['ont modify 2 9 desc "x"', 'The ONT does not exist'],
    ['ont reset 2 0', 'The ONT is not online', add()],
    ['display ont optical-info 2 0', 'The ONT is not online', add()],
    ['display ont info 2 all', 'There is no ONT available'],
    ['display ont optical-info 2 all', 'There is no ONT available'],
    ['ont activate 2 0', 'Make configuration repeatedly', add()],
    ['port 0 ont-auto-find enable', 'Make configuration repeatedly'],
    [
      `ont confirm 2 sn-auth ${hex} omci ont-lineprofile-id 31 ont-srvprofile-id 31`,
      'The automatically found ONTs do not exist',
    ],
  ])('%s: %s', async (command, text, before?: string) => {
    const { typist } = await atCommandLine('interface');
    if (before) await typist.run(before);
    expect(await typist.run(command)).toEqual([`  Failure: ${text}`]);
  });

  test.each([
    ['service-port vlan 99 gpon 0/1/2 ont 0 gemport 31', 'VLAN does not exist'],
    ['service-port vlan 31 gpon 0/1/2 ont 1 gemport 31', 'The ONT does not exist'],
    ['service-port vlan 31 gpon 0/1/2 ont 0 gemport 1', 'The GEM port does not exist'],
    ['service-port vlan 31 gpon 0/9/2 ont 0 gemport 31', 'This board does not exist'],
    [
      'service-port vlan 31 gpon 0/1/2 ont 0 gemport 31 inbound traffic-table index 99',
      'The traffic table does not exist',
    ],
    ['undo service-port port 0/1/2 ont 0', 'No service virtual port can be operated'],
    ['display service-port port 0/1/2 ont 0', 'No service virtual port can be operated'],
    ['display service-port all', 'No service virtual port can be operated'],
    ['display ont info 0 9 0 all', 'This board does not exist'],
    ['display ont-lineprofile gpon none', null],
  ])('%s: %s', async (command, text) => {
    const { typist } = await atCommandLine('interface');
    await typist.run(add());
    await typist.run('quit');
    const reply = await typist.run(command);
    expect(reply.at(-1)).toBe(text ? `  Failure: ${text}` : "  % Unknown command, the error locates at '^'");
  });

  test('a serial with a hyphen, or too short, is a parameter error; twelve characters are taken', async () => {
    const { typist } = await atCommandLine('interface');
    for (const wrong of ['HWTC-0A1B2C3D', 'HWTC0A1B', '485754430A1B2C3Z'])
      expect((await typist.run(add().replace(hex, wrong))).at(-1)).toContain('% Parameter error');
    expect(await typist.run(add().replace(hex, 'HWTC0A1B2C3D'))).toHaveLength(2);
  });
});

describe('other ways to be known', () => {
  test.each([
    ['password-auth "abc" always-on', { password: 'abc' }],
    ['password-auth "abc" once-on aging-time 2', { password: 'abc' }],
    ['loid-auth "user1" checkcode-auth "cc" always-on', { loid: 'user1', checkCode: 'cc' }],
    [`sn-auth ${hex} password-auth "abc"`, { password: 'abc' }],
  ])('%s', async (identity, unit) => {
    const { typist, olt } = await atCommandLine('interface');
    olt.appear(serial, '0/1/2', unit);
    const reply = await typist.run(`ont add 2 7 ${identity} omci ont-lineprofile-id 31 ont-srvprofile-id 31`);
    expect(reply.at(-1)).toBe('  PortID :2, ONTID :7');
    const onu = olt.state.onu({ shelf: 0, slot: 1, port: 2, onuId: 7 });
    expect(onu?.unit?.serialNumber).toBe(serial);
  });

  test('ont confirm takes what autofind shows, one or all of a port', async () => {
    const { typist, olt } = await atCommandLine('interface');
    for (const last of ['1', '2', '3']) olt.appear(`HWTC0000000${last}`, '0/1/2');
    const rest = 'omci ont-lineprofile-id 31 ont-srvprofile-id 31';
    expect((await typist.run(`ont confirm 2 ontid 9 sn-auth HWTC00000002 ${rest}`)).at(-1)).toBe(
      '  PortID :2, ONTID :9',
    );
    await typist.run(`ont confirm 2 all sn-auth ${rest}`);
    expect(olt.state.onus().map(({ serialNumber }) => serialNumber.slice(-1))).toEqual(['1', '3', '2']);
  });
});

describe('what happens to an ONU', () => {
  test('light and power go and come back, with cause, history and time of the last gasp', async () => {
    const { typist, olt } = await atCommandLine('interface');
    olt.appear(serial, '0/1/2');
    await typist.run(add());
    await olt.whenOnline(serial);
    const line = async (name: string) =>
      (await typist.run('display ont info 2 0')).find((text) => text.startsWith(`  ${name} `))?.slice(28);
    olt.losePower('0/1/2:0');
    expect(await line('Last down cause')).toBe('dying-gasp');
    expect(await line('Last dying gasp time')).toMatch(/^\d{4}-/);
    olt.comeBack('0/1/2:0');
    await olt.whenOnline(serial);
    olt.loseLight('0/1/2:0');
    expect(await line('Last down cause')).toBe('LOSi/LOBi');
    expect(await line('ONT distance(m)')).toBe('-');
    olt.comeBack('0/1/2:0');
    await olt.whenOnline(serial);
    const history = await typist.run('display ont register-info 2 0');
    expect(
      history.map((text) => text.replace(/\d{4}-.*/, 'T')).filter((text) => !text.includes('--')),
    ).toEqual([
      '  Index               : 3',
      '  UpTime              : T',
      '  Index               : 2',
      '  UpTime              : T',
      '  DownTime            : T',
      '  DownCause           : ONT LOSi/LOBi alarm',
      '  Index               : 1',
      '  UpTime              : T',
      '  DownTime            : T',
      '  DownCause           : PowerFail',
    ]);
  });

  test('a reset is asked for, takes it down, and it comes back; deactivated, it stays down', async () => {
    const { typist, olt } = await atCommandLine('interface');
    olt.appear(serial, '0/1/2');
    await typist.run(add());
    await olt.whenOnline(serial);
    typist.type('ont reset 2 0\r');
    await typist.until(/ {2}Are you sure to reset the ONT\(s\)\? \(y\/n\)\[n\]:$/);
    typist.type('y\r');
    await typist.until(/#$/);
    expect(olt.state.onu({ shelf: 0, slot: 1, port: 2, onuId: 0 })?.downCause).toBe('reset');
    await olt.whenOnline(serial);
    await typist.run('ont deactivate 2 0');
    const shown = await typist.run('display ont info 2 0');
    expect(shown.slice(3, 5)).toEqual([
      '  Control flag            : deactivated',
      '  Run state               : offline',
    ]);
    await typist.run('ont activate 2 0');
    await olt.whenOnline(serial);
  });

  test('a service profile with more ports than the unit has is a mismatch', async () => {
    const { typist, olt } = await atCommandLine('interface');
    olt.appear(serial, '0/1/2', { ethPorts: 1 });
    await typist.run(add().replace('srvprofile-id 31', 'srvprofile-id 1'));
    const onu = await olt.whenOnline(serial);
    expect(`${onu.run} ${onu.config} ${onu.match}`).toBe('online failed mismatch');
    await typist.run('ont modify 2 0 ont-srvprofile-id 31');
    expect((await olt.whenChanged(serial, ({ config }) => config === 'normal')).match).toBe('match');
  });

  test('a PPPoE WAN shows its state and keeps its password', async () => {
    const { typist, olt } = await atCommandLine('interface');
    olt.appear(serial, '0/1/2');
    await typist.run(add());
    expect(await typist.run('display ont wan-info 0/1 2 0')).toEqual(['  Failure: The ONT is not online']);
    await olt.whenOnline(serial);
    expect(await typist.run('display ont wan-info 0/1 2 0')).toEqual([
      '  Failure: The ONT does not have WAN port',
    ]);
    await typist.run(
      'ont ipconfig 2 0 ip-index 1 pppoe user-account username "maria@isp" password "S3cret" vlan 31 priority 0',
    );
    const shown = await typist.run('display ont wan-info 0/1 2 0');
    expect(shown).toContain('  IPv4 access type           : PPPoE');
    expect(shown).toContain('  IPv4 Connection status     : Connected');
    const configured = (await typist.run('display current-configuration ont 0/1/2 0')).join('\n');
    expect(configured).toContain('username "maria@isp"');
    expect(configured).not.toContain('S3cret');
  });
});

test('the same seed makes the same OLT, another seed another one', async () => {
  const startAt = new Date('2026-03-01T12:00:00Z');
  const look = async (seed: number) => {
    const olt = await startSimulator({ onus: 64, unauthorized: 5, seed, startAt });
    const { state } = olt.olt;
    const content = JSON.stringify([
      state
        .onus()
        .map(({ unit, lastUpAt, history, description, run }) => [unit, lastUpAt, history, description, run]),
      state.unauthorized(),
      state.flows(),
    ]).replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, (text) => text.slice(0, 17));
    await olt.close();
    return content;
  };
  expect(await look(3)).toBe(await look(3));
  expect(await look(3)).not.toBe(await look(4));
});

test('any number of ONUs up to what the chassis holds', async () => {
  simulator = await startSimulator({ onus: 2_000, unauthorized: 10 });
  const { state } = simulator.olt;
  expect(state.onus()).toHaveLength(2_000);
  expect(state.unauthorized()).toHaveLength(10);
  const down = state.onus().filter(({ run }) => run === 'offline').length;
  expect(down).toBeGreaterThan(20);
  expect(down).toBeLessThan(400);
  expect(new Set(state.onus().map(({ serialNumber }) => serialNumber)).size).toBe(2_000);
});
