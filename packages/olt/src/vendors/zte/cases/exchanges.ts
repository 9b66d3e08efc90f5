import type { CaseExchange } from '../../../contract/vendor-cases.ts';
import type { FamilyName } from '../identify.ts';

export const at = { shelf: 1, slot: 2, port: 5 };
export const address = { ...at, onuId: 4 };

/** Both spellings of a C3xx exchange, so that a script is written once. */
export function spelled(family: FamilyName, text: string): string {
  return family === 'c3xx'
    ? text
    : text.replaceAll('gpon-onu_', 'gpon_onu-').replaceAll('gpon-olt_', 'gpon_olt-');
}

export const rule = '-'.repeat(70);
export const baseInfo = (family: FamilyName, ...rows: readonly string[]): CaseExchange => [
  spelled(family, 'show gpon onu baseinfo gpon-olt_1/2/5'),
  rows.length === 0
    ? '%Code 62310-GPONSRV : No related information to show.'
    : ['OnuIndex                Type        Mode    AuthInfo            State', rule, ...rows]
        .map((line) => spelled(family, line))
        .join('\n'),
];
export const row = (onuId: number, serial: string, type = 'F660') =>
  `gpon-onu_1/2/5:${onuId}        ${type}        sn      SN:${serial}     ready`;
export const states = (family: FamilyName, ...rows: readonly (readonly [number, string])[]): CaseExchange => [
  spelled(family, 'show gpon onu state gpon-olt_1/2/5'),
  rows.length === 0
    ? '%Code 62310-GPONSRV : No related information to show.'
    : [
        'OnuIndex   Admin State  OMCC State  Phase State  Channel',
        rule,
        ...rows.map(([id, phase]) => `1/2/5:${id}     enable       enable      ${phase}      1(GPON)`),
        `ONU Number: ${rows.filter(([, phase]) => phase === 'working').length}/${rows.length}`,
      ].join('\n'),
];
export const cards = (version: string): CaseExchange => [
  'show card',
  [
    'Rack Shelf Slot CfgType RealType Port  HardVer SoftVer         Status',
    rule,
    `1    1     2    GTGH    GTGHG    16    V1.0.0  ${version}          INSERVICE`,
    `1    1     3    SMXA    SMXA     3     V1.0.0  ${version}          INSERVICE`,
  ].join('\n'),
];
export const tcontsC3: CaseExchange = [
  'show gpon profile tcont',
  'Profile name :1G\n Type           FBW(kbps)   ABW(kbps)   MBW(kbps)   PRIORITY   WEIGHT\n 1              1024000     0           0           N/A         N/A',
];
export const tcontsC6: CaseExchange = [
  'show running-config | include profile tcont',
  '  profile tcont 1G type 4 maximum 1024000',
];
export const types: CaseExchange = [
  'show onu-type gpon',
  'ONU type name:          F660\nPON type:               gpon\nDescription:            4ETH,WIFI',
];
export const bySerial = (serial: string, found?: string): CaseExchange => [
  `show gpon onu by sn ${serial}`,
  found === undefined
    ? '%Code 62310-GPONSRV : No related information to show.'
    : `SearchResult\n-----------------\n${found}`,
];
export const detail = (family: FamilyName, changes: Readonly<Record<string, string>> = {}): CaseExchange => {
  const values = {
    'ONU interface': 'gpon-onu_1/2/5:4',
    Name: 'ONU-5:4',
    Type: 'F660',
    'Admin state': 'enable',
    'Phase state': 'working',
    'Serial number': 'ZTEGC1192DD7',
    Description: 'Ana',
    'ONU Distance': '3540m',
    up: '2026-01-31 10:00:00',
    ...changes,
  };
  const { up, ...labels } = values;
  const never = '0000-00-00 00:00:00';
  const history = Array.from({ length: 10 }, (_, index) =>
    index === 0 ? `   1   ${up}    ${never}` : `  ${index + 1}   ${never}    ${never}`,
  );
  return [
    spelled(family, 'show gpon onu detail-info gpon-onu_1/2/5:4'),
    [
      ...Object.entries(labels).map(([label, value]) => `${label}:  ${spelled(family, value)}`),
      '------------------------------------------',
      '       Authpass Time          OfflineTime             Cause',
      ...history,
    ].join('\n'),
  ];
};
export const interfaceC3 = (...lines: readonly string[]): CaseExchange => [
  'show running-config interface gpon-onu_1/2/5:4',
  [
    'Building configuration...',
    '!',
    'interface gpon-onu_1/2/5:4',
    ...lines.map((line) => `  ${line}`),
    '!',
    'end',
  ].join('\n'),
];
export const insideC3 = (...lines: readonly string[]): CaseExchange => [
  'show onu running config gpon-onu_1/2/5:4',
  ['pon-onu-mng gpon-onu_1/2/5:4', ...lines.map((line) => `  ${line}`)].join('\n'),
];
export const sectionC6 = (name: string, ...lines: readonly string[]): CaseExchange => [
  `show running-config-interface ${name}`,
  [`interface ${name}`, ...lines.map((line) => `  ${line}`), '$'].join('\n'),
];
export const insideC6 = (...lines: readonly string[]): CaseExchange => [
  'show running-config xpon | begin pon-onu-mng gpon_onu-1/2/5:4',
  [
    'pon-onu-mng gpon_onu-1/2/5:4',
    ...lines.map((line) => `  ${line}`),
    '$',
    'pon-onu-mng gpon_onu-1/2/5:40',
    '  service 9 gemport 1 vlan 999',
    '$',
    '!</xpon>',
  ].join('\n'),
];
export const onuC3 = 'interface gpon-onu_1/2/5:4';
export const enter: CaseExchange = [
  'configure terminal',
  'Enter configuration commands, one per line.  End with CTRL/Z.',
];
