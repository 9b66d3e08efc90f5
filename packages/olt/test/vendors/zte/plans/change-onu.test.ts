import { describe, expect, test } from 'vitest';
import { c3xx, c6xx } from '../../../../src/vendors/zte/family.ts';
import type { DetailInfo } from '../../../../src/vendors/zte/parsers/detail-info.ts';
import {
  planReboot,
  planRename,
  planReplaceOnu,
  planSetEnabled,
} from '../../../../src/vendors/zte/plans/change-onu.ts';
import { otherUnit } from '../../../../src/vendors/zte/plans/commands.ts';
import { planDeprovision } from '../../../../src/vendors/zte/plans/deprovision-onu.ts';
import { address, at, bytes, configured, unit } from './plan-bytes.ts';

describe('changes of one ONU', () => {
  const info: DetailInfo = {
    address,
    serialNumber: 'ZTEGC1192DD7',
    serialNumberText: null,
    adminState: 'enabled',
    runState: 'online',
    description: 'Ana',
    model: 'F660',
    distanceMetres: 100,
    lastUpAt: '2026-01-31T10:00:00',
    lastDownAt: null,
    downCause: null,
    downCauseText: null,
    issues: [],
    name: null,
    configuredDescription: 'Ana',
    phase: 'working',
    history: [],
  };

  test('rename, and the same name again', () => {
    expect(bytes(planRename(c3xx, address, 'Ana', 'Bia'))).toEqual({
      outcome: 'changed',
      steps: [
        [
          'rename-onu',
          'interface gpon-onu_1/2/5:4: description Bia',
          'undo interface gpon-onu_1/2/5:4: description Ana',
        ],
      ],
    });
    expect(bytes(planRename(c6xx, address, null, 'Bia'))).toMatchObject({
      steps: [[expect.anything(), expect.anything(), 'undo interface gpon_onu-1/2/5:4: no description']],
    });
    expect(planRename(c3xx, address, 'Ana', 'Ana')).toEqual({ kind: 'unchanged', address });
  });

  test('reboot with its question; never of one that is off', () => {
    expect(bytes(planReboot(c6xx, info))).toEqual({
      outcome: 'changed',
      steps: [['reboot-onu', 'management gpon_onu-1/2/5:4: reboot [yes]']],
    });
    expect(planReboot(c6xx, { ...info, runState: 'offline' })).toMatchObject({ code: 'olt.onu_offline' });
  });

  test('enable and disable', () => {
    expect(bytes(planSetEnabled(c6xx, info, false))).toEqual({
      outcome: 'changed',
      steps: [
        [
          'disable-onu',
          'interface gpon_onu-1/2/5:4: admin disable',
          'undo interface gpon_onu-1/2/5:4: admin enable',
        ],
      ],
    });
    expect(planSetEnabled(c6xx, info, true)).toEqual({ kind: 'unchanged', address });
  });

  test('replace by serial number; one that is authorized elsewhere is a conflict', () => {
    expect(bytes(planReplaceOnu(c3xx, unit, 'ZTEG00000009', null))).toEqual({
      outcome: 'changed',
      steps: [
        [
          'replace-onu',
          'interface gpon-onu_1/2/5:4: registration-method sn ZTEG00000009',
          'undo interface gpon-onu_1/2/5:4: registration-method sn ZTEGC1192DD7',
        ],
      ],
    });
    expect(planReplaceOnu(c3xx, unit, 'ZTEG00000009', { ...at, onuId: 7 })).toMatchObject({
      code: 'olt.serial_exists',
      details: { at: '1/2/5:7' },
    });
  });

  test('deprovision: no undo where a password would be another one', () => {
    const stays = configured(
      c3xx,
      ['tcont 1 profile 1G'],
      ['wan-ip 1 mode pppoe username a password b host 1'],
    );
    expect(bytes(planDeprovision(c3xx, unit, stays))).toEqual({
      outcome: 'removed',
      steps: [['remove-onu', 'interface gpon-olt_1/2/5: no onu 4']],
    });
  });

  test('another unit than the one that was meant', () => {
    expect(otherUnit(unit, 'zteg:c1192dd7')).toBeNull();
    expect(otherUnit(unit, 'ZTEG00000001')).toMatchObject({ code: 'olt.other_onu' });
  });
});
