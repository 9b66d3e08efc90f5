import { type OnuAddress, samePonPort } from '@field/core';
import type { SimulatedOlt } from '../../src/simulator/index.ts';
import { profileNumber } from '../../src/vendors/zte/profile-number.ts';
import { native, newUnit, type Scenario, scenarioOf, wan } from './scenario.ts';
import type { Voice } from './voice.ts';
import { zteC3xx, zteC6xx } from './voices.ts';

const port = { shelf: 1, slot: 1, port: 1 };
/** In service at the start, made by hand so that every scenario knows it. */
const served: OnuAddress = { ...port, onuId: 1 };
const movedTo = { ...port, port: 4 };

/** The serials that the tests name: chosen so that they are never those of the seed. */
const fresh = 'ZTEG0BADCAFE';
const oldSerial = 'ZTEG0000A11D';
const profiles = { lineProfileId: profileNumber('1G'), serviceProfileId: profileNumber('ZTE-F601') };
const tables = {
  inboundTrafficTable: profileNumber('UP-100M'),
  outboundTrafficTable: profileNumber('DOWN-500M'),
};

/** The lines of the unit at `served`. */
const served31 = {
  unit: ['tcont 1 profile UP-500M', 'gemport 1 tcont 1'],
  flow: 'user-vlan 30 vlan 30',
  management: ['service 1 gemport 1 vlan 30', 'vlan port eth_0/1 mode tag vlan 30'],
};

function serve(titan: boolean, description: string) {
  return (olt: SimulatedOlt) => {
    olt.removeOnu(served);
    const type = [...olt.serviceProfiles.values()].find(({ name }) => name === 'ZTE-F601');
    const identity = { authentication: 'serialNumber', serialNumber: oldSerial } as const;
    const numbers = { lineProfileId: 0, serviceProfileId: type?.id ?? 0 };
    const onu = olt.addOnu({ address: served, ...identity, ...numbers, description });
    Object.assign(onu, { run: 'online', config: 'normal', match: 'match', lastUpAt: olt.now() });
    const { unit, flow, management } = served31;
    onu.lines.set('interface', [
      ...(titan ? [] : ['sn-bind enable sn']),
      ...unit,
      ...(titan ? [] : [`service-port 1 vport 1 ${flow}`]),
    ]);
    if (titan) onu.lines.set('vport-1', [`service-port 1 ${flow}`]);
    onu.lines.set('management', [...management]);
  };
}

const linesAt = (olt: SimulatedOlt, address: OnuAddress) =>
  [...(olt.onu(address)?.lines.values() ?? [])].flat();
/** A neighbour that is online, with a unit behind it. */
const neighbour = (olt: SimulatedOlt) => {
  const found = olt
    .onus(port)
    .find(({ address, run, unit }) => address.onuId !== served.onuId && run === 'online' && unit);
  if (!found) throw new Error('the simulator has no ONU online');
  return found.address;
};

/** Whether lines that a step makes are there, by the step's id. */
function holdsLine(stepId: string, lines: readonly string[], vlan: number): boolean {
  const has = (pattern: RegExp) => lines.some((line) => pattern.test(line));
  if (stepId.startsWith('tcont-')) return has(/^tcont 1 profile 1G$/);
  if (stepId.startsWith('gemport-')) return has(/^gemport 1 tcont 1$/);
  if (stepId.startsWith('traffic-'))
    return has(/^gemport 1 traffic-limit upstream UP-100M downstream DOWN-500M$/);
  if (stepId.startsWith('service-port-'))
    return has(new RegExp(`^service-port \\d .*user-vlan ${vlan} vlan ${vlan}\\b`));
  if (stepId.startsWith('onu-service-')) return has(new RegExp(`^service \\d gemport 1 vlan ${vlan}$`));
  if (stepId === 'native-vlan-1') return has(/^vlan port eth_0\/1 mode tag vlan 31 priority 2$/);
  if (stepId === 'wan-address') return has(/^wan-ip 1 /);
  if (stepId === 'wan-internet') return has(/^wan 1 /);
  throw new Error(`no such step: ${stepId}`);
}

/** All the writes of one family; those with several shapes more than once. */
function scenariosOf(voice: Voice): readonly Scenario[] {
  const scenario = scenarioOf(voice);
  const titan = voice === zteC6xx;
  const withName = serve(titan, 'Ana');
  // A description that is stars on the command line could not be put back.
  const plain = serve(titan, titan ? '' : 'Ana');
  const isWhole = (olt: SimulatedOlt) => {
    const lines = linesAt(olt, served);
    const all = [...served31.unit, ...served31.management].every((line) => lines.includes(line));
    const described = titan || olt.onu(served)?.description === 'Ana';
    return all && described && lines.some((line) => line.endsWith(served31.flow));
  };
  const common = [
    scenario({
      title: 'authorizeOnu with its service',
      name: 'authorizeOnu',
      request: (olt) => ({
        at: newUnit(olt).at,
        onuId: 77,
        authentication: { kind: 'serialNumber', serialNumber: newUnit(olt).serialNumber },
        ...profiles,
        description: 'Bia',
        service: { flows: [{ vlan: 31, gemPort: 1 }], nativeVlans: [native] },
      }),
      holds(stepId, olt) {
        const onu = olt.onus().find(({ address }) => address.onuId === 77);
        if (!onu || stepId === 'add-onu') return onu !== undefined;
        if (stepId === 'describe-onu') return onu.description === 'Bia';
        return holdsLine(stepId, linesAt(olt, onu.address), 31);
      },
    }),
    scenario({
      title: 'authorizeOnu as a move',
      name: 'authorizeOnu',
      prepare: plain,
      request: () => ({
        at: movedTo,
        authentication: { kind: 'serialNumber', serialNumber: oldSerial },
        ...profiles,
        move: true,
        service: { flows: [{ vlan: 31, gemPort: 1 }] },
      }),
      holds(stepId, olt) {
        if (stepId === 'remove-onu') return !isWhole(olt);
        const onu = olt.findOnu(oldSerial);
        if (!onu || !samePonPort(onu.address, movedTo)) return false;
        return stepId === 'add-onu' || holdsLine(stepId, linesAt(olt, onu.address), 31);
      },
    }),
    scenario({
      title: 'provisionService',
      name: 'provisionService',
      prepare: withName,
      request: () => ({
        address: served,
        flows: [
          {
            vlan: 100,
            gemPort: 1,
            ...(titan ? { outboundTrafficTable: tables.outboundTrafficTable } : tables),
          },
        ],
        nativeVlans: [native],
        wan,
      }),
      holds: (stepId, olt) => holdsLine(stepId, linesAt(olt, served), 100),
    }),
    scenario({
      title: 'renameOnu',
      name: 'renameOnu',
      prepare: withName,
      request: () => ({ address: served, description: 'Bia' }),
      holds: (_stepId, olt) => olt.onu(served)?.description === 'Bia',
    }),
    scenario({
      title: 'rebootOnu',
      name: 'rebootOnu',
      request: (olt) => ({ address: neighbour(olt) }),
      holds: (_stepId, olt) =>
        olt.onus(port).some(({ history }) => history.some(({ cause }) => cause === 'reset')),
    }),
    scenario({
      title: 'deprovisionOnu and save',
      name: 'deprovisionOnu',
      save: true,
      prepare: plain,
      request: () => ({ address: served }),
      holds: (_stepId, olt) => !isWhole(olt),
    }),
  ];
  const own = titan
    ? scenario({
        title: 'setOnuEnabled',
        name: 'setOnuEnabled',
        prepare: withName,
        request: () => ({ address: served, enabled: false }),
        holds: (_stepId, olt) => olt.onu(served)?.admin === 'deactivated',
      })
    : scenario({
        title: 'replaceOnu',
        name: 'replaceOnu',
        prepare: withName,
        request: () => ({ address: served, newSerialNumber: fresh }),
        holds: (_stepId, olt) => olt.onu(served)?.serialNumber === fresh,
      });
  return [...common, own];
}

/** All the writes of both families. */
export const zteScenarios: readonly Scenario[] = [...scenariosOf(zteC3xx), ...scenariosOf(zteC6xx)];
