import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const program = `
  const server = require('node:net').createServer().listen(0, '127.0.0.1', 1, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/** A port whose queue is full: a further connection is neither accepted nor refused, as behind a firewall that drops. */
export interface DeafPort {
  readonly host: '127.0.0.1';
  readonly port: number;
  stop(): Promise<void>;
}

/** The listener is a process that never accepts; the connections that fill its queue are ours. */
export async function startDeafPort(): Promise<DeafPort> {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await once(child.stdout, 'data');
  const port = Number(String(printed));
  const waiting: Socket[] = [];
  // Linux lets one connection more than the backlog in, and rounds: two are enough here, and more do no harm.
  for (let filler = 0; filler < 4; filler += 1) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    waiting.push(socket);
  }
  await Promise.all(waiting.slice(0, 2).map((socket) => once(socket, 'connect')));
  return {
    host: '127.0.0.1',
    port,
    async stop() {
      for (const socket of waiting) socket.destroy();
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
