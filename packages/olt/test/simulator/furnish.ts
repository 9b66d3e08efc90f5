import { parsePonPort } from '@field/core';
import type {
  SimulatedCard,
  SimulatedLineProfile,
  SimulatedServiceProfile,
} from '../../src/contract/simulated-chassis.ts';
import type { SimulatedDownCause, SimulatedUnit } from '../../src/contract/simulated-olt.ts';
import type { SimulatedOltHandle } from '../../src/simulator/index.ts';

/** What a recording tells of an ONU; the rest is of no matter. */
export interface OnuFacts {
  readonly at: string;
  readonly id: number;
  /** The sixteen digits, which need not be a valid serial number in an anonymised recording. */
  readonly hex: string;
  readonly description?: string;
  readonly model?: string;
  readonly hardware?: string;
  readonly software?: string;
  readonly mac?: string;
  readonly equipmentSerial?: string;
  readonly distance?: number | undefined;
  readonly rx?: number | undefined;
  readonly tx?: number | undefined;
  readonly oltRx?: number | undefined;
  readonly temperature?: number | undefined;
  readonly voltage?: number | undefined;
  readonly bias?: number | undefined;
  readonly line?: number;
  readonly service?: number;
  readonly ethPorts?: number;
  readonly macs?: readonly (readonly [port: number, mac: string, vlan: number])[];
  readonly upAt?: string;
  readonly downAt?: string;
  readonly cause?: SimulatedDownCause;
}

/** Digits as the normal form holds them: four characters, then the rest. */
function serialOf(hex: string): string {
  const vendor = hex.slice(0, 8).replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return vendor + hex.slice(8);
}

function unitOf(facts: OnuFacts): SimulatedUnit {
  return {
    vendorId: 'HWTC',
    model: facts.model ?? 'EG8145V5',
    hardwareVersion: facts.hardware ?? '159D.A',
    softwareVersion: facts.software ?? 'V5R020C10S213',
    ethPorts: facts.ethPorts ?? 1,
    potsPorts: 0,
    serialNumber: serialOf(facts.hex),
    password: '',
    loid: '',
    checkCode: '',
    mac: facts.mac ?? '',
    equipmentSerial: facts.equipmentSerial ?? '',
    at: parsePonPort(facts.at),
    lit: true,
    powered: true,
    distanceMetres: facts.distance ?? 100,
    optics: {
      rxAtOnuDbm: facts.rx ?? -20,
      txAtOnuDbm: facts.tx ?? 2,
      rxAtOltDbm: facts.oltRx ?? -22,
      temperatureCelsius: facts.temperature ?? 40,
      voltageVolts: facts.voltage ?? 3.3,
      biasMilliamps: facts.bias ?? 10,
    },
    seenAt: new Date(0),
  };
}

/** Puts onto an OLT what a recording shows, so that its screens can be compared with it. */
export const furnish = {
  onus(olt: SimulatedOltHandle, list: readonly OnuFacts[]): void {
    const { state } = olt;
    for (const facts of list) {
      const unit = unitOf(facts);
      // An anonymised list can name one serial number many times; units need one each.
      if (!state.store.unit(unit.serialNumber)) state.store.addUnit(unit);
      const onu = state.addOnu({
        address: { ...parsePonPort(facts.at), onuId: facts.id },
        authentication: 'serialNumber',
        serialNumber: unit.serialNumber,
        lineProfileId: facts.line ?? 31,
        serviceProfileId: facts.service ?? 31,
        description: facts.description ?? '',
      });
      if (onu.unit !== unit) state.store.claim(onu, unit);
      state.lifecycle.settle(onu, new Date(facts.upAt ?? '2024-01-01T00:00:00Z'));
      onu.lastDownAt = facts.downAt === undefined ? null : new Date(facts.downAt);
      onu.downCause = facts.cause ?? null;
      for (const port of onu.ethPorts)
        for (const [id, mac, vlan] of facts.macs ?? []) if (id === port.id) port.macs.push({ mac, vlan });
      if (facts.macs) for (const port of onu.ethPorts) port.up = true;
    }
  },

  /** Unauthorized units, read off an autofind screen. */
  found(olt: SimulatedOltHandle, lines: readonly string[]): void {
    const blocks = lines
      .join('\n')
      .split(/Number +:/)
      .slice(1);
    for (const block of blocks) {
      const value = (label: string) =>
        new RegExp(`^ {3}${label} *: ?(.*)$`, 'm').exec(block)?.[1]?.trim().replace(/^-$/, '') ?? '';
      const [, hex = ''] = /^([0-9A-F]{16}) /.exec(value('Ont SN')) ?? [];
      const at = value('F/S/P');
      furnish.port(olt, at);
      olt.state.store.addUnit({
        ...unitOf({ at, id: 0, hex }),
        vendorId: value('VendorID'),
        model: value('Ont EquipmentID'),
        hardwareVersion: value('Ont Version'),
        softwareVersion: value('Ont SoftwareVersion'),
        password: /\((.*)\)/.exec(value('Password'))?.[1] ?? '',
        loid: value('Loid'),
        checkCode: value('Checkcode'),
        mac: value('Ont MAC').toLowerCase(),
        equipmentSerial: value('Ont Equipment SN'),
        seenAt: new Date(value('Ont autofind time').replace(' ', 'T')),
      });
    }
  },

  /** Makes sure that a port is there. */
  port(olt: SimulatedOltHandle, text: string): void {
    const at = parsePonPort(text);
    const ports = olt.state.ports as { at: typeof at; autofind: boolean }[];
    if (!olt.state.port(at)) ports.push({ at, autofind: true });
  },

  cards(
    olt: SimulatedOltHandle,
    list: readonly (Omit<SimulatedCard, 'temperatureCelsius'> & { celsius?: number })[],
  ): void {
    const cards = olt.state.cards as SimulatedCard[];
    cards.length = 0;
    for (const { celsius = 40, ...card } of list) cards.push({ ...card, temperatureCelsius: celsius });
  },

  profiles(
    olt: SimulatedOltHandle,
    { line, service }: { line: SimulatedLineProfile; service: SimulatedServiceProfile },
  ): void {
    olt.state.lineProfiles.set(line.id, line);
    olt.state.serviceProfiles.set(service.id, service);
  },

  onlyProfiles(
    olt: SimulatedOltHandle,
    list: readonly { readonly id: number; readonly name: string }[],
  ): void {
    olt.state.lineProfiles.clear();
    olt.state.serviceProfiles.clear();
    for (const { id, name } of list)
      furnish.profiles(olt, {
        line: { id, name, tconts: [], gemPorts: [] },
        service: { id, name, ethPorts: 0, potsPorts: 0, vlan: null },
      });
  },

  flow(
    olt: SimulatedOltHandle,
    flow: { index: number; at: string; onuId: number; vlan: number; gemPort: number },
  ): void {
    olt.state.addFlow({
      index: flow.index,
      address: { ...parsePonPort(flow.at), onuId: flow.onuId },
      vlan: flow.vlan,
      gemPort: flow.gemPort,
      userVlan: flow.vlan,
      transform: 'default',
      innerVlan: null,
      inboundTable: null,
      outboundTable: null,
    });
  },

  wan(olt: SimulatedOltHandle, { at, id, vlan }: { at: string; id: number; vlan: number }): void {
    furnish.onus(olt, [{ at, id, hex: '4857544300000001' }]);
    olt.state.onu({ ...parsePonPort(at), onuId: id })?.wans.push({
      index: 1,
      name: 'OLT_1',
      service: 'Tr069',
      accessType: 'Static',
      username: '',
      vlan,
      priority: 5,
      ipv4: { address: '1.1.1.1', mask: '255.255.254.0', gateway: '1.1.1.2' },
      mac: 'aaaa-aaaa-aaaa',
    });
  },
};
