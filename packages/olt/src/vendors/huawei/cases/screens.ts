import type { ScreenCase } from '../../../contract/vendor-cases.ts';
import { inPort, place } from './places.ts';
import { sampledScreens } from './sampled-screens.ts';

const screen = (file: string) => ({ profile: 'smartax', text: { recording: `huawei/${file}` } });

/** Screens read by eye. */
const seen: readonly ScreenCase[] = [
  {
    ...screen('other/autofind_2018_min_fields.raw'),
    command: 'display ont autofind all',
    rows: 2,
    holds: {
      0: {
        at: place('0/0/0'),
        serialNumber: 'BLKGC2419DFC',
        serialNumberText: '424C4B47C2419DFC (BLKG-C2419DFC)',
        vendorId: null,
        model: null,
        password: null,
        firstSeenAt: '2018-04-16T08:49:31+08:00',
      },
      1: { serialNumber: 'BLKG1C4FDE71' },
    },
  },
  {
    ...screen('other/ma5608t_autofind_2023.raw'),
    command: 'display ont autofind all',
    rows: 1,
    holds: {
      0: {
        serialNumber: 'HWTCAF15508F',
        vendorId: 'HWTC',
        model: '310M',
        softwareVersion: 'V3R015C10S106',
        mac: null,
        // Day first, with the summer time in the offset.
        firstSeenAt: '2023-10-16T23:47:09-02:00',
      },
    },
  },
  {
    ...screen('other/ma5800_autofind_all_2024.raw'),
    command: 'display ont autofind all',
    rows: 9,
    holds: {
      0: { at: place('0/1/3'), serialNumber: 'HWTCC1D0206E', model: 'EG8010Hv6', mac: 'B85F-B096-8F87' },
      4: { at: place('0/2/1'), password: 'abcdef' },
      5: { firstSeenAt: '2023-05-16T18:15:51-04:00' },
      8: { serialNumber: 'HWTCA0BB6710', vendorId: 'BDCM', password: '1234567890', loid: 'user', mac: null },
    },
  },
  {
    ...screen('other/ea5800_autofind_port.raw'),
    command: 'display ont autofind 0',
    endsOpen:
      'neither a count nor a number that must come last: in a session the prompt tells that no row was to follow',
    at: inPort,
    rows: 1,
    holds: {
      0: {
        at: place('0/1/0'),
        serialNumber: 'HWTC56BE216A',
        vendorId: 'HWTC',
        model: 'EG8145V5',
        softwareVersion: 'V5R020C10S213',
        mac: '68E2-0930-C64C',
        firstSeenAt: '2022-09-18T12:50:52+08:00',
      },
    },
  },
  {
    ...screen('other/ma5800_ont_version.raw'),
    command: 'display ont version 0 1 3 7',
    rows: 1,
    holds: {
      0: {
        address: place('0/1/3', '7'),
        model: 'EG8145X6',
        softwareVersion: 'V5R020C00S080',
        productDescription:
          'OptiXstar EG8145X6 GPON Terminal (CLASS B+/PRODUCT ID:2150084405HYM8562634/CHIP:00000020210603)',
      },
    },
  },
  {
    ...screen('other/ma5683t_ont_version_and_param_error.raw'),
    command: 'display ont version 0 0 15 0',
    rows: 1,
    holds: { 0: { vendorId: 'PTIN', model: 'GR2412GA', standbySoftwareVersion: null, mac: null } },
  },
  {
    ...screen('other/ma5683t_ont_version_and_param_error.raw'),
    command: 'display ont version 0 0 3 0',
    rows: 1,
    holds: {
      0: {
        model: '245H',
        productDescription: 'EchoLife HG8245H GPON Terminal (CLASS B+/PRODUCT ID:2102310QXF6RG4002232)',
      },
    },
  },
  {
    ...screen('other/ma5683t_service-port_port.raw'),
    command: 'display service-port port 0/0/1',
    rows: 3,
    holds: {
      0: {
        index: 25,
        address: place('0/0/1', '1'),
        vlan: 110,
        gemPort: 1,
        userVlan: 110,
        inboundTrafficTable: 17,
        outboundTrafficTable: 47,
        state: 'up',
      },
      2: { index: 465, address: place('0/0/1', '44') },
    },
  },
  {
    ...screen('other/ma5800_optical-info_single_smartprompt.raw'),
    command: 'display ont optical-info 2 0',
    at: inPort,
    rows: 1,
    holds: {
      0: {
        address: { shelf: null, slot: null, port: 2, onuId: 0 },
        rxAtOnuDbm: -18.18,
        txAtOnuDbm: 2.27,
        rxAtOltDbm: -22.22,
        temperatureCelsius: 58,
        voltageVolts: 3.36,
        biasMilliamps: 16,
        distanceMetres: null,
      },
    },
  },
  {
    ...screen('nesi/display_ont_optical-info_single.raw'),
    command: 'display ont optical-info 0 0',
    at: inPort,
    rows: 1,
    holds: { 0: { rxAtOnuDbm: -13.68, txAtOnuDbm: 2.17, rxAtOltDbm: -15.72, temperatureCelsius: 31 } },
  },
];

/** Every recorded screen that an operation reads. */
export const screens: readonly ScreenCase[] = [...sampledScreens, ...seen];
