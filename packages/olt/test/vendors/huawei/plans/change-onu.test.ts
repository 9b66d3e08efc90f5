import { describe, expect, test } from 'vitest';
import {
  otherUnit,
  planReboot,
  planRename,
  planSetEnabled,
} from '../../../../src/vendors/huawei/plans/change-onu.ts';
import { planDeprovision } from '../../../../src/vendors/huawei/plans/deprovision-onu.ts';
import { planReplaceOnu } from '../../../../src/vendors/huawei/plans/replace-onu.ts';
import { address, bytes, configured, flow31, info, native, pppoe } from './planned.ts';

describe('rename, reboot, enable', () => {
  test('a new description, and the old one to put back', () => {
    expect(bytes(planRename(configured(), 'Bia'))).toEqual({
      outcome: 'changed',
      steps: [
        ['rename-onu', 'gpon 0/1: ont modify 2 3 desc "Bia"', 'undo gpon 0/1: ont modify 2 3 desc "Ana"'],
      ],
    });
    expect(planRename(configured(), 'Ana')).toEqual({ kind: 'unchanged', address });
  });

  test('a restart answers its question, cannot be taken back, and needs a unit that is online', () => {
    expect(bytes(planReboot(info))).toEqual({
      outcome: 'changed',
      steps: [['reboot-onu', 'gpon 0/1: ont reset 2 3 [y]']],
    });
    expect(planReboot({ ...info, runState: 'offline' })).toMatchObject({ code: 'olt.onu_offline' });
  });

  test('disable and enable take each other back', () => {
    expect(bytes(planSetEnabled(info, false))).toEqual({
      outcome: 'changed',
      steps: [['deactivate-onu', 'gpon 0/1: ont deactivate 2 3', 'undo gpon 0/1: ont activate 2 3']],
    });
    expect(planSetEnabled(info, true)).toEqual({ kind: 'unchanged', address });
  });

  test('another unit than the one that was meant is left alone', () => {
    expect(otherUnit(info, 'HWTC-12345678')).toBeNull();
    expect(otherUnit(info, undefined)).toBeNull();
    expect(otherUnit(info, 'ZTEG00000001')).toMatchObject({
      code: 'olt.other_onu',
      details: { expected: 'ZTEG00000001', found: 'HWTC12345678' },
    });
  });
});

test('replace: flows, unit, new unit with the same words, settings, flows', () => {
  const configuration = configured(native, flow31);
  const add = (serial: string) =>
    `gpon 0/1: ont add 2 3 sn-auth "${serial}" omci ont-lineprofile-id 31 ont-srvprofile-id 32 desc "Ana"`;
  expect(bytes(planReplaceOnu('5A54454700000001', { configuration, known: null }))).toEqual({
    outcome: 'changed',
    steps: [
      ['remove-flow-12', 'config: undo service-port 12 [y]', `undo config: ${flow31}`],
      [
        'remove-onu',
        'gpon 0/1: ont delete 2 3',
        `undo ${add('4857544312345678')}`,
        `undo gpon 0/1: ${native}`,
      ],
      ['add-onu', add('5A54454700000001'), 'undo gpon 0/1: ont delete 2 3'],
      ['setting-1', `gpon 0/1: ${native}`],
      ['add-flow-12', `config: ${flow31}`, 'undo config: undo service-port 12 [y]'],
    ],
  });
});

test('replace: a unit that is known elsewhere, and settings nobody can put back, are conflicts', () => {
  const known = { ...info, address: { ...address, port: 9 } };
  expect(planReplaceOnu('5A54454700000001', { configuration: configured(), known })).toMatchObject({
    code: 'olt.serial_exists',
    details: { at: '0/1/9:3' },
  });
  for (const line of [pppoe, 'igmp user add smart-vlan 7']) {
    expect(
      planReplaceOnu('5A54454700000001', { configuration: configured(line), known: null }),
    ).toMatchObject({
      code: 'olt.service_not_restorable',
    });
  }
});

test('deprovision: flows first, then the unit', () => {
  expect(bytes(planDeprovision(configured(flow31)))).toMatchObject({
    outcome: 'removed',
    steps: [
      ['remove-flow-12', 'config: undo service-port 12 [y]', `undo config: ${flow31}`],
      ['remove-onu', 'gpon 0/1: ont delete 2 3', expect.stringContaining('undo gpon 0/1: ont add 2 3')],
    ],
  });
  // With a password nobody knows, the unit cannot be put back, and the plan does not pretend to.
  const decision = planDeprovision(configured(pppoe));
  expect(decision.kind === 'plan' && decision.plan.steps.at(-1)?.undo).toEqual([]);
});
