import type { PonPortAddress } from '@field/core';
import type { SimulatedCard, SimulatedChassis, SimulatedUnitModel } from '../contract/simulated-chassis.ts';
import type {
  SimulatedDownCause,
  SimulatedOnu,
  SimulatedOptics,
  SimulatedPonPort,
  SimulatedUnit,
} from '../contract/simulated-olt.ts';
import type { VendorSimulator } from '../contract/vendor-simulator.ts';
import type { OltState } from './olt-state.ts';
import { Random } from './random.ts';

/** How full a port is before the next one is used, while there are free ports. */
const usualOnusPerPort = 32;

const dayMs = 86_400_000;

/** Cards and PON ports for so many ONUs; at least two PON cards, so that there are empty ports. */
export function buildCards(
  chassis: SimulatedChassis,
  onus: number,
): { cards: SimulatedCard[]; ports: SimulatedPonPort[] } {
  const perPort = onusPerPort(chassis, onus);
  const needed = Math.ceil(onus / (perPort * chassis.portsPerCard));
  const slots = chassis.ponSlots.slice(0, Math.max(2, needed));
  const ponCards = slots.map((slot) => ({ slot, ...chassis.ponCard }));
  const cards = [...chassis.cards.map((card) => ({ ...card })), ...ponCards];
  const ports = slots.flatMap((slot) =>
    Array.from({ length: chassis.portsPerCard }, (_, port) => ({
      at: { shelf: chassis.shelf, slot, port: chassis.firstPort + port },
      autofind: true,
    })),
  );
  return { cards: cards.sort((a, b) => a.slot - b.slot), ports: ports.sort((a, b) => a.at.slot - b.at.slot) };
}

/** The most ONUs a chassis holds. */
export function capacity(chassis: SimulatedChassis): number {
  return chassis.ponSlots.length * chassis.portsPerCard * chassis.onusPerPort;
}

function onusPerPort(chassis: SimulatedChassis, onus: number): number {
  let perPort = Math.min(usualOnusPerPort, chassis.onusPerPort);
  while (perPort < chassis.onusPerPort && perPort * chassis.portsPerCard * chassis.ponSlots.length < onus)
    perPort *= 2;
  return Math.min(perPort, chassis.onusPerPort);
}

/** Makes customer units; the same seed gives the same units. */
export class UnitFactory {
  readonly #chassis: SimulatedChassis;
  readonly #random: Random;
  readonly #made = new Set<string>();

  constructor(chassis: SimulatedChassis, seed: number) {
    this.#chassis = chassis;
    this.#random = new Random(seed);
  }

  get random(): Random {
    return this.#random;
  }

  make(at: PonPortAddress, seenAt: Date, serialNumber?: string): SimulatedUnit {
    const random = this.#random;
    const models = this.#chassis.units;
    const vendor = serialNumber?.slice(0, 4);
    const ofVendor = models.filter((model) => vendor === undefined || model.vendorId === vendor);
    const model = random.pick(ofVendor) ?? random.pick(models) ?? unknownModel;
    return {
      ...model,
      serialNumber: serialNumber ?? this.#newSerial(model.vendorId),
      password: '',
      loid: '',
      checkCode: '',
      mac: macText(random.hex(12)),
      equipmentSerial: `21500${random.whole(10000, 99999)}EGM${random.whole(1000000, 9999999)}`,
      at,
      lit: true,
      powered: true,
      distanceMetres: random.whole(120, 9_800),
      optics: makeOptics(random),
      seenAt,
    };
  }

  #newSerial(vendorId: string): string {
    let serialNumber: string;
    do serialNumber = `${vendorId}${this.#random.hex(8)}`;
    while (this.#made.has(serialNumber));
    this.#made.add(serialNumber);
    return serialNumber;
  }
}

const unknownModel: SimulatedUnitModel = {
  vendorId: 'HWTC',
  model: '',
  hardwareVersion: '',
  softwareVersion: '',
  ethPorts: 1,
  potsPorts: 0,
};

/** Twelve hexadecimal digits of a locally chosen, unicast MAC as `0007-c49a-083a`. */
function macText(hex: string): string {
  const first = (Number.parseInt(hex.slice(0, 2), 16) & 0xfe).toString(16).padStart(2, '0');
  return `${first}${hex.slice(2)}`.toLowerCase().replace(/(.{4})(?=.)/g, '$1-');
}

function makeOptics(random: Random): SimulatedOptics {
  const rxAtOnuDbm = random.decimal(-26.5, -14, 2);
  return {
    rxAtOnuDbm,
    txAtOnuDbm: random.decimal(1.6, 3.4, 2),
    rxAtOltDbm: Number((rxAtOnuDbm - random.decimal(0.2, 3.2, 2)).toFixed(2)),
    temperatureCelsius: random.whole(34, 61),
    voltageVolts: random.whole(158, 168) / 50,
    biasMilliamps: random.whole(7, 19),
  };
}

/** Fills the ports with ONUs that have been in service for a while, some of them down, and hangs up `unauthorized` new units. */
export function populate(
  olt: OltState,
  factory: UnitFactory,
  counts: { onus: number; unauthorized: number },
  serve: VendorSimulator['serve'],
): void {
  const { chassis } = olt;
  const perPort = onusPerPort(chassis, counts.onus);
  const { random } = factory;
  for (let index = 0; index < counts.onus; index++) {
    const port = olt.ports[Math.floor(index / perPort)];
    const onuId = chassis.firstOnuId + (index % perPort);
    if (port) addServedOnu(olt, factory, { ...port.at, onuId }, index + 1, serve);
  }
  const usedPorts = Math.max(1, Math.ceil(counts.onus / perPort));
  for (let index = 0; index < counts.unauthorized; index++) {
    const port = olt.ports[random.whole(0, Math.min(usedPorts, olt.ports.length) - 1)];
    if (!port) continue;
    const seenAt = new Date(olt.now().getTime() - random.whole(30, 3_600) * 1000);
    olt.store.addUnit(factory.make(port.at, seenAt));
  }
  olt.unsaved = false;
}

function addServedOnu(
  olt: OltState,
  factory: UnitFactory,
  address: SimulatedOnu['address'],
  number: number,
  serve: VendorSimulator['serve'],
): void {
  const { random } = factory;
  const { chassis } = olt;
  const now = olt.now().getTime();
  const upAt = new Date(now - random.whole(3_600, 40 * 86_400) * 1000);
  const unit = factory.make(address, upAt);
  const line = random.pick(chassis.lineProfiles.filter((profile) => profile.gemPorts.length > 0));
  const service = random.pick(
    chassis.serviceProfiles.filter((profile) => profile.ethPorts > 0 && profile.ethPorts <= unit.ethPorts),
  );
  olt.store.addUnit(unit);
  const onu = olt.addOnu({
    address,
    authentication: 'serialNumber',
    serialNumber: unit.serialNumber,
    lineProfileId: line?.id ?? 0,
    serviceProfileId: service?.id ?? 0,
    description: describeCustomer(random, number),
  });
  olt.lifecycle.settle(onu, upAt);
  addHistory(onu, random, upAt);
  const gem = line?.gemPorts[0];
  const vlan = gem?.vlans[0];
  if (gem && vlan !== undefined && olt.vlans.has(vlan)) serve(olt, onu, { number, vlan, gemPort: gem.index });
  const lan = onu.ethPorts[0];
  if (lan && vlan !== undefined) lan.macs.push({ mac: macText(random.hex(12)), vlan });
  const fate = random.next();
  if (fate < 0.06) takeDown(olt, onu, fate < 0.03 ? 'powerLoss' : 'fibreLoss');
}

/** Descriptions as people write them: with marks a prompt also has, with spaces, too long for their column, or none. */
function describeCustomer(random: Random, index: number): string {
  const contract = 100_000 + index;
  const kind = random.next();
  if (kind < 0.7) return `contract_${contract}`;
  if (kind < 0.8) return `Rua das Flores ${index} > fundos #2`;
  if (kind < 0.9) return `${contract} Condominio Jardim das Acacias, bloco ${index % 9}, apto ${index}`;
  return kind < 0.95 ? `${contract}__cliente_premium: 500M` : '';
}

function addHistory(onu: SimulatedOnu, random: Random, upAt: Date): void {
  const causes: readonly SimulatedDownCause[] = ['powerLoss', 'fibreLoss', 'powerLoss', 'reset'];
  let end = upAt.getTime();
  for (let count = random.whole(0, 4); count > 0; count--) {
    const downAt = new Date(end - random.whole(60, 5_400) * 1000);
    const start = new Date(downAt.getTime() - random.whole(3_600, 20 * 86_400) * 1000);
    const cause = random.pick(causes) ?? 'powerLoss';
    onu.history.unshift({ upAt: start, downAt, cause });
    end = start.getTime();
  }
  const last = onu.history.at(-2);
  if (!last) return;
  onu.lastDownAt = last.downAt;
  onu.downCause = last.cause;
  if (last.cause === 'powerLoss') onu.lastDyingGaspAt = last.downAt;
}

function takeDown(olt: OltState, onu: SimulatedOnu, cause: SimulatedDownCause): void {
  const { unit } = onu;
  if (!unit) return;
  if (cause === 'powerLoss') unit.powered = false;
  else unit.lit = false;
  olt.lifecycle.dark(unit, cause);
  const period = onu.history.at(-1);
  const downAt = new Date(
    olt.now().getTime() - Math.min(dayMs, olt.now().getTime() - (period?.upAt.getTime() ?? 0)) / 2,
  );
  onu.lastDownAt = downAt;
  if (cause === 'powerLoss') onu.lastDyingGaspAt = downAt;
  if (period) period.downAt = downAt;
}
