import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDeafPort } from '../rigs/deaf-port.ts';
import { atTerminal, missingTerminal } from './at-terminal.ts';
import { documentOf, fieldOlt, spawnFieldOlt } from './run-field-olt.ts';
import { type CliBench, startCliBench } from './simulated-bench.ts';

let north: CliBench;
let south: CliBench;
let folder: string;
let inventory: string;
const env = () => ({ NORTH: north.simulator.password, SOUTH: south.simulator.community });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'field-olt-'));
  north = await startCliBench({ onus: 8 });
  south = await startCliBench({ onus: 4, seed: 2 });
  const [ssh] = north.target('ssh');
  const [snmp] = south.target('snmp');
  inventory = await write('olts.yaml', [
    `  north: { target: '${ssh}', password: { env: NORTH }, fingerprints: ['${north.simulator.hostKeyFingerprint}'] }`,
    `  south: { target: '${snmp}', snmp: { community: { env: SOUTH } }, budget: 500000 }`,
  ]);
});
afterAll(async () => {
  await north.close();
  await south.close();
  await rm(folder, { recursive: true });
});

async function write(name: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `olts:\n${lines.join('\n')}\n`);
  return file;
}

const run = (args: readonly string[], file = inventory) =>
  fieldOlt([...args, '--inventory', file], { env: env() });
/** The same as a process. */
const spawn = (args: readonly string[]) => spawnFieldOlt([...args, '--inventory', inventory], { env: env() });

describe('several OLTs at once', () => {
  test('one table, with the OLT before each row', async () => {
    const { code, stdout, stderr } = await run(['onus', 'north,south']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^OLT {4}ONU +SERIAL/);
    expect(lines.slice(1).map((line) => line.split(' ')[0])).toEqual([
      ...Array.from({ length: 8 }, () => 'north'),
      ...Array.from({ length: 4 }, () => 'south'),
    ]);
  });

  test('one JSON document; all are the OLTs of the inventory', async () => {
    const all = await run(['identify', 'all', '--json']);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(all)).toMatchObject([
      { olt: 'north', result: { vendor: 'huawei', hostname: north.simulator.olt.state.hostname } },
      { olt: 'south', result: { vendor: 'huawei' } },
    ]);
  });

  test('one that fails does not hide the others', async () => {
    const deaf = await startDeafPort();
    const file = await write('some.yaml', [
      `  dead: { target: 'telnet://a@127.0.0.1:${deaf.port}', password: { env: NORTH } }`,
      `  south: { target: '${south.target('snmp')[0]}', snmp: { community: { env: SOUTH } } }`,
      "  nowhere: { target: 'telnet://a@127.0.0.1:1', password: { env: NORTH } }",
    ]);
    const some = await run(['ports', 'all', '--json', '--timeout', '1'], file);
    await deaf.stop();
    expect(some.code).toBe(10);
    expect(documentOf(some)).toMatchObject([
      { olt: 'dead', error: { code: 'olt.unreachable' } },
      { olt: 'south', result: expect.any(Array) },
      { olt: 'nowhere', error: { code: 'olt.unreachable' } },
    ]);
    expect(some.stderr).toMatch(/^field-olt: dead: .*\[olt\.unreachable\]/);
    const none = await run(['ports', 'nowhere,', '--json'], file);
    expect(none).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('{"error":{"code":"olt.unreachable"'),
    });
  });

  test('a command that writes to one ONU takes one OLT', async () => {
    const { code, stderr } = await run(['reboot', 'north,south', '0/1/0:1', '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain('reboot takes one OLT at a time. [cli.one_olt]');
    expect(north.writesSent()).toEqual([]);
  });

  test('a progress bar where a person watches', async (context) => {
    const missing = missingTerminal();
    context.skip(missing !== null, missing ?? '');
    const terminal = atTerminal(['ports', 'north,south', '--inventory', inventory], env());
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen).toContain('[##########----------] 1/2 OLTs ');
    expect(terminal.screen).toMatch(/\r\u001b\[KOLT +PORT/);
  });
});

describe('--budget', () => {
  test('full warns, whatever the result looks like', async () => {
    const full = await spawn(['ports', 'south', '--json', '--budget', 'full']);
    expect(full.code).toBe(0);
    expect(full.stderr).toContain('line cards have crashed under such polling');
    expect(documentOf(full)).toEqual(expect.any(Array));
  });

  test.each(['gentle', '3000'])('%s does not', async (budget) => {
    expect(await run(['ports', 'south', '--budget', budget])).toMatchObject({ code: 0, stderr: '' });
  });

  test.each(['fast', '1', '-5'])('%s is none', async (budget) => {
    const { code, stderr } = await run(['ports', 'south', `--budget=${budget}`]);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--budget is not valid'),
    });
  });

  test('in an inventory', async () => {
    const bad = await write('budget.yaml', ["  south: { target: 'snmp://127.0.0.1', budget: fast }"]);
    const { code, stderr } = await run(['ports', 'south'], bad);
    expect(code).toBe(2);
    expect(stderr).toContain('olts.south.budget: gentle, full, or variables a minute');
  });
});

test('capabilities: what there is over this connection', async () => {
  const over = async (name: string) => {
    const result = await run(['capabilities', name, '--json']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const { operations } = documentOf(result) as { operations: { operation: string; supported: boolean }[] };
    return Object.fromEntries(operations.map(({ operation, supported }) => [operation, supported]));
  };
  expect(await over('north')).toMatchObject({ listOnus: true, authorizeOnu: true });
  expect(await over('south')).toMatchObject({ listOnus: true, authorizeOnu: false, listOnuWans: false });
});

test('history of an ONU', async () => {
  const { state } = north.simulator.olt;
  const [onu] = state.onus();
  if (!onu) throw new Error('no ONU');
  north.simulator.olt.losePower(onu.address);
  const run1 = await run(['history', 'north', onu.serialNumber, '--json']);
  expect(run1).toMatchObject({ code: 0, stderr: '' });
  expect(documentOf(run1)).toEqual(
    expect.arrayContaining([expect.objectContaining({ downCause: 'powerLoss' })]),
  );
  const text = await run(['history', 'north', onu.serialNumber]);
  expect(text.stdout).toMatch(/^UP +DOWN +CAUSE +IN ITS WORDS\n/);
});

test('save', async () => {
  const { state } = north.simulator.olt;
  state.touch();
  expect(state.unsaved).toBe(true);
  expect(await spawn(['save', 'north', '--yes', '--json'])).toMatchObject({
    code: 0,
    stdout: '{"saved":true}\n',
  });
  expect(state.unsaved).toBe(false);
  const snmp = await run(['save', 'south', '--yes']);
  expect(snmp).toMatchObject({ code: 2, stderr: expect.stringContaining('[olt.unsupported_operation]') });
});
