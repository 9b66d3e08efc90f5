import { startSimulator } from '../../src/simulator/index.ts';

/** Many simulated OLTs in one process of their own: `node olt-fleet-program.ts OLTS ONUS`. */
const [olts, onus] = process.argv.slice(2).map(Number);
const ports: number[] = [];
for (let seed = 1; seed <= (olts ?? 1); seed += 1) {
  const simulator = await startSimulator({ onus: onus ?? 1, unauthorized: 0, seed });
  ports.push(simulator.snmp.port);
}
process.on('disconnect', () => process.exit(0));
process.send?.(ports);
