import { platform as huaweiPlatform } from '../../src/vendors/huawei/platform.ts';
import { c3xxPlatform, c6xxPlatform } from '../../src/vendors/zte/platform.ts';
import type { Voice } from './voice.ts';

const thrice = (text: (minute: string) => string) => ['01', '02', '03'].map(text).join('');

const huaweiMark = "---- More ( Press 'Q' to break ) ----";

export const huawei: Voice = {
  name: 'Huawei MA5800',
  simulator: { vendor: 'huawei' },
  connection: { vendor: 'huawei' },
  platform: huaweiPlatform,
  sparse: 1,
  yes: 'y',
  save: 'save',
  refusal: '\r\n  Failure: The board does not support this operation\r\n',
  failure: '\r\n  Failure: The operation failed\r\n',
  busy: '\r\n  Failure: System is busy, please retry after a while\r\n',
  alarms: thrice((minute) =>
    [
      '',
      `  ! RUNNING MAJOR 2024-03-05 12:${minute}:11 ALARM NAME :The ONT is lost`,
      '    PARAMETERS :FrameID: 0, SlotID: 1, PortID: 3, ONT ID: 5',
      '    DESCRIPTION :The feed fiber is broken',
      '  --- END',
      '',
    ].join('\r\n'),
  ),
  pager: {
    mark: `\r\n${huaweiMark}`,
    wipe: `\x1b[${huaweiMark.length}D${' '.repeat(huaweiMark.length)}\x1b[${huaweiMark.length}D`,
  },
  otherReply: [
    '',
    'display board 0/8',
    '  ---------------------------------------',
    '  Board Name    : H901MPSG',
    '  Board Status  : Active_normal',
    '  ---------------------------------------',
    '',
  ].join('\r\n'),
};

/** What both families of ZTE say alike. */
const zte = {
  sparse: 4,
  yes: 'yes',
  save: 'write',
  // No source shows what it prints by itself: a line of a log, which the driver has never seen.
  alarms: thrice((minute) => `\r\n[2024-03-05 12:${minute}:11] GPON ONU 1/1/3:5 : loss of signal\r\n`),
  pager: { mark: '\r\n --More--', wipe: '\b \b'.repeat(8) },
  otherReply: [
    'show gpon onu by sn ZTEG00000077',
    'SearchResult',
    '-----------------',
    'gpon-onu_1/1/3:77',
    '',
  ].join('\r\n'),
} as const;

export const zteC3xx: Voice = {
  ...zte,
  name: 'ZTE C320',
  simulator: { vendor: 'zte', model: 'C320', firmware: 'V2.1.0' },
  connection: { vendor: 'zte', profile: 'c3xx' },
  platform: c3xxPlatform,
  refusal: '%Code 64007-GPONSRV : The object is bound by profile.\r\n',
  failure: '%Code 64007-GPONSRV : The object is bound by profile.\r\n',
  busy: '%Code 62399-GPONSRV : The system is busy.\r\n',
};

export const zteC6xx: Voice = {
  ...zte,
  name: 'ZTE C600',
  simulator: { vendor: 'zte', model: 'C600' },
  connection: { vendor: 'zte', profile: 'c6xx' },
  snmp: true,
  platform: c6xxPlatform,
  refusal: "%Error 222387: Can't modify vport mode.\r\n",
  failure: "%Error 222387: Can't modify vport mode.\r\n",
  busy: '%Error 222399: The system is busy.\r\n',
};
