import type { OnuAddress } from '@field/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuthorizeOnu, Olt } from '../../../src/index.ts';
import type { LineVerdict } from '../../../src/simulator/index.ts';
import { type SimulatedBench, startBench } from './simulated-olt.ts';

let bench: SimulatedBench;
let olt: Olt;
let judge: (line: string) => LineVerdict;
let lines: string[];

beforeEach(async () => {
  judge = () => 'pass';
  lines = [];
  bench = await startBench({
    onLine: (line) => {
      lines.push(line);
      return judge(line);
    },
  });
  olt = await bench.connect('telnet');
});
afterEach(() => bench.close());

const port = { shelf: 0, slot: 1, port: 0 };
const first: OnuAddress = { ...port, onuId: 0 };

async function request(which = 0): Promise<AuthorizeOnu> {
  const found = (await olt.listUnauthorizedOnus())[which];
  if (!found?.serialNumber) throw new Error('the simulator shows no unit');
  return {
    at: found.at,
    authentication: { kind: 'serialNumber', serialNumber: found.serialNumber },
    lineProfileId: 31,
    serviceProfileId: 31,
    description: 'Ana & filhos',
  };
}

/** Lets every command through but those that match, which meet this fate. */
function when(pattern: RegExp, fate: LineVerdict): void {
  judge = (line) => (pattern.test(line) ? fate : 'pass');
}

/** The device's "no", and the prompt of the mode the command was given in. */
function refuse(text: string, mode: '' | '(config)' | '(config-if-gpon-0/1)'): LineVerdict {
  return { reply: `\r\n  Failure: ${text}\r\n\r\nOLT01${mode}#` };
}

const configuration = (address: OnuAddress) => {
  const onu = bench.simulator.olt.state.onu(address);
  const flows = bench.simulator.olt.state.flows(address).map((flow) => ({ ...flow }));
  return (
    onu && {
      serial: onu.serialNumber,
      profiles: [onu.lineProfileId, onu.serviceProfileId],
      natives: [...onu.nativeVlans],
      description: onu.description,
      flows,
    }
  );
};

describe('authorize', () => {
  test('once creates, twice is unchanged, elsewhere is a conflict with the place', async () => {
    const asked = await request();
    const created = await olt.write('authorizeOnu', asked);
    expect(created).toMatchObject({ outcome: 'created', applied: ['add-onu'], error: null });
    expect(await olt.write('authorizeOnu', asked)).toMatchObject({
      outcome: 'unchanged',
      address: created.address,
      applied: [],
    });
    expect(await olt.write('authorizeOnu', { ...asked, at: { ...port, port: 7 } })).toMatchObject({
      outcome: 'conflict',
      address: created.address,
      error: { code: 'olt.serial_exists' },
    });
  });

  test('a refused profile leaves nothing behind', async () => {
    const asked = await request();
    const result = await olt.write('authorizeOnu', { ...asked, lineProfileId: 999 });
    expect(result).toMatchObject({ outcome: 'undone', error: { code: 'olt.profile_missing' }, remains: [] });
    expect(await olt.listUnauthorizedOnus()).toHaveLength(3);
  });

  test('with its service: one plan, one undo', async () => {
    const asked = { ...(await request()), service: { flows: [{ vlan: 31, gemPort: 31 }] } };
    const wrong = { ...asked, service: { flows: [{ vlan: 31, gemPort: 7 }] } };
    expect(await olt.write('authorizeOnu', wrong)).toMatchObject({
      outcome: 'undone',
      applied: ['add-onu'],
      undone: ['add-onu'],
      remains: [],
      error: { code: 'olt.gem_port_missing' },
    });
    expect(await olt.listUnauthorizedOnus()).toHaveLength(3);

    const created = await olt.write('authorizeOnu', asked);
    expect(created).toMatchObject({
      outcome: 'created',
      applied: ['add-onu', 'service-port-1'],
      error: null,
    });
    const address = created.address as OnuAddress;
    expect(configuration(address)?.flows).toMatchObject([{ vlan: 31, gemPort: 31 }]);
    expect(await olt.write('authorizeOnu', asked)).toMatchObject({ outcome: 'unchanged', address });
  });

  test('a connection that is cut after the command is read back, and the command is not sent again', async () => {
    const asked = await request();
    let seen = 0;
    judge = (line) => {
      if (!line.startsWith('ont add')) return 'pass';
      seen += 1;
      return seen === 1 ? 'cut' : 'pass';
    };
    const result = await olt.write('authorizeOnu', asked);
    expect(result.outcome).toBe('undone');
    expect(lines.filter((line) => line.startsWith('ont add'))).toHaveLength(1);
    expect(await olt.write('authorizeOnu', asked)).toMatchObject({ outcome: 'created' });
  });

  test.each([
    [{ kind: 'password', password: 'abc123' }],
    [{ kind: 'loid', loid: 'user1', checkCode: 'cc1' }],
    [{ kind: 'serialNumberAndPassword', serialNumber: 'HWTC11112222', password: 'pw1' }],
  ] as const)('by %o', async (authentication) => {
    const result = await olt.write('authorizeOnu', {
      ...(await request()),
      at: { ...port, port: 5 },
      authentication,
    });
    expect(result).toMatchObject({ outcome: 'created', address: { port: 5, onuId: 0 } });
  });

  test('a move takes the flows along in its undo: a new place that refuses leaves the old one as it was', async () => {
    const { serialNumber } = await olt.readOnu({ address: first });
    const before = configuration(first);
    const asked: AuthorizeOnu = {
      at: { ...port, port: 3 },
      authentication: { kind: 'serialNumber', serialNumber: serialNumber as string },
      lineProfileId: 777,
      serviceProfileId: 31,
      move: true,
    };
    const refused = await olt.write('authorizeOnu', asked);
    expect(refused).toMatchObject({ outcome: 'undone', error: { code: 'olt.profile_missing' }, remains: [] });
    expect(configuration(first)).toEqual(before);

    const moved = await olt.write('authorizeOnu', { ...asked, lineProfileId: 31 });
    expect(moved).toMatchObject({ outcome: 'moved', address: { port: 3, onuId: 0 }, error: null });
    expect(configuration(first)).toBeNull();
  });
});

describe('provision', () => {
  let address: OnuAddress;
  beforeEach(async () => {
    address = (await olt.write('authorizeOnu', await request())).address as OnuAddress;
  });

  test('flow, native VLAN and PPPoE client; twice is unchanged; the password is in no transcript', async () => {
    const heard: string[] = [];
    const writer = await bench.connect('telnet', {
      onTranscript: (event) => heard.push(JSON.stringify(event)),
    });
    const asked = {
      address,
      flows: [{ vlan: 31, gemPort: 31 }],
      nativeVlans: [{ ethPort: 1, vlan: 31 }],
      wan: { username: 'ana@isp', password: 's3cret!x', vlan: 31 },
    };
    const planned = await writer.plan('provisionService', asked);
    expect(planned.text()).not.toContain('s3cret!x');
    expect(await writer.apply(planned)).toMatchObject({
      outcome: 'changed',
      applied: ['native-vlan-1', 'wan-address', 'wan-internet', 'wan-profile', 'service-port-1'],
    });
    expect(await writer.write('provisionService', asked)).toMatchObject({ outcome: 'unchanged' });
    expect(await writer.listOnuWans({ address })).toMatchObject([{ vlan: 31, accessType: 'PPPoE' }]);
    expect(heard.join('\n')).not.toContain('s3cret!x');
  });

  test('a flow the device refuses takes the native VLAN back', async () => {
    const asked = { address, flows: [{ vlan: 999, gemPort: 31 }], nativeVlans: [{ ethPort: 1, vlan: 31 }] };
    expect(await olt.write('provisionService', asked)).toMatchObject({
      outcome: 'undone',
      applied: ['native-vlan-1'],
      undone: ['native-vlan-1'],
      remains: [],
      error: { code: 'olt.vlan_missing' },
    });
    expect(bench.simulator.olt.state.flows(address)).toEqual([]);
  });

  test('a GEM port the profile lacks is a conflict before anything is sent', async () => {
    const result = await olt.write('provisionService', { address, flows: [{ vlan: 31, gemPort: 1 }] });
    expect(result).toMatchObject({ outcome: 'conflict', error: { code: 'olt.gem_port_missing' } });
    expect(lines.filter((line) => line.startsWith('service-port'))).toEqual([]);
  });

  test('deprovision takes flows first, then the unit, and saves once', async () => {
    await olt.write('provisionService', { address, flows: [{ vlan: 31, gemPort: 31 }] });
    lines = [];
    const result = await olt.write('deprovisionOnu', { address }, { save: true });
    expect(result).toMatchObject({ outcome: 'removed', saved: true });
    const sent = lines.filter((line) => /^(?:undo service-port|ont delete|save)/.test(line));
    expect(sent).toEqual([expect.stringMatching(/^undo service-port \d+$/), 'ont delete 0 32', 'save']);
    expect(await olt.write('deprovisionOnu', { address })).toMatchObject({ outcome: 'unchanged' });
  });
});

describe('change', () => {
  test('rename, disable, enable, reboot', async () => {
    expect(await olt.write('renameOnu', { address: first, description: 'Bia' })).toMatchObject({
      outcome: 'changed',
    });
    expect(await olt.readOnu({ address: first })).toMatchObject({ description: 'Bia' });
    expect(await olt.write('setOnuEnabled', { address: first, enabled: false })).toMatchObject({
      outcome: 'changed',
    });
    expect(await olt.readOnu({ address: first })).toMatchObject({
      adminState: 'disabled',
      runState: 'offline',
    });
    expect(await olt.write('rebootOnu', { address: first })).toMatchObject({
      outcome: 'conflict',
      error: { code: 'olt.onu_offline' },
    });
    expect(await olt.write('setOnuEnabled', { address: first, enabled: true })).toMatchObject({
      outcome: 'changed',
    });
    await bench.simulator.olt.whenOnline((await olt.readOnu({ address: first })).serialNumber as string);
    expect(await olt.write('rebootOnu', { address: first })).toMatchObject({
      outcome: 'changed',
      error: null,
    });
  });

  test('the wrong unit is left alone', async () => {
    const serialNumber = 'HWTC00000009';
    for (const result of [
      await olt.write('rebootOnu', { address: first, serialNumber }),
      await olt.write('deprovisionOnu', { address: first, serialNumber }),
      await olt.write('renameOnu', { address: first, serialNumber, description: 'x' }),
    ]) {
      expect(result).toMatchObject({ outcome: 'conflict', error: { code: 'olt.other_onu' } });
    }
    expect(lines.filter((line) => /^(?:ont|undo service-port)/.test(line))).toEqual([]);
  });

  test('an ONU that is not there', async () => {
    const result = await olt.write('rebootOnu', { address: { ...port, onuId: 99 } });
    expect(result).toMatchObject({ outcome: 'conflict', error: { code: 'olt.onu_not_found' } });
  });

  test('a description that could be a command never reaches the wire', async () => {
    for (const description of ['x"\ront delete 0 1', 'x\nsave', 'what?', 'João']) {
      await expect(olt.write('renameOnu', { address: first, description })).rejects.toMatchObject({
        code: 'olt.bad_request',
        details: { field: 'description' },
      });
    }
    expect(lines.filter((line) => line.startsWith('ont'))).toEqual([]);
  });
});

describe('replace', () => {
  test('another unit takes over id, profiles, native VLANs and flows', async () => {
    const newSerialNumber = (await olt.listUnauthorizedOnus())[0]?.serialNumber as string;
    const before = configuration(first);
    const result = await olt.write('replaceOnu', { address: first, newSerialNumber });
    expect(result).toMatchObject({ outcome: 'changed', error: null });
    expect(configuration(first)).toEqual({ ...before, serial: newSerialNumber });
    expect(await olt.write('replaceOnu', { address: first, newSerialNumber })).toMatchObject({
      outcome: 'unchanged',
    });
  });

  test.each([
    ['the old unit', /^ont delete 0 0$/, '(config-if-gpon-0/1)'],
    ['the new unit', /^ont add 0 0 .*5A54/, '(config-if-gpon-0/1)'],
    ['the flow', /^service-port 1 vlan/, '(config)'],
  ] as const)('a refusal at %s leaves everything as it was', async (_, pattern, mode) => {
    const newSerialNumber = (await olt.listUnauthorizedOnus())[1]?.serialNumber as string;
    const before = configuration(first);
    let refused = false;
    judge = (line) => {
      // Only once: the undo may need the same command.
      if (refused || !pattern.test(line)) return 'pass';
      refused = true;
      return refuse('System is busy, please retry after a while', mode);
    };
    const result = await olt.write('replaceOnu', { address: first, newSerialNumber });
    expect(result).toMatchObject({ outcome: 'undone', remains: [], error: { code: 'olt.busy' } });
    expect(configuration(first)).toEqual(before);
  });

  test('a cut in the middle is read back and taken back over a new session', async () => {
    const newSerialNumber = (await olt.listUnauthorizedOnus())[1]?.serialNumber as string;
    const before = configuration(first);
    let cut = false;
    judge = (line) => {
      if (cut || !/^ont add 0 0 /.test(line)) return 'pass';
      cut = true;
      return 'cut';
    };
    const result = await olt.write('replaceOnu', { address: first, newSerialNumber });
    expect(result).toMatchObject({ outcome: 'undone', remains: [] });
    expect(configuration(first)).toEqual(before);
  });

  test('a service with a password that cannot be read is not touched', async () => {
    const newSerialNumber = (await olt.listUnauthorizedOnus())[1]?.serialNumber as string;
    await olt.write('provisionService', {
      address: first,
      flows: [],
      wan: { username: 'ana', password: 's3cret', vlan: 100 },
    });
    expect(await olt.write('replaceOnu', { address: first, newSerialNumber })).toMatchObject({
      outcome: 'conflict',
      error: { code: 'olt.service_not_restorable' },
    });
  });
});

test('alarms inside replies and a pager that cannot be switched off disturb nothing', async () => {
  when(/^(?:scroll|infoswitch)/, refuse('The board does not support this operation', ''));
  const stubborn = await bench.connect('telnet');
  bench.simulator.olt.alarmBurst(3, 'inside');
  expect(await stubborn.listOnus({ at: port })).toHaveLength(32);
  bench.simulator.olt.alarmBurst(3, 'inside');
  expect(await stubborn.listUnauthorizedOnus()).toHaveLength(3);
});
