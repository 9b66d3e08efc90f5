import { startSimulator } from '../../src/simulator/index.ts';
import { startDelayRelay } from './delay-relay.ts';

/** A simulated OLT's agent behind a delay, in a process of its own: `node distant-agent-program.ts ONUS`. A message may set the delay; the answer is the processor
 * time used so far, in seconds. */
const onus = Number(process.argv[2]);
const simulator = await startSimulator({ onus, unauthorized: 0, seed: 1 });
const relay = await startDelayRelay(simulator.snmp.port);

process.on('message', ({ roundTripMs }: { roundTripMs?: number }) => {
  if (roundTripMs !== undefined) relay.roundTripMs = roundTripMs;
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1e6);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port: relay.port, direct: simulator.snmp.port });
