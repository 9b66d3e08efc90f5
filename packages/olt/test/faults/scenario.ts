import type { WriteMap, WriteName } from '../../src/index.ts';
import type { SimulatedOlt } from '../../src/simulator/index.ts';
import type { Voice } from './voice.ts';

/** A write to be disturbed: how the OLT is before it, what is asked, and what the OLT itself says of each step. */
export interface Scenario<Name extends WriteName = WriteName> {
  readonly voice: Voice;
  readonly title: string;
  readonly name: Name;
  readonly save?: true;
  prepare?(olt: SimulatedOlt): void;
  request(olt: SimulatedOlt): WriteMap[Name];
  /** Whether the OLT holds what this step of the plan does, from the OLT's own state. */
  holds(stepId: string, olt: SimulatedOlt): boolean;
  /** Steps that no screen shows: `remains` may name one that does not hold. */
  readonly unseen?: readonly string[];
}

/** The heading of a scenario in the page. */
export function headingOf({ voice, title }: Scenario): string {
  return `${voice.name}: ${title}`;
}

/** Writes a scenario of one OLT down with its types. */
export const scenarioOf =
  (voice: Voice) =>
  <Name extends WriteName>(one: Omit<Scenario<Name>, 'voice'>): Scenario =>
    ({ ...one, voice }) as unknown as Scenario;

/** What scenarios put on a unit. */
export const native = { ethPort: 1, vlan: 31, priority: 2 };
export const wan = { username: 'ana@isp', password: 's3cret!x', vlan: 31 };

/** The unit that waits to be authorized. */
export function newUnit(olt: SimulatedOlt) {
  const [unit] = olt.unauthorized();
  if (!unit) throw new Error('the simulator shows no unit');
  return unit;
}

/** The configuration of an OLT, as its own state has it: what a write may change, and nothing that moves by itself. */
export function configurationOf(olt: SimulatedOlt): string {
  return JSON.stringify([
    olt
      .onus()
      .map((onu) => [
        onu.address,
        onu.serialNumber,
        onu.admin,
        onu.lineProfileId,
        onu.serviceProfileId,
        onu.description,
        [...onu.nativeVlans],
        onu.wans.map(({ index, username, vlan, priority, internet = false, profileId = null }) => [
          index,
          username,
          vlan,
          priority,
          internet,
          profileId,
        ]),
        [...onu.lines].filter(([, lines]) => lines.length > 0).sort(),
        onu.history.filter(({ cause }) => cause === 'reset').length,
      ]),
    olt.flows(),
  ]);
}
