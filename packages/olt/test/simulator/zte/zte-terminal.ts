import type { OnuAddress } from '@field/core';
import type { SimulatedDownCause, SimulatedUnit } from '../../../src/contract/simulated-olt.ts';
import type { SimulatedOltHandle, SimulatorOptions } from '../../../src/simulator/index.ts';
import { atConsole, type Typist } from '../typist.ts';

/** A terminal of a simulated ZXA10 at its first prompt. */
export async function atZte(
  options: SimulatorOptions,
  prepare?: (olt: SimulatedOltHandle) => void,
): Promise<{
  readonly typist: Typist;
  readonly olt: SimulatedOltHandle;
  /** What stands between a command's echo and the next prompt. */
  run(command: string): Promise<string>;
}> {
  const settings = { onus: 0, unauthorized: 0, utcOffsetMinutes: 0, ...options };
  const { typist, olt } = await atConsole({ vendor: 'zte', ...settings }, prepare);
  const prompt = /(?:^|\r\n)[\w.-]+(?:\([^)]*\))?[>#]$/;
  await typist.until(prompt);
  const run = async (command: string) => {
    typist.type(`${command}\r`);
    const text = await typist.until(prompt);
    return text.slice(text.indexOf('\r\n') + 2).replace(/(?:^|\r\n)[^\r\n]*$/, '');
  };
  await run('terminal length 0');
  return { typist, olt, run };
}

/** What a recording tells of an ONU. */
export interface UnitFacts {
  readonly address: OnuAddress;
  readonly serialNumber: string;
  readonly type?: string;
  readonly name?: string;
  readonly description?: string;
  readonly unit?: Partial<Omit<SimulatedUnit, 'optics'>>;
  readonly optics?: Partial<SimulatedUnit['optics']>;
  readonly macs?: readonly (readonly [mac: string, vlan: number])[];
  readonly lines?: Readonly<Record<string, readonly string[]>>;
  /** Oldest first; the last without an end is the one that lasts. */
  readonly history?: readonly (readonly [up: string, down?: string, cause?: SimulatedDownCause])[];
}

/** Puts an ONU onto an OLT as a recording shows it. */
export function place({ state }: SimulatedOltHandle, facts: UnitFacts): void {
  const { address, serialNumber, unit, optics } = facts;
  const type = [...state.serviceProfiles.values()].find(({ name }) => name === facts.type);
  const history = facts.history ?? [['2026-01-01 00:00:00']];
  const time = (text: string) => new Date(`${text.replace(' ', 'T')}Z`);
  state.store.addUnit({
    ...{
      vendorId: serialNumber.slice(0, 4),
      model: 'F660',
      hardwareVersion: 'V5.0',
      softwareVersion: 'V5.0',
    },
    ...{ ethPorts: 4, potsPorts: 0, password: '', loid: '', checkCode: '', mac: '0007-c49a-083a' },
    ...{ equipmentSerial: '', lit: true, powered: true, distanceMetres: 1000, seenAt: new Date(0) },
    ...unit,
    ...{ serialNumber, at: { shelf: address.shelf, slot: address.slot, port: address.port } },
    optics: {
      ...{ rxAtOnuDbm: -20, txAtOnuDbm: 2, rxAtOltDbm: -22, temperatureCelsius: 40 },
      ...{ voltageVolts: 3.3, biasMilliamps: 10 },
      ...optics,
    },
  });
  const onu = state.addOnu({
    ...{ address, serialNumber, authentication: 'serialNumber', lineProfileId: 0 },
    ...{ serviceProfileId: type?.id ?? 1, description: facts.description ?? '' },
  });
  const last = history.at(-1);
  state.lifecycle.settle(onu, time(last?.[0] ?? '2026-01-01 00:00:00'));
  onu.history.length = 0;
  for (const [up, down, cause] of history)
    onu.history.push({
      upAt: time(up),
      downAt: down === undefined ? null : time(down),
      cause: cause ?? null,
    });
  if (last?.[1] !== undefined) {
    if (onu.unit) onu.unit.lit = false;
    Object.assign(onu, { run: 'offline', config: 'initial', downCause: last[2] ?? null });
  }
  for (const [mac, vlan] of facts.macs ?? []) onu.ethPorts[0]?.macs.push({ mac, vlan });
  for (const [where, lines] of Object.entries(facts.lines ?? {})) onu.lines.set(where, [...lines]);
  if (facts.name !== undefined)
    onu.lines.set('interface', [`name ${facts.name}`, ...(onu.lines.get('interface') ?? [])]);
}
