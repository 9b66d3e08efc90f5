import { startSimulator } from '../../src/simulator/index.ts';
import { startDelayRelay } from './delay-relay.ts';

/** A simulated OLT's agent behind a delay, in a process of its own: `node distant-agent-program.ts ONUS`. Told the delay by message. */
const onus = Number(process.argv[2]);
const simulator = await startSimulator({ onus, unauthorized: 0, seed: 1 });
const relay = await startDelayRelay(simulator.snmp.port);

process.on('message', (roundTripMs: number) => {
  relay.roundTripMs = roundTripMs;
  process.send?.('set');
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port: relay.port, direct: simulator.snmp.port });
