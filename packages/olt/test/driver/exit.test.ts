import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DriverBench, startDriverBench } from './simulated-olt.ts';

let bench: DriverBench;
beforeAll(async () => {
  bench = await startDriverBench();
});
afterAll(() => bench.close());

/** Runs a program that uses the built package and never ends itself; resolves with what it printed when it has ended. */
async function runProgram(body: string): Promise<{ code: number | null; output: string }> {
  const { ssh, telnet, snmp, password, community, hostKeyFingerprint } = bench.simulator;
  const known = { ssh, telnet, snmp, password, community, hostKeyFingerprint };
  const program = `import { connectOlt } from '@field/olt';\nconst bench = ${JSON.stringify(known)}, budget = 'full';\n${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

const login = (kind: 'ssh' | 'telnet') =>
  `{ target: '${kind}://admin@127.0.0.1:' + bench.${kind}.port, password: bench.password, budget, hostKeys: { fingerprints: [bench.hostKeyFingerprint] } }`;
const agent =
  "{ target: 'snmp://127.0.0.1:' + bench.snmp.port, snmp: { version: '2c', community: bench.community } }";

test.each([login('ssh'), login('telnet'), agent])(
  'a program that connects, reads and closes ends by itself: %s',
  async (options) => {
    const body = `const olt = await connectOlt(${options}); console.log((await olt.listOnus()).length); await olt.close();`;
    expect(await runProgram(body)).toEqual({ code: 0, output: '40\n' });
  },
);

test.each([
  ['a wrong password', `{ ...${login('ssh')}, password: 'wrong' }`, 'olt.auth_refused'],
  [
    'a wrong host key',
    `{ ...${login('ssh')}, hostKeys: { fingerprints: ['SHA256:${'A'.repeat(43)}'] } }`,
    'olt.host_key_changed',
  ],
  [
    'no answer over SNMP',
    `{ ...${agent}, snmp: { version: '2c', community: 'wrong' }, connectTimeoutMs: 300 }`,
    'olt.timeout',
  ],
])('and so it does after %s', async (_what, options, code) => {
  const body = `await connectOlt(${options}).catch((error) => console.log(error.code));`;
  expect(await runProgram(body)).toEqual({ code: 0, output: `${code}\n` });
});
