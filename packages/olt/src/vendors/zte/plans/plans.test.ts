import { describe, expect, test } from 'vitest';
import type { AuthorizeOnu, ProvisionService } from '../../../contract/operations.ts';
import type { PlanCommand, WriteDecision } from '../../../contract/plan.ts';
import { c3xx, c6xx, type Family } from '../family.ts';
import type { BaseInfo } from '../parsers/baseinfo.ts';
import type { DetailInfo } from '../parsers/detail-info.ts';
import { flowsIn, type OnuConfiguration } from '../parsers/running-config.ts';
import { profileNumber } from '../profile-number.ts';
import { type AuthorizeFacts, checkAuthorization, planAuthorizeOnu } from './authorize-onu.ts';
import { planReboot, planRename, planReplaceOnu, planSetEnabled } from './change-onu.ts';
import { otherUnit } from './commands.ts';
import { planDeprovision } from './deprovision-onu.ts';
import { checkProvision, type ProvisionFacts, planProvisionService } from './provision-service.ts';

const at = { shelf: 1, slot: 2, port: 5 };
const address = { ...at, onuId: 4 };
const entry = (name: string) => ({ id: profileNumber(name), name, bindings: null });

const unit: BaseInfo = {
  address,
  type: 'F660',
  mode: 'sn',
  state: 'ready',
  serialNumber: 'ZTEGC1192DD7',
  serialNumberText: null,
};

/** A plan as its bytes: where, what, and what takes it back. */
function bytes(decision: WriteDecision): unknown {
  if (decision.kind !== 'plan') return decision;
  const line = ({ at: place, send, dialogue = [] }: PlanCommand) =>
    `${place.mode} ${place.argument}: ${send}${dialogue.map(({ reply }) => ` [${reply}]`).join('')}`;
  const { outcome, steps } = decision.plan;
  return {
    outcome,
    steps: steps.map((step) => [step.id, line(step), ...step.undo.map((one) => `undo ${line(one)}`)]),
  };
}

function configured(
  family: Family,
  lines: readonly string[],
  management: readonly string[] = [],
  vports: Readonly<Record<number, readonly string[]>> = {},
): OnuConfiguration {
  const section = (name: string, some: readonly string[]) =>
    flowsIn({ kind: 'interface', name, lines: some }, name);
  const ports = new Map(Object.entries(vports).map(([port, some]) => [Number(port), some] as const));
  return {
    unit: lines,
    management,
    vports: ports,
    flows: [
      ...section(family.onuName(address), lines),
      ...[...ports].flatMap(([port, some]) => section(family.vportName(address, port), some)),
    ],
  };
}

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

describe('provision', () => {
  const bare = ['tcont 1 profile 1G', 'gemport 1 tcont 1', 'gemport 2 tcont 1'];
  const facts = (family: Family, changes: Partial<ProvisionFacts> = {}): ProvisionFacts => ({
    generation: 2,
    configuration: configured(family, bare),
    trafficProfiles: [entry('UP-50M'), entry('DOWN-50M')],
    vlanProfiles: [{ name: 'HSI', vlan: 101 }],
    ...changes,
  });
  const provision = (family: Family, request: Omit<ProvisionService, 'address'>, some = facts(family)) =>
    planProvisionService(family, checkProvision(family, { address, ...request }), some);
  const flow = { vlan: 101, gemPort: 1 };
  const onu = 'interface gpon-onu_1/2/5:4';
  const inside = 'management gpon-onu_1/2/5:4';

  test('flows, their VLAN inside the ONU, a LAN port, PPPoE on a C3xx', () => {
    const wan = { username: 'ana', password: 's3cret', vlan: 101 };
    const decision = provision(c3xx, {
      flows: [flow, { vlan: 1402, innerVlan: 1245, gemPort: 2 }],
      nativeVlans: [
        { ethPort: 1, vlan: 101 },
        { ethPort: 2, vlan: 102, priority: 5 },
      ],
      wan,
    });
    expect(bytes(decision)).toEqual({
      outcome: 'changed',
      steps: [
        [
          'service-port-1',
          `${onu}: service-port 1 vport 1 user-vlan 101 vlan 101`,
          `undo ${onu}: no service-port 1`,
        ],
        ['onu-service-1', `${inside}: service 1 gemport 1 vlan 101`, `undo ${inside}: no service 1`],
        [
          'service-port-2',
          `${onu}: service-port 2 vport 2 user-vlan 1245 vlan 1245 svlan 1402`,
          `undo ${onu}: no service-port 2`,
        ],
        ['onu-service-2', `${inside}: service 2 gemport 2 vlan 1245`, `undo ${inside}: no service 2`],
        [
          'native-vlan-1',
          `${inside}: vlan port eth_0/1 mode tag vlan 101`,
          `undo ${inside}: no vlan port eth_0/1 mode`,
        ],
        [
          'native-vlan-2',
          `${inside}: vlan port eth_0/2 mode tag vlan 102 priority 5`,
          `undo ${inside}: no vlan port eth_0/2 mode`,
        ],
        [
          'wan-address',
          `${inside}: wan-ip 1 mode pppoe username ana password s3cret vlan-profile HSI host 1`,
          `undo ${inside}: no wan-ip 1`,
        ],
      ],
    });
    expect(decision).toMatchObject({ plan: { steps: [{}, {}, {}, {}, {}, {}, { secrets: ['s3cret'] }] } });
  });

  test('a speed on a C3xx limits the GEM port, on a C6xx the flow', () => {
    const up = profileNumber('UP-50M');
    const down = profileNumber('DOWN-50M');
    expect(
      bytes(provision(c3xx, { flows: [{ ...flow, inboundTrafficTable: up, outboundTrafficTable: down }] })),
    ).toMatchObject({
      steps: [
        [
          'traffic-1',
          `${onu}: gemport 1 traffic-limit upstream UP-50M downstream DOWN-50M`,
          `undo ${onu}: gemport 1 traffic-limit upstream default downstream default`,
        ],
        expect.anything(),
        expect.anything(),
      ],
    });
    expect(bytes(provision(c6xx, { flows: [{ ...flow, outboundTrafficTable: down }] }))).toEqual({
      outcome: 'changed',
      steps: [
        [
          'service-port-1',
          'interface vport-1/2/5.4:1: service-port 1 user-vlan 101 vlan 101 egress DOWN-50M',
          'undo interface vport-1/2/5.4:1: no service-port 1',
        ],
        [
          'onu-service-1',
          'management gpon_onu-1/2/5:4: service 1 gemport 1 vlan 101',
          'undo management gpon_onu-1/2/5:4: no service 1',
        ],
      ],
    });
    expect(provision(c6xx, { flows: [{ ...flow, outboundTrafficTable: 1 }] })).toMatchObject({
      code: 'olt.traffic_table_missing',
    });
  });

  test('in the words of firmware 1.x, which has no PPPoE that a source confirms', () => {
    const old = facts(c3xx, { generation: 1 });
    expect(bytes(provision(c3xx, { flows: [flow, { vlan: 102, gemPort: 1 }] }, old))).toEqual({
      outcome: 'changed',
      steps: [
        ['vport-1', `${onu}: switchport mode hybrid vport 1`],
        [
          'service-port-1',
          `${onu}: service-port 1 vport 1 user-vlan 101 vlan 101`,
          `undo ${onu}: no service-port 1`,
        ],
        [
          'onu-service-1',
          `${inside}: service 1 type internet gemport 1 cos 0 vlan 101`,
          `undo ${inside}: no service 1`,
        ],
        [
          'service-port-2',
          `${onu}: service-port 2 vport 1 user-vlan 102 vlan 102`,
          `undo ${onu}: no service-port 2`,
        ],
        [
          'onu-service-2',
          `${inside}: service 2 type internet gemport 1 cos 0 vlan 102`,
          `undo ${inside}: no service 2`,
        ],
      ],
    });
    const wan = { username: 'ana', password: 's3cret', vlan: 101 };
    expect(provision(c3xx, { flows: [], wan }, old)).toMatchObject({ code: 'olt.not_supported_by_device' });
  });

  test('what is there is left out, what is in the way is a conflict', () => {
    const existing = configured(
      c6xx,
      bare,
      ['service vlan101 gemport 1 vlan 101', 'vlan port eth_0/1 mode transparent'],
      { 1: ['service-port 1 user-vlan 101 vlan 101', 'service-port 3 user-vlan 200 vlan 300'] },
    );
    const there = facts(c6xx, { configuration: existing });
    expect(provision(c6xx, { flows: [flow] }, there)).toEqual({ kind: 'unchanged', address });
    expect(provision(c6xx, { flows: [{ vlan: 200, gemPort: 1 }] }, there)).toMatchObject({
      code: 'olt.service_exists',
      details: { existing: 'service-port 3 user-vlan 200 vlan 300' },
    });
    expect(bytes(provision(c6xx, { flows: [{ vlan: 102, gemPort: 1 }] }, there))).toMatchObject({
      steps: [
        [
          'service-port-1',
          'interface vport-1/2/5.4:1: service-port 2 user-vlan 102 vlan 102',
          expect.anything(),
        ],
        expect.anything(),
      ],
    });
    expect(
      bytes(provision(c6xx, { flows: [], nativeVlans: [{ ethPort: 1, vlan: 101 }] }, there)),
    ).toMatchObject({
      steps: [
        [
          'native-vlan-1',
          'management gpon_onu-1/2/5:4: vlan port eth_0/1 mode tag vlan 101',
          'undo management gpon_onu-1/2/5:4: vlan port eth_0/1 mode transparent',
        ],
      ],
    });
    expect(provision(c6xx, { flows: [{ vlan: 101, gemPort: 3 }] }, there)).toMatchObject({
      code: 'olt.gem_port_missing',
      details: { gemPort: 3, available: [1, 2] },
    });
  });

  test('a PPPoE client that is another, or whose VLAN has no profile', () => {
    const wan = { username: 'ana', password: 's3cret', vlan: 101 };
    const line = 'wan-ip 1 mode pppoe username bia password 0ld vlan-profile HSI host 1';
    const existing = facts(c3xx, { configuration: configured(c3xx, bare, [line]) });
    const decision = provision(c3xx, { flows: [], wan }, existing);
    expect(decision).toMatchObject({ code: 'olt.service_exists' });
    expect(JSON.stringify(decision)).not.toContain('0ld');
    expect(provision(c3xx, { flows: [], wan: { ...wan, username: 'bia' } }, existing)).toEqual({
      kind: 'unchanged',
      address,
    });
    expect(provision(c3xx, { flows: [], wan: { ...wan, vlan: 7 } })).toMatchObject({
      code: 'olt.profile_missing',
    });
  });

  test.each([
    [c3xx, { flows: [] }, 'flows'],
    [c3xx, { flows: [{ vlan: 0, gemPort: 1 }] }, 'flows[0].vlan'],
    [c3xx, { flows: [{ vlan: 1, gemPort: 0 }] }, 'flows[0].gemPort'],
    [c3xx, { flows: [{ vlan: 1, gemPort: 1, inboundTrafficTable: 1 }] }, 'flows[0]'],
    [c6xx, { flows: [{ vlan: 1, gemPort: 1, inboundTrafficTable: 1 }] }, 'flows[0].inboundTrafficTable'],
    [c3xx, { flows: [], nativeVlans: [{ ethPort: 0, vlan: 1 }] }, 'nativeVlans[0].ethPort'],
    [c3xx, { flows: [], wan: { username: 'a b', password: 'x', vlan: 1 } }, 'wan.username'],
    [c3xx, { flows: [], wan: { username: 'a', password: 'x', vlan: 1, priority: 5 } }, 'wan.priority'],
  ] as const)('refused before a byte is sent: %#', (family, request, field) => {
    expect(() => checkProvision(family, { address, ...request } as ProvisionService)).toThrow(
      expect.objectContaining({ code: 'olt.bad_request', details: expect.objectContaining({ field }) }),
    );
  });
});

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
