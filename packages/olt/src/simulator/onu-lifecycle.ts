import { samePonPort } from '@field/core';
import type { SimulatedServiceProfile } from '../contract/simulated-chassis.ts';
import type {
  SimulatedDownCause,
  SimulatedOltEvent,
  SimulatedOnu,
  SimulatedUnit,
} from '../contract/simulated-olt.ts';
import type { OnuStore } from './onu-store.ts';
import type { Timers } from './timers.ts';

/** What ups and downs need to know of the OLT. */
interface Ground {
  readonly store: OnuStore;
  readonly serviceProfiles: ReadonlyMap<number, SimulatedServiceProfile>;
  now(): Date;
}

/** A device keeps the last ten times an ONU was online. */
const historyLength = 10;

/**
 * How ONUs come up and go down: light and power make a unit rise through `initial` and `config` to `normal`, each step an
 * event; losing one of them takes it down with its cause.
 */
export class OnuLifecycle {
  readonly #olt: Ground;
  readonly #timers: Timers;
  readonly #stepMs: number;
  readonly #emit: (event: SimulatedOltEvent) => void;
  readonly #rising = new Map<SimulatedOnu, () => void>();

  constructor(options: {
    readonly olt: Ground;
    readonly timers: Timers;
    readonly onlineAfterMs: number;
    readonly emit: (event: SimulatedOltEvent) => void;
  }) {
    this.#olt = options.olt;
    this.#timers = options.timers;
    this.#stepMs = options.onlineAfterMs / 3;
    this.#emit = options.emit;
  }

  /** A unit that lights up: it belongs to an ONU that waits for it, or shows as unauthorized. */
  lit(unit: SimulatedUnit): void {
    const { store } = this.#olt;
    const claimant = store.claimant(unit) ?? this.#waiting(unit);
    if (claimant) {
      if (claimant.unit !== unit) this.#bind(claimant, unit);
      this.rise(claimant);
      return;
    }
    unit.seenAt = this.#olt.now();
    store.touch();
    this.#emit({ kind: 'unauthorized-appeared', unit });
  }

  /** A unit that goes dark, with or without a last gasp. */
  dark(unit: SimulatedUnit, cause: SimulatedDownCause): void {
    const claimant = this.#olt.store.claimant(unit);
    if (claimant) {
      this.down(claimant, cause);
      return;
    }
    this.#olt.store.touch();
    this.#emit({ kind: 'unauthorized-gone', unit });
  }

  /** A new ONU looks for its unit on its own port. */
  seekUnit(onu: SimulatedOnu): void {
    const { store } = this.#olt;
    const named = onu.serialNumber ? store.unit(onu.serialNumber) : null;
    for (const unit of onu.serialNumber ? (named ? [named] : []) : store.units()) {
      if (store.claimant(unit) !== null || !matches(onu, unit)) continue;
      this.#bind(onu, unit);
      this.#emit({ kind: 'unauthorized-gone', unit });
      this.rise(onu);
      return;
    }
  }

  /** The ONU that claimed this unit is gone: the unit is found again. */
  released(unit: SimulatedUnit): void {
    if (!unit.lit || !unit.powered) return;
    this.#timers.after(this.#stepMs, () => {
      if (unit.lit && unit.powered && this.#olt.store.unit(unit.serialNumber) === unit) this.lit(unit);
    });
  }

  rise(onu: SimulatedOnu): void {
    const { unit } = onu;
    if (onu.admin !== 'active' || !unit?.lit || !unit.powered || onu.run === 'online') return;
    this.#steps(onu, [() => this.#online(onu, this.#olt.now()), ...this.#configuration(onu)]);
  }

  /** Brings an ONU up at once, as if it had been since `upAt`. */
  settle(onu: SimulatedOnu, upAt: Date): void {
    this.#stop(onu);
    if (!onu.unit) return;
    this.#online(onu, upAt);
    for (const step of this.#configuration(onu)) step();
  }

  /** Configures an ONU that is up once more. */
  reconfigure(onu: SimulatedOnu): void {
    if (onu.run === 'online') this.#steps(onu, this.#configuration(onu));
  }

  down(onu: SimulatedOnu, cause: SimulatedDownCause): void {
    this.#stop(onu);
    if (onu.run === 'offline') return;
    onu.run = 'offline';
    onu.config = 'initial';
    onu.match = 'initial';
    onu.lastDownAt = this.#olt.now();
    onu.downCause = cause;
    if (cause === 'powerLoss') onu.lastDyingGaspAt = onu.lastDownAt;
    const period = onu.history.at(-1);
    if (period && period.downAt === null) {
      period.downAt = onu.lastDownAt;
      period.cause = cause;
    }
    for (const port of onu.ethPorts) port.up = false;
    this.#emit({ kind: 'onu-offline', onu, cause });
  }

  forget(onu: SimulatedOnu): void {
    this.#stop(onu);
  }

  #online(onu: SimulatedOnu, upAt: Date): void {
    onu.run = 'online';
    onu.lastUpAt = upAt;
    onu.history.push({ upAt, downAt: null, cause: null });
    if (onu.history.length > historyLength) onu.history.shift();
    for (const port of onu.ethPorts) port.up = port.id === 1;
    this.#emit({ kind: 'onu-online', onu });
  }

  #bind(onu: SimulatedOnu, unit: SimulatedUnit): void {
    this.#olt.store.claim(onu, unit);
    onu.ethPorts.length = 0;
    for (let id = 1; id <= unit.ethPorts; id++) onu.ethPorts.push({ id, type: 'GE', up: false, macs: [] });
  }

  #waiting(unit: SimulatedUnit): SimulatedOnu | null {
    const known = this.#olt.store.findOnu(unit.serialNumber);
    if (known) return known.unit === null && matches(known, unit) ? known : null;
    return this.#olt.store.onus(unit.at).find((onu) => onu.unit === null && matches(onu, unit)) ?? null;
  }

  #configuration(onu: SimulatedOnu): (() => void)[] {
    const set = (config: SimulatedOnu['config'], match: SimulatedOnu['match']) => () => {
      onu.config = config;
      onu.match = match;
      this.#emit({ kind: 'onu-changed', onu });
    };
    const profile = this.#olt.serviceProfiles.get(onu.serviceProfileId);
    const fits = !profile || !onu.unit || profile.ethPorts <= onu.unit.ethPorts;
    return [set('config', 'initial'), fits ? set('normal', 'match') : set('failed', 'mismatch')];
  }

  #steps(onu: SimulatedOnu, steps: readonly (() => void)[]): void {
    this.#stop(onu);
    const [first, ...rest] = steps;
    if (!first) return;
    const cancel = this.#timers.after(this.#stepMs, () => {
      this.#rising.delete(onu);
      first();
      this.#steps(onu, rest);
    });
    this.#rising.set(onu, cancel);
  }

  #stop(onu: SimulatedOnu): void {
    this.#rising.get(onu)?.();
    this.#rising.delete(onu);
  }
}

function matches(onu: SimulatedOnu, unit: SimulatedUnit): boolean {
  if (!samePonPort(onu.address, unit.at)) return false;
  switch (onu.authentication) {
    case 'serialNumber':
      return onu.serialNumber === unit.serialNumber;
    case 'serialNumberAndPassword':
      return onu.serialNumber === unit.serialNumber && onu.password === unit.password;
    case 'password':
      return onu.password === unit.password;
    case 'loid':
      return onu.loid === unit.loid && (onu.checkCode === '' || onu.checkCode === unit.checkCode);
  }
}
