import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { atTerminal, missingTerminal } from './at-terminal.ts';
import { type CliBench, startCliBench } from './simulated-bench.ts';

let bench: CliBench;

const missing = missingTerminal();
beforeEach((context) => {
  context.skip(missing !== null, missing ?? '');
  bench.lines.length = 0;
});
beforeAll(async () => {
  bench = await startCliBench();
});
afterAll(() => bench.close());

const url = () => bench.target('telnet')[0];
const authorize = () => [
  ...['authorize', url(), bench.simulator.olt.state.unauthorized()[0]?.serialNumber ?? ''],
  ...['--port', '0/1/0', '--line-profile', '31', '--service-profile', '31'],
];

test('the password is asked for and not shown', async () => {
  const run = atTerminal(['discover', url()]);
  await run.until(/Password for admin@127\.0\.0\.1:\d+/);
  run.type(`${bench.simulator.password}\r`);
  expect(await run.ended).toBe(0);
  expect(run.screen).toContain(bench.simulator.olt.state.unauthorized()[0]?.serialNumber);
  expect(run.screen).not.toContain(bench.simulator.password);
});

test('Ctrl+C at the question ends it, and nothing was sent', async () => {
  const run = atTerminal(['discover', url()]);
  await run.until(/Password for/);
  run.type('\u0003');
  expect(await run.ended).toBe(130);
  expect(run.screen).toContain('[olt.aborted]');
  expect(bench.lines).toEqual([]);
});

test('a plan is shown and asked about; a no changes nothing', async () => {
  const before = bench.configuration();
  const run = atTerminal(authorize(), bench.env);
  await run.until(/Apply this plan\?/);
  expect(run.screen).toContain('ont add 0 32');
  run.type('n\r');
  expect(await run.ended).toBe(1);
  expect(run.screen).toContain('[cli.declined]');
  expect(bench.writesSent()).toEqual([]);
  expect(bench.configuration()).toEqual(before);
});

test('Ctrl+C at the question changes nothing', async () => {
  const run = atTerminal([...authorize(), '--json'], bench.env);
  await run.until(/ont add 0 32[\s\S]*Apply this plan\?/);
  run.type('\u0003');
  expect(await run.ended).toBe(130);
  expect(bench.writesSent()).toEqual([]);
});

test('a yes applies it; --yes is not asked', async () => {
  const first = atTerminal(authorize(), bench.env);
  await first.until(/Apply this plan\?/);
  first.type('y\r');
  expect(await first.ended).toBe(0);
  expect(first.screen).toContain('created 0/1/0:32, configuration saved');
  const second = atTerminal([...authorize(), '--yes'], bench.env);
  expect(await second.ended).toBe(0);
  expect(second.screen).not.toContain('Apply this plan?');
  expect(bench.onuAt({ shelf: 0, slot: 1, port: 0, onuId: 33 })).not.toBeNull();
});

test('progress is shown and wiped, errors are red, NO_COLOR heeded', async () => {
  const run = atTerminal(['onus', url(), '--budget', '100000000'], bench.env);
  expect(await run.ended).toBe(0);
  expect(run.screen).toMatch(/\r\u001b\[K\S.* \d+\/\d+\r\u001b\[K/);
  const red = atTerminal(['onu', url(), 'nonsense'], bench.env);
  expect(await red.ended).toBe(2);
  expect(red.screen).toContain('\u001b[31mfield-olt:\u001b[39m');
  const plain = atTerminal(['onu', url(), 'nonsense'], { ...bench.env, NO_COLOR: '1' });
  expect(await plain.ended).toBe(2);
  expect(plain.screen).not.toContain('\u001b[31m');
});
