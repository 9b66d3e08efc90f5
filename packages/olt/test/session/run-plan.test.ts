import { describe, expect, test } from 'vitest';
import type { CliSession } from '../../src/contract/cli.ts';
import { oltError } from '../../src/contract/errors.ts';
import type { PlanStep, Verification, WritePlan, WriteResult } from '../../src/contract/plan.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { runPlan } from '../../src/session/run-plan.ts';
import { testPlatform } from './test-platform.ts';
import { type Fault, openTinyTransport, TinyDevice } from './tiny-device.ts';

const at = { mode: 'config' };
const step = (item: string, undo: boolean): PlanStep => ({
  kind: 'cli',
  id: item,
  at,
  send: `add ${item}`,
  success: /success: 1/,
  undo: undo ? [{ at, send: `remove ${item}` }] : [],
});
const plan: WritePlan = {
  outcome: 'created',
  address: { shelf: 0, slot: 1, port: 2, onuId: 3 },
  steps: ['a', 'b', 'c'].map((item) => step(item, true)),
};
const ids = plan.steps.map(({ id }) => id);

async function verify(cli: CliSession): Promise<Verification> {
  const { text } = await cli.run('display items');
  const holds = [...text.matchAll(/item (\w)/g)]
    .map((match) => match[1] ?? '')
    .filter((id) => ids.includes(id));
  if (holds.length === 0) return { found: 'none' };
  return holds.length === ids.length ? { found: 'all' } : { found: 'part', holds };
}

function connect(device: TinyDevice): Promise<CliSession> {
  const timeouts = { silenceMs: 20, settleMs: 10, logoutMs: 20 };
  return openCliSession(openTinyTransport(device), testPlatform, { user: 'root', password: 'x', timeouts });
}

interface Run {
  readonly device: TinyDevice;
  readonly undo?: boolean;
  readonly reconnects?: number;
  readonly plan?: WritePlan;
  readonly onSent?: (id: string, abort: () => void) => void;
}

async function run({
  device,
  undo,
  reconnects = Infinity,
  plan: what = plan,
  onSent,
}: Run): Promise<WriteResult> {
  const cli = await connect(device);
  device.sessionsLeft = reconnects;
  const stop = new AbortController();
  const sessions = [cli];
  const result = await runPlan(cli, what, {
    verify,
    ...(undo === undefined ? {} : { undo }),
    signal: stop.signal,
    onStep: ({ id }, state) => state === 'sent' && onSent?.(id, () => stop.abort()),
    reconnect: async () => {
      const next = await connect(device);
      sessions.push(next);
      return next;
    },
  });
  for (const session of sessions) await session.close();
  return result;
}

function writes(device: TinyDevice): string[] {
  return device.received.filter((line) => /^(?:add|remove) /.test(line));
}

test('a plan that goes through is read back', async () => {
  const device = new TinyDevice();
  const states: string[] = [];
  const cli = await connect(device);
  const result = await runPlan(cli, plan, {
    verify,
    onStep: ({ id }, state) => states.push(`${id} ${state}`),
  });
  expect(result).toEqual({
    outcome: 'created',
    address: plan.address,
    applied: ['a', 'b', 'c'],
    undone: [],
    remains: [],
    error: null,
    saved: false,
  });
  expect(states).toEqual(['a sent', 'a accepted', 'b sent', 'b accepted', 'c sent', 'c accepted']);
  expect(writes(device)).toEqual(['add a', 'add b', 'add c']);
  await cli.close();
});

test('decisions without a plan send nothing', async () => {
  const device = new TinyDevice();
  const cli = await connect(device);
  const { address } = plan;
  expect(await runPlan(cli, { kind: 'unchanged', address }, { verify })).toMatchObject({
    outcome: 'unchanged',
  });
  const conflict = {
    kind: 'conflict',
    address,
    code: 'olt.other_onu',
    details: { expected: 'A', found: 'B' },
  } as const;
  expect(await runPlan(cli, conflict, { verify })).toMatchObject({
    outcome: 'conflict',
    error: { code: 'olt.other_onu', details: { expected: 'A', found: 'B' } },
  });
  expect(writes(device)).toEqual([]);
  await cli.close();
});

const refuse: Fault = { kind: 'refuse', text: 'Failure: nobody knows why' };
const ask: Fault = { kind: 'ask', question: 'Are you really sure?' };
const faults: readonly (Fault | { readonly kind: 'abort' })[] = [
  refuse,
  ask,
  ...(['cut', 'cut after', 'silent', 'silent after', 'mute', 'mute after'] as const).map((kind) => ({
    kind,
  })),
  { kind: 'abort' },
];
const undoFaults: readonly (Fault | null)[] = [null, refuse, { kind: 'cut' }, { kind: 'cut after' }];
const codes: Readonly<Record<string, string>> = {
  refuse: 'olt.command_refused',
  ask: 'olt.unknown_question',
  cut: 'olt.session_closed',
  'cut after': 'olt.session_closed',
  silent: 'olt.timeout',
  'silent after': 'olt.timeout',
  mute: 'olt.unexpected_reply',
  'mute after': 'olt.unexpected_reply',
  abort: 'olt.aborted',
};

describe.each(faults)('$kind', (fault) => {
  describe.each(['a', 'b', 'c'])('at step %s', (item) => {
    describe.each([true, false])('with undo %s', (undo) => {
      describe.each([Infinity, 1, 0])('and %s sessions left', (reconnects) => {
        test.each(undoFaults)('undoing meets %j', async (undoFault) => {
          const device = new TinyDevice();
          if (fault.kind !== 'abort') device.faults.set(`add ${item}`, fault);
          if (undoFault) device.faults.set('remove a', undoFault);
          const result = await run({
            device,
            undo,
            reconnects,
            onSent: (id, abort) => {
              if (fault.kind === 'abort' && id === item) abort();
            },
          });
          expectTruth(device, result);
          if (result.error) expect(result.error.code).toBe(codes[fault.kind]);
          if (!undo) expect(writes(device).filter((line) => line.startsWith('remove'))).toEqual([]);
        });
      });
    });
  });
});

/** What every result must say of the device, whatever happened. */
function expectTruth(device: TinyDevice, result: WriteResult): void {
  const held = [...device.items].sort();
  expect(new Set(writes(device)).size, 'nothing is sent twice').toBe(writes(device).length);
  if (result.outcome === 'created') expect({ held, error: result.error }).toEqual({ held: ids, error: null });
  else {
    expect(result.error).not.toBeNull();
    expect(['undone', 'unknown']).toContain(result.outcome);
    if (result.outcome === 'undone')
      expect({ held, remains: result.remains }).toEqual({ held: [], remains: [] });
    const readable = result.error?.details.readBack === undefined;
    if (readable) expect([...result.remains].sort()).toEqual(held);
    else for (const item of held) expect(result.remains).toContain(item);
  }
  for (const id of result.undone) {
    expect(held).not.toContain(id);
    expect(result.remains).not.toContain(id);
  }
}

test('steps are taken back in reverse order, each refusal of one stops the rest', async () => {
  const device = new TinyDevice();
  const states: string[] = [];
  device.faults.set('add c', refuse);
  const cli = await connect(device);
  const onStep = ({ id }: PlanStep, state: string) => states.push(`${id} ${state}`);
  await runPlan(cli, plan, { verify, onStep });
  expect(writes(device)).toEqual(['add a', 'add b', 'add c', 'remove b', 'remove a']);
  expect(states.slice(-3)).toEqual(['c sent', 'b undone', 'a undone']);
  device.received.length = 0;
  device.faults.set('remove b', refuse);
  const result = await runPlan(cli, plan, { verify });
  expect(writes(device)).toEqual(['add a', 'add b', 'add c', 'remove b']);
  expect(result).toMatchObject({ outcome: 'unknown', undone: [], remains: ['a', 'b'] });
  await cli.close();
});

test('a step that was gone before it could be taken back is no failure', async () => {
  const device = new TinyDevice();
  device.faults.set('add c', refuse);
  device.faults.set('remove b', { kind: 'refuse', text: 'Failure: The service virtual port does not exist' });
  const steps = plan.steps.map((one) => (one.id === 'b' ? { ...one, success: /^/ } : one));
  device.faults.set('add b', { kind: 'mute' });
  const result = await run({ device, plan: { ...plan, steps } });
  expect(result).toMatchObject({ outcome: 'undone', applied: ['a', 'b'], undone: ['a', 'b'], remains: [] });
});

test('a step whose effect shows only in the read-back is a success, and is not sent again', async () => {
  const device = new TinyDevice();
  device.faults.set('add c', { kind: 'cut after' });
  const result = await run({ device });
  expect(result).toMatchObject({ outcome: 'created', applied: ['a', 'b', 'c'], error: null });
  expect(device.sessions).toBe(2);
});

test('what was so already counts as done and is never taken back', async () => {
  const device = new TinyDevice();
  device.items.add('a');
  device.faults.set('add a', { kind: 'refuse', text: 'Failure: Make configuration repeatedly' });
  device.faults.set('add c', refuse);
  const result = await run({ device });
  expect(result).toMatchObject({ outcome: 'undone', applied: ['a', 'b'], undone: ['b'], remains: [] });
  expect([...device.items]).toEqual(['a']);
});

test('a refusal a step accepts counts as done', async () => {
  const device = new TinyDevice();
  device.items.add('b');
  device.faults.set('add b', { kind: 'refuse', text: '% Unknown command' });
  const steps = plan.steps.map((one) => ({ ...one, accepts: ['olt.unknown_command' as const] }));
  const result = await run({ device, plan: { ...plan, steps } });
  expect(result).toMatchObject({ outcome: 'created', applied: ['a', 'b', 'c'], error: null });
});

test('a plan that finds everything done already changed nothing', async () => {
  const device = new TinyDevice();
  for (const item of ids) {
    device.items.add(item);
    device.faults.set(`add ${item}`, { kind: 'refuse', text: 'Failure: Make configuration repeatedly' });
  }
  expect(await run({ device })).toMatchObject({ outcome: 'unchanged', error: null });
});

test('a step without undo of its own goes with the step that carries it', async () => {
  const device = new TinyDevice();
  const carrier: PlanStep = {
    ...step('a', false),
    undo: [
      { at, send: 'remove a' },
      { at, send: 'remove b' },
    ],
  };
  const steps = [carrier, step('b', false), step('c', true)];
  device.faults.set('add c', refuse);
  const result = await run({ device, plan: { ...plan, steps } });
  expect(result).toMatchObject({ outcome: 'undone', undone: ['a', 'b'], remains: [] });
  expect(device.items.size).toBe(0);
});

test('commands that were accepted without effect are not believed', async () => {
  const device = new TinyDevice();
  const steps = plan.steps.map(({ success: _, ...rest }) => rest);
  device.faults.set('add b', { kind: 'mute' });
  const result = await run({ device, plan: { ...plan, steps } });
  expect(result).toMatchObject({
    outcome: 'unknown',
    remains: ['a', 'c'],
    error: { code: 'olt.not_verified' },
  });
});

test('an unreadable device after the last step is unknown, with all that was sent', async () => {
  const device = new TinyDevice();
  device.faults.set('display items', { kind: 'cut' });
  const result = await run({ device });
  expect(result).toMatchObject({ outcome: 'unknown', remains: ids, error: { code: 'olt.session_closed' } });
  expect(device.sessions).toBe(4);
});

test('a refused step holds nothing, even where nothing can be read back', async () => {
  const device = new TinyDevice();
  device.faults.set('add b', refuse);
  device.faults.set('display items', refuse);
  const result = await run({ device, undo: false });
  expect(result).toMatchObject({
    outcome: 'unknown',
    remains: ['a'],
    error: { code: 'olt.command_refused', details: { readBack: 'olt.command_refused' } },
  });
});

test.each([
  [Infinity, { outcome: 'undone', undone: ['a', 'b'], remains: [] }],
  [0, { outcome: 'unknown', undone: [], remains: ['a', 'b'] }],
])('a session that is lost on the way to a step, with %s sessions left', async (reconnects, expected) => {
  const device = new TinyDevice();
  const steps = plan.steps.map((one) => (one.id === 'c' ? { ...one, at: { mode: 'privilege' } } : one));
  device.faults.set('quit', { kind: 'cut' });
  const result = await run({ device, reconnects, plan: { ...plan, steps } });
  expect(result).toMatchObject({ ...expected, error: { code: 'olt.session_closed' } });
  expect(device.received).not.toContain('add c');
});

test('what a write-protected session does not let out is no change', async () => {
  const device = new TinyDevice();
  const transport = openTinyTransport(device);
  const write = transport.write.bind(transport);
  transport.write = async (text, purpose) => {
    if (text.startsWith('add')) throw oltError('olt.read_only', { command: text.trim() });
    await write(text, purpose);
  };
  const cli = await openCliSession(transport, testPlatform, { user: 'root', password: 'x' });
  const result = await runPlan(cli, plan, { verify });
  expect(result).toMatchObject({ outcome: 'undone', applied: [], error: { code: 'olt.read_only' } });
  await cli.close();
});

test('an observer that fails does not stop a plan half way', async () => {
  const device = new TinyDevice();
  const cli = await connect(device);
  const failure = new RangeError('observer');
  const onStep = ({ id }: PlanStep) => {
    if (id === 'b') throw failure;
  };
  await expect(runPlan(cli, plan, { verify, onStep })).rejects.toBe(failure);
  expect([...device.items]).toEqual(ids);
  await cli.close();
});

test('secrets of a step stay out of the result', async () => {
  const device = new TinyDevice();
  device.faults.set('add hunter2secret', { kind: 'refuse', text: 'Failure: hunter2secret is too weak' });
  const secret: PlanStep = { ...step('a', true), send: 'add hunter2secret', secrets: ['hunter2secret'] };
  const result = await run({ device, plan: { ...plan, steps: [secret] } });
  expect(result.outcome).toBe('undone');
  expect(JSON.stringify(result)).not.toContain('hunter2');
  expect(result.error?.details.text).toBe('Failure: *** is too weak');
});
