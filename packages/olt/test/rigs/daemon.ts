import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A program started for a test. */
export interface Daemon {
  readonly pid: number;
  /** What it printed so far, both streams. */
  output(): string;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a program and waits until it prints `ready`.
 * @throws Error with its output when it ends, or says nothing, before that
 */
export async function startDaemon(
  command: string,
  args: readonly string[],
  { ready, timeoutMs = 15_000 }: { readonly ready: RegExp; readonly timeoutMs?: number },
): Promise<Daemon> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const stop = () => stopChild(child);
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      void stop().then(() => reject(new Error(`${command} ${why}:\n${output}`)));
    };
    const timer = setTimeout(() => fail('did not get ready'), timeoutMs);
    const collect = (chunk: string) => {
      output += chunk;
      if (!ready.test(output)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
  return { pid: child.pid ?? 0, output: () => output, stop };
}

async function stopChild(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit');
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  const hard = setTimeout(() => child.kill('SIGKILL'), 3_000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(hard);
}

/** A TCP port of 127.0.0.1 that nobody listens on now, for programs that cannot pick one themselves. */
export async function freeTcpPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

/** A UDP port of 127.0.0.1 that nobody listens on now. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}
