import { type ConnectOltOptions, connectOlt, type Olt } from '../../../src/index.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';

/** A simulated OLT and connections to it, all closed at the end. */
export interface SimulatedBench {
  readonly simulator: Simulator;
  connect(over: 'telnet' | 'snmp', options?: Partial<ConnectOltOptions>): Promise<Olt>;
  close(): Promise<void>;
}

export async function startBench(options: SimulatorOptions = {}): Promise<SimulatedBench> {
  const simulator = await startSimulator({ onus: 40, unauthorized: 3, seed: 1, ...options });
  const open: Olt[] = [];
  return {
    simulator,
    async connect(over, more = {}) {
      const { host, port } = simulator[over];
      const olt = await connectOlt({
        target:
          over === 'telnet' ? `telnet://${simulator.username}@${host}:${port}` : `snmp://${host}:${port}`,
        password: simulator.password,
        vendor: 'huawei',
        access: 'write',
        // All simulators of a process go by one name, and so would share one gentle budget.
        budget: 'full',
        ...(over === 'snmp' && { snmp: { version: '2c', community: simulator.community } }),
        ...more,
      });
      open.push(olt);
      return olt;
    },
    async close() {
      for (const olt of open) await olt.close();
      await simulator.close();
    },
  };
}
