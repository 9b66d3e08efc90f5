import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LineVerdict } from '../../src/simulator/index.ts';
import { documentOf } from './run-field-olt.ts';
import { type CliBench, startCliBench } from './simulated-bench.ts';

let bench: CliBench;

beforeEach(async () => {
  bench = await startCliBench();
});
afterEach(() => bench.close());

const port = { shelf: 0, slot: 1, port: 0 };
const newcomer = { ...port, onuId: 32 };
const profiles = ['--line-profile', '31', '--service-profile', '31'];

const waiting = () => bench.simulator.olt.state.unauthorized()[0]?.serialNumber ?? '';
const authorize = (serial = waiting(), at = '0/1/0') => [serial, '--port', at, ...profiles];
/** A GEM port that this ONU's line profile has, whatever the seed gave it. */
function provisionable(): string[] {
  const { state } = bench.simulator.olt;
  for (const onu of state.onus(port)) {
    const taken = state.flows(onu.address).map(({ gemPort }) => gemPort);
    const gem = state.lineProfiles
      .get(onu.lineProfileId)
      ?.gemPorts.find(({ index }) => !taken.includes(index));
    if (!gem) continue;
    return [
      `0/1/0:${onu.address.onuId}`,
      '--vlan',
      '200',
      '--gem-port',
      `${gem.index}`,
      '--native-vlan',
      '1:200',
    ];
  }
  throw new Error('no ONU of this port has a free GEM port');
}

/** The device's "no", and the prompt of the mode the command was given in. */
function refuse(text: string, mode: '' | '(config)' | '(config-if-gpon-0/1)'): LineVerdict {
  return { reply: `\r\n  Failure: ${text}\r\n\r\nOLT01${mode}#` };
}

/** A change that was taken back is a change all the same to a device that counts them. */
const withoutSaving = (configuration: unknown) => ({ ...(configuration as object), unsaved: null });

describe('a dry run shows the plan and sends no write', () => {
  test.each([
    ['authorize', () => authorize(), /1\. add-onu[\s\S]*ont add 0 32 sn-auth/],
    ['provision', provisionable, /ont port native-vlan[\s\S]*service-port vlan 200/],
    ['reboot', () => ['0/1/0:0'], /ont reset 0 0/],
    ['replace', () => ['0/1/0:0', waiting()], /ont modify 0 0 sn|ont add 0 0/],
    ['deprovision', () => ['0/1/0:0'], /undo service-port[\s\S]*ont delete 0 0/],
  ])('%s', async (command, args, plan) => {
    const before = bench.configuration();
    const text = await bench.run('telnet', command, [...args(), '--dry-run']);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toMatch(plan);
    expect(text.stdout).toContain('undo:');
    const json = documentOf(await bench.run('ssh', command, [...args(), '--dry-run', '--json']));
    expect(json).toMatchObject({ dryRun: true, kind: 'plan', plan: { steps: expect.any(Array) } });
    expect(bench.writesSent()).toEqual([]);
    expect(bench.configuration()).toEqual(before);
  });
});

describe('authorize', () => {
  test.each(['ssh', 'telnet'] as const)('over %s: created and saved, then unchanged', async (access) => {
    const serial = waiting();
    const run = await bench.run(access, 'authorize', [...authorize(serial), '--description', 'Ana & filhos']);
    expect(run).toMatchObject({ code: 0, stdout: 'created 0/1/0:32, configuration saved\n' });
    expect(run.stderr).toContain('ont add 0 32');
    expect(bench.onuAt(newcomer)).toMatchObject({ serialNumber: serial, description: 'Ana & filhos' });
    expect(bench.simulator.olt.state.unsaved).toBe(false);

    bench.lines.length = 0;
    const again = await bench.run(access, 'authorize', [...authorize(serial), '--json']);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(again)).toEqual({
      ...{ outcome: 'unchanged', address: newcomer, applied: [], undone: [], remains: [] },
      ...{ error: null, saved: false },
    });
    expect(bench.writesSent()).toEqual([]);
  });

  test('the same serial number elsewhere is a conflict that says where, until it is to move', async () => {
    const serial = waiting();
    await bench.run('telnet', 'authorize', authorize(serial));
    const before = bench.configuration();
    const text = await bench.run('telnet', 'authorize', [...authorize(serial, '0/1/1'), '--lang', 'pt-BR']);
    expect(text.code).toBe(5);
    expect(text.stdout).toContain('conflict: authorized at 0/1/0:32\n');
    expect(text.stdout).toContain('Já existe uma ONU autorizada com este número de série.');
    const dry = await bench.run('telnet', 'authorize', [...authorize(serial, '0/1/1'), '--dry-run']);
    expect(dry).toMatchObject({ code: 5, stdout: expect.stringContaining('authorized at 0/1/0:32') });
    const json = await bench.spawn('telnet', 'authorize', [...authorize(serial, '0/1/1'), '--json']);
    expect(json.code).toBe(5);
    expect(documentOf(json)).toMatchObject({
      outcome: 'conflict',
      address: newcomer,
      error: { code: 'olt.serial_exists', details: { at: '0/1/0:32' } },
    });
    expect(bench.configuration()).toEqual(before);

    const moved = await bench.run('telnet', 'authorize', [...authorize(serial, '0/1/1'), '--move', '--json']);
    expect(moved.code).toBe(0);
    expect(documentOf(moved)).toMatchObject({ outcome: 'moved', address: { ...port, port: 1, onuId: 8 } });
    expect(bench.onuAt(newcomer)).toBeNull();
  });

  test('by password and by LOID, with the secrets from the environment and in no output', async () => {
    const byPassword = await bench.run(
      'telnet',
      'authorize',
      ['--onu-password', '--port', '0/1/0', ...profiles],
      { env: { FIELD_OLT_ONU_PASSWORD: 'hunter2pw' } },
    );
    expect(byPassword.code).toBe(0);
    expect(byPassword.stdout + byPassword.stderr).not.toContain('hunter2pw');
    expect(bench.onuAt(newcomer)).toMatchObject({ password: 'hunter2pw' });
    const byLoid = await bench.run(
      'telnet',
      'authorize',
      ['--loid', 'user01', '--port', '0/1/0', ...profiles, '--json'],
      { env: { FIELD_OLT_LOID_CHECK_CODE: 'check42' } },
    );
    expect(byLoid.code).toBe(0);
    expect(byLoid.stdout).not.toContain('check42');
    expect(bench.onuAt({ ...port, onuId: 33 })).toMatchObject({ loid: 'user01', checkCode: 'check42' });
  });

  test('without saving, and when the OLT does not save', async () => {
    expect(await bench.run('telnet', 'authorize', [...authorize(), '--no-save'])).toMatchObject({
      code: 0,
      stdout: 'created 0/1/0:32\n',
    });
    expect(bench.simulator.olt.state.unsaved).toBe(true);
    bench.judge = (line) =>
      line === 'save' ? refuse('System is busy, please retry after a while', '') : 'pass';
    const run = await bench.run('telnet', 'authorize', [...authorize(), '--json']);
    expect(run.code).toBe(9);
    expect(documentOf(run)).toMatchObject({ outcome: 'created', saved: false, error: { code: 'olt.busy' } });
    expect(bench.onuAt({ ...port, onuId: 33 })).not.toBeNull();
  });
});

describe('authorize with the service in the same plan', () => {
  const whole = () => [
    ...[waiting(), '--port', '0/1/0', '--line-profile', '100', '--service-profile', '1'],
    ...['--vlan', '100', '--gem-port', '1', '--inbound', '6', '--outbound', '6'],
  ];

  test('goes through as one', async () => {
    const run = await bench.run('telnet', 'authorize', [...whole(), '--json']);
    expect(run.code).toBe(0);
    expect(documentOf(run)).toMatchObject({ outcome: 'created', saved: true });
    expect(bench.simulator.olt.state.flows(newcomer)).toMatchObject([{ vlan: 100, inboundTable: 6 }]);
  });

  test('a refusal of the service takes the authorization back too', async () => {
    const before = bench.configuration();
    bench.judge = (line) =>
      line.startsWith('service-port')
        ? refuse('Service virtual port has existed already', '(config)')
        : 'pass';
    const run = await bench.run('telnet', 'authorize', whole());
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('taken back: add-onu');
    expect(withoutSaving(bench.configuration())).toEqual(withoutSaving(before));
  });

  test('half a service is refused before anything is connected', async () => {
    const run = await bench.run('telnet', 'authorize', [...authorize(), '--vlan', '100']);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--gem-port') });
    expect(bench.lines).toEqual([]);
  });
});

test('provision, replace, reboot and deprovision do what they say', async () => {
  const args = provisionable();
  const { state } = bench.simulator.olt;
  const place = args[0] ?? '';
  const address = { ...port, onuId: Number(place.split(':')[1]) };
  const flows = state.flows(address).length;
  const changed = await bench.spawn('ssh', 'provision', [...args, '--json']);
  expect(changed).toMatchObject({ code: 0 });
  expect(documentOf(changed)).toMatchObject({ error: null, saved: true });
  expect(state.flows(address)).toHaveLength(flows + 1);
  expect(state.onu(address)?.nativeVlans.get(1)).toMatchObject({ vlan: 200 });
  expect(documentOf(await bench.spawn('ssh', 'provision', [...args, '--json']))).toMatchObject({
    outcome: 'unchanged',
  });

  const unit = waiting();
  const replaced = await bench.spawn('telnet', 'replace', [place, unit, '--json']);
  expect(replaced.code).toBe(0);
  expect(state.onu(address)?.serialNumber).toBe(unit);
  expect(state.flows(address)).toHaveLength(flows + 1);

  await bench.simulator.olt.whenOnline(unit).catch(() => null);
  const [online] = state.onus(port).filter((onu) => onu.run === 'online');
  const reboot = await bench.spawn('telnet', 'reboot', [`0/1/0:${online?.address.onuId}`, '--json']);
  expect(reboot.code).toBe(0);
  expect(documentOf(reboot)).toMatchObject({ outcome: 'changed', saved: false });

  const removed = await bench.spawn('telnet', 'deprovision', [unit, '--json']);
  expect(removed.code).toBe(0);
  expect(documentOf(removed)).toMatchObject({ outcome: 'removed', address, saved: true });
  expect(state.onu(address)).toBeNull();
  expect(state.flows(address)).toEqual([]);
  expect(await bench.spawn('telnet', 'deprovision', [unit])).toMatchObject({ code: 8, stdout: '' });
});

describe('a write that does not go through', () => {
  /** The flow is refused, once the native VLAN is set. */
  const flowRefused = (line: string): LineVerdict =>
    line.startsWith('service-port') ? refuse('Service virtual port has existed already', '(config)') : 'pass';

  test('a step that is refused is taken back, and the OLT is as before', async () => {
    const before = bench.configuration();
    bench.judge = flowRefused;
    const run = await bench.run('telnet', 'provision', [...provisionable(), '--json']);
    expect(run.code).toBe(1);
    expect(documentOf(run)).toMatchObject({
      ...{ outcome: 'undone', applied: ['native-vlan-1'], undone: ['native-vlan-1'], remains: [] },
      ...{ error: { code: 'olt.service_exists' }, saved: false },
    });
    expect(withoutSaving(bench.configuration())).toEqual(withoutSaving(before));
  });

  test('what cannot be taken back is named, with what the OLT said', async () => {
    bench.judge = (line) =>
      /native-vlan .* vlan 1 /.test(line)
        ? refuse('System is busy, please retry after a while', '(config-if-gpon-0/1)')
        : flowRefused(line);
    const run = await bench.spawn('telnet', 'provision', [...provisionable(), '--lang', 'es']);
    expect(run.code).toBe(6);
    expect(run.stdout).toMatch(/^unknown 0\/1\/0:\d+\n/);
    expect(run.stdout).toContain('may remain on the OLT: native-vlan-1');
    expect(run.stdout).toContain('[olt.service_exists]');
  });

  test('--no-undo leaves what was applied, and says so', async () => {
    bench.judge = flowRefused;
    const run = await bench.run('telnet', 'provision', [...provisionable(), '--no-undo', '--json']);
    expect(run.code).toBe(6);
    expect(documentOf(run)).toMatchObject({ undone: [], remains: ['native-vlan-1'] });
  });

  test.each([
    ['before the OLT took the command', 'undone', 1],
    ['after it did', 'created', 0],
  ])('cut %s, it is read back in a new session', async (when, outcome, code) => {
    let cut = false;
    bench.judge = (line, terminal) => {
      if (cut || !line.startsWith('ont add')) return 'pass';
      cut = true;
      if (when.startsWith('before')) return 'cut';
      setImmediate(() => terminal.close());
      return 'pass';
    };
    const run = await bench.run('telnet', 'authorize', [...authorize(), '--json']);
    expect(documentOf(run)).toMatchObject({ outcome });
    expect(run.code).toBe(code);
    expect(bench.onuAt(newcomer) !== null).toBe(outcome === 'created');
    expect(bench.lines.filter((line) => line === bench.simulator.password)).toHaveLength(2);
    expect(bench.lines.filter((line) => line.startsWith('ont add'))).toHaveLength(1);
  });
});

describe('Ctrl+C', () => {
  /** The line at which the OLT falls silent, and what it prints once the command has said that it stops. */
  interface Stop {
    readonly line: RegExp;
    readonly reply?: string;
  }

  async function stoppedAt({ line: pattern, reply }: Stop, command: string, args: readonly string[]) {
    let child: ChildProcess | undefined;
    bench.judge = (line, terminal) => {
      if (!child || !pattern.test(line)) return 'pass';
      child.stderr?.on('data', (text: string) => {
        if (reply !== undefined && text.includes('stopping once')) terminal.write(reply);
      });
      child.kill('SIGINT');
      child = undefined;
      return 'silence';
    };
    return bench.spawn('telnet', command, args, {
      started: (one) => {
        child = one;
      },
    });
  }
  const loggedOff = () => expect(bench.lines.slice(-2)).toEqual(['quit', 'y']);

  test('in a long read: no further command is sent, and the session is logged off', async () => {
    const reply = '\r\n  Failure: The board does not support this operation\r\n\r\nOLT01#';
    const run = await stoppedAt({ line: /^display board 0\/1$/, reply }, 'onus', []);
    expect(run).toMatchObject({ code: 130, stdout: '' });
    expect(bench.lines.slice(bench.lines.indexOf('display board 0/1') + 1)).toEqual(['quit', 'y']);
  });

  test('in a write: what was done is taken back, and the report says so', async () => {
    const before = bench.configuration();
    const accepted = '\r\n\r\nOLT01(config-if-gpon-0/1)#';
    const run = await stoppedAt(
      { line: /native-vlan .* vlan 200 /, reply: accepted },
      'provision',
      provisionable(),
    );
    expect(run.code).toBe(130);
    expect(run.stdout).toMatch(
      /^undone 0\/1\/0:\d+\n.*\[olt.aborted\]\n.*\n {2}taken back: native-vlan-1\n$/,
    );
    expect(bench.lines.some((line) => line.startsWith('service-port'))).toBe(false);
    expect(withoutSaving(bench.configuration())).toEqual(withoutSaving(before));
    loggedOff();
  });

  test('while the OLT saves: the write holds, and that it is not saved is said', async () => {
    const run = await stoppedAt({ line: /^save$/ }, 'authorize', authorize());
    expect(run.code).toBe(9);
    expect(run.stdout).toMatch(/^created 0\/1\/0:32\n.*\[olt.aborted\]/);
    expect(bench.onuAt(newcomer)).not.toBeNull();
  });

  test('while the OLT says nothing: it ends all the same', async () => {
    const run = await stoppedAt({ line: /^display ont autofind/ }, 'discover', []);
    expect(run).toMatchObject({ code: 130, stdout: '', stderr: expect.stringContaining('[olt.aborted]') });
  });
});
