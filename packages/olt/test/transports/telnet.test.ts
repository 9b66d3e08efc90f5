import { getEventListeners, once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createTelnetTransport, type TelnetTarget } from '../../src/transports/telnet.ts';
import { TelnetSocket } from '../../src/transports/telnet-socket.ts';
import { startDeafPort } from '../rigs/deaf-port.ts';
import { readAll, readUntil } from '../rigs/read-until.ts';
import { startTcpServer } from '../rigs/tcp-server.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** An open transport and the device's end of it. */
async function connected(options: Partial<TelnetTarget> = {}) {
  const server = await startTcpServer();
  cleanups.push(server.stop);
  const transport = createTelnetTransport({ ...server, ...options });
  cleanups.push(transport.close);
  await transport.open();
  return { transport, device: await server.connection };
}

/** The next `count` bytes the device gets, or all until the end. */
async function received(device: Socket, count: number): Promise<number[]> {
  const bytes: number[] = [];
  for await (const chunk of device.iterator({ destroyOnReturn: false })) {
    bytes.push(...(chunk as Buffer));
    if (bytes.length >= count) break;
  }
  return bytes;
}

describe('the wire', () => {
  test('answers a negotiation in the middle of text', async () => {
    const { transport, device } = await connected();
    device.write(Buffer.from([...Buffer.from('log'), 255, 251, 1, ...Buffer.from('in'), 255]));
    device.write(Buffer.from([253, 31, ...Buffer.from(': ')]));
    expect(await readUntil(transport, ': ')).toBe('login: ');
    const [ECHO, NAWS] = [1, 31];
    const answers = [255, 253, ECHO, 255, 251, NAWS, 255, 250, NAWS, 1, 244, 0, 200, 255, 240];
    expect(await received(device, answers.length)).toEqual(answers);
  });

  test('sends nothing of its own accord, not even for text that begins with 0xFF', async () => {
    const { transport, device } = await connected({ encoding: 'latin1' });
    device.write(Buffer.from([255, 255, 255, 255, 65, 66, 67]));
    expect(await readUntil(transport, 'C')).toBe('\xff\xffABC');
    await transport.write('x', 'command');
    expect(await received(device, 1)).toEqual([120]);
  });

  test.each([
    ['a single CR is Enter: CR NUL', 'a\r', [97, 13, 0]],
    ['CR in the middle too', 'a\rb', [97, 13, 0, 98]],
    ['LF stays', 'a\n', [97, 10]],
    ['CR LF stays', 'a\r\n', [97, 13, 10]],
    ['Ctrl+C and space as they are', '\x03 ', [3, 32]],
  ])('%s', async (_name, text, bytes) => {
    const { transport, device } = await connected();
    await transport.write(text, 'command');
    expect(await received(device, bytes.length)).toEqual(bytes);
  });

  test('doubles 0xFF, and refuses a character the encoding lacks before a byte leaves', async () => {
    const { transport, device } = await connected({ encoding: 'latin1' });
    await expect(transport.write('€', 'command')).rejects.toMatchObject({ code: 'core.invalid_input' });
    await transport.write('\xff', 'command');
    expect(await received(device, 2)).toEqual([255, 255]);
  });

  test('UTF-8 survives being cut anywhere', async () => {
    const { transport, device } = await connected();
    const text = 'ação 中文 \u{1f600} fim';
    for (const byte of Buffer.from(text)) device.write(Buffer.of(byte));
    expect(await readUntil(transport, 'fim')).toBe(text);
  });

  test('hands over a flood whole and in order to a reader that comes late', async () => {
    const { transport, device } = await connected();
    const line = `${'x'.repeat(1022)}\r\n`;
    const lines = 24 * 1024;
    device.end(line.repeat(lines));
    let length = 0;
    let broken = 0;
    for (let text = ''; length < lines * line.length; ) {
      const chunk = await transport.read();
      length += chunk.length;
      text += chunk;
      while (text.length >= line.length) {
        if (!text.startsWith(line)) broken += 1;
        text = text.slice(line.length);
      }
    }
    expect({ length, broken }).toEqual({ length: lines * line.length, broken: 0 });
    await expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
  });
});

describe('the end', () => {
  test('what the device said before it hung up is read first', async () => {
    const { transport, device } = await connected();
    device.end('Reenter times have reached the upper limit.\r\n');
    expect(await readAll(transport)).toBe('Reenter times have reached the upper limit.\r\n');
    await expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
  });

  test.each(['end', 'destroySoon', 'resetAndDestroy'] as const)(
    'so are last words that meet our answers to its negotiation, then %s',
    async (hangUp) => {
      const server = await startTcpServer((device) => {
        device.write(Buffer.from([255, 253, 31, 255, 253, 24, 255, 251, 1]));
        device.once('data', () => {
          device.write('All user interfaces are used.');
          device[hangUp]();
        });
      });
      cleanups.push(server.stop);
      for (let times = 0; times < 20; times += 1) {
        const transport = createTelnetTransport(server);
        await transport.open();
        const writing = transport.write('admin\r', 'login').catch(() => undefined);
        expect(await readAll(transport)).toBe('All user interfaces are used.');
        await writing;
        await transport.close();
      }
    },
  );

  test('a write that fails throws away nothing that was not read yet', async () => {
    const server = await startTcpServer();
    cleanups.push(server.stop);
    const socket = connect(server.port, server.host);
    const terminal = new TelnetSocket(socket, { columns: 80, rows: 24 });
    const device = await server.connection;
    device.write('last words');
    await once(terminal, 'readable');
    device.resetAndDestroy();
    socket.destroy();
    terminal.write('too late');
    let text = '';
    for await (const chunk of terminal) text += String(chunk);
    expect(text).toBe('last words');
  });

  test('a reset ends it as well', async () => {
    const { transport, device } = await connected();
    const reading = expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
    device.resetAndDestroy();
    await reading;
    await expect(transport.write('x', 'command')).rejects.toMatchObject({ code: 'olt.session_closed' });
  });

  test('close twice, then neither read nor write', async () => {
    const { transport, device } = await connected();
    const gone = once(device.resume(), 'end');
    const reading = expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
    await Promise.all([reading, transport.close(), transport.close()]);
    await transport.close();
    await gone;
    await expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
    await expect(transport.write('x', 'command')).rejects.toMatchObject({ code: 'olt.session_closed' });
  });

  test('a device that does not answer the end is cut off', async () => {
    const { transport, device } = await connected();
    device.pause();
    await transport.close();
  });

  test('a signal that outlives many connections collects no listeners', async () => {
    const server = await startTcpServer((device) => device.write('OLT>'));
    cleanups.push(server.stop);
    const { signal } = new AbortController();
    for (let times = 0; times < 5; times += 1) {
      const transport = createTelnetTransport(server);
      await transport.open(signal);
      await transport.read(signal);
      const reading = transport.read(signal);
      await Promise.all([
        expect(reading).rejects.toMatchObject({ code: 'olt.session_closed' }),
        transport.close(),
      ]);
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('a transport opens once', async () => {
    const { transport } = await connected();
    await expect(transport.open()).rejects.toMatchObject({ code: 'olt.session_closed' });
  });
});

describe('connecting', () => {
  test('a closed port is unreachable, and says why', async () => {
    const server = await startTcpServer();
    await server.stop();
    const transport = createTelnetTransport(server);
    await expect(transport.open()).rejects.toMatchObject({
      code: 'olt.unreachable',
      retryable: true,
      details: { target: `127.0.0.1:${server.port}`, reason: 'connection refused (ECONNREFUSED)' },
    });
    await transport.close();
  });

  test('so is a name that does not resolve', async () => {
    const transport = createTelnetTransport({ host: 'x'.repeat(64) });
    await expect(transport.open()).rejects.toMatchObject({ code: 'olt.unreachable' });
  });

  test.each([
    ['port', { host: '127.0.0.1', port: 70_000 }],
    ['host', { host: '', port: 23 }],
  ])('bad input names the field: %s', async (field, target) => {
    const issues = [{ path: [field] }];
    await expect(createTelnetTransport(target).open()).rejects.toMatchObject({ details: { issues } });
  });

  test('a port that swallows everything is unreachable when the deadline has passed', async () => {
    const deaf = await startDeafPort();
    cleanups.push(deaf.stop);
    const transport = createTelnetTransport({ ...deaf, connectTimeoutMs: 100 });
    await expect(transport.open()).rejects.toMatchObject({
      code: 'olt.unreachable',
      details: { reason: 'no answer in time' },
    });
  });

  test('can be aborted before, on the way, and by close', async () => {
    const deaf = await startDeafPort();
    cleanups.push(deaf.stop);
    const abort = { code: 'olt.aborted' };
    await expect(createTelnetTransport(deaf).open(AbortSignal.abort())).rejects.toMatchObject(abort);

    const controller = new AbortController();
    const opening = expect(createTelnetTransport(deaf).open(controller.signal)).rejects.toMatchObject(abort);
    controller.abort();
    await opening;

    const transport = createTelnetTransport(deaf);
    const closed = transport.open();
    await Promise.all([expect(closed).rejects.toMatchObject(abort), transport.close()]);
  });
});
