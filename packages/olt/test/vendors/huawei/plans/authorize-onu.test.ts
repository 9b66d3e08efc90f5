import { describe, expect, test } from 'vitest';
import type { AuthorizeOnu } from '../../../../src/contract/operations.ts';
import {
  type AuthorizeFacts,
  checkAuthorization,
  planAuthorizeOnu,
} from '../../../../src/vendors/huawei/plans/authorize-onu.ts';
import { address, at, bytes, configured, flow31, info, native, pppoe } from './planned.ts';

const authorize: AuthorizeOnu = {
  at,
  authentication: { kind: 'serialNumber', serialNumber: 'hwtc-12345678' },
  lineProfileId: 31,
  serviceProfileId: 32,
};
const nobody: AuthorizeFacts = { takenIds: [0, 1, 2, 4], known: null, knownConfiguration: null };
const plan = (request: AuthorizeOnu, facts: AuthorizeFacts) =>
  planAuthorizeOnu(checkAuthorization(request), facts);

describe('authorize', () => {
  test('by serial number, with the smallest free id', () => {
    expect(bytes(plan({ ...authorize, description: 'Ana & filhos' }, nobody))).toEqual({
      outcome: 'created',
      steps: [
        [
          'add-onu',
          'gpon 0/1: ont add 2 3 sn-auth "4857544312345678" omci ont-lineprofile-id 31 ont-srvprofile-id 32 desc "Ana & filhos"',
          'undo gpon 0/1: ont delete 2 3',
        ],
      ],
    });
  });

  const service = { flows: [{ vlan: 31, gemPort: 31 }], nativeVlans: [{ ethPort: 1, vlan: 31 }] };

  test('with its service, as one plan: what stands in the board goes where the ONU goes', () => {
    const command =
      'service-port vlan 31 gpon 0/1/2 ont 3 gemport 31 multi-service user-vlan 31 tag-transform translate';
    expect(bytes(plan({ ...authorize, service }, nobody))).toEqual({
      outcome: 'created',
      steps: [
        ['add-onu', expect.stringContaining('ont add 2 3'), 'undo gpon 0/1: ont delete 2 3'],
        ['native-vlan-1', `gpon 0/1: ${native}`],
        [
          'service-port-1',
          `config: ${command}`,
          'undo config: undo service-port vlan 31 gpon 0/1/2 ont 3 gemport 31 [y]',
        ],
      ],
    });
  });

  test('an ONU that stands gets only what it lacks of its service', () => {
    const facts = { ...nobody, known: info };
    expect(
      plan({ ...authorize, service }, { ...facts, knownConfiguration: configured(native) }),
    ).toMatchObject({
      kind: 'plan',
      plan: { outcome: 'changed', steps: [{ id: 'service-port-1' }] },
    });
    const whole = { ...facts, knownConfiguration: configured(native, flow31) };
    expect(plan({ ...authorize, service }, whole)).toEqual({ kind: 'unchanged', address });
  });

  test.each([
    [{ flows: [{ vlan: 5000, gemPort: 1 }] }, 'flows[0].vlan'],
    [{ flows: [] }, 'flows'],
  ])('with the service %o is refused before a byte is sent', (wrong, field) => {
    expect(() => checkAuthorization({ ...authorize, service: wrong })).toThrow(
      expect.objectContaining({ code: 'olt.bad_request', details: expect.objectContaining({ field }) }),
    );
  });

  test.each([
    [
      { kind: 'serialNumberAndPassword', serialNumber: 'HWTC12345678', password: 'pw' },
      'sn-auth "4857544312345678" password-auth "pw"',
      ['pw'],
    ],
    [{ kind: 'password', password: 'pw' }, 'password-auth "pw" always-on', ['pw']],
    [{ kind: 'loid', loid: 'user1' }, 'loid-auth "user1" always-on', undefined],
    [
      { kind: 'loid', loid: 'user1', checkCode: 'cc' },
      'loid-auth "user1" checkcode-auth "cc" always-on',
      ['cc'],
    ],
    // A few makers' serial numbers end in letters.
    [{ kind: 'serialNumber', serialNumber: 'FISAMDOTESeO' }, 'sn-auth "FISAMDOTESeO"', undefined],
  ] as const)('as %o', (authentication, words, secrets) => {
    const decision = plan({ ...authorize, authentication }, nobody);
    const [step] = decision.kind === 'plan' ? decision.plan.steps : [];
    expect(step?.send).toBe(`ont add 2 3 ${words} omci ont-lineprofile-id 31 ont-srvprofile-id 32`);
    expect(step?.secrets).toEqual(secrets);
  });

  test('the same unit in the same place is unchanged; with other profiles it is a conflict', () => {
    expect(plan(authorize, { ...nobody, known: info })).toEqual({ kind: 'unchanged', address });
    expect(plan({ ...authorize, serviceProfileId: 9 }, { ...nobody, known: info })).toMatchObject({
      kind: 'conflict',
      code: 'olt.other_profiles',
      details: { expected: '31/9', found: '31/32' },
    });
  });

  test('elsewhere, or with another id, it is a conflict that names the place', () => {
    const conflict = { kind: 'conflict', code: 'olt.serial_exists', address, details: { at: '0/1/2:3' } };
    expect(plan({ ...authorize, at: { ...at, port: 5 } }, { ...nobody, known: info })).toMatchObject(
      conflict,
    );
    expect(plan({ ...authorize, onuId: 9 }, { ...nobody, known: info })).toMatchObject(conflict);
  });

  test('an id that is taken, a port that is full', () => {
    expect(plan({ ...authorize, onuId: 4 }, nobody)).toMatchObject({ code: 'olt.onu_id_taken' });
    const full = { ...nobody, takenIds: Array.from({ length: 128 }, (_, id) => id) };
    expect(plan(authorize, full)).toMatchObject({ kind: 'conflict', code: 'olt.port_full' });
  });

  test('a move takes the unit away with its flows first, and can put all of it back', () => {
    const knownConfiguration = configured(native, flow31);
    const request = { ...authorize, at: { ...at, port: 5 }, move: true };
    expect(bytes(plan(request, { takenIds: [], known: info, knownConfiguration }))).toEqual({
      outcome: 'moved',
      steps: [
        ['remove-flow-12', 'config: undo service-port 12 [y]', `undo config: ${flow31}`],
        [
          'remove-onu',
          'gpon 0/1: ont delete 2 3',
          'undo gpon 0/1: ont add 2 3 sn-auth "4857544312345678" omci ont-lineprofile-id 31 ont-srvprofile-id 32 desc "Ana"',
          `undo gpon 0/1: ${native}`,
        ],
        [
          'add-onu',
          'gpon 0/1: ont add 5 0 sn-auth "4857544312345678" omci ont-lineprofile-id 31 ont-srvprofile-id 32',
          'undo gpon 0/1: ont delete 5 0',
        ],
      ],
    });
  });

  test('what could not be put back does not move', () => {
    const facts = { takenIds: [], known: info, knownConfiguration: configured(pppoe) };
    expect(plan({ ...authorize, at: { ...at, port: 5 }, move: true }, facts)).toMatchObject({
      kind: 'conflict',
      code: 'olt.service_not_restorable',
      details: { line: expect.stringContaining('password "***"') },
    });
  });

  test.each([
    [{ at: { ...at, slot: 99 } }, 'at.slot'],
    [{ at: { ...at, port: 1.5 } }, 'at.port'],
    [{ onuId: 256 }, 'onuId'],
    [{ lineProfileId: -1 }, 'lineProfileId'],
    [{ serviceProfileId: Number.NaN }, 'serviceProfileId'],
    [{ description: 'x'.repeat(65) }, 'description'],
    [{ description: 'Ana"\ront delete 2 3' }, 'description'],
    [{ description: 'what?' }, 'description'],
    [{ authentication: { kind: 'serialNumber', serialNumber: 'HWTC1234' } }, 'authentication.serialNumber'],
    [{ authentication: { kind: 'password', password: 'a b' } }, 'authentication.password'],
    [{ authentication: { kind: 'loid', loid: 'x"' } }, 'authentication.loid'],
    [{ authentication: { kind: 'mac' } }, 'authentication.kind'],
  ] as const)('%o names %s before anything is sent', (wrong, field) => {
    expect(() => checkAuthorization({ ...authorize, ...wrong } as AuthorizeOnu)).toThrow(
      expect.objectContaining({ code: 'olt.bad_request', details: expect.objectContaining({ field }) }),
    );
  });
});
