import { type Simulator, type SimulatorOptions, startSimulator } from '@field/olt/simulator';
import { onTestFinished } from 'vitest';
import { createOltGateway, type OltGateway, type TenantImport } from '../../src/index.ts';

/** A simulated MA5800 that ends with the test. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({
    vendor: 'huawei',
    onus: 24,
    unauthorized: 0,
    seed: 7,
    ...options,
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= simulator.close();
    return closed;
  };
  onTestFinished(close);
  return { ...simulator, close };
}

type OltInput = NonNullable<TenantImport['olts']>[number];

/** A simulator as a tenant's OLT, reached by SSH. */
export function oltOf(simulator: Simulator, changes: Partial<OltInput> = {}): OltInput {
  const { ssh, snmp, username, hostKeyFingerprint } = simulator;
  return {
    id: 'olt-1',
    name: 'OLT Centro',
    vendor: 'huawei',
    target: `ssh://${username}@${ssh.host}:${ssh.port}`,
    snmpTarget: `snmp://${snmp.host}:${snmp.port}`,
    hostKeys: [hostKeyFingerprint],
    credentials: 'centro',
    profiles: [{ name: 'residential', lineProfileId: 31, serviceProfileId: 31 }],
    ...changes,
  };
}

export function gatewayTo(simulator: Simulator, password = simulator.password): OltGateway {
  const snmp = { version: '2c', community: simulator.community } as const;
  return createOltGateway({ credentials: (name) => (name === 'centro' ? { password, snmp } : undefined) });
}
