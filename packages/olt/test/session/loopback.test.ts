import { afterEach, expect, test } from 'vitest';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { runPlan } from '../../src/session/run-plan.ts';
import { createTelnetTransport } from '../../src/transports/telnet.ts';
import { testPlatform } from './test-platform.ts';
import { listenTiny, TinyDevice } from './tiny-device.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(device: TinyDevice) {
  const terminal = await listenTiny(device);
  closing.push(terminal.close);
  const open = () =>
    openCliSession(createTelnetTransport({ host: '127.0.0.1', port: terminal.port }), testPlatform, {
      user: 'root',
      password: 'topsecret',
    });
  return { terminal, open };
}

test('commands over a TCP connection, and a log-off the device hears', async () => {
  const device = new TinyDevice();
  const { open } = await listen(device);
  const cli = await open();
  await cli.run('add a', { at: { mode: 'config' } });
  expect((await cli.run('display items')).text).toBe('  item a');
  await cli.close();
  expect(device.received).toEqual(['enable', 'config', 'add a', 'quit', 'display items', 'disable', 'quit']);
});

test('a device that disappears, and a plan that goes on in a new session', async () => {
  const device = new TinyDevice();
  const { terminal, open } = await listen(device);
  const cli = await open();
  device.faults.set('add b', { kind: 'cut after' });
  const at = { mode: 'config' };
  const step = (id: string) => ({
    kind: 'cli' as const,
    id,
    at,
    send: `add ${id}`,
    undo: [{ at, send: `remove ${id}` }],
  });
  const address = { shelf: 0, slot: 1, port: 2, onuId: 3 };
  const opened = [cli];
  const result = await runPlan(
    cli,
    { outcome: 'created', address, steps: ['a', 'b', 'c'].map(step) },
    {
      verify: async (session) => {
        const { text } = await session.run('display items');
        const holds = text.split('\n').map((line) => line.replace('item', '').trim());
        return { found: 'part', holds };
      },
      reconnect: async () => {
        const next = await open();
        opened.push(next);
        return next;
      },
    },
  );
  expect(result).toMatchObject({
    error: { code: 'olt.session_closed' },
    applied: ['a'],
    undone: ['a', 'b'],
    remains: [],
  });
  expect([...device.items]).toEqual([]);
  expect(device.received.filter((line) => line === 'add b')).toHaveLength(1);
  for (const session of opened) await session.close();
  expect(terminal.sockets.size).toBe(0);
});

test('a device that falls silent', async () => {
  const device = new TinyDevice();
  const { open } = await listen(device);
  const cli = await open();
  device.faults.set('display items', { kind: 'silent' });
  await expect(cli.run('display items', { silenceMs: 100 })).rejects.toMatchObject({ code: 'olt.timeout' });
  expect(cli.usable).toBe(false);
});
