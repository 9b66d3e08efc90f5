import type {
  SimulatedCard,
  SimulatedChassis,
  SimulatedServiceProfile,
  SimulatedUnitModel,
} from '../../../contract/simulated-chassis.ts';

const card = (slot: number, name: string, subType = name, status = 'INSERVICE'): SimulatedCard => ({
  ...{ slot, name, subType, status },
  temperatureCelsius: 35,
});
const unit = (
  vendorId: string,
  model: string,
  hardwareVersion: string,
  softwareVersion: string,
  ethPorts: number,
): SimulatedUnitModel => ({ vendorId, model, hardwareVersion, softwareVersion, ethPorts, potsPorts: 0 });
const type = (id: number, name: string, ethPorts: number): SimulatedServiceProfile => ({
  ...{ id, name, ethPorts },
  potsPorts: 0,
  vlan: null,
});
const tcont = (id: number, name: string, vlan?: number) => ({
  ...{ id, name },
  tconts: [],
  gemPorts: vlan === undefined ? [] : [{ index: 1, tcont: 1, vlans: [vlan] }],
});

/** What all of them have: T-CONT profiles (`lineProfiles`), ONU types (`serviceProfiles`), traffic profiles, VLANs, units. */
const common = {
  hostname: 'ZXAN',
  patch: '',
  shelf: 1,
  firstPort: 1,
  onusPerPort: 128,
  firstOnuId: 1,
  units: [
    unit('ZTEG', 'F670LV9.0', 'V9.0', 'V9.0.11P1N12', 4),
    unit('ZTEG', 'F660V5.2', 'V5.2', 'V5.2.10P4T26', 4),
    unit('ZTEG', 'F601V6.0', 'V6.0', 'V6.0.1P2T13', 1),
    unit('HWTC', 'HG8310M', '6A5.A', 'V3R015C10S106', 1),
    unit('ITBS', 'ONUR1', 'ONUR1_v2.0', '2.0.14', 1),
  ],
  lineProfiles: [tcont(0, 'default'), tcont(1, '1G', 100), tcont(2, 'UP-500M', 200)],
  serviceProfiles: [
    type(1, 'ZTE-F670L', 4),
    type(2, 'ZTE-F660', 4),
    type(3, 'ZTE-F601', 1),
    // Longer than its column.
    type(4, 'GENERIC-BRIDGE-1GE', 1),
  ],
  vlans: [31, 100, 200, 671].map((id) => ({ id, attribute: '', description: '' })),
  trafficTables: [
    { index: 0, name: 'default', cirKbps: 9_953_280 },
    { index: 1, name: 'DOWN-500M', cirKbps: 512_000 },
    { index: 2, name: 'UP-100M', cirKbps: 102_400 },
  ],
} as const;

const c320 = {
  ...common,
  model: 'C320',
  ponSlots: [1, 2],
  portsPerCard: 16,
  slots: 5,
  ponCard: { name: 'GTGH', subType: 'GTGHG', status: 'INSERVICE', temperatureCelsius: 41 },
  cards: [card(3, 'SMXA'), card(4, 'SMXA', '', 'OFFLINE')],
} as const;

const c300 = {
  ...common,
  model: 'C300',
  ponSlots: [2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17],
  portsPerCard: 16,
  slots: 23,
  ponCard: { name: 'GTGH', subType: 'GTGHG', status: 'INSERVICE', temperatureCelsius: 36 },
  cards: [
    card(0, 'PRWG'),
    card(1, 'PRWG'),
    card(10, 'SCXN', 'SCXN', 'STANDBY'),
    card(11, 'SCXN'),
    card(21, 'HUTQ'),
  ],
} as const;

/** @param ponSlots how many of its slots, control aside, take PON cards */
const c6xx = (model: string, softwareVersion: string, ponSlots: number) =>
  ({
    ...common,
    model,
    softwareVersion,
    sysObjectId: `1.3.6.1.4.1.3902.1082.1001.${model.slice(1)}.1.1`,
    ponSlots: [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17].slice(0, ponSlots),
    portsPerCard: 16,
    slots: 23,
    ponCard: { name: 'GFGL', subType: 'GFGL', status: 'INSERVICE', temperatureCelsius: 44 },
    cards: [
      card(10, 'SFUB', 'C0ISFUB'),
      card(11, 'SFUB', 'SFUB', 'OFFLINE'),
      card(18, 'PRVR'),
      card(21, 'FCVDE-I'),
    ],
  }) satisfies SimulatedChassis;

const product = (model: string, generation: number) =>
  `1.3.6.1.4.1.3902.1082.1001.${model.slice(1)}.${generation}.1`;

/** The models and releases there are sources for, the usual one first. */
export const chassis: readonly [SimulatedChassis, ...SimulatedChassis[]] = [
  { ...c320, softwareVersion: 'V2.1.0', sysObjectId: product('C320', 2) },
  { ...c320, softwareVersion: 'V1.2.5', sysObjectId: '1.3.6.1.4.1.3902.1082.1001.320.1.2' },
  { ...c300, softwareVersion: 'V2.1.0', sysObjectId: product('C300', 2) },
  { ...c300, softwareVersion: 'V1.2.5', sysObjectId: '1.3.6.1.4.1.3902.1015.300.3.1' },
  c6xx('C600', 'V1.2.2', 15),
  c6xx('C650', 'V1.2.1', 7),
  c6xx('C610', 'V2.0.10', 2),
  c6xx('C620', 'V1.2.1', 2),
];
