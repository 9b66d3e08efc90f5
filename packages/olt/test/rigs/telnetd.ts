import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { findBinary, missingBinaries } from './binaries.ts';

export interface TelnetdOptions {
  /** Program every connection gets instead of login(1), with its arguments. */
  readonly loginProgram: string;
}

/** GNU inetutils' telnetd on loopback. */
export interface Telnetd {
  readonly host: '127.0.0.1';
  readonly port: number;
  stop(): Promise<void>;
}

/** Why there is no telnetd here; null where it is installed. */
export const missingTelnetd = (): string | null => missingBinaries({ telnetd: 'inetutils-telnetd' });

/** telnetd takes one connection as its standard input and output, as inetd gives it: this is the inetd. */
export async function startTelnetd({ loginProgram }: TelnetdOptions): Promise<Telnetd> {
  const children = new Set<ChildProcess>();
  const command = findBinary('telnetd') ?? 'telnetd';
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    const child = spawn(command, ['-h', '-E', loginProgram], { stdio: [socket, socket, 'ignore'] });
    children.add(child);
    child.once('exit', () => {
      children.delete(child);
    });
    child.once('spawn', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return {
    host: '127.0.0.1',
    port: address.port,
    async stop() {
      server.close();
      await Promise.all(
        [...children].map(async (child) => {
          const gone = once(child, 'exit');
          child.kill('SIGKILL');
          await gone;
        }),
      );
    },
  };
}
