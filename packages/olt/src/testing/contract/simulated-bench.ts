import type { SimulatedOlt, SimulatedOnu } from '../../contract/simulated-olt.ts';
import type { SessionKind } from '../../contract/vendor-driver.ts';
import { connectOlt } from '../../driver/connect-olt.ts';
import type { Olt } from '../../driver/olt.ts';
import { createInProcessLock } from '../../driver/write-lock.ts';
import { type Simulator, startSimulator } from '../../simulator/index.ts';
import { must } from './contract-errors.ts';

/** A driver connected to a simulated OLT. */
export interface SimulatedBench {
  readonly olt: Olt;
  readonly state: SimulatedOlt;
  /** An ONU that is in service. */
  readonly onu: SimulatedOnu;
}

/** Starts an OLT, connects over one session or, for writes, over both, and closes all at the end. */
export async function withSimulator(
  vendor: string,
  profile: string,
  model: { readonly model?: string; readonly firmware?: string },
  over: SessionKind | null,
  run: (bench: SimulatedBench) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator({ vendor, ...model, onus: 40, unauthorized: 2, onlineAfterMs: 5 });
  try {
    const olt = await connect(simulator, profile, over);
    try {
      const { state } = simulator.olt;
      const [onu] = state.onus();
      must(onu !== undefined, 'the simulator has no ONU');
      await run({ olt, state, onu });
    } finally {
      await olt.close();
    }
  } finally {
    await simulator.close();
  }
}

function connect(simulator: Simulator, profile: string, over: SessionKind | null): Promise<Olt> {
  const { snmp, telnet, username, community } = simulator;
  const agent = `snmp://${snmp.host}:${snmp.port}`;
  return connectOlt({
    target: over === 'snmp' ? agent : `telnet://${username}@${telnet.host}:${telnet.port}`,
    vendor: simulator.vendor,
    profile,
    password: simulator.password,
    budget: 'full',
    access: over === null ? 'write' : 'read-only',
    // Simulators go by one address and one name.
    lock: createInProcessLock(),
    ...(over !== 'cli' && { snmp: { target: agent, version: '2c', community } }),
  });
}
