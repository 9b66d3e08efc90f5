import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { type Measure, median } from '../../../scripts/measure.ts';
import { connectOlt } from '../src/index.ts';
import { startSimulator } from '../src/simulator/index.ts';
import { startTcpDelay } from './rigs/tcp-delay.ts';

const roundTripMs = 20;
const rounds = 15;

/** A byte there and back through a delay like the OLT's: what timers and scheduler of a busy machine make of the round trip. */
async function startEcho() {
  const server = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  const delay = await startTcpDelay(address.port, roundTripMs);
  const socket = connect(delay.port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  return {
    /** Milliseconds for so many round trips. */
    async travel(times: number) {
      const start = performance.now();
      for (let time = 0; time < times; time += 1) {
        socket.write('x');
        await once(socket, 'data');
      }
      return performance.now() - start;
    },
    async close() {
      socket.destroy();
      await delay.close();
      server.close();
    },
  };
}

/** An ONU authorized over SSH: planned, decided once more under the lock, applied, read back. Nothing but the wire is waited for. */
export default async function bench(): Promise<Measure[]> {
  const simulator = await startSimulator({
    onus: 64,
    unauthorized: rounds + 1,
    seed: 3,
    password: 'bench-password',
    onlineAfterMs: 0,
    saveMs: 0,
  });
  const echo = await startEcho();
  const delay = await startTcpDelay(simulator.ssh.port, roundTripMs);
  let exchanges = 0;
  const olt = await connectOlt({
    target: `ssh://${simulator.username}@127.0.0.1:${delay.port}`,
    password: simulator.password,
    hostKeys: { fingerprints: [simulator.hostKeyFingerprint] },
    vendor: 'huawei',
    access: 'write',
    onTranscript: ({ direction }) => {
      if (direction === 'sent') exchanges += 1;
    },
  });
  try {
    const counts: number[] = [];
    const ratios: number[] = [];
    const measured: number[] = [];
    const seconds: number[] = [];
    const units = simulator.olt.state.unauthorized();
    for (const { at, serialNumber } of units.slice(0, rounds + 1)) {
      exchanges = 0;
      const start = performance.now();
      const planned = await olt.plan('authorizeOnu', {
        at,
        authentication: { kind: 'serialNumber', serialNumber },
        lineProfileId: 31,
        serviceProfileId: 31,
        description: 'bench',
      });
      const result = await olt.apply(planned);
      const took = performance.now() - start;
      if (result.outcome !== 'created')
        throw new Error(`authorize: ${result.outcome} ${result.error?.message}`);
      counts.push(exchanges);
      seconds.push(took / 1_000);
      ratios.push(took / (exchanges * roundTripMs));
      measured.push(took / (await echo.travel(exchanges)));
    }
    return [
      { name: 'authorize over SSH, 20 ms round trip', value: median(seconds.slice(1)), unit: 's' },
      { name: 'its exchanges', value: median(counts.slice(1)), unit: '' },
      { name: 'of exchanges times 20 ms, the quickest', value: Math.min(...ratios), unit: 'x' },
      { name: 'of exchanges times 20 ms', value: median(ratios.slice(1)), unit: 'x' },
      {
        name: 'of exchanges times the round trip of an echo',
        value: median(measured.slice(1)),
        unit: 'x',
        limit: 1.25,
      },
    ];
  } finally {
    await olt.close();
    await delay.close();
    await echo.close();
    await simulator.close();
  }
}
