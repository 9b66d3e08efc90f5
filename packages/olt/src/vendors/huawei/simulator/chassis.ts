import type { SimulatedChassis, SimulatedUnitModel } from '../../../contract/simulated-chassis.ts';

const unit = (
  vendorId: string,
  model: string,
  hardwareVersion: string,
  softwareVersion: string,
  ethPorts: number,
  potsPorts: number,
): SimulatedUnitModel => ({ vendorId, model, hardwareVersion, softwareVersion, ethPorts, potsPorts });

const card = (slot: number, name: string, status: string, subType: string, temperatureCelsius: number) => ({
  slot,
  name,
  status,
  subType,
  temperatureCelsius,
});

/** An MA5800-X15 in profile mode, release 22. */
export const chassis: SimulatedChassis = {
  hostname: 'OLT01',
  model: 'MA5800-X15',
  softwareVersion: 'MA5800V100R022C00',
  patch: 'SPC200',
  sysObjectId: '1.3.6.1.4.1.2011.2.316',
  shelf: 0,
  ponSlots: [1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16],
  portsPerCard: 16,
  firstPort: 0,
  onusPerPort: 128,
  firstOnuId: 0,
  ponCard: { name: 'H903GPSF', status: 'Normal', subType: '', temperatureCelsius: 48 },
  cards: [
    card(0, 'H901PISA', 'Normal', '', 34),
    card(8, 'H901MPSG', 'Active_normal', 'CPCG', 46),
    card(9, 'H901MPSG', 'Standby_normal', 'CPCG', 45),
  ],
  slots: 18,
  units: [
    unit('HWTC', 'EG8145V5', '159D.A', 'V5R020C10S213', 4, 1),
    unit('HWTC', 'EG8145X6', '22AD.A', 'V5R020C00S080', 4, 1),
    unit('HWTC', 'EG8141A5', '16FC.A', 'V5R019C00S115', 4, 1),
    unit('HWTC', 'EG8010Hv6', '260F.A', 'V5R020C10S035', 1, 0),
    unit('HWTC', 'HG8310M', '6A5.A', 'V3R015C10S106', 1, 0),
    unit('ZTEG', 'F670L', 'V9.0', 'V9.0.11P1N12', 4, 1),
    unit('ITBS', '121AC', 'V1.0', '1.0.31', 4, 1),
  ],
  lineProfiles: [
    { id: 0, name: 'line-profile_default_0', tconts: [{ id: 0, dbaProfileId: 2 }], gemPorts: [] },
    {
      id: 31,
      name: 'LINE_PROFILE_31',
      tconts: [{ id: 1, dbaProfileId: 30 }],
      gemPorts: [{ index: 31, tcont: 1, vlans: [31] }],
    },
    {
      id: 250,
      name: 'vlan250',
      tconts: [{ id: 5, dbaProfileId: 100 }],
      gemPorts: [{ index: 250, tcont: 5, vlans: [250] }],
    },
    {
      id: 100,
      name: 'TRIPLE_PLAY',
      tconts: [
        { id: 1, dbaProfileId: 30 },
        { id: 2, dbaProfileId: 31 },
      ],
      gemPorts: [
        { index: 1, tcont: 1, vlans: [100] },
        { index: 2, tcont: 2, vlans: [200] },
      ],
    },
  ],
  serviceProfiles: [
    { id: 0, name: 'srv-profile_default_0', ethPorts: 0, potsPorts: 0, vlan: null },
    { id: 1, name: 'SRVPROFILE_ROUTER', ethPorts: 4, potsPorts: 1, vlan: null },
    { id: 31, name: 'SRVPROFILE_BRIDGE_31', ethPorts: 1, potsPorts: 0, vlan: 31 },
  ],
  vlans: [30, 31, 100, 200, 250].map((id) => ({ id, attribute: 'smart', description: '' })),
  trafficTables: [
    { index: 6, name: 'ip-traffic-table_6', cirKbps: 1_024_000 },
    { index: 7, name: 'ip-traffic-table_7', cirKbps: 512_000 },
    { index: 8, name: 'ip-traffic-table_8', cirKbps: 102_400 },
  ],
};
