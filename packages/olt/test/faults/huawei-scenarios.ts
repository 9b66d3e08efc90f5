import { type OnuAddress, samePonPort } from '@field/core';
import type { SimulatedOlt } from '../../src/simulator/index.ts';
import { native, newUnit, type Scenario, scenarioOf, wan } from './scenario.ts';
import { huawei } from './voices.ts';

const scenario = scenarioOf(huawei);

const port = { shelf: 0, slot: 1, port: 0 };
/** In service at the start, with one flow. */
const served: OnuAddress = { ...port, onuId: 0 };
const neighbour: OnuAddress = { ...port, onuId: 1 };
const movedTo = { ...port, port: 3 };

const number = (stepId: string) => Number(/(\d+)$/.exec(stepId)?.[1]);
const serialAt = (olt: SimulatedOlt, address: OnuAddress) => olt.onu(address)?.serialNumber;

/** The serials that the tests name: chosen so that they are never those of the seed. */
const fresh = 'HWTC0BADCAFE';
const oldSerial = 'HWTC0000A11D';

/** The unit at `served`, made by hand so that every scenario knows it: VLAN 31 on LAN 1, flow 900. */
function serve(olt: SimulatedOlt): void {
  for (const { index } of olt.flows(served)) olt.removeFlow(index);
  olt.removeOnu(served);
  const profiles = { lineProfileId: 31, serviceProfileId: 31 };
  const identity = { authentication: 'serialNumber', serialNumber: oldSerial } as const;
  const onu = olt.addOnu({ address: served, ...identity, ...profiles, description: 'Ana' });
  onu.run = 'online';
  onu.config = 'normal';
  onu.match = 'match';
  onu.lastUpAt = olt.now();
  onu.nativeVlans.set(1, { vlan: 31, priority: 0 });
  for (const [index, vlan] of [
    [900, 31],
    [901, 30],
  ] as const) {
    olt.addFlow({
      index,
      address: served,
      vlan,
      gemPort: 31,
      userVlan: vlan,
      transform: 'translate',
      innerVlan: null,
      inboundTable: 6,
      outboundTable: 6,
    });
  }
}

/** The unit at `served` as it was made, flows aside. */
const isWhole = (olt: SimulatedOlt) =>
  serialAt(olt, served) === oldSerial && olt.onu(served)?.nativeVlans.get(1)?.vlan === 31;
const hasFlow = (olt: SimulatedOlt, index: number) => olt.flow(index) !== null;

/** All seven writes; those with several shapes more than once. */
export const huaweiScenarios: readonly Scenario[] = [
  scenario({
    title: 'authorizeOnu with its service',
    name: 'authorizeOnu',
    request: (olt) => ({
      at: newUnit(olt).at,
      onuId: 77,
      authentication: { kind: 'serialNumber', serialNumber: newUnit(olt).serialNumber },
      lineProfileId: 31,
      serviceProfileId: 31,
      description: 'Bia',
      service: { flows: [{ vlan: 31, gemPort: 31 }], nativeVlans: [native] },
    }),
    holds(stepId, olt) {
      const onu = olt
        .onus()
        .find(({ address, description }) => address.onuId === 77 && description === 'Bia');
      if (!onu || stepId === 'add-onu') return onu !== undefined;
      return stepId === 'native-vlan-1'
        ? onu.nativeVlans.get(1)?.priority === 2
        : olt.flows(onu.address).length === 1;
    },
  }),
  scenario({
    title: 'authorizeOnu as a move',
    name: 'authorizeOnu',
    prepare: serve,
    request: () => ({
      at: movedTo,
      authentication: { kind: 'serialNumber', serialNumber: oldSerial },
      lineProfileId: 31,
      serviceProfileId: 31,
      description: 'Ana',
      move: true,
      service: { flows: [{ vlan: 31, gemPort: 31 }] },
    }),
    holds(stepId, olt) {
      const onu = olt.findOnu(oldSerial);
      const moved = onu !== null && samePonPort(onu.address, movedTo);
      if (stepId.startsWith('remove-flow-')) return !hasFlow(olt, number(stepId));
      if (stepId === 'remove-onu') return !isWhole(olt);
      return stepId === 'add-onu' ? moved : moved && olt.flows(onu.address).length === 1;
    },
  }),
  scenario({
    title: 'provisionService',
    name: 'provisionService',
    prepare: serve,
    request: () => ({ address: served, flows: [{ vlan: 100, gemPort: 31 }], nativeVlans: [native], wan }),
    holds: provisioned,
    unseen: ['wan-internet', 'wan-profile'],
  }),
  scenario({
    title: 'provisionService of a PPPoE client alone',
    name: 'provisionService',
    prepare: serve,
    request: () => ({ address: served, flows: [], wan }),
    holds: provisioned,
    unseen: ['wan-internet', 'wan-profile'],
  }),
  scenario({
    title: 'renameOnu',
    name: 'renameOnu',
    prepare: serve,
    request: () => ({ address: served, description: 'Bia' }),
    holds: (_stepId, olt) => olt.onu(served)?.description === 'Bia',
  }),
  scenario({
    title: 'rebootOnu',
    name: 'rebootOnu',
    request: () => ({ address: neighbour }),
    holds: (_stepId, olt) => olt.onu(neighbour)?.downCause === 'reset',
  }),
  scenario({
    title: 'setOnuEnabled',
    name: 'setOnuEnabled',
    prepare: serve,
    request: () => ({ address: served, enabled: false }),
    holds: (_stepId, olt) => olt.onu(served)?.admin === 'deactivated',
  }),
  scenario({
    title: 'replaceOnu',
    name: 'replaceOnu',
    prepare: serve,
    request: () => ({ address: served, newSerialNumber: fresh }),
    holds(stepId, olt) {
      const serial = serialAt(olt, served);
      const replaced = serial === fresh;
      if (stepId.startsWith('remove-flow-')) return serial !== oldSerial || !hasFlow(olt, number(stepId));
      if (stepId === 'remove-onu') return !isWhole(olt);
      if (stepId === 'add-onu') return replaced;
      if (stepId.startsWith('setting-')) return replaced && olt.onu(served)?.nativeVlans.get(1)?.vlan === 31;
      return replaced && hasFlow(olt, number(stepId));
    },
  }),
  scenario({
    title: 'deprovisionOnu and save',
    name: 'deprovisionOnu',
    save: true,
    prepare: serve,
    request: () => ({ address: served }),
    holds: (stepId, olt) => (stepId === 'remove-onu' ? !isWhole(olt) : !hasFlow(olt, number(stepId))),
  }),
];

function provisioned(stepId: string, olt: SimulatedOlt): boolean {
  const onu = olt.onu(served);
  const found = onu?.wans.find(({ index }) => index === 1);
  switch (stepId) {
    case 'native-vlan-1':
      return onu?.nativeVlans.get(1)?.priority === 2;
    case 'wan-address':
      return found !== undefined;
    case 'wan-internet':
      return found?.internet === true;
    case 'wan-profile':
      return found?.profileId !== undefined;
    default:
      return olt.flows(served).some(({ vlan }) => vlan === 100);
  }
}
