import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { createInProcessLock } from '../../src/driver/write-lock.ts';
import { connectOlt, type OltTranscriptEvent, type Release, type WriteLock } from '../../src/index.ts';
import {
  type LineVerdict,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/index.ts';

const at = { shelf: 0, slot: 1, port: 0 };
const first = { ...at, onuId: 0 };

let simulator: Simulator;
let lines: string[];
let judge: (line: string) => LineVerdict;
let lineCame: EventTarget;

afterEach(() => simulator.close());

async function start(options: SimulatorOptions = {}): Promise<void> {
  lines = [];
  judge = () => 'pass';
  lineCame = new EventTarget();
  simulator = await startSimulator({
    onus: 8,
    onLine: (line) => {
      lines.push(line);
      queueMicrotask(() => lineCame.dispatchEvent(new Event('line')));
      return judge(line);
    },
    ...options,
  });
}

function connect(options: Partial<Parameters<typeof connectOlt>[0]> = {}) {
  return connectOlt({
    target: `telnet://${simulator.username}@127.0.0.1:${simulator.telnet.port}`,
    password: simulator.password,
    vendor: 'huawei',
    access: 'write',
    budget: 'full',
    ...options,
  });
}

const logins = () => lines.filter((line) => line === simulator.username).length;

test('a session limit is waited out: a place becomes free after a while', async () => {
  await start({ maxLogins: 1, lingerMs: 700 });
  const olt = await connect();
  let cut = false;
  judge = (line) => {
    if (cut || !line.startsWith('ont modify')) return 'pass';
    cut = true;
    return { event: { kind: 'cut' }, carriedOut: true, at: 'echoed' };
  };
  const result = await olt.write('renameOnu', { address: first, description: 'Bia' });
  expect(result).toMatchObject({ outcome: 'changed', error: null });
  expect(logins()).toBeGreaterThan(2);
  expect(lines.filter((line) => line.startsWith('ont modify'))).toHaveLength(1);
  await olt.close();
});

test('an OLT that hangs up on one session too many, and says nothing, is waited out too', async () => {
  await start({ vendor: 'zte', model: 'C320', maxLogins: 1, lingerMs: 700 });
  const olt = await connect({ vendor: 'zte', budget: 'full' });
  let cut = false;
  judge = (line) => {
    if (cut || !line.startsWith('description')) return 'pass';
    cut = true;
    return { event: { kind: 'cut' }, carriedOut: true, at: 'echoed' };
  };
  const address = { shelf: 1, slot: 1, port: 1, onuId: 1 };
  const result = await olt.write('renameOnu', { address, description: 'Bia' });
  expect(result).toMatchObject({ outcome: 'changed', error: null });
  expect(logins()).toBeGreaterThan(2);
  // Who was never in is told at once: the password may be the reason.
  const before = logins();
  await expect(connect({ vendor: 'zte' })).rejects.toMatchObject({ code: 'olt.session_closed' });
  expect(logins()).toBe(before + 1);
  await olt.close();
});

test('a place that stays taken is a session limit when the time is over, or when the caller gives up', async () => {
  await start({ maxLogins: 1 });
  const other = await connect();
  await expect(connect({ connectTimeoutMs: 1_500 })).rejects.toMatchObject({ code: 'olt.session_limit' });
  expect(logins()).toBeGreaterThan(2);
  const giveUp = new AbortController();
  const waiting = connect({ signal: giveUp.signal });
  const refused = expect(waiting).rejects.toMatchObject({ code: 'olt.aborted' });
  const before = logins();
  while (logins() <= before) await once(lineCame, 'line');
  giveUp.abort();
  await refused;
  await other.close();
});

test('a wrong password is sent once', async () => {
  await start();
  await expect(connect({ password: 'wrong-one' })).rejects.toMatchObject({ code: 'olt.auth_refused' });
  expect(lines.filter((line) => line === 'wrong-one')).toHaveLength(1);
});

test('a session nobody uses is logged off, and the next operation logs in again', async () => {
  await start();
  const heard: OltTranscriptEvent[] = [];
  const olt = await connect({ idleMs: 20, onTranscript: (event) => heard.push(event) });
  while (lines.at(-1) !== 'y') await once(lineCame, 'line');
  expect(lines.slice(-2)).toEqual(['quit', 'y']);
  expect(await olt.listOnus({ at })).toHaveLength(8);
  expect(logins()).toBe(2);
  expect(heard.filter(({ operation }) => operation === null).map(({ text }) => text)).toContain('quit\r');
  await olt.close();
  expect(simulator.olt.state.accounts.openSessions).toBe(0);
});

test('callers share a reading: one that waits, and a recent one until the OLT is written to', async () => {
  await start();
  const olt = await connect();
  const asked = () => lines.filter((line) => line === 'display ont info summary 0/1/0').length;
  const list = (maxAgeMs?: number) => olt.listOnus({ at }, maxAgeMs === undefined ? {} : { maxAgeMs });
  await list();
  const once = asked();
  // The session is busy with another question: what waits behind it is one reading.
  await Promise.all([olt.listPonPorts(), list(), list(), list(60_000)]);
  expect(asked()).toBe(2 * once);
  await list(60_000);
  expect(asked()).toBe(2 * once);
  await olt.write('renameOnu', { address: first, description: 'Bia' });
  const [renamed] = await list(60_000);
  expect(renamed?.description).toBe('Bia');
  await olt.close();
});

test('a lock that is lost stops the write: nothing more leaves, and what remains is named', async () => {
  await start();
  const lost = new AbortController();
  const inner = createInProcessLock();
  const lock: WriteLock = {
    acquire: async (key, signal): Promise<Release> =>
      Object.assign(await inner.acquire(key, signal), { lost: lost.signal }),
  };
  const olt = await connect({ lock });
  const service = {
    flows: [],
    nativeVlans: [{ ethPort: 1, vlan: 77 }],
    wan: { username: 'ana', password: 's3cret', vlan: 31 },
  };
  const result = await olt.write(
    'provisionService',
    { address: first, ...service },
    {
      onStep: (step, state) => {
        if (step.id === 'native-vlan-1' && state === 'accepted') lost.abort();
      },
    },
  );
  expect(result).toMatchObject({
    outcome: 'unknown',
    applied: ['native-vlan-1'],
    undone: [],
    remains: ['native-vlan-1'],
    error: { code: 'olt.lock_lost' },
  });
  expect(lines.filter((line) => line.startsWith('ont ')).length).toBe(1);
  expect(simulator.olt.state.onu(first)?.nativeVlans.get(1)?.vlan).toBe(77);
  await olt.close();
});

test('a secret is in no transcript, wherever its echo is cut in two; every piece names its operation', async () => {
  await start();
  const secret = 's3cret!x';
  const heard: OltTranscriptEvent[] = [];
  const olt = await connect({ onTranscript: (event) => heard.push(event) });
  const login = heard.splice(0);
  expect(new Set(login.map(({ operation }) => operation?.name))).toEqual(new Set(['connect']));
  const sent = (line: string) => line.startsWith('ont ipconfig');
  const command = `ont ipconfig 0 0 ip-index 1 pppoe user-account username ana password ${secret}`;
  for (let cut = command.length - secret.length - 2; cut <= command.length + 2; cut += 1) {
    judge = (line) => (sent(line) ? { event: { kind: 'delay', ms: 1 }, carriedOut: true, at: cut } : 'pass');
    const operationId = `cut-${cut}`;
    const wan = { username: 'ana', password: secret, vlan: 31 };
    const result = await olt.write('provisionService', { address: first, flows: [], wan }, { operationId });
    expect(result).toMatchObject({ outcome: 'changed' });
    const joined = heard.map(({ text }) => text).join('');
    expect(joined).toContain('ont ipconfig 0 0 ip-index 1');
    for (const length of [secret.length, secret.length - 1, 4]) {
      expect(joined).not.toContain(secret.slice(0, length));
      expect(joined).not.toContain(secret.slice(-length));
    }
    expect(new Set(heard.splice(0).map(({ operation }) => operation?.id))).toEqual(new Set([operationId]));
    simulator.olt.state.onu(first)?.wans.splice(0);
  }
  expect(login.map(({ text }) => text).join('')).not.toContain(simulator.password);
  await olt.close();
});
