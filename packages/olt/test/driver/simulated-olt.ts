import { type ConnectOltOptions, connectOlt, type Olt } from '../../src/index.ts';
import {
  type LineInterceptor,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/index.ts';

/** A simulated OLT with everything it is sent, and connections to it that are closed at the end. */
export interface DriverBench {
  readonly simulator: Simulator;
  /** Every line of every session, logins included. */
  readonly lines: string[];
  judge: LineInterceptor;
  /** How often somebody logged in over Telnet. */
  logins(): number;
  options(over: 'ssh' | 'telnet' | 'snmp', more?: Partial<ConnectOltOptions>): ConnectOltOptions;
  connect(over: 'ssh' | 'telnet' | 'snmp', more?: Partial<ConnectOltOptions>): Promise<Olt>;
  close(): Promise<void>;
}

export async function startDriverBench(settings: SimulatorOptions = {}): Promise<DriverBench> {
  const lines: string[] = [];
  const open: Olt[] = [];
  const simulator = await startSimulator({
    onus: 40,
    unauthorized: 4,
    seed: 1,
    ...settings,
    onLine: (line, terminal) => {
      lines.push(line);
      return bench.judge(line, terminal);
    },
  });
  const { username, password, community, hostKeyFingerprint } = simulator;
  const bench: DriverBench = {
    simulator,
    lines,
    judge: () => 'pass',
    logins: () => lines.filter((line) => line === password).length,
    options(over, more = {}) {
      const { host, port } = simulator[over];
      const target = over === 'snmp' ? `snmp://${host}:${port}` : `${over}://${username}@${host}:${port}`;
      return {
        ...{ target, password, access: 'write', hostKeys: { fingerprints: [hostKeyFingerprint] } },
        // All simulators of a process go by one name, and so would share one gentle budget.
        budget: 'full',
        ...(over === 'snmp' && { snmp: { version: '2c', community } }),
        ...more,
      };
    },
    async connect(over, more) {
      const olt = await connectOlt(bench.options(over, more));
      open.push(olt);
      return olt;
    },
    async close() {
      for (const olt of open) await olt.close();
      await simulator.close();
    },
  };
  return bench;
}
