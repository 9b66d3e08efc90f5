import type { OnuAddress } from '@field/core';
import {
  type LineInterceptor,
  type LineVerdict,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/index.ts';
import { platform } from '../../src/vendors/huawei/platform.ts';
import { fieldOlt, type ProcessOptions, type Run, type RunOptions, spawnFieldOlt } from './run-field-olt.ts';

export type Access = 'ssh' | 'telnet' | 'snmp';

/** A simulated OLT in this process, and the command against it: in this process too, or as one of its own. */
export interface CliBench {
  readonly simulator: Simulator;
  /** Every line the OLT was sent, logins included. */
  readonly lines: string[];
  /** What becomes of a line; replace it to make the OLT misbehave. */
  judge: LineInterceptor;
  /** The secrets of this OLT as the command takes them. */
  readonly env: Readonly<Record<string, string>>;
  /** The target URL, and the options that reach it. */
  target(access: Access): readonly [url: string, ...options: string[]];
  /** Runs `field-olt <command> <target> ...args`, in this process. */
  run(access: Access, command: string, args?: readonly string[], options?: RunOptions): Promise<Run>;
  /** The same as a process. */
  spawn(access: Access, command: string, args?: readonly string[], options?: ProcessOptions): Promise<Run>;
  /** The lines that no read-only session may send. */
  writesSent(): string[];
  /** All that a write could have changed, to compare before and after. */
  configuration(): unknown;
  onuAt(address: OnuAddress): unknown;
  close(): Promise<void>;
}

export async function startCliBench(options: SimulatorOptions = {}): Promise<CliBench> {
  const lines: string[] = [];
  const simulator = await startSimulator({
    onus: 40,
    unauthorized: 3,
    seed: 1,
    ...options,
    onLine: (line, terminal): LineVerdict => {
      lines.push(line);
      return bench.judge(line, terminal);
    },
  });
  const { state } = simulator.olt;
  const { username, password } = simulator;
  const bench: CliBench = {
    simulator,
    lines,
    judge: () => 'pass',
    env: { FIELD_OLT_PASSWORD: password, FIELD_OLT_COMMUNITY: simulator.community },
    target(access) {
      const { host, port } = simulator[access];
      if (access === 'snmp') return [`snmp://${host}:${port}`];
      const url = `${access}://${username}@${host}:${port}`;
      return access === 'ssh' ? [url, '--fingerprint', simulator.hostKeyFingerprint] : [url];
    },
    run(access, command, args = [], { env = {} } = {}) {
      const [url, ...reach] = bench.target(access);
      // All runs of a process would share one gentle budget.
      const words = [command, url, '--budget', '100000000', ...args, ...reach];
      return fieldOlt(words, { env: { ...bench.env, ...env } });
    },
    spawn(access, command, args = [], { env = {}, ...more } = {}) {
      const [url, ...reach] = bench.target(access);
      return spawnFieldOlt([command, url, ...args, ...reach], { env: { ...bench.env, ...env }, ...more });
    },
    writesSent: () =>
      lines.filter(
        (line) =>
          ![username, password, '', 'y', ' ', 'yes'].includes(line) &&
          !platform.readOnlyCommands.some((pattern) => pattern.test(line)),
      ),
    configuration: () => ({
      onus: state.onus().map((onu) => ({
        ...{ address: onu.address, serialNumber: onu.serialNumber, admin: onu.admin },
        profiles: [onu.lineProfileId, onu.serviceProfileId],
        description: onu.description,
        // VLAN 1 is what a port has that nobody configured.
        natives: [...onu.nativeVlans].filter(([, { vlan }]) => vlan !== 1),
      })),
      flows: state.flows().map((flow) => ({ ...flow })),
      // Who was known for a moment waits behind the others again.
      unauthorized: state
        .unauthorized()
        .map((unit) => unit.serialNumber)
        .toSorted(),
      unsaved: state.unsaved,
    }),
    onuAt: (address) => state.onu(address),
    close: () => simulator.close(),
  };
  return bench;
}
