import { type OnuAddress, type PonPortAddress, samePonPort } from '@field/core';
import type { SimulatedCard, SimulatedChassis } from '../contract/simulated-chassis.ts';
import type {
  NewSimulatedOnu,
  SimulatedFlow,
  SimulatedOlt,
  SimulatedOltEvent,
  SimulatedOnu,
  SimulatedPonPort,
  SimulatedUnit,
} from '../contract/simulated-olt.ts';
import { Accounts, type SimulatedUser } from './accounts.ts';
import { newOnu } from './new-onu.ts';
import { OnuLifecycle } from './onu-lifecycle.ts';
import { OnuStore } from './onu-store.ts';
import { Timers } from './timers.ts';

export interface OltStateOptions {
  readonly chassis: SimulatedChassis;
  readonly cards: readonly SimulatedCard[];
  readonly ports: readonly SimulatedPonPort[];
  readonly users: readonly SimulatedUser[];
  /** What the device's clock shows when it starts to listen; runs on from there. */
  readonly startAt: Date;
  /** How long it had been up by then. */
  readonly uptimeMs: number;
  readonly utcOffsetMinutes: number;
  /** From light to full configuration. */
  readonly onlineAfterMs: number;
  readonly saveMs: number;
}

const byId = <T extends { readonly id: number }>(rows: readonly T[]) =>
  new Map(rows.map((row) => [row.id, row]));

/** One simulated OLT: its configuration, the units behind its fibres, and what happens to them. */
export class OltState implements SimulatedOlt {
  readonly chassis;
  readonly accounts;
  readonly cards;
  readonly ports;
  readonly lineProfiles;
  readonly serviceProfiles;
  readonly vlans;
  readonly trafficTables;
  readonly startedAt: Date;
  readonly utcOffsetMinutes: number;
  readonly store = new OnuStore();
  hostname: string;
  unsaved = false;
  readonly #timers = new Timers();
  readonly #listeners = new Set<(event: SimulatedOltEvent) => void>();
  readonly #lifecycle: OnuLifecycle;
  readonly #clockShift: number;
  readonly #saveMs: number;
  #saving: Promise<void> | null = null;

  constructor(options: OltStateOptions) {
    const { chassis } = options;
    this.chassis = chassis;
    this.hostname = chassis.hostname;
    this.cards = options.cards;
    this.ports = options.ports;
    this.lineProfiles = byId(chassis.lineProfiles);
    this.serviceProfiles = byId(chassis.serviceProfiles);
    this.vlans = byId(chassis.vlans);
    this.trafficTables = new Map(chassis.trafficTables.map((table) => [table.index, table]));
    this.#clockShift = options.startAt.getTime() - Date.now();
    this.startedAt = new Date(options.startAt.getTime() - options.uptimeMs);
    this.utcOffsetMinutes = options.utcOffsetMinutes;
    this.#saveMs = options.saveMs;
    this.accounts = new Accounts(options.users, () => this.now());
    this.#lifecycle = new OnuLifecycle({
      olt: this,
      timers: this.#timers,
      onlineAfterMs: options.onlineAfterMs,
      emit: (event) => this.emit(event),
    });
  }

  get revision(): number {
    return this.store.revision;
  }

  get saving(): boolean {
    return this.#saving !== null;
  }

  now(): Date {
    return new Date(Date.now() + this.#clockShift);
  }

  port(at: PonPortAddress): SimulatedPonPort | null {
    return this.ports.find((port) => samePonPort(port.at, at)) ?? null;
  }

  onus(at?: PonPortAddress): readonly SimulatedOnu[] {
    return this.store.onus(at);
  }

  onu(address: OnuAddress): SimulatedOnu | null {
    return this.store.onu(address);
  }

  findOnu(serialNumber: string): SimulatedOnu | null {
    return this.store.findOnu(serialNumber);
  }

  unauthorized(at?: PonPortAddress): readonly SimulatedUnit[] {
    const found = [...this.store.units()].filter(
      (unit) =>
        unit.lit &&
        unit.powered &&
        this.store.claimant(unit) === null &&
        (at === undefined || samePonPort(unit.at, at)) &&
        this.port(unit.at)?.autofind === true,
    );
    return found.sort(
      ({ at: a, seenAt: first }, { at: b, seenAt: second }) =>
        a.shelf - b.shelf || a.slot - b.slot || a.port - b.port || first.getTime() - second.getTime(),
    );
  }

  flows(address?: OnuAddress): readonly SimulatedFlow[] {
    return this.store.flows(address);
  }

  flow(index: number): SimulatedFlow | null {
    return this.store.flow(index);
  }

  addOnu(init: NewSimulatedOnu): SimulatedOnu {
    const onu = newOnu(init);
    this.store.add(onu);
    this.touch();
    this.#lifecycle.seekUnit(onu);
    return onu;
  }

  removeOnu(address: OnuAddress): void {
    const onu = this.store.onu(address);
    if (!onu) return;
    const { unit } = onu;
    this.#lifecycle.forget(onu);
    this.store.remove(onu);
    this.touch();
    if (unit) this.#lifecycle.released(unit);
  }

  changeOnu(
    address: OnuAddress,
    change: Partial<Pick<SimulatedOnu, 'lineProfileId' | 'serviceProfileId' | 'description'>>,
  ): void {
    const onu = this.store.onu(address);
    if (!onu) return;
    Object.assign(onu, change);
    this.touch();
    if (change.description === undefined) this.#lifecycle.reconfigure(onu);
  }

  setOnuAdmin(address: OnuAddress, admin: SimulatedOnu['admin']): void {
    const onu = this.store.onu(address);
    if (!onu || onu.admin === admin) return;
    onu.admin = admin;
    this.touch();
    if (admin === 'deactivated') this.#lifecycle.down(onu, 'deactivated');
    else this.#lifecycle.rise(onu);
  }

  registerOnu(address: OnuAddress, serialNumber: string): void {
    const onu = this.store.onu(address);
    if (!onu || onu.serialNumber === serialNumber) return;
    const { unit } = onu;
    this.#lifecycle.down(onu, 'deactivated');
    this.store.register(onu, serialNumber);
    this.touch();
    if (unit) this.#lifecycle.released(unit);
    this.#lifecycle.seekUnit(onu);
  }

  resetOnu(address: OnuAddress): void {
    const onu = this.store.onu(address);
    if (!onu) return;
    this.#lifecycle.down(onu, 'reset');
    this.#lifecycle.rise(onu);
  }

  addFlow(flow: SimulatedFlow): void {
    this.store.addFlow(flow);
    this.touch();
  }

  removeFlow(index: number): void {
    this.store.removeFlow(index);
    this.touch();
  }

  touch(): void {
    this.unsaved = true;
    this.store.touch();
  }

  save(): Promise<void> {
    this.#saving ??= this.#runSave();
    return this.#saving;
  }

  subscribe(listener: (event: SimulatedOltEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: SimulatedOltEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  get lifecycle(): OnuLifecycle {
    return this.#lifecycle;
  }

  /** Stops everything that would still happen. */
  close(): void {
    this.#timers.clear();
    this.#listeners.clear();
  }

  async #runSave(): Promise<void> {
    for (const percent of [27, 68]) {
      await this.#timers.pause(this.#saveMs / 3);
      this.emit({ kind: 'save-progress', percent });
    }
    await this.#timers.pause(this.#saveMs / 3);
    this.#saving = null;
    this.unsaved = false;
    this.emit({ kind: 'saved' });
  }
}
