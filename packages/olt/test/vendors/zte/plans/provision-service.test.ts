import { describe, expect, test } from 'vitest';
import type { ProvisionService } from '../../../../src/contract/operations.ts';
import { c3xx, c6xx, type Family } from '../../../../src/vendors/zte/family.ts';
import {
  checkProvision,
  type ProvisionFacts,
  planProvisionService,
} from '../../../../src/vendors/zte/plans/provision-service.ts';
import { profileNumber } from '../../../../src/vendors/zte/profile-number.ts';
import { address, bytes, configured, entry } from './plan-bytes.ts';

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
