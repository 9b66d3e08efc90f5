import { describe, expect, test } from 'vitest';
import type { AuthorizeOnu } from '../../../../src/contract/operations.ts';
import { c3xx, c6xx, type Family } from '../../../../src/vendors/zte/family.ts';
import {
  type AuthorizeFacts,
  checkAuthorization,
  planAuthorizeOnu,
} from '../../../../src/vendors/zte/plans/authorize-onu.ts';
import { profileNumber } from '../../../../src/vendors/zte/profile-number.ts';
import { address, at, bytes, configured, entry, unit } from './plan-bytes.ts';

const authorize: AuthorizeOnu = {
  at,
  authentication: { kind: 'serialNumber', serialNumber: 'zteg-c1192dd7' },
  lineProfileId: profileNumber('1G'),
  serviceProfileId: profileNumber('F660'),
};
const nobody: AuthorizeFacts = {
  generation: 2,
  tcontProfiles: [entry('default'), entry('1G')],
  onuTypes: [entry('F601'), entry('F660')],
  trafficProfiles: [],
  vlanProfiles: [],
  takenIds: [1, 2, 3, 5],
  known: null,
};
const plan = (family: Family, request: AuthorizeOnu, facts: AuthorizeFacts) =>
  planAuthorizeOnu(family, checkAuthorization(family, request), facts);

describe('authorize', () => {
  test('on a C3xx, with the lowest free id', () => {
    expect(bytes(plan(c3xx, { ...authorize, description: 'Ana' }, nobody))).toEqual({
      outcome: 'created',
      steps: [
        [
          'add-onu',
          'interface gpon-olt_1/2/5: onu 4 type F660 sn ZTEGC1192DD7',
          'undo interface gpon-olt_1/2/5: no onu 4',
        ],
        ['describe-onu', 'interface gpon-onu_1/2/5:4: description Ana'],
        ['tcont-1', 'interface gpon-onu_1/2/5:4: tcont 1 profile 1G'],
        ['gemport-1', 'interface gpon-onu_1/2/5:4: gemport 1 tcont 1'],
      ],
    });
  });

  test('on a C6xx', () => {
    expect(bytes(plan(c6xx, authorize, nobody))).toEqual({
      outcome: 'created',
      steps: [
        [
          'add-onu',
          'interface gpon_olt-1/2/5: onu 4 type F660 sn ZTEGC1192DD7',
          'undo interface gpon_olt-1/2/5: no onu 4',
        ],
        ['tcont-1', 'interface gpon_onu-1/2/5:4: tcont 1 profile 1G'],
        ['gemport-1', 'interface gpon_onu-1/2/5:4: gemport 1 tcont 1'],
      ],
    });
  });

  test('on firmware 1.x', () => {
    const decision = plan(c3xx, { ...authorize, onuId: 9 }, { ...nobody, generation: 1 });
    expect(decision).toMatchObject({ plan: { address: { ...at, onuId: 9 } } });
    expect(bytes(decision)).toMatchObject({
      steps: [
        expect.anything(),
        expect.anything(),
        ['gemport-1', 'interface gpon-onu_1/2/5:9: gemport 1 name gem1 unicast tcont 1 dir both'],
      ],
    });
  });

  const there = (family: Family, ...lines: readonly string[]) => ({
    unit,
    configuration: configured(family, lines, ['service 1 gemport 1 vlan 101']),
  });

  test('with its service, whose steps go when the unit goes', () => {
    const service = { flows: [{ vlan: 101, gemPort: 1 }], nativeVlans: [{ ethPort: 1, vlan: 101 }] };
    expect(bytes(plan(c6xx, { ...authorize, service }, nobody))).toEqual({
      outcome: 'created',
      steps: [
        [
          'add-onu',
          'interface gpon_olt-1/2/5: onu 4 type F660 sn ZTEGC1192DD7',
          'undo interface gpon_olt-1/2/5: no onu 4',
        ],
        ['tcont-1', 'interface gpon_onu-1/2/5:4: tcont 1 profile 1G'],
        ['gemport-1', 'interface gpon_onu-1/2/5:4: gemport 1 tcont 1'],
        ['service-port-1', 'interface vport-1/2/5.4:1: service-port 1 user-vlan 101 vlan 101'],
        ['onu-service-1', 'management gpon_onu-1/2/5:4: service 1 gemport 1 vlan 101'],
        ['native-vlan-1', 'management gpon_onu-1/2/5:4: vlan port eth_0/1 mode tag vlan 101'],
      ],
    });
    const other = { flows: [{ vlan: 101, gemPort: 2 }] };
    expect(plan(c6xx, { ...authorize, service: other }, nobody)).toMatchObject({
      code: 'olt.gem_port_missing',
    });
    const known = there(c3xx, 'tcont 1 profile 1G', 'gemport 1 tcont 1');
    expect(bytes(plan(c3xx, { ...authorize, service }, { ...nobody, known }))).toMatchObject({
      outcome: 'changed',
      steps: [
        expect.arrayContaining(['service-port-1']),
        // The VLAN is in the unit already.
        expect.arrayContaining(['native-vlan-1']),
      ],
    });
  });

  test('the same unit in the same place is unchanged; with another profile it is a conflict', () => {
    const known = there(c3xx, 'tcont 1 name up profile 1G', 'gemport 1 tcont 1');
    expect(plan(c3xx, authorize, { ...nobody, known })).toEqual({ kind: 'unchanged', address });
    const other = { ...authorize, serviceProfileId: profileNumber('F601') };
    expect(plan(c3xx, other, { ...nobody, known })).toEqual({
      kind: 'conflict',
      address,
      code: 'olt.other_profiles',
      details: { expected: '1G/F601', found: '1G/F660' },
    });
  });

  test('elsewhere it is a conflict with the place, or a move that can be taken back', () => {
    const known = there(
      c3xx,
      'tcont 1 profile 1G',
      'gemport 1 tcont 1',
      'service-port 1 vport 1 user-vlan 101 vlan 101',
    );
    const elsewhere = { ...authorize, at: { ...at, port: 6 } };
    const facts = { ...nobody, takenIds: [], known };
    expect(plan(c3xx, elsewhere, facts)).toMatchObject({
      kind: 'conflict',
      address,
      code: 'olt.serial_exists',
      details: { at: '1/2/5:4' },
    });
    const moved = plan(c3xx, { ...elsewhere, move: true }, facts);
    expect(moved).toMatchObject({ plan: { before: { at: '1/2/5:4' }, address: { port: 6, onuId: 1 } } });
    expect(bytes(moved)).toMatchObject({
      outcome: 'moved',
      steps: [
        [
          'remove-onu',
          'interface gpon-olt_1/2/5: no onu 4',
          'undo interface gpon-olt_1/2/5: onu 4 type F660 sn ZTEGC1192DD7',
          'undo interface gpon-onu_1/2/5:4: tcont 1 profile 1G',
          'undo interface gpon-onu_1/2/5:4: gemport 1 tcont 1',
          'undo interface gpon-onu_1/2/5:4: service-port 1 vport 1 user-vlan 101 vlan 101',
          'undo management gpon-onu_1/2/5:4: service 1 gemport 1 vlan 101',
        ],
        [
          'add-onu',
          'interface gpon-olt_1/2/6: onu 1 type F660 sn ZTEGC1192DD7',
          'undo interface gpon-olt_1/2/6: no onu 1',
        ],
        expect.anything(),
        expect.anything(),
      ],
    });
  });

  test.each([
    ['description ********', 'description ********'],
    ['wan-ip 1 mode pppoe username ana password s3cret vlan-profile 10 host 1', 'wan-ip 1 mode ***'],
  ])('what cannot be put back is not moved: %s', (line, shown) => {
    const known = there(c6xx, 'tcont 1 profile 1G', line);
    const decision = plan(c6xx, { ...authorize, at: { ...at, port: 6 }, move: true }, { ...nobody, known });
    expect(decision).toMatchObject({ kind: 'conflict', code: 'olt.service_not_restorable' });
    expect(JSON.stringify(decision)).not.toContain('s3cret');
    expect(JSON.stringify(decision)).toContain(shown.split(' ')[0]);
  });

  test('no free id, a taken one, a number no profile has, a number two have', () => {
    const all = Array.from({ length: 128 }, (_, index) => index + 1);
    expect(plan(c3xx, authorize, { ...nobody, takenIds: all })).toMatchObject({ code: 'olt.port_full' });
    expect(plan(c3xx, { ...authorize, onuId: 5 }, nobody)).toMatchObject({ code: 'olt.onu_id_taken' });
    expect(plan(c3xx, { ...authorize, lineProfileId: 1 }, nobody)).toMatchObject({
      code: 'olt.profile_missing',
      details: { field: 'lineProfileId', id: 1 },
    });
    const twins = [entry('F660'), { ...entry('F660'), name: 'another' }];
    expect(plan(c3xx, authorize, { ...nobody, onuTypes: twins })).toMatchObject({
      code: 'olt.profile_missing',
      details: { field: 'serviceProfileId' },
    });
  });

  test.each([
    [{ at: { ...at, slot: 99 } }, 'at.slot'],
    [{ at: { ...at, port: 0 } }, 'at.port'],
    [{ onuId: 0 }, 'onuId'],
    [{ onuId: 129 }, 'onuId'],
    [{ lineProfileId: -1 }, 'lineProfileId'],
    [{ description: 'two words' }, 'description'],
    [{ description: 'a\rno onu 1' }, 'description'],
    [{ authentication: { kind: 'serialNumber', serialNumber: 'nonsense' } }, 'authentication.serialNumber'],
    [
      { authentication: { kind: 'serialNumber', serialNumber: 'ZTEG C1192DD' } },
      'authentication.serialNumber',
    ],
    [{ authentication: { kind: 'loid', loid: 'user' } }, 'authentication.kind'],
    [{ service: { flows: [{ vlan: 0, gemPort: 1 }] } }, 'flows[0].vlan'],
  ] as const)('refused before a byte is sent: %o', (changes, field) => {
    expect(() => checkAuthorization(c3xx, { ...authorize, ...changes } as AuthorizeOnu)).toThrow(
      expect.objectContaining({ code: 'olt.bad_request', details: expect.objectContaining({ field }) }),
    );
  });
});
