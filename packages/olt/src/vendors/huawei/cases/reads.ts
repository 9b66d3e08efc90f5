import { type CaseExchange, type ReadCase, readCase } from '../../../contract/vendor-cases.ts';
import { place } from './places.ts';
import { screens } from './screens.ts';

/** A recorded screen as the answer to its command, without the command where the recording begins with it. */
function recorded(command: string, name = ''): CaseExchange {
  const texts = screens.flatMap((screen) =>
    screen.command === command && typeof screen.text === 'object' ? [screen.text.recording] : [],
  );
  const recording = texts.find((path) => path.endsWith(name)) ?? command;
  return [command, { recording, reply: (file) => file.trimStart().replace(command, '') }];
}

const profile = 'smartax';
const walk = { recording: 'huawei/centreon/huawei-gpon.snmpwalk' };
const walked = (onuId: number) => ({ shelf: 0, slot: 1, port: 0, onuId });

/** Operations whose every screen or variable is recorded. */
export const reads: readonly ReadCase[] = [
  readCase({
    profile,
    operation: 'readSystem',
    request: {},
    exchanges: [recorded('display version')],
    result: { vendor: 'huawei', model: 'MA5608T', hostname: 'OLT01', uptimeSeconds: 1_811_956 },
  }),
  readCase({
    profile,
    operation: 'listBoards',
    request: {},
    exchanges: [recorded('display board 0')],
    result: [
      { slot: 0, online: true },
      { slot: 2 },
      { slot: 3, status: 'Active_normal' },
      { slot: 4, status: 'Standby_failed', online: false },
    ],
  }),
  readCase({
    profile,
    operation: 'listUnauthorizedOnus',
    request: {},
    exchanges: [recorded('display ont autofind all', 'autofind_2018_min_fields.raw')],
    result: [{ serialNumber: 'BLKGC2419DFC', vendorId: null }, { serialNumber: 'BLKG1C4FDE71' }],
  }),
  readCase({
    profile,
    operation: 'listServicePorts',
    request: { at: place('0/0/1') as never },
    exchanges: [recorded('display service-port port 0/0/1')],
    result: [{ index: 25, vlan: 110, gemPort: 1, state: 'up' }, {}, { index: 465 }],
  }),
  readCase({
    profile,
    operation: 'listOnuMacs',
    request: { address: { shelf: 0, slot: 2, port: 6, onuId: 2 } },
    exchanges: [recorded('display mac-address ont 0/2/6 2')],
    result: [{ mac: '805e-0c5c-4277', vlan: 80, kind: 'ETH 1' }, { vlan: 1003 }, { kind: 'ETH 2' }],
  }),
  readCase({
    profile,
    operation: 'listOnuWans',
    request: { address: { shelf: 0, slot: 1, port: 0, onuId: 0 } },
    exchanges: [recorded('display ont wan-info 0/1 0 0')],
    result: [
      { index: 1, serviceType: 'Tr069', status: 'Connected', ipv4Address: '1.1.1.1', vlan: 1000 },
      { serviceType: 'Voip' },
      { connectionType: 'IP bridged', ipv4Address: null, mac: null },
      {},
      {},
      { index: 6, vlan: 3005 },
    ],
  }),
  readCase({
    profile,
    operation: 'listLineProfiles',
    request: {},
    exchanges: [recorded('display ont-lineprofile gpon all')],
    result: [{ id: 0 }, { id: 429, name: 'example', bindings: 12 }],
  }),
  readCase({
    profile,
    operation: 'listServiceProfiles',
    request: {},
    exchanges: [recorded('display ont-srvprofile gpon all')],
    result: [{ id: 0 }, { id: 1, name: '20221019172007514' }],
  }),
  readCase({
    profile,
    operation: 'listOnuSignals',
    request: {},
    variables: walk,
    result: [
      {
        address: { onuId: 1 },
        rxAtOnuDbm: -14.14,
        txAtOnuDbm: 2.13,
        rxAtOltDbm: -19.36,
        temperatureCelsius: 41,
        voltageVolts: 3.22,
        biasMilliamps: 19,
        distanceMetres: null,
        quality: { overall: 'good', missing: { distanceMetres: 'notReported' } },
      },
      { address: { onuId: 2 }, rxAtOnuDbm: -15.65, rxAtOltDbm: -19.71, biasMilliamps: 14 },
      { address: { onuId: 3 }, rxAtOnuDbm: -14.64, rxAtOltDbm: -18.57, temperatureCelsius: 51 },
    ],
  }),
  readCase({
    title: 'serial numbers as octets; what the agent lacks is not known',
    profile,
    operation: 'listOnus',
    request: {},
    variables: walk,
    result: [1, 2, 3].map((onuId) => ({
      address: walked(onuId),
      serialNumber: `ANON0000000${onuId}`,
      description: onuId === 3 ? 'DSLAM ANO 3' : `xDSL ANO ${onuId}`,
      adminState: 'unknown',
      runState: 'unknown',
      model: null,
      distanceMetres: null,
      downCause: null,
    })),
  }),
  readCase({
    profile,
    operation: 'readOnu',
    request: { address: walked(2) },
    variables: walk,
    result: { address: walked(2), serialNumber: 'ANON00000002' },
  }),
  readCase({
    title: 'nobody is there',
    profile,
    operation: 'readOnu',
    request: { address: walked(7) },
    variables: walk,
    error: 'olt.onu_not_found',
  }),
  readCase({
    profile,
    operation: 'findOnu',
    request: { serialNumber: 'ANON-00000002' },
    variables: walk,
    result: { address: walked(2) },
  }),
  readCase({
    title: 'nobody has it',
    profile,
    operation: 'findOnu',
    request: { serialNumber: 'ANON00000009' },
    variables: walk,
    result: null,
  }),
  readCase({
    title: 'a port the agent does not name is an error, not an empty list',
    profile,
    operation: 'listOnus',
    request: { at: { shelf: 0, slot: 1, port: 9 } },
    variables: walk,
    error: 'olt.board_missing',
  }),
];
