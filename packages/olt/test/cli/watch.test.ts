import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freeUdpPort } from '../rigs/daemon.ts';
import { fieldOlt, spawnFieldOlt, startFieldOlt } from './run-field-olt.ts';
import { type CliBench, startCliBench } from './simulated-bench.ts';

let bench: CliBench;
let trapPort: number;
let folder: string;
const running: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'field-olt-'));
  trapPort = await freeUdpPort();
  bench = await startCliBench({ onus: 8, unauthorized: 1, traps: { host: '127.0.0.1', port: trapPort } });
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await bench.close();
  await rm(folder, { recursive: true });
});

/** A watch that runs, and its lines as they come. */
function watching(args: readonly string[]) {
  const child: ChildProcess = startFieldOlt(['watch', ...args], { env: bench.env, input: '' });
  running.push(child);
  let text = '';
  let wake: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      wake();
    });
  const until = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      wake = () => {
        if (pattern.test(text)) resolve();
      };
      child.once('exit', () => reject(new Error(`ended without ${pattern}:\n${text}`)));
      wake();
    });
  const stop = async () => {
    const gone = once(child, 'close');
    child.kill('SIGINT');
    return ((await gone) as [number | null])[0];
  };
  return { until, stop, text: () => text };
}

test('a line an event, as it happens, until Ctrl+C', async () => {
  const [url, ...reach] = bench.target('ssh');
  const run = watching([url, ...reach, '--traps', `127.0.0.1:${trapPort}`, '--signals-every', '0']);
  await run.until(/onu:unauthorized +0\/1\/0 +[A-Z]{4}[0-9A-F]{8}\n/);
  bench.simulator.olt.losePower('0/1/0:1');
  await run.until(/onu:down +0\/1\/0:1 +[A-Z]{4}[0-9A-F]{8} +powerLoss \(dying-gasp\)\n/);
  bench.simulator.olt.comeBack('0/1/0:1');
  await run.until(/onu:up +0\/1\/0:1 /);
  for (const id of [2, 3, 4, 6]) bench.simulator.olt.loseLight(`0/1/0:${id}`);
  await run.until(/pon:lightLost +0\/1\/0 +4 of \d ONUs in the same minute\n/);
  expect(await run.stop()).toBe(0);
  expect(run.text()).toMatch(/^watching 127\.0\.0\.1:\d+ \(huawei smartax\)\n/);
  expect(bench.writesSent()).toEqual([]);
});

test('a JSON document a line, for so long', async () => {
  const [url] = bench.target('snmp');
  const run = await spawnFieldOlt(['watch', url, '--for', '2', '--json'], { env: bench.env });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const events = run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
  expect(events).toMatchObject([
    { type: 'onu:unauthorized', source: 'poll', onu: { serialNumber: expect.any(String) } },
  ]);
});

test('several at once: one that cannot be watched is told at once', async () => {
  const file = join(folder, 'olts.yaml');
  const snmp = `snmp: { community: { env: FIELD_OLT_COMMUNITY } }`;
  await writeFile(
    file,
    `olts:\n  north: { target: '${bench.target('snmp')[0]}', ${snmp} }\n  dead: { target: 'telnet://a@127.0.0.1:1' }\n`,
  );
  const run = watching(['all', '--inventory', file, '--json', '--traps', `127.0.0.1:${trapPort}`]);
  await run.until(/\{"olt":"dead","error":\{"code":"olt\.unreachable"/);
  await run.until(/\{"olt":"north","at":"[^"]+","source":"poll","type":"onu:unauthorized"/);
  bench.simulator.olt.losePower('0/1/0:7');
  await run.until(/\{"olt":"north","at":"[^"]+","source":"trap","type":"onu:down"/);
  expect(await run.stop()).toBe(10);
});

test.each(['host', '70000', '127.0.0.1:'])('--traps %s is none', async (address) => {
  const run = await fieldOlt(['watch', 'snmp://127.0.0.1', '--traps', address], { env: bench.env });
  expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--traps is not valid') });
});
