import { describe, expect, test } from 'vitest';
import type { AuthorizeOnu, ProvisionService } from '../../../contract/operations.ts';
import type { PlanCommand, WriteDecision } from '../../../contract/plan.ts';
import { type OntConfiguration, parseOntConfiguration } from '../parsers/current-configuration.ts';
import type { OntInfo } from '../parsers/ont-info.ts';
import { type AuthorizeFacts, checkAuthorization, planAuthorizeOnu } from './authorize-onu.ts';
import { otherUnit, planReboot, planRename, planSetEnabled } from './change-onu.ts';
import { planDeprovision } from './deprovision-onu.ts';
import { checkProvision, planProvisionService } from './provision-service.ts';
import { planReplaceOnu } from './replace-onu.ts';

const at = { shelf: 0, slot: 1, port: 2 };
const address = { ...at, onuId: 3 };

const info: OntInfo = {
  address,
  serialNumber: 'HWTC12345678',
  serialNumberText: null,
  adminState: 'enabled',
  runState: 'online',
  description: 'Ana',
  model: null,
  distanceMetres: 100,
  lastUpAt: '2026-01-31T10:00:00-03:00',
  lastDownAt: null,
  downCause: null,
  downCauseText: null,
  issues: [],
  configState: 'normal',
  matchState: 'match',
  authentication: 'SN-auth',
  lineProfileId: 31,
  lineProfileName: null,
  serviceProfileId: 32,
  serviceProfileName: null,
  gemPorts: [31],
};

function configured(...lines: readonly string[]): OntConfiguration {
  const text = [
    '[gpon]',
    '  <gpon-0/1>',
    ' interface gpon 0/1',
    ' ont add 2 3 sn-auth "4857544312345678" omci ont-lineprofile-id 31 ont-srvprofile-id 32 desc "Ana"',
    ...lines.map((line) => ` ${line}`),
    '#',
    'return',
  ];
  return parseOntConfiguration(text.join('\n'), 'display current-configuration ont 0/1/2 3');
}

const flow31 =
  'service-port 12 vlan 31 gpon 0/1/2 ont 3 gemport 31 multi-service user-vlan 31 tag-transform translate inbound traffic-table index 6 outbound traffic-table index 7';
const native = 'ont port native-vlan 2 3 eth 1 vlan 31 priority 0';
const pppoe =
  'ont ipconfig 2 3 ip-index 1 pppoe user-account username "ana" password "******" vlan 31 priority 0';

/** A plan as its bytes: where, what, and what takes it back. */
function bytes(decision: WriteDecision): unknown {
  if (decision.kind !== 'plan') return decision;
  const line = ({ at: place, send, dialogue = [] }: PlanCommand) =>
    `${place.argument ?? place.mode}: ${send}${dialogue.map(({ reply }) => ` [${reply}]`).join('')}`;
  const { outcome, steps } = decision.plan;
  return {
    outcome,
    steps: steps.map((step) => [step.id, line(step), ...step.undo.map((one) => `undo ${line(one)}`)]),
  };
}

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

describe('provision', () => {
  const request: ProvisionService = {
    address,
    flows: [
      { vlan: 31, gemPort: 31, inboundTrafficTable: 6, outboundTrafficTable: 7 },
      { vlan: 500, gemPort: 31, userVlan: 40, innerVlan: 41 },
    ],
    nativeVlans: [{ ethPort: 1, vlan: 31 }],
    wan: { username: 'ana@isp', password: 'geheim', vlan: 31, priority: 2 },
  };
  const provision = (asked: ProvisionService, configuration: OntConfiguration, gemPorts = [31]) => {
    checkProvision(asked);
    return planProvisionService(asked, { configuration, gemPorts });
  };

  test('native VLAN, PPPoE client and flows, each with what takes it back', () => {
    expect(bytes(provision(request, configured()))).toEqual({
      outcome: 'changed',
      steps: [
        [
          'native-vlan-1',
          'gpon 0/1: ont port native-vlan 2 3 eth 1 vlan 31 priority 0',
          'undo gpon 0/1: ont port native-vlan 2 3 eth 1 vlan 1 priority 0',
        ],
        [
          'wan-address',
          'gpon 0/1: ont ipconfig 2 3 ip-index 1 pppoe user-account username ana@isp password geheim vlan 31 priority 2',
          'undo gpon 0/1: undo ont ipconfig 2 3 ip-index 1',
        ],
        [
          'wan-internet',
          'gpon 0/1: ont internet-config 2 3 ip-index 1',
          'undo gpon 0/1: undo ont internet-config 2 3',
        ],
        [
          'wan-profile',
          'gpon 0/1: ont wan-config 2 3 ip-index 1 profile-id 0',
          'undo gpon 0/1: undo ont wan-config 2 3 ip-index 1',
        ],
        [
          'service-port-1',
          'config: service-port vlan 31 gpon 0/1/2 ont 3 gemport 31 multi-service user-vlan 31 tag-transform translate inbound traffic-table index 6 outbound traffic-table index 7',
          'undo config: undo service-port vlan 31 gpon 0/1/2 ont 3 gemport 31 [y]',
        ],
        [
          'service-port-2',
          'config: service-port vlan 500 gpon 0/1/2 ont 3 gemport 31 multi-service user-vlan 40 tag-transform translate-and-add inner-vlan 41 inner-priority 0',
          'undo config: undo service-port vlan 500 gpon 0/1/2 ont 3 gemport 31 [y]',
        ],
      ],
    });
  });

  test('the password is a secret of its step', () => {
    const decision = provision(request, configured());
    const steps = decision.kind === 'plan' ? decision.plan.steps : [];
    expect(steps.find(({ id }) => id === 'wan-address')?.secrets).toEqual(['geheim']);
  });

  test('what is there already is left out; all of it there is unchanged', () => {
    const both = { ...request, flows: request.flows.slice(0, 1) };
    expect(provision(both, configured(native, pppoe.replace('ana', 'ana@isp'), flow31))).toEqual({
      kind: 'unchanged',
      address,
    });
    expect(bytes(provision({ ...both, wan: undefined as never }, configured(flow31)))).toMatchObject({
      steps: [['native-vlan-1', expect.anything(), expect.anything()]],
    });
  });

  test('undo of a native VLAN restores the one that was there', () => {
    const before = 'ont port native-vlan 2 3 eth 1 vlan 99 priority 5';
    expect(
      bytes(provision({ address, flows: [], nativeVlans: [{ ethPort: 1, vlan: 31 }] }, configured(before))),
    ).toEqual({
      outcome: 'changed',
      steps: [['native-vlan-1', `gpon 0/1: ${native}`, `undo gpon 0/1: ${before}`]],
    });
  });

  test.each([
    [
      'the same VLAN and GEM port with other tables',
      { vlan: 31, gemPort: 31, inboundTrafficTable: 1, outboundTrafficTable: 1 },
    ],
    ['another VLAN for the same customer VLAN', { vlan: 77, gemPort: 31, userVlan: 31 }],
    ['the same VLAN for another customer VLAN', { vlan: 31, gemPort: 31, userVlan: 77 }],
  ])('a flow in the way is a conflict: %s', (_, flow) => {
    expect(provision({ address, flows: [flow] }, configured(flow31))).toMatchObject({
      kind: 'conflict',
      code: 'olt.service_exists',
      details: { existing: flow31 },
    });
  });

  test('another PPPoE account is a conflict, and its password is not shown', () => {
    const decision = provision({ ...request, flows: [] }, configured(pppoe.replace('******', 'secret1')));
    expect(decision).toMatchObject({ kind: 'conflict', code: 'olt.service_exists' });
    expect(JSON.stringify(decision)).not.toContain('secret1');
  });

  test('a GEM port the profile lacks is a conflict that names those it has', () => {
    expect(provision({ address, flows: [{ vlan: 31, gemPort: 1 }] }, configured())).toMatchObject({
      code: 'olt.gem_port_missing',
      details: { gemPort: 1, available: [31] },
    });
    expect(provision({ address, flows: [{ vlan: 31, gemPort: 1 }] }, configured(), [])).toMatchObject({
      kind: 'plan',
    });
  });

  test.each([
    [{ flows: [] }, 'flows'],
    [{ flows: [{ vlan: 0, gemPort: 1 }] }, 'flows[0].vlan'],
    [{ flows: [{ vlan: 4095, gemPort: 1 }] }, 'flows[0].vlan'],
    [{ flows: [{ vlan: 1, gemPort: -1 }] }, 'flows[0].gemPort'],
    [{ flows: [{ vlan: 1, gemPort: 1, inboundTrafficTable: 1 }] }, 'flows[0]'],
    [{ flows: [], nativeVlans: [{ ethPort: 0, vlan: 1 }] }, 'nativeVlans[0].ethPort'],
    [{ flows: [], wan: { username: 'a b', password: 'x', vlan: 1 } }, 'wan.username'],
    [{ flows: [], wan: { username: 'a', password: 'x?', vlan: 1 } }, 'wan.password'],
    [{ address: { ...address, onuId: 999 } }, 'address.onuId'],
  ])('%o names %s before anything is sent', (wrong, field) => {
    expect(() => checkProvision({ address, flows: [{ vlan: 1, gemPort: 1 }], ...wrong })).toThrow(
      expect.objectContaining({ code: 'olt.bad_request', details: expect.objectContaining({ field }) }),
    );
  });
});

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
