import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf, fieldOlt, type Run } from './run-field-olt.ts';
import { type CliBench, startCliBench } from './simulated-bench.ts';

let bench: CliBench;
beforeAll(async () => {
  bench = await startCliBench({ onus: 4 });
});
afterAll(() => bench.close());

interface Step {
  readonly step: string;
  readonly state: string;
  readonly detail: string;
  readonly error: { readonly code: string; readonly next: string } | null;
}
const stepsOf = (run: Run) => (documentOf(run) as { steps: Step[] }).steps;
const states = (run: Run) => Object.fromEntries(stepsOf(run).map(({ step, state }) => [step, state]));
const failure = (run: Run) => stepsOf(run).find(({ state }) => state === 'failed');

const passed = { name: 'ok', tcp: 'ok', banner: 'ok' };
const afterNetwork = { 'host key': 'skipped', login: 'skipped', prompt: 'skipped', privileges: 'skipped' };

describe('all is well', () => {
  test('over SSH, with an agent beside it', async () => {
    const { host, port } = bench.simulator.snmp;
    const run = await bench.run('ssh', 'doctor', ['--snmp', `${host}:${port}`, '--json']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(states(run)).toEqual({
      ...passed,
      ...{ 'host key': 'ok', login: 'ok', prompt: 'ok', privileges: 'ok', snmp: 'ok' },
    });
    expect(stepsOf(run).map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^SSH-2\.0-/), 'huawei smartax']),
    );
  });

  test('over Telnet, as a table', async () => {
    const run = await bench.run('telnet', 'doctor');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^STEP +STATE +DETAIL +NEXT STEP\nname +ok +127\.0\.0\.1 is an address/);
    expect(run.stdout).toMatch(/^host key +skipped +Telnet has none/m);
    expect(run.stdout).toMatch(/^snmp +skipped +no agent was named/m);
    expect(bench.writesSent()).toEqual([]);
  });

  test('over SNMP', async () => {
    const run = await bench.run('snmp', 'doctor', ['--json']);
    expect(run.code).toBe(0);
    expect(states(run)).toMatchObject({ name: 'ok', tcp: 'skipped', login: 'skipped', snmp: 'ok' });
  });
});

describe('what fails, and what to do about it', () => {
  test('the name', async () => {
    const run = await fieldOlt(['doctor', 'telnet://a@no-such-host.invalid', '--json'], { env: bench.env });
    expect(run.code).toBe(3);
    expect(states(run)).toMatchObject({ name: 'failed', tcp: 'skipped', ...afterNetwork });
  });

  test('the port', async () => {
    const run = await fieldOlt(['doctor', 'telnet://a@127.0.0.1:1', '--json'], { env: bench.env });
    expect(run.code).toBe(3);
    expect(states(run)).toMatchObject({ name: 'ok', tcp: 'failed', banner: 'skipped', ...afterNetwork });
    expect(failure(run)?.error).toMatchObject({ code: 'olt.unreachable', next: expect.stringMatching(/./) });
  });

  test('somebody who says nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address() as { port: number };
    const run = await fieldOlt(
      ['doctor', `telnet://a@127.0.0.1:${address.port}`, '--timeout', '1', '--json'],
      {
        env: bench.env,
      },
    );
    server.close();
    expect(run.code).toBe(3);
    expect(states(run)).toMatchObject({ tcp: 'ok', banner: 'failed', ...afterNetwork });
    expect(failure(run)?.error?.code).toBe('olt.timeout');
  });

  test('SSH spoken to a Telnet port', async () => {
    const { port } = bench.simulator.telnet;
    const run = await fieldOlt(['doctor', `ssh://a@127.0.0.1:${port}`, '--json'], { env: bench.env });
    expect(states(run)).toMatchObject({ banner: 'failed', ...afterNetwork });
    expect(failure(run)?.detail).toContain('does not speak SSH');
  });

  test('the host key', async () => {
    const { port } = bench.simulator.ssh;
    const run = await fieldOlt(
      ['doctor', `ssh://admin@127.0.0.1:${port}`, '--fingerprint', `SHA256:${'A'.repeat(43)}`, '--json'],
      {
        env: bench.env,
      },
    );
    expect(run.code).toBe(4);
    expect(states(run)).toMatchObject({
      ...passed,
      'host key': 'failed',
      login: 'skipped',
      prompt: 'skipped',
    });
  });

  test.each(['ssh', 'telnet'] as const)('the login over %s, tried once', async (access) => {
    bench.lines.length = 0;
    const run = await bench.run(access, 'doctor', ['--json'], {
      env: { FIELD_OLT_PASSWORD: 'wrong-password' },
    });
    expect(run.code).toBe(4);
    expect(states(run)).toMatchObject({
      ...passed,
      login: 'failed',
      prompt: 'skipped',
      privileges: 'skipped',
    });
    expect(failure(run)?.error?.code).toBe('olt.auth_refused');
    expect(bench.lines.filter((line) => line === 'wrong-password').length).toBeLessThanOrEqual(1);
    expect(JSON.stringify(run)).not.toContain('wrong-password');
  });

  test('the prompt', async () => {
    bench.judge = (line) => (line === bench.simulator.password ? 'silence' : 'pass');
    const run = await bench.run('telnet', 'doctor', ['--timeout', '1', '--json']);
    bench.judge = () => 'pass';
    expect(run.code).toBe(3);
    expect(states(run)).toMatchObject({ ...passed, login: 'ok', prompt: 'failed', privileges: 'skipped' });
  });

  test('the privileges', async () => {
    bench.judge = (line) =>
      line.startsWith('display board')
        ? { reply: "\r\n  % Unknown command, the error locates at '^'\r\n\r\nOLT01#" }
        : 'pass';
    const run = await bench.run('telnet', 'doctor', ['--json']);
    bench.judge = () => 'pass';
    expect(states(run)).toMatchObject({ ...passed, login: 'ok', prompt: 'ok', privileges: 'failed' });
  });

  test('the community, while the command line is well', async () => {
    const { host, port } = bench.simulator.snmp;
    const run = await bench.run(
      'telnet',
      'doctor',
      ['--snmp', `${host}:${port}`, '--timeout', '3', '--json'],
      {
        env: { FIELD_OLT_COMMUNITY: 'wrong' },
      },
    );
    expect(run.code).toBe(3);
    expect(states(run)).toMatchObject({ ...passed, privileges: 'ok', snmp: 'failed' });
  });
});
