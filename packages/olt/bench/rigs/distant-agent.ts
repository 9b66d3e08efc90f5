import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A simulated OLT's SNMP agent in another process, behind a delay. */
export interface DistantAgent {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** The agent itself, without the delay. */
  readonly direct: number;
  /** Sets the round trip. */
  travel(roundTripMs: number): Promise<void>;
  /** Seconds of the processor that the agent and the delay used so far. */
  processorSeconds(): Promise<number>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('distant-agent-program.ts', import.meta.url));

export async function startDistantAgent(onus: number): Promise<DistantAgent> {
  const child = fork(program, [String(onus)]);
  const gone = once(child, 'exit');
  const [ports] = await Promise.race([
    once(child, 'message'),
    gone.then(() => Promise.reject(new Error('the agent did not start'))),
  ]);
  return {
    host: '127.0.0.1',
    ...ports,
    async travel(roundTripMs) {
      child.send({ roundTripMs });
      await once(child, 'message');
    },
    async processorSeconds() {
      child.send({});
      const [seconds] = await once(child, 'message');
      return seconds;
    },
    async stop() {
      child.disconnect();
      await gone;
    },
  };
}
