import { AsyncLocalStorage } from 'node:async_hooks';
import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { oltError } from '../../src/contract/errors.ts';
import type { Transport } from '../../src/contract/transport.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayStep } from '../../src/testing/index.ts';
import { testPlatform } from './test-platform.ts';
import { openTinyTransport, TinyDevice } from './tiny-device.ts';

const pager = "---- More ( Press 'Q' to break ) ----";
const script: readonly ReplayStep[] = [
  { emit: '\n\n>>User name:' },
  { expect: 'root', emit: 'root\n>>User password:' },
  { expect: 'topsecret', emit: '\n  MA5800\n\nOLT01>' },
  { expect: 'enable', emit: 'enable\n\nOLT01#' },
  { expect: 'display board 0', emit: `display board 0\n{ <cr>||<K> }:` },
  { expect: '\r', emit: `\n\n  Command:\n    display board 0\n  row 1\n${pager}` },
  { expect: ' ', emit: `\x1b[37D${' '.repeat(37)}\x1b[37D  row 2\n\nOLT01#` },
];
const credentials = { user: 'root', password: 'topsecret' };
const timeouts = { silenceMs: 20, settleMs: 10, logoutMs: 10 };

async function rows(transport: Transport): Promise<string> {
  const cli = await openCliSession(transport, testPlatform, { ...credentials, timeouts });
  return (await cli.run('display board 0')).text;
}

test.each([1, 7, 65_536])(
  'a connection cut at any character, in chunks of %i, is an error and never a shorter reply',
  async (chunk) => {
    const whole = script
      .map(({ emit }) => emit)
      .join('')
      .replaceAll('\n', '\r\n');
    for (let cutAfter = 0; cutAfter < whole.length; cutAfter += 1) {
      const transport = createReplayTransport(script, { chunk, cutAfter, authenticated: false });
      await expect(rows(transport), `cut after ${cutAfter}`).rejects.toMatchObject({
        code: 'olt.session_closed',
      });
      expect(transport.closed).toBe(true);
    }
    const transport = createReplayTransport(script, { chunk, cutAfter: whole.length, authenticated: false });
    expect(await rows(transport)).toBe('  row 1\n  row 2');
  },
);

test.each([1, 65_536])('a device that falls silent after any answer, in chunks of %i', async (chunk) => {
  for (let said = 1; said < script.length; said += 1) {
    const last = script[said] as ReplayStep;
    const half = { ...last, emit: last.emit.slice(0, Math.floor(last.emit.length / 2)) };
    const transport = createReplayTransport([...script.slice(0, said), half], {
      chunk,
      authenticated: false,
    });
    const opening = openCliSession(transport, testPlatform, {
      ...credentials,
      timeouts: { ...timeouts, loginMs: 40 },
    });
    const run = async () => (await opening).run('display board 0');
    await expect(run(), `silent in answer ${said}`).rejects.toMatchObject({ code: 'olt.timeout' });
    expect(transport.closed).toBe(true);
  }
});

async function openTiny(device = new TinyDevice()) {
  const transport = openTinyTransport(device);
  const cli = await openCliSession(transport, testPlatform, { ...credentials, timeouts });
  return { cli, device, transport };
}

describe('one command after the other', () => {
  test('commands wait for their turn', async () => {
    const { cli, device } = await openTiny();
    const at = { mode: 'config' };
    const replies = await Promise.all([
      cli.run('add a', { at }),
      cli.run('display items'),
      cli.run('add b', { at }),
      cli.run('display items'),
    ]);
    expect(replies.map(({ text }) => text)).toEqual([
      '  success: 1',
      '  item a',
      '  success: 1',
      '  item a\n  item b',
    ]);
    expect(device.received).toEqual([
      'enable',
      'config',
      'add a',
      'quit',
      'display items',
      'config',
      'add b',
      'quit',
      'display items',
    ]);
    await cli.close();
  });

  test('a command that is called off before its turn is never sent', async () => {
    const { cli, device } = await openTiny();
    const stop = new AbortController();
    const first = cli.run('display items');
    const second = cli.run('add a', { signal: stop.signal });
    stop.abort();
    await expect(second).rejects.toMatchObject({ code: 'olt.aborted' });
    await first;
    await expect(cli.run('add b', { signal: stop.signal })).rejects.toMatchObject({ code: 'olt.aborted' });
    expect(cli.usable).toBe(true);
    expect(device.received.filter((line) => line.startsWith('add'))).toEqual([]);
    await cli.close();
  });

  /** Runs a command with this fault, calls it off once it was sent, and has another one wait behind it. */
  async function callOff(kind: 'silent' | 'endless') {
    const { cli, device, transport } = await openTiny();
    const stop = new AbortController();
    device.faults.set('display items', { kind });
    const typed: string[] = [];
    const write = transport.write.bind(transport);
    transport.write = async (text, purpose) => {
      typed.push(text);
      await write(text, purpose);
      if (text.startsWith('display')) stop.abort();
    };
    const running = cli.run('display items', { signal: stop.signal });
    const waiting = cli.run('add b');
    await expect(running).rejects.toMatchObject({ code: 'olt.aborted', details: { commandSent: true } });
    await expect(waiting).rejects.toMatchObject({
      code: 'olt.session_closed',
      details: { commandSent: false },
    });
    expect({ usable: cli.usable, closed: transport.closed }).toEqual({ usable: false, closed: true });
    return typed;
  }

  test('a command that is called off on the way is interrupted, and the session logged off', async () => {
    expect(await callOff('endless')).toEqual(['display items\r', '\x03', 'disable\r', 'quit\r', 'y\r']);
  });

  test('a device that does not react to the interrupt is sent nothing else', async () => {
    expect(await callOff('silent')).toEqual(['display items\r', '\x03']);
  });

  test('closing waits for the command that runs and turns the others away', async () => {
    const { cli, transport } = await openTiny();
    const running = cli.run('display items');
    const closing = cli.close();
    await expect(cli.run('display items')).rejects.toMatchObject({ code: 'olt.session_closed' });
    expect((await running).text).toBe('');
    await closing;
    await cli.close();
    expect(transport.closed).toBe(true);
  });
});

test('a connection that ends at a question', async () => {
  const transport = createReplayTransport(
    [...script.slice(0, 4), { expect: 'reboot system', emit: 'reboot system\n  Sure? (y/n)[n]:' }],
    { authenticated: false, hangUp: true },
  );
  const cli = await openCliSession(transport, testPlatform, { ...credentials, timeouts });
  await expect(cli.run('reboot system')).rejects.toMatchObject({ code: 'olt.session_closed' });
});

test('an answer that a guard does not let out ends the session', async () => {
  const transport = createReplayTransport(
    [...script.slice(0, 4), { expect: 'ont reset', emit: 'ont reset\n  Sure? (y/n)[n]:' }],
    { authenticated: false },
  );
  const write = transport.write.bind(transport);
  transport.write = async (text, purpose) => {
    if (purpose === 'answer') throw oltError('olt.read_only', { command: text });
    await write(text, purpose);
  };
  const cli = await openCliSession(transport, testPlatform, { ...credentials, timeouts });
  const dialogue = [{ pattern: /Sure\? \(y\/n\)\[n\]:$/, reply: 'y' }];
  await expect(cli.run('ont reset', { dialogue })).rejects.toMatchObject({ code: 'olt.read_only' });
  expect({ usable: cli.usable, closed: transport.closed }).toEqual({ usable: false, closed: true });
});

describe('what is never sent', () => {
  test.each(['', '  ', 'display\rreboot', 'display\nreboot', 'display\x03', 'display\x1b[A', 'a\tb'])(
    'a command like %j',
    async (command) => {
      const { cli, device } = await openTiny();
      await expect(cli.run(command)).rejects.toMatchObject({
        code: 'core.invalid_input',
        issues: [{ path: ['command'] }],
      });
      expect(cli.usable).toBe(true);
      expect(device.received).toEqual(['enable']);
      await cli.close();
    },
  );

  test.each([
    [{ mode: 'nowhere' }, ['at', 'mode']],
    [{ mode: 'interface' }, ['at', 'argument']],
  ])('a command in a mode like %j', async (at, path) => {
    const { cli } = await openTiny();
    await expect(cli.run('display items', { at })).rejects.toMatchObject({
      code: 'core.invalid_input',
      issues: [{ path }],
    });
    expect(cli.usable).toBe(true);
    await cli.close();
  });
});

test('a device that goes silent at the log-off does not hold the caller', async () => {
  const { cli, device, transport } = await openTiny();
  device.faults.set('disable', { kind: 'silent' });
  await cli.close();
  expect(transport.closed).toBe(true);
});

test('a connection that cannot be closed does not hold the caller', async () => {
  const { cli, transport } = await openTiny();
  transport.close = () => new Promise(() => {});
  await cli.close();
  expect(cli.usable).toBe(false);
});

test('a reply without end', async () => {
  const transport = createReplayTransport([
    { emit: '\nOLT01>' },
    { expect: 'enable', emit: 'enable\n\nOLT01#' },
    { expect: 'display log', emit: `display log\n${'0123456789'.repeat(3_400_000)}\nOLT01#` },
  ]);
  const cli = await openCliSession(transport, testPlatform, { ...credentials, timeouts: { settleMs: 10 } });
  await expect(cli.run('display log')).rejects.toMatchObject({ code: 'olt.reply_too_long' });
  expect(transport.closed).toBe(true);
});

test('no timer outlives what it was for', async () => {
  const ours = new AsyncLocalStorage<true>();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const running = new Set<unknown>();
  let started = 0;
  // Only timers that the session starts: the test runner has its own.
  const setting = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms?: number) => {
    const timer = set(() => {
      running.delete(timer);
      work();
    }, ms);
    if (ours.getStore()) {
      started += 1;
      running.add(timer);
    }
    return timer;
  }) as typeof setTimeout);
  const clearing = vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    running.delete(timer);
    clear(timer);
  });
  await ours.run(true, async () => {
    const { cli, device } = await openTiny();
    await cli.run('display items');
    expect(running.size).toBe(0);
    device.faults.set('display items', { kind: 'ask', question: 'Sure?' });
    await expect(cli.run('display items')).rejects.toMatchObject({ code: 'olt.unknown_question' });
    await cli.close();
  });
  setting.mockRestore();
  clearing.mockRestore();
  expect({ started: started > 0, running: running.size }).toEqual({ started: true, running: 0 });
});

test('a signal that outlives many sessions collects no listeners', async () => {
  const { signal } = new AbortController();
  for (let times = 0; times < 3; times += 1) {
    const device = new TinyDevice();
    const transport = openTinyTransport(device);
    const cli = await openCliSession(transport, testPlatform, { ...credentials, timeouts, signal });
    for (let runs = 0; runs < 5; runs += 1) await cli.run('display items', { signal });
    device.faults.set('add a', { kind: 'refuse', text: 'Failure: The moon is full' });
    await expect(cli.run('add a', { signal })).rejects.toMatchObject({ code: 'olt.command_refused' });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    device.faults.set('display items', { kind: 'cut' });
    await expect(cli.run('display items', { signal })).rejects.toMatchObject({ code: 'olt.session_closed' });
    await expect(cli.run('display items', { signal })).rejects.toMatchObject({ code: 'olt.session_closed' });
    await cli.close();
  }
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
