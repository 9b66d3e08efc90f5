import {
  formatOnuAddress,
  type OnuAddress,
  type PonPortAddress,
  parseOnuAddress,
  parsePonPort,
  parseSerialNumber,
} from '@field/core';
import { oltError } from '../contract/errors.ts';
import type { SimulatedOltEvent, SimulatedOnu, SimulatedUnit } from '../contract/simulated-olt.ts';
import type { VendorSimulator } from '../contract/vendor-simulator.ts';
import { OltState } from './olt-state.ts';
import type { SimulatorSettings } from './options.ts';
import { buildCards, populate, UnitFactory } from './populate.ts';

/** What a test, a demo or a person at a keyboard can make happen to a simulated OLT. */
export class SimulatedOltHandle {
  /** Everything the OLT is and holds. */
  readonly state: OltState;
  readonly #factory: UnitFactory;

  constructor(state: OltState, factory: UnitFactory) {
    this.state = state;
    this.#factory = factory;
  }

  /**
   * Hangs a unit on a PON port: a new one shows as unauthorized, one that an ONU waits for comes online.
   * @throws ValidationError when serial number or place is none
   */
  appear(
    serialNumber: string,
    at: PonPortAddress | string,
    unit: Partial<Pick<SimulatedUnit, 'password' | 'loid' | 'checkCode' | 'model' | 'ethPorts'>> = {},
  ): SimulatedUnit {
    const { serialNumber: serial } = parseSerialNumber(serialNumber);
    const place = typeof at === 'string' ? parsePonPort(at) : at;
    const known = this.state.store.unit(serial);
    const box = known ?? { ...this.#factory.make(place, this.state.now(), serial), ...unit };
    if (known) this.state.lifecycle.dark(known, 'fibreLoss');
    else this.state.store.addUnit(box);
    box.at = { shelf: place.shelf, slot: place.slot, port: place.port };
    box.lit = true;
    box.powered = true;
    this.state.lifecycle.lit(box);
    return box;
  }

  /** Takes an unauthorized unit away for good. */
  vanish(serialNumber: string): void {
    const unit = this.state.store.unit(parseSerialNumber(serialNumber).serialNumber);
    if (!unit || this.state.store.claimant(unit)) return;
    this.state.store.removeUnit(unit);
    this.state.emit({ kind: 'unauthorized-gone', unit });
  }

  /** Breaks the fibre of an ONU. */
  loseLight(address: OnuAddress | string): void {
    const unit = this.#unitOf(address);
    unit.lit = false;
    this.state.lifecycle.dark(unit, 'fibreLoss');
  }

  /** Pulls the plug of an ONU, which says so with its last gasp. */
  losePower(address: OnuAddress | string): void {
    const unit = this.#unitOf(address);
    unit.powered = false;
    this.state.lifecycle.dark(unit, 'powerLoss');
  }

  /** Gives light and power back. */
  comeBack(address: OnuAddress | string): void {
    const unit = this.#unitOf(address);
    unit.lit = true;
    unit.powered = true;
    this.state.lifecycle.lit(unit);
  }

  /** Prints an alarm on every terminal that has not switched them off; `inside` holds it back until a reply is being printed. */
  alarm(text: string | null = null, when: 'now' | 'inside' = 'now'): void {
    const at = this.state.ports[0]?.at ?? { shelf: 0, slot: 0, port: 0 };
    this.state.emit({ kind: 'alarm', text, at, when });
  }

  alarmBurst(count: number, when: 'now' | 'inside' = 'now'): void {
    for (let index = 0; index < count; index++) this.alarm(null, when);
  }

  subscribe(listener: (event: SimulatedOltEvent) => void): () => void {
    return this.state.subscribe(listener);
  }

  /** Resolves once this serial is online and configured; at once if it is. */
  whenOnline(serialNumber: string, signal?: AbortSignal): Promise<SimulatedOnu> {
    return this.whenChanged(serialNumber, ({ config }) => config === 'normal' || config === 'failed', signal);
  }

  /** Resolves once the ONU with this serial is as `wanted` says; at once if it is. */
  whenChanged(
    serialNumber: string,
    wanted: (onu: SimulatedOnu) => boolean,
    signal?: AbortSignal,
  ): Promise<SimulatedOnu> {
    const serial = parseSerialNumber(serialNumber).serialNumber;
    const look = () => {
      const onu = this.state.findOnu(serial);
      return onu && wanted(onu) ? onu : null;
    };
    return this.#when(look, `waiting for ${serial}`, signal);
  }

  #when<T>(look: () => T | null, doing: string, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const found = look();
      if (found !== null) {
        resolve(found);
        return;
      }
      const stop = this.state.subscribe(() => {
        const now = look();
        if (now === null) return;
        stop();
        signal?.removeEventListener('abort', giveUp);
        resolve(now);
      });
      const giveUp = () => {
        stop();
        reject(oltError('olt.aborted', { doing }));
      };
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  #unitOf(address: OnuAddress | string): SimulatedUnit {
    const place = typeof address === 'string' ? parseOnuAddress(address) : address;
    const unit = this.state.onu(place)?.unit;
    if (!unit) throw oltError('olt.onu_not_found', { onu: formatOnuAddress(place) });
    return unit;
  }
}

/** Builds and fills an OLT for these settings. */
export function buildOlt(
  voice: VendorSimulator,
  settings: SimulatorSettings,
  user: { readonly username: string; readonly password: string },
): SimulatedOltHandle {
  const { chassis } = settings;
  const { cards, ports } = buildCards(chassis, settings.onus);
  const factory = new UnitFactory(chassis, settings.seed);
  const state = new OltState({
    chassis,
    cards,
    ports,
    users: [
      { name: user.username, password: user.password, maxLogins: settings.maxLogins, level: 'admin' },
      ...settings.users,
    ],
    startAt: settings.startAt,
    uptimeMs: factory.random.whole(50, 400) * 86_400_000,
    utcOffsetMinutes: settings.utcOffsetMinutes,
    onlineAfterMs: settings.onlineAfterMs,
    saveMs: settings.saveMs,
  });
  populate(state, factory, settings, voice.serve);
  return new SimulatedOltHandle(state, factory);
}
