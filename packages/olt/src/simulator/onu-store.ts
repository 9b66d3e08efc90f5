import { formatOnuAddress, formatPonPort, type OnuAddress, type PonPortAddress } from '@field/core';
import type { SimulatedFlow, SimulatedOnu, SimulatedUnit } from '../contract/simulated-olt.ts';

/** ONUs, units and flows of one OLT, kept in the orders in which a device lists them. */
export class OnuStore {
  readonly #onus = new Map<string, SimulatedOnu>();
  readonly #byPort = new Map<string, SimulatedOnu[]>();
  readonly #bySerial = new Map<string, SimulatedOnu>();
  readonly #units = new Map<string, SimulatedUnit>();
  readonly #claims = new Map<SimulatedUnit, SimulatedOnu>();
  readonly #flows = new Map<number, SimulatedFlow>();
  readonly #flowsByOnu = new Map<string, Map<number, SimulatedFlow>>();
  #sortedFlows: readonly SimulatedFlow[] | null = null;
  #sortedOnus: readonly SimulatedOnu[] | null = null;
  revision = 0;

  onus(at?: PonPortAddress): readonly SimulatedOnu[] {
    if (at) return this.#byPort.get(formatPonPort(at)) ?? [];
    this.#sortedOnus ??= [...this.#onus.values()].sort(
      ({ address: a }, { address: b }) =>
        a.shelf - b.shelf || a.slot - b.slot || a.port - b.port || a.onuId - b.onuId,
    );
    return this.#sortedOnus;
  }

  onu(address: OnuAddress): SimulatedOnu | null {
    return this.#onus.get(formatOnuAddress(address)) ?? null;
  }

  findOnu(serialNumber: string): SimulatedOnu | null {
    return this.#bySerial.get(serialNumber) ?? null;
  }

  add(onu: SimulatedOnu): void {
    this.#onus.set(formatOnuAddress(onu.address), onu);
    if (onu.serialNumber) this.#bySerial.set(onu.serialNumber, onu);
    const port = formatPonPort(onu.address);
    const neighbours = [...(this.#byPort.get(port) ?? []), onu];
    this.#byPort.set(
      port,
      neighbours.sort((a, b) => a.address.onuId - b.address.onuId),
    );
    this.#changed();
  }

  remove(onu: SimulatedOnu): void {
    this.#onus.delete(formatOnuAddress(onu.address));
    if (this.#bySerial.get(onu.serialNumber) === onu) this.#bySerial.delete(onu.serialNumber);
    const port = formatPonPort(onu.address);
    this.#byPort.set(
      port,
      (this.#byPort.get(port) ?? []).filter((other) => other !== onu),
    );
    if (onu.unit) this.#claims.delete(onu.unit);
    onu.unit = null;
    this.#changed();
  }

  /** Knows an ONU by another serial number, and lets its unit go. */
  register(onu: SimulatedOnu, serialNumber: string): void {
    if (this.#bySerial.get(onu.serialNumber) === onu) this.#bySerial.delete(onu.serialNumber);
    if (onu.unit) this.#claims.delete(onu.unit);
    onu.unit = null;
    onu.serialNumber = serialNumber;
    this.#bySerial.set(serialNumber, onu);
    this.#changed();
  }

  units(): Iterable<SimulatedUnit> {
    return this.#units.values();
  }

  unit(serialNumber: string): SimulatedUnit | null {
    return this.#units.get(serialNumber) ?? null;
  }

  addUnit(unit: SimulatedUnit): void {
    this.#units.set(unit.serialNumber, unit);
    this.#changed();
  }

  removeUnit(unit: SimulatedUnit): void {
    this.#units.delete(unit.serialNumber);
    this.#changed();
  }

  claimant(unit: SimulatedUnit): SimulatedOnu | null {
    return this.#claims.get(unit) ?? null;
  }

  claim(onu: SimulatedOnu, unit: SimulatedUnit): void {
    onu.unit = unit;
    this.#claims.set(unit, onu);
    this.#changed();
  }

  flows(address?: OnuAddress): readonly SimulatedFlow[] {
    if (address) {
      const own = this.#flowsByOnu.get(formatOnuAddress(address));
      return own ? [...own.values()].sort((a, b) => a.index - b.index) : [];
    }
    this.#sortedFlows ??= [...this.#flows.values()].sort((a, b) => a.index - b.index);
    return this.#sortedFlows;
  }

  flow(index: number): SimulatedFlow | null {
    return this.#flows.get(index) ?? null;
  }

  addFlow(flow: SimulatedFlow): void {
    this.#flows.set(flow.index, flow);
    const key = formatOnuAddress(flow.address);
    const own = this.#flowsByOnu.get(key) ?? new Map<number, SimulatedFlow>();
    own.set(flow.index, flow);
    this.#flowsByOnu.set(key, own);
    this.#changed();
  }

  removeFlow(index: number): void {
    const flow = this.#flows.get(index);
    if (!flow) return;
    this.#flows.delete(index);
    this.#flowsByOnu.get(formatOnuAddress(flow.address))?.delete(index);
    this.#changed();
  }

  #changed(): void {
    this.revision += 1;
    this.#sortedFlows = null;
    this.#sortedOnus = null;
  }

  /** Says that a list changed its content without anything being added or removed. */
  touch(): void {
    this.#changed();
  }
}
